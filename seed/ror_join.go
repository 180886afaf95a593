package seed

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"entente/graph"
	"entente/graph/merge"
)

// registers are the schemes that the dump gives ids in; for the registry's own
// entities its latest word stands.
var registers = []string{"ror", "isni", "wikidata", "grid", "fundref"}

// writeEntities writes the organisations, a batch at a time, each joined with
// what the target says of it.
func (l *registry) writeEntities(ctx context.Context) error {
	merged := l.mergedIDs()
	done := 0
	for ids := range slices.Chunk(l.targets, l.batch()) {
		existing, err := l.target.Entities(ctx, ids)
		if err != nil {
			return err
		}
		var batch graph.Batch
		for i, id := range ids {
			entity, err := l.joined(id, existing[i])
			if err != nil {
				return err
			}
			entity.Merged = merge.Union(entity.Merged, merged[id])
			batch.Entities = append(batch.Entities, entity)
		}
		if err := l.apply(ctx, batch); err != nil {
			return err
		}
		done += len(ids)
		l.options.Progress("writing organisations", done, len(l.targets))
	}
	return nil
}

// mergedIDs gives the ROR ids that each entity answers to beside its own,
// sorted. Those of live entities wait for the merge.
func (l *registry) mergedIDs() map[graph.ID][]graph.ID {
	merged := map[graph.ID][]graph.ID{}
	for _, o := range l.organizations {
		own := o.id.Entity()
		if _, live := l.gone[own]; own != o.entity && !live {
			merged[o.entity] = append(merged[o.entity], own)
		}
	}
	for _, ids := range merged {
		slices.Sort(ids)
	}
	return merged
}

// joined gives the entity with what its organisations and the target say.
func (l *registry) joined(id graph.ID, existing *graph.Entity) (*graph.Entity, error) {
	members := l.members[id]
	fresh, err := l.fresh(members[0])
	if err != nil {
		return nil, err
	}
	entity := &graph.Entity{ID: id, Kind: fresh.Kind}
	switch {
	case existing == nil || existing.ID != id:
		merge.Gain(entity, fresh)
	case loaded(id):
		entity = l.renewed(existing, fresh)
	default:
		entity = withoutNames(existing, l.own)
		merge.Gain(entity, fresh)
	}
	for _, member := range members[1:] {
		if fresh, err = l.fresh(member); err != nil {
			return nil, err
		}
		merge.Gain(entity, fresh)
	}
	if existing != nil {
		l.keepEditions(entity, existing)
	}
	return entity, nil
}

// renewed gives an entity of the registry as the dump now has it, with what
// others said of it. Its kind stays, because the ties of others hang on it.
func (l *registry) renewed(existing, fresh *graph.Entity) *graph.Entity {
	entity := &graph.Entity{ID: existing.ID, Kind: existing.Kind, Merged: slices.Clone(existing.Merged)}
	merge.Gain(entity, fresh)
	others := withoutNames(existing, l.own)
	others.ExternalIDs = slices.DeleteFunc(others.ExternalIDs, func(id graph.ExternalID) bool { return slices.Contains(registers, id.Scheme) })
	merge.Gain(entity, others)
	return entity
}

// withoutNames gives a copy of the entity without the names that cite some sources.
func withoutNames(e *graph.Entity, some func(source graph.ID) bool) *graph.Entity {
	copied := merge.Clone(e)
	copied.Names = slices.DeleteFunc(copied.Names, func(n graph.Name) bool { return some(n.Source) })
	return copied
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }
