package seed

import (
	"context"
	"slices"

	"entente/graph"
	"entente/graph/merge"
)

// writeEntities writes what the edition describes, a batch at a time, each joined
// with what the target says of it.
func (e *edition) writeEntities(ctx context.Context) error {
	e.joinTwins()
	done := 0
	for chunk := range slices.Chunk(e.entities, e.batch()) {
		ids := make([]graph.ID, len(chunk))
		for i, entity := range chunk {
			ids[i] = entity.ID
		}
		existing, err := e.target.Entities(ctx, ids)
		if err != nil {
			return err
		}
		batch := graph.Batch{Entities: make([]*graph.Entity, len(chunk))}
		for i, fresh := range chunk {
			batch.Entities[i] = e.joined(fresh, existing[i])
		}
		if err := e.apply(ctx, batch); err != nil {
			return err
		}
		done += len(chunk)
		e.options.Progress("writing entities", done, len(e.entities))
	}
	return nil
}

// joinTwins makes one of the descriptions that turned out to be of the same entity.
func (e *edition) joinTwins() {
	first := map[graph.ID]*graph.Entity{}
	e.entities = slices.DeleteFunc(e.entities, func(entity *graph.Entity) bool {
		if before := first[entity.ID]; before != nil {
			if both := merge.Clone(before); gains(both, entity) {
				*before = *both
			}
			return true
		}
		first[entity.ID] = entity
		return false
	})
}

// gains lets an entity gain what it lacks, and tells whether it may hold all of that.
func gains(e, other *graph.Entity) bool {
	merge.Gain(e, other)
	return e.Validate() == nil
}

// joined gives an entity as the edition and the target together have it. One
// that the importer made becomes as the edition has it, with what others said of
// it; any other stays as it is and gains what it lacks.
func (e *edition) joined(fresh, existing *graph.Entity) *graph.Entity {
	if existing == nil || existing.ID != fresh.ID {
		return fresh
	}
	e.keepEditions(fresh, existing)
	others := withoutNames(existing, e.own)
	if !e.ours[fresh.ID] {
		merge.Gain(others, fresh)
		return others
	}
	renewed := &graph.Entity{ID: existing.ID, Kind: existing.Kind, Merged: existing.Merged}
	merge.Gain(renewed, fresh)
	merge.Gain(renewed, others)
	return renewed
}

// keepEditions lets each name that an older edition has too go on citing that one.
func (e *edition) keepEditions(fresh, existing *graph.Entity) {
	for i, name := range fresh.Names {
		if name.Source != e.source.ID {
			continue
		}
		same := func(n graph.Name) bool { return e.own(n.Source) && sameName(n, name) }
		if at := slices.IndexFunc(existing.Names, same); at >= 0 {
			fresh.Names[i].Source = existing.Names[at].Source
		}
	}
}

// sameName tells whether two names differ at most in who says so.
func sameName(a, b graph.Name) bool {
	a.Source, b.Source = "", ""
	return a == b
}
