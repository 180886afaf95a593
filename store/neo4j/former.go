package neo4j

import (
	"context"
	"iter"
	"maps"
	"slices"
	"time"

	"entente/graph"
	"entente/graph/interchange"
)

// Former gives every record that changed after a revision as it stood then; see
// graph.Log. What changed is settled first; what was replaced no longer changes.
// It costs one round trip for the log, and one for each portion of records.
func (s *Store) Former(ctx context.Context, at graph.Revision) iter.Seq2[graph.Change, error] {
	return func(yield func(graph.Change, error) bool) {
		news, err := s.readLog(ctx, at)
		if err != nil {
			yield(graph.Change{}, failure(ctx, err))
			return
		}
		for part := range slices.Chunk(slices.Sorted(maps.Keys(news)), portion) {
			if !s.giveFormer(ctx, part, at, yield) {
				return
			}
		}
	}
}

// giveFormer yields a portion, and tells whether to go on.
func (s *Store) giveFormer(ctx context.Context, ids []graph.ID, at graph.Revision, yield func(graph.Change, error) bool) bool {
	found := make(map[graph.ID]graph.Change, len(ids))
	err := s.eachVersion(ctx, ids, at, func(revision graph.Revision, record interchange.Record) {
		found[record.ID()] = changeOf(revision, record)
	})
	if err != nil {
		yield(graph.Change{}, failure(ctx, err))
		return false
	}
	for _, id := range ids {
		if err := ctx.Err(); err != nil {
			yield(graph.Change{}, err)
			return false
		}
		change, stood := found[id]
		if !stood {
			change = graph.Change{Removed: id}
		}
		if !yield(change, nil) {
			return false
		}
	}
	return true
}

// Made gives the last revision made by an instant; see graph.Log.
func (s *Store) Made(ctx context.Context, by time.Time) (made graph.Revision, err error) {
	by = by.UTC()
	err = s.ask(ctx, readMade, given{"second": by.Format("2006-01-02T15:04:05")}, func(row []any) error {
		made = graph.Revision(integer(row[0]))
		revisions, times := integers(row[1]), texts(row[2])
		for i, text := range times {
			at, err := time.Parse(time.RFC3339Nano, text)
			if err != nil {
				return graph.Errorf(graph.Internal, "the log is damaged: %w", err)
			}
			if !at.After(by) {
				made = max(made, graph.Revision(revisions[i]))
			}
		}
		return nil
	})
	if err != nil {
		return 0, failure(ctx, err)
	}
	return made, nil
}
