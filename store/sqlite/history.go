package sqlite

import (
	"context"
	"database/sql"
	"time"

	"entente/graph"
)

// History gives every version of a record, the latest first; see graph.Log.
func (s *Store) History(ctx context.Context, id graph.ID) ([]graph.Version, error) {
	var versions []graph.Version
	err := eachRow(ctx, s.read, selectHistory, []any{string(id)}, func(rows *sql.Rows) error {
		version, err := scanVersion(rows)
		versions = append(versions, version)
		return err
	})
	if err != nil {
		return nil, failure(ctx, err)
	}
	if len(versions) == 0 {
		return nil, graph.Errorf(graph.NotFound, "no record ever had this id").In(string(id))
	}
	return versions, nil
}

func scanVersion(rows *sql.Rows) (v graph.Version, err error) {
	var p payload
	var at string
	if err := rows.Scan(&p.removed, &p.id, &p.revision, &p.line, &p.checksum, &v.Author, &v.Reason, &at); err != nil {
		return v, err
	}
	v.Revision = p.revision
	if v.Time, err = time.Parse(time.RFC3339Nano, at); err != nil {
		return v, graph.Errorf(graph.Internal, "the log is damaged: %w", err).In(string(p.id))
	}
	v.Change, err = p.change()
	return v, err
}
