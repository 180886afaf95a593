package view

import (
	"context"
	"slices"
	"strings"

	"entente/engine"
	"entente/graph"
)

// PartyRestriction is a restriction that names a party.
type PartyRestriction struct {
	engine.PartyRestriction
	in *restrictionsOf
}

// restrictionsOf holds the restrictions on all entities of a web.
type restrictionsOf struct {
	byParty map[graph.ID][]engine.PartyRestriction
	ties    *bundle
	parties *web
}

// restrictions finds those on all entities of the web, so that each path and hop has its part.
func (w *web) restrictions(ctx context.Context) (*restrictionsOf, error) {
	return ask(&w.asked, "restrictions", func() (*restrictionsOf, error) {
		parties := slices.DeleteFunc(slices.Compact(slices.Sorted(slices.Values(w.ids))), func(id graph.ID) bool { return strings.HasPrefix(string(id), "assumed:") })
		list, err := w.operation.graph.RestrictionsOn(ctx, parties)
		found := &restrictionsOf{byParty: map[graph.ID][]engine.PartyRestriction{}, ties: &bundle{operation: w.operation}, parties: newWeb(w.operation)}
		for _, r := range list {
			found.byParty[r.Party] = append(found.byParty[r.Party], r)
			found.ties.ids = append(append(found.ties.ids, r.Tie), r.Contests...)
			found.parties.ids = append(found.parties.ids, r.Party, r.Restriction)
		}
		return found, err
	})
}

// restrictionsOn gives those on some entities of the web, in their order.
func (w *web) restrictionsOn(ctx context.Context, parties ...graph.ID) ([]PartyRestriction, error) {
	all, err := w.restrictions(ctx)
	if err != nil {
		return nil, err
	}
	list := []PartyRestriction{}
	for _, party := range parties {
		for _, r := range all.byParty[party] {
			list = append(list, PartyRestriction{r, all})
		}
	}
	return list, nil
}

// Restrictions are those that name an entity of the path.
func (p *Path) Restrictions(ctx context.Context) ([]PartyRestriction, error) {
	return p.in.restrictionsOn(ctx, p.Path.Entities...)
}

// Restrictions are those that name an end of the hop.
func (h *Hop) Restrictions(ctx context.Context) ([]PartyRestriction, error) {
	return h.in.restrictionsOn(ctx, h.Hop.From, h.Hop.To)
}

// Party is who is named.
func (r *PartyRestriction) Party(ctx context.Context) (Entity, error) {
	return r.in.parties.seen(ctx, r.PartyRestriction.Party)
}

// Restriction is the restriction.
func (r *PartyRestriction) Restriction(ctx context.Context) (Entity, error) {
	return r.in.parties.seen(ctx, r.PartyRestriction.Restriction)
}

// Relationship is that by which it names the party.
func (r *PartyRestriction) Relationship(ctx context.Context) (*Relationship, error) {
	return r.in.ties.relationship(ctx, r.Tie)
}

// ContestedBy are the relationships by which others contest the restriction.
func (r *PartyRestriction) ContestedBy(ctx context.Context) ([]*Relationship, error) {
	return r.in.ties.list(ctx, r.Contests)
}
