package seed

import (
	"context"
	"maps"
	"slices"

	"entente/graph"
	"entente/graph/merge"
)

// merge takes away, in one batch, the entities of earlier loads that are now
// another one: what others said of them and their ties move to that one, and
// their ids resolve to it. What the dump itself said of them is left behind,
// because the dump has just said it of the other.
func (l *registry) merge(ctx context.Context) error {
	if len(l.gone) == 0 {
		return nil
	}
	gone := sortedKeys(l.gone)
	var batch graph.Batch
	var err error
	if batch.Entities, err = l.heirs(ctx, gone); err != nil {
		return err
	}
	move := merge.Move{Gone: l.gone, Chosen: l.held.chosen, Drop: l.fromDump}
	if batch.Relationships, err = move.Ties(ctx, l.moved, l.target); err != nil {
		return err
	}
	for _, r := range l.moved {
		batch.Remove = append(batch.Remove, r.ID)
	}
	batch.Remove = append(batch.Remove, gone...)
	l.note("entities of earlier loads that were merged into another", len(gone))
	return l.apply(ctx, batch)
}

// heirs gives the entities that others are merged into, with what they gain.
func (l *registry) heirs(ctx context.Context, gone []graph.ID) ([]*graph.Entity, error) {
	leaving, err := l.present(ctx, gone)
	if err != nil {
		return nil, err
	}
	ids := slices.Compact(slices.Sorted(maps.Values(l.gone)))
	heirs, err := l.present(ctx, ids)
	if err != nil {
		return nil, err
	}
	for i, id := range gone {
		at, _ := slices.BinarySearch(ids, l.gone[id])
		others := withoutNames(leaving[i], l.own)
		others.ExternalIDs, others.Properties = nil, nil
		heirs[at] = merge.Into(heirs[at], others)
	}
	return heirs, nil
}

// present gives copies of entities that must still be there.
func (l *registry) present(ctx context.Context, ids []graph.ID) ([]*graph.Entity, error) {
	found, err := l.target.Entities(ctx, ids)
	if err != nil {
		return nil, err
	}
	copies := make([]*graph.Entity, len(ids))
	for i, entity := range found {
		if entity == nil || entity.ID != ids[i] {
			return nil, graph.Errorf(graph.Conflict, "somebody took the entity away while it was merged; load again").In(string(ids[i]))
		}
		copies[i] = merge.Clone(entity)
	}
	return copies, nil
}
