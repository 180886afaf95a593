package sqlite

import (
	"context"
	"database/sql"
	"iter"

	"entente/graph"
	"entente/graph/interchange"
)

// Changes gives every record that changed after a revision; see graph.Log.
func (s *Store) Changes(ctx context.Context, since graph.Revision) iter.Seq2[graph.Change, error] {
	read := changesAll
	if since > 0 {
		read = func(ctx context.Context, snapshot *snapshot, give func(graph.Change) error) error {
			_, err := giveChanges(ctx, snapshot, changesSince, []any{int64(since)}, give)
			return err
		}
	}
	return sequence(ctx, s, read)
}

// changesAll gives every record, and sees in the end that none was missing.
func changesAll(ctx context.Context, snapshot *snapshot, give func(graph.Change) error) error {
	var counts [3]int
	for i, text := range []string{streamSources, streamEntities, streamRelationships} {
		var err error
		if counts[i], err = giveChanges(ctx, snapshot, text, nil, give); err != nil {
			return err
		}
	}
	return checkCounts(ctx, snapshot, func(h head) bool { return counts == [3]int{h.sources, h.entities, h.relationships} })
}

func giveChanges(ctx context.Context, q queryer, text string, args []any, give func(graph.Change) error) (count int, err error) {
	err = eachRow(ctx, q, text, args, func(rows *sql.Rows) error {
		change, err := scanChange(rows)
		if err != nil {
			return err
		}
		count++
		return give(change)
	})
	return count, err
}

// checkCounts compares what was read with what the last commit counted: a
// damaged page can hide records without any other sign.
func checkCounts(ctx context.Context, q queryer, same func(head) bool) error {
	h, err := readHead(ctx, q)
	if err != nil {
		return err
	}
	if !same(h) {
		return graph.Errorf(graph.Internal, "the database file is damaged: it does not hold as many records as its last commit counted; restore it from a backup")
	}
	return nil
}

func scanChange(rows *sql.Rows) (graph.Change, error) {
	var p payload
	if err := rows.Scan(&p.removed, &p.id, &p.revision, &p.line, &p.checksum); err != nil {
		return graph.Change{}, err
	}
	return p.change()
}

func (p payload) change() (graph.Change, error) {
	if p.removed {
		return graph.Change{Revision: p.revision, Removed: p.id}, nil
	}
	record, err := p.decode()
	if err != nil {
		return graph.Change{}, err
	}
	return changeOf(p.revision, record), nil
}

func changeOf(revision graph.Revision, r interchange.Record) graph.Change {
	return graph.Change{Revision: revision, Source: r.Source, Entity: r.Entity, Relationship: r.Relationship}
}

// errStop ends a sequence that its consumer has left.
var errStop = graph.Errorf(graph.Canceled, "the consumer has stopped")

// sequence reads one consistent state and hands it on item by item. In memory
// it collects first: there the one connection must be free again before the
// consumer asks anything else.
func sequence[T any](ctx context.Context, s *Store, read func(context.Context, *snapshot, func(T) error) error) iter.Seq2[T, error] {
	live := func(yield func(T, error) bool) {
		if err := s.stream.inSnapshot(ctx, func(snapshot *snapshot) error {
			return read(ctx, snapshot, func(item T) error { return handOver(ctx, yield, item) })
		}); err != nil && err != errStop {
			var none T
			yield(none, failure(ctx, err))
		}
	}
	if s.memory {
		return collected(ctx, live)
	}
	return live
}

// handOver yields an item unless the context has ended.
func handOver[T any](ctx context.Context, yield func(T, error) bool, item T) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if !yield(item, nil) {
		return errStop
	}
	return nil
}

func collected[T any](ctx context.Context, live iter.Seq2[T, error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var items []T
		for item, err := range live {
			if err != nil {
				yield(item, err)
				return
			}
			items = append(items, item)
		}
		for _, item := range items {
			if err := handOver(ctx, yield, item); err != nil {
				if err != errStop {
					var none T
					yield(none, err)
				}
				return
			}
		}
	}
}
