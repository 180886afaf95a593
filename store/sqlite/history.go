package sqlite

import (
	"context"
	"database/sql"
	"iter"
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

// Former gives every record that changed after a revision as it stood then; see graph.Log.
func (s *Store) Former(ctx context.Context, at graph.Revision) iter.Seq2[graph.Change, error] {
	return sequence(ctx, s, func(ctx context.Context, snapshot *snapshot, give func(graph.Change) error) error {
		_, err := giveChanges(ctx, snapshot, selectFormer, []any{int64(at)}, give)
		return err
	})
}

// seconds is how much of a time of the log orders as text.
const seconds = "2006-01-02T15:04:05"

// Made gives the last revision made by an instant; see graph.Log. It reads the
// log from its end, as far as the instant lies back.
func (s *Store) Made(ctx context.Context, by time.Time) (made graph.Revision, err error) {
	by = by.UTC()
	err = eachRow(ctx, s.read, selectMade, []any{by.Format(seconds)}, func(rows *sql.Rows) error {
		var text string
		var revision graph.Revision
		if err := rows.Scan(&revision, &text); err != nil {
			return err
		}
		at, err := time.Parse(time.RFC3339Nano, text)
		if err != nil {
			return graph.Errorf(graph.Internal, "the log is damaged: %w", err)
		}
		if at.After(by) {
			return nil
		}
		made = revision
		return errStop
	})
	if err != nil && err != errStop {
		return 0, failure(ctx, err)
	}
	return made, nil
}
