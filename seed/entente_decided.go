package seed

import (
	"context"
	"slices"

	"entente/graph"
	"entente/graph/match"
	"entente/graph/merge"
)

// keepDecided brings a batch to what was decided since the input was written: an
// entity that was merged into another one stays so, and its relationships are those
// of that one; the other one keeps what it gained; verdicts stay.
func (e *entente) keepDecided(ctx context.Context, batch *graph.Batch) error {
	ids := make([]graph.ID, len(batch.Entities))
	for i, entity := range batch.Entities {
		ids[i] = entity.ID
	}
	existing, err := e.target.Entities(ctx, ids)
	if err != nil {
		return err
	}
	kept := batch.Entities[:0]
	for i, entity := range batch.Entities {
		was := existing[i]
		if was != nil && was.ID != entity.ID && match.Keeps(was, entity.ID) == match.Same {
			e.gone[entity.ID] = was.ID
			continue
		}
		kept = append(kept, withDecisions(entity, was))
	}
	batch.Entities = kept
	return e.keepMoved(ctx, batch)
}

// withDecisions gives an entity of the input with what was decided of the recorded one.
func withDecisions(entity, was *graph.Entity) *graph.Entity {
	if was == nil || was.ID != entity.ID {
		return entity
	}
	said := match.Decisions(entity)
	decided := slices.DeleteFunc(match.Decisions(was), func(d match.Decision) bool { return slices.Contains(said, d) })
	if len(decided) == 0 {
		return entity
	}
	joined := slices.ContainsFunc(decided, func(d match.Decision) bool { return d.Verdict == match.Same })
	renewed := merge.Clone(entity)
	if joined {
		merge.Gain(renewed, was)
		renewed.Merged = merge.Union(renewed.Merged, was.Merged)
		return renewed
	}
	for _, d := range decided {
		renewed.Statements = match.Record(renewed.Statements, d)
	}
	return renewed
}

// keepMoved gives the relationships of entities that stay merged to what they were merged into.
func (e *entente) keepMoved(ctx context.Context, batch *graph.Batch) error {
	move := merge.Move{Gone: e.gone}
	moved := map[graph.ID]*graph.Relationship{}
	ties := slices.DeleteFunc(slices.Clone(batch.Relationships), func(r *graph.Relationship) bool {
		if e.gone[r.From] == "" && e.gone[r.To] == "" {
			return false
		}
		if to := move.To(r); to != nil {
			if moved[to.ID] == nil {
				moved[to.ID] = to
			}
			moved[to.ID].Claims = merge.Union(moved[to.ID].Claims, r.Claims)
		}
		return true
	})
	if len(moved) == 0 {
		batch.Relationships = ties
		return nil
	}
	ids := sortedKeys(moved)
	present, err := e.target.Relationships(ctx, ids)
	if err != nil {
		return err
	}
	for i, id := range ids {
		// What is recorded stands first, in its order.
		var claims []graph.Claim
		if present[i] != nil {
			claims = slices.Clone(present[i].Claims)
		}
		ties = slices.DeleteFunc(ties, func(r *graph.Relationship) bool {
			if r.ID == id {
				claims = merge.Union(claims, r.Claims)
			}
			return r.ID == id
		})
		moved[id].Claims = merge.Union(claims, moved[id].Claims)
		ties = append(ties, moved[id])
	}
	batch.Relationships = ties
	return nil
}
