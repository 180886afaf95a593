package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"unicode/utf8"

	"entente/graph"
	"entente/graph/interchange"
)

// Entities gives one entity for each id, nil for the unknown; a merged id gives
// the entity that it was merged into.
func (s *Store) Entities(ctx context.Context, ids []graph.ID) ([]*graph.Entity, error) {
	return byID(ctx, s.read, selectEntities, ids, func(r interchange.Record) *graph.Entity { return r.Entity })
}

// Relationships gives one relationship for each id, nil for the unknown.
func (s *Store) Relationships(ctx context.Context, ids []graph.ID) ([]*graph.Relationship, error) {
	return byID(ctx, s.read, selectRelationships, ids, func(r interchange.Record) *graph.Relationship { return r.Relationship })
}

// Sources gives one source for each id, nil for the unknown.
func (s *Store) Sources(ctx context.Context, ids []graph.ID) ([]*graph.Source, error) {
	return byID(ctx, s.read, selectSources, ids, func(r interchange.Record) *graph.Source { return r.Source })
}

// byID runs a statement whose first column is the position in the list.
func byID[T any](ctx context.Context, q queryer, text string, ids []graph.ID, pick func(interchange.Record) *T) ([]*T, error) {
	found := make([]*T, len(ids))
	if len(ids) == 0 {
		return found, nil
	}
	err := eachRow(ctx, q, text, []any{idList(ids)}, func(rows *sql.Rows) error {
		var at int
		var p payload
		if err := rows.Scan(&at, &p.id, &p.revision, &p.line, &p.checksum); err != nil {
			return err
		}
		record, err := p.decode()
		if err != nil {
			return err
		}
		if found[at] = pick(record); found[at] == nil {
			return damaged(p.id)
		}
		return nil
	})
	if err != nil {
		return nil, failure(ctx, err)
	}
	return found, nil
}

// idList writes ids as a JSON array. What is not UTF-8 can be nobody's id and
// becomes the empty one, so that JSON does not turn it into another.
func idList(ids []graph.ID) string {
	texts := make([]graph.ID, len(ids))
	for i, id := range ids {
		if utf8.ValidString(string(id)) {
			texts[i] = id
		}
	}
	return jsonList(texts)
}

func jsonList[T any](items []T) string {
	list, err := json.Marshal(items)
	if err != nil {
		return "[]"
	}
	return string(list)
}
