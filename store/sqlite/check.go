package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"errors"

	"entente/graph"
)

// head is the last commit of the database.
type head struct {
	mark
	sources, entities, relationships int
}

func readHead(ctx context.Context, q queryer) (head, error) {
	var h head
	err := eachRow(ctx, q, selectHead, nil, func(rows *sql.Rows) error {
		return rows.Scan(&h.number, &h.revision, &h.chain, &h.sources, &h.entities, &h.relationships)
	})
	return h, err
}

// check compares the database with its mark. The mark is written after the
// commit, so the database may be ahead of it and then holds the same commit in
// its log; when it is behind, or tells another story, acknowledged changes
// are gone. A lost mark proves nothing and is no reason to refuse.
func (s *Store) check(ctx context.Context, latest mark, known bool, damage error) error {
	present, err := readHead(ctx, s.read)
	switch {
	case err != nil:
		return err
	case damage != nil && present.number > 1:
		return damage
	case !known:
		return nil
	case present.number < latest.number:
		return graph.Errorf(graph.Internal, "%s stands at revision %d but revision %d was acknowledged: the last changes are lost, by damage or because an older file was put back; "+
			"restore a backup, or delete %s to go on with what is there", s.path, present.revision, latest.revision, s.path+markSuffix)
	}
	return s.checkChain(ctx, latest)
}

func (s *Store) checkChain(ctx context.Context, latest mark) error {
	var found mark
	err := eachRow(ctx, s.read, selectChain, []any{latest.number}, func(rows *sql.Rows) error {
		return rows.Scan(&found.revision, &found.chain)
	})
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if found.revision != latest.revision || !bytes.Equal(found.chain, latest.chain) {
		return graph.Errorf(graph.Internal, "%s and %s do not belong together: the database tells another history up to revision %d; "+
			"restore both from one backup, or delete %s to go on with what is there", s.path, s.path+markSuffix, latest.revision, s.path+markSuffix)
	}
	return nil
}

// Head gives the revision and the counts that the last commit noted.
func (s *Store) Head(ctx context.Context) (graph.Head, error) {
	h, err := readHead(ctx, s.read)
	if err != nil {
		return graph.Head{}, failure(ctx, err)
	}
	return graph.Head{Revision: h.revision, Sources: h.sources, Entities: h.entities, Relationships: h.relationships}, nil
}
