package engine_test

import (
	"slices"
	"testing"

	"entente/engine"
	"entente/graph"
)

func TestRestrictionsSayWhetherTheyHoldAndWhoContestsThem(t *testing.T) {
	g := builtIn(t)
	list, err := g.RestrictionsOn(t.Context(), []graph.ID{"iso:IR", "org:jkuat"})
	if err != nil {
		t.Fatal(err)
	}
	of := func(id graph.ID) engine.PartyRestriction {
		i := slices.IndexFunc(list, func(r engine.PartyRestriction) bool { return r.Restriction == id })
		if i < 0 || list[i].Party != "iso:IR" {
			t.Fatalf("%s is not among %+v", id, list)
		}
		return list[i]
	}
	if r := of("restriction:un-iran-1737"); !r.Contested || !r.InForce || !slices.Contains(r.Contests, "rel:CONTESTS/iso:RU/restriction:un-iran-1737/rejects-validity") {
		t.Errorf("got %+v, want one in force whose validity others contest", r)
	}
	if r := of("restriction:un-2231-annex-b"); r.InForce || r.Contested {
		t.Errorf("got %+v, want one that has ended", r)
	}
	ids, err := g.Restrictions(t.Context(), "iso:IR")
	if err != nil || len(ids) != len(list) {
		t.Errorf("got %d restrictions of %d, %v: one is hidden", len(list), len(ids), err)
	}
	_, err = g.RestrictionsOn(t.Context(), []graph.ID{"org:nobody"})
	wantCode(t, err, graph.NotFound)
}

func TestWhatAFilterLeavesOutIsSaid(t *testing.T) {
	g := builtIn(t)
	query := engine.PathQuery{From: "org:pardis-tp", To: "org:jkuat", K: 2, MaxHops: 6}
	for _, row := range []struct {
		name                string
		where               graph.RouteFilter
		paths               int
		avoided, restricted []graph.ID
	}{
		{"nobody", graph.RouteFilter{}, 0, nil, nil},
		{"one under restrictions", graph.RouteFilter{AvoidRestricted: true}, 2, nil, []graph.ID{"org:cpdi"}},
		{"one to be avoided", graph.RouteFilter{Avoid: []graph.ID{"academy:anso"}}, 2, []graph.ID{"academy:anso"}, nil},
		{"one of whom nothing depends", graph.RouteFilter{Avoid: []graph.ID{"iso:ZW"}}, 0, nil, nil},
	} {
		t.Run(row.name, func(t *testing.T) {
			query.Where = row.where
			found := paths(t, g, query)
			left, err := found.LeftOut(t.Context())
			if err != nil || left.Paths != row.paths || !slices.Equal(left.Avoided, row.avoided) || !slices.Equal(left.Restricted, row.restricted) {
				t.Fatalf("got %+v, %v", left, err)
			}
			for _, path := range found.Paths {
				for _, id := range slices.Concat(left.Avoided, left.Restricted) {
					if slices.Contains(path.Entities, id) {
						t.Errorf("%s is left out and stands on a path", id)
					}
				}
			}
		})
	}
}
