package neo4j

import (
	"context"
	"errors"
	"unicode/utf8"

	"entente/graph"
	"entente/graph/interchange"
)

// Entities gives one entity for each id, nil for the unknown; a merged id gives
// the entity that it was merged into.
func (s *Store) Entities(ctx context.Context, ids []graph.ID) ([]*graph.Entity, error) {
	return byID(ctx, s, readEntities, ids, func(r interchange.Record) *graph.Entity { return r.Entity })
}

// Sources gives one source for each id, nil for the unknown.
func (s *Store) Sources(ctx context.Context, ids []graph.ID) ([]*graph.Source, error) {
	return byID(ctx, s, readSources, ids, func(r interchange.Record) *graph.Source { return r.Source })
}

// Relationships gives one relationship for each id, nil for the unknown.
func (s *Store) Relationships(ctx context.Context, ids []graph.ID) ([]*graph.Relationship, error) {
	found := make([]*graph.Relationship, len(ids))
	if len(ids) == 0 {
		return found, nil
	}
	for last := false; ; last = true {
		whole := true
		err := s.eachTie(ctx, ids, func(at int, row tieRow, r *graph.Relationship) error {
			found[at] = r
			whole = whole && row.whole(r)
			return nil
		})
		if err == nil && !whole && !last {
			err = s.barrier(ctx)
		}
		if err != nil {
			return nil, failure(ctx, err)
		}
		// What stays different was changed by hand, and is what it has become.
		if whole || last {
			return found, nil
		}
		clear(found)
	}
}

// byID runs a statement whose columns are the position in the list and the payload.
func byID[T any](ctx context.Context, s *Store, st statement, ids []graph.ID, pick func(interchange.Record) *T) ([]*T, error) {
	found := make([]*T, len(ids))
	if len(ids) == 0 {
		return found, nil
	}
	err := s.settled(ctx, func() error {
		clear(found)
		return s.ask(ctx, st, given{"ids": askable(ids)}, func(row []any) error {
			places := integers(row[0])
			return eachPayload(row[1:], func(i int, p payload) error {
				record, err := p.decode()
				if err != nil {
					return err
				}
				if found[places[i]] = pick(record); found[places[i]] == nil {
					return damaged(p.id)
				}
				return nil
			})
		})
	})
	if err != nil {
		return nil, failure(ctx, err)
	}
	return found, nil
}

// eachPayload reads columns of ids, revisions, checksums and lines.
func eachPayload(columns []any, give func(i int, p payload) error) error {
	ids, revisions, checks, lines := list(columns[0]), list(columns[1]), list(columns[2]), list(columns[3])
	for i := range ids {
		p := payload{graph.ID(text(ids[i])), graph.Revision(integer(revisions[i])), integer(checks[i]), text(lines[i])}
		if err := give(i, p); err != nil {
			return err
		}
	}
	return nil
}

// settled reads again when something does not fit its checksum: a reader takes
// no lock and may see half of a commit. What stays is damage.
func (s *Store) settled(ctx context.Context, read func() error) error {
	const tries = 4
	for range tries - 1 {
		err := read()
		if err == nil || !errors.Is(err, errDamaged) {
			return err
		}
		if err := s.barrier(ctx); err != nil {
			return err
		}
	}
	return read()
}

// barrier has every later question see all that is committed by now, whole.
func (s *Store) barrier(ctx context.Context) error { return s.ask(ctx, readNothing, nil, nil) }

// askable gives ids for the driver. What is not UTF-8 can be nobody's id and
// becomes the empty one, because the driver would turn it into another.
func askable(ids []graph.ID) []string {
	return mapped(ids, func(id graph.ID) string {
		if !utf8.ValidString(string(id)) {
			return ""
		}
		return string(id)
	})
}

// tieQuery is the parameters of readTies.
func tieQuery(ids []graph.ID) given {
	var at []int
	var kinds, from, to []string
	for i, id := range askable(ids) {
		t, ok := parseTie(graph.ID(id))
		if !ok {
			continue
		}
		at, kinds = append(at, i), append(kinds, t.kind.String())
		from, to = append(from, string(t.from)), append(to, string(t.to))
	}
	return given{"at": at, "kind": kinds, "from": from, "to": to, "odd": askable(ids)}
}

// eachTie hands on the ties that stand under ids, with the position in the list.
func (s *Store) eachTie(ctx context.Context, ids []graph.ID, give func(at int, row tieRow, r *graph.Relationship) error) error {
	return s.ask(ctx, readTies, tieQuery(ids), func(row []any) error {
		places := integers(row[0])
		rows := tieRows(row[1:])
		for i, tie := range rows {
			r, err := s.relationship(ctx, tie)
			if err != nil {
				return err
			}
			if at := int(places[i]); r.ID == ids[at] {
				if err := give(at, tie, r); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// tieRows reads columns of ids, ends, revisions, checksums, words and claims.
func tieRows(columns []any) []tieRow {
	ids, from, to := list(columns[0]), list(columns[1]), list(columns[2])
	revisions, checks, words, claims := list(columns[3]), list(columns[4]), list(columns[5]), list(columns[6])
	rows := make([]tieRow, len(ids))
	for i := range ids {
		rows[i] = tieRow{
			id: graph.ID(text(ids[i])), from: graph.ID(text(from[i])), to: graph.ID(text(to[i])),
			revision: graph.Revision(integer(revisions[i])), check: integer(checks[i]), word: integer(words[i]), claims: texts(claims[i]),
		}
	}
	return rows
}

// relationship makes the record of a row, and reads the codebook when it does not go far enough.
func (s *Store) relationship(ctx context.Context, row tieRow) (*graph.Relationship, error) {
	if _, known := s.codebook.sense(wordSense(row.word)); !known {
		if err := s.refreshCodebook(ctx); err != nil {
			return nil, err
		}
	}
	return s.codebook.relationship(row)
}
