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

// askers are the questions whose filter may leave somebody out, each on the
// same two ends: how many paths it left out, of how many, and whom.
var askers = map[string]func(*testing.T, *engine.Graph, graph.RouteFilter) (paths, of int, left engine.PartiesLeftOut, kept []graph.ID){
	"gatekeepers": func(t *testing.T, g *engine.Graph, where graph.RouteFilter) (int, int, engine.PartiesLeftOut, []graph.ID) {
		found, err := g.Gatekeepers(t.Context(), engine.GatekeeperQuery{From: "org:pardis-tp", To: "org:jkuat", MaxRoutes: 8, Where: where})
		if err != nil {
			t.Fatal(err)
		}
		left, err := found.LeftOut(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		kept := found.Entities
		for _, route := range found.Routes {
			kept = append(kept, route.Entities...)
		}
		return left.Paths, left.Of, left.PartiesLeftOut, kept
	},
	"connect": func(t *testing.T, g *engine.Graph, where graph.RouteFilter) (int, int, engine.PartiesLeftOut, []graph.ID) {
		found, err := g.Connect(t.Context(), engine.ConnectQuery{Members: []graph.ID{"org:pardis-tp", "org:jkuat"}, MaxHops: 6, Where: where})
		if err != nil {
			t.Fatal(err)
		}
		left, err := found.LeftOut(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return 0, 0, left, found.Circles[0].Entities()
	},
	"intermediaries": func(t *testing.T, g *engine.Graph, where graph.RouteFilter) (int, int, engine.PartiesLeftOut, []graph.ID) {
		found, err := g.Intermediaries(t.Context(), engine.IntermediaryQuery{From: []graph.ID{"org:pardis-tp"}, To: []graph.ID{"org:jkuat"}, MaxHops: 6, Where: where, Page: engine.PageQuery{First: 50}})
		if err != nil {
			t.Fatal(err)
		}
		left, err := found.LeftOut(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		var kept []graph.ID
		for _, item := range found.Items {
			kept = append(kept, item.Entity)
		}
		return 0, 0, left, kept
	},
}

func TestEachQuestionSaysWhomItsFilterLeavesOut(t *testing.T) {
	g := builtIn(t)
	for name, ask := range askers {
		t.Run(name, func(t *testing.T) {
			paths, _, left, open := ask(t, g, graph.RouteFilter{})
			if paths != 0 || len(left.Avoided)+len(left.Restricted) != 0 {
				t.Fatalf("without a filter %d paths and %+v are left out", paths, left)
			}
			for _, row := range []struct {
				name                string
				where               graph.RouteFilter
				avoided, restricted []graph.ID
			}{
				{"restricted", graph.RouteFilter{AvoidRestricted: true}, nil, []graph.ID{"org:cpdi"}},
				{"avoided", graph.RouteFilter{Avoid: []graph.ID{"academy:anso"}}, []graph.ID{"academy:anso"}, nil},
				{"both, and then it is to be avoided", graph.RouteFilter{Avoid: []graph.ID{"org:cpdi"}, AvoidRestricted: true}, []graph.ID{"org:cpdi"}, nil},
				{"somebody of whom nothing depends", graph.RouteFilter{Avoid: []graph.ID{"iso:ZW"}}, nil, nil},
			} {
				paths, of, left, kept := ask(t, g, row.where)
				if !slices.Equal(left.Avoided, row.avoided) || !slices.Equal(left.Restricted, row.restricted) || left.Truncated || paths > of {
					t.Errorf("%s: got %d of %d paths and %+v", row.name, paths, of, left)
				}
				if name == "gatekeepers" && (paths > 0) != (len(row.avoided)+len(row.restricted) > 0) {
					t.Errorf("%s: got %d paths left out", row.name, paths)
				}
				for _, id := range slices.Concat(left.Avoided, left.Restricted) {
					if slices.Contains(kept, id) || !slices.Contains(open, id) {
						t.Errorf("%s: %s must be in the answer without the filter only", row.name, id)
					}
				}
			}
		})
	}
}
