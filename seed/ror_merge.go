package seed

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"entente/graph"
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
	if batch.Relationships, err = l.movedTies(ctx); err != nil {
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
		gain(heirs[at], others)
		heirs[at].Merged = union(heirs[at].Merged, append([]graph.ID{id}, others.Merged...))
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
		copies[i] = clone(entity)
	}
	return copies, nil
}

// movedTies gives the relationships of the entities that leave, between those
// that stay, without the claims of the dump. What is left without a claim or
// would join an entity to itself is not among them.
func (l *registry) movedTies(ctx context.Context) ([]*graph.Relationship, error) {
	moved := map[graph.ID]*graph.Relationship{}
	for _, r := range l.moved {
		claims := slices.DeleteFunc(slices.Clone(r.Claims), l.fromDump)
		from, to := cmp.Or(l.gone[r.From], r.From), cmp.Or(l.gone[r.To], r.To)
		if len(claims) == 0 || from == to {
			continue
		}
		if r.Kind.Symmetric(r.Role) && from > to {
			from, to = to, from
		}
		derived := graph.RelationshipID(r.Kind, from, to, r.Role)
		id := cmp.Or(l.chosen[derived], derived)
		if moved[id] == nil {
			moved[id] = &graph.Relationship{ID: id, Kind: r.Kind, From: from, To: to, Role: r.Role}
		}
		moved[id].Claims = union(moved[id].Claims, claims)
	}
	ids := sortedKeys(moved)
	present, err := l.target.Relationships(ctx, ids)
	if err != nil {
		return nil, err
	}
	ties := make([]*graph.Relationship, len(ids))
	for i, id := range ids {
		ties[i] = moved[id]
		if present[i] != nil {
			ties[i].Claims = union(slices.Clone(present[i].Claims), moved[id].Claims)
		}
	}
	return ties, nil
}
