package merge

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"entente/graph"
)

// Move is what happens to ends of relationships.
type Move struct {
	// Gone leads from the entities that go to those that they go into.
	Gone map[graph.ID]graph.ID
	// Chosen leads from the derived ids of relationships to those that their loader chose.
	Chosen map[graph.ID]graph.ID
	// Drop, when set, tells of claims that do not move.
	Drop func(graph.Claim) bool
}

// To gives a relationship as it is behind the move, without its claims; nil when
// it would join an entity to itself.
func (m Move) To(r *graph.Relationship) *graph.Relationship {
	from, to := cmp.Or(m.Gone[r.From], r.From), cmp.Or(m.Gone[r.To], r.To)
	if from == to {
		return nil
	}
	if r.Kind.Symmetric(r.Role) && from > to {
		from, to = to, from
	}
	derived := graph.RelationshipID(r.Kind, from, to, r.Role)
	return &graph.Relationship{ID: cmp.Or(m.Chosen[derived], derived), Kind: r.Kind, From: from, To: to, Role: r.Role}
}

// Ties gives the relationships of the entities that go, between those that stay,
// by id, with the claims of those that are there already. What is left without a
// claim or would join an entity to itself is not among them. It reads once.
func (m Move) Ties(ctx context.Context, ties []*graph.Relationship, records graph.Records) ([]*graph.Relationship, error) {
	moved := map[graph.ID]*graph.Relationship{}
	for _, r := range ties {
		claims := r.Claims
		if m.Drop != nil {
			claims = slices.DeleteFunc(slices.Clone(claims), m.Drop)
		}
		to := m.To(r)
		if len(claims) == 0 || to == nil {
			continue
		}
		if moved[to.ID] == nil {
			moved[to.ID] = to
		}
		moved[to.ID].Claims = Union(moved[to.ID].Claims, claims)
	}
	ids := slices.Sorted(maps.Keys(moved))
	present, err := records.Relationships(ctx, ids)
	if err != nil {
		return nil, err
	}
	list := make([]*graph.Relationship, len(ids))
	for i, id := range ids {
		list[i] = moved[id]
		if present[i] != nil {
			list[i].Claims = Union(slices.Clone(present[i].Claims), moved[id].Claims)
		}
	}
	return list, nil
}
