package engine_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/engine"
	"entente/graph"
)

func TestGatekeepersOfTheCenterAndAKenyanUniversity(t *testing.T) {
	g := builtIn(t)
	query := engine.GatekeeperQuery{From: "org:cpdi", To: "org:jkuat", MaxRoutes: 8}
	found, err := g.Gatekeepers(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	if len(found.Entities) == 0 || len(found.Entities) != found.Disjoint || len(found.Routes) != min(8, found.Disjoint) {
		t.Fatalf("got %d gatekeepers, %d routes of %d; %+v", len(found.Entities), len(found.Routes), found.Disjoint, found.Diagnosis)
	}
	taken := map[graph.ID]bool{}
	for _, route := range found.Routes {
		inner := route.Entities[1 : len(route.Entities)-1]
		if !slices.ContainsFunc(inner, func(id graph.ID) bool { return slices.Contains(found.Entities, id) }) {
			t.Errorf("the route %v passes by no gatekeeper of %v", route.Entities, found.Entities)
		}
		for _, id := range inner {
			if taken[id] {
				t.Errorf("%s stands on two routes", id)
			}
			taken[id] = true
		}
	}
	t.Run("come with the routes that are asked for alone too", func(t *testing.T) {
		asked := query
		asked.MaxRoutes, asked.RoutesOnly = 1, true
		alone, err := g.Gatekeepers(t.Context(), asked)
		if err != nil {
			t.Fatal(err)
		}
		asked.RoutesOnly = false
		whole, err := g.Gatekeepers(t.Context(), asked)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(whole.Routes, alone.Routes); diff != "" || len(alone.Indispensable) > 0 {
			t.Errorf("got %v with %v indispensable (-with all else +alone):\n%s", alone.Routes, alone.Indispensable, diff)
		}
	})
	t.Run("leave no path when they are avoided", func(t *testing.T) {
		without := paths(t, g, engine.PathQuery{From: query.From, To: query.To, K: 1, MaxHops: 15, Where: graph.RouteFilter{Avoid: found.Entities}})
		if len(without.Paths) > 0 {
			t.Errorf("got %+v, want none", without.Paths)
		}
	})
	t.Run("leave a plan B to a path if there are two", func(t *testing.T) {
		given := found.Routes[0].Entities
		planB := paths(t, g, engine.PathQuery{From: query.From, To: query.To, K: 1, MaxHops: 6, Apart: given})
		if len(planB.Paths) == 1 != (found.Disjoint > 1) {
			t.Fatalf("got %d paths apart from %v, with %d disjoint ones", len(planB.Paths), given, found.Disjoint)
		}
		for _, path := range planB.Paths {
			for _, id := range path.Entities[1 : len(path.Entities)-1] {
				if slices.Contains(given, id) {
					t.Errorf("%s stands on both", id)
				}
			}
		}
	})
}

func TestGatekeepersBeyondTheBoundsAreRefused(t *testing.T) {
	g := builtIn(t)
	for _, c := range []struct {
		name  string
		query engine.GatekeeperQuery
		want  graph.Code
	}{
		{"no routes at all", engine.GatekeeperQuery{From: "org:cpdi", To: "iso:KE"}, graph.Invalid},
		{"too many routes", engine.GatekeeperQuery{From: "org:cpdi", To: "iso:KE", MaxRoutes: 65}, graph.TooLarge},
		{"an unknown start", engine.GatekeeperQuery{From: "org:nobody", To: "iso:KE", MaxRoutes: 1}, graph.NotFound},
		{"an unknown end", engine.GatekeeperQuery{From: "org:cpdi", To: "org:nobody", MaxRoutes: 1}, graph.NotFound},
		{"entities to pass by", engine.GatekeeperQuery{From: "org:cpdi", To: "iso:KE", MaxRoutes: 1, Where: graph.RouteFilter{Via: []graph.ID{"iso:CN"}}}, graph.Invalid},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := g.Gatekeepers(t.Context(), c.query)
			wantCode(t, err, c.want)
		})
	}
	t.Run("a plan B to a path that leads elsewhere", func(t *testing.T) {
		_, err := g.Paths(t.Context(), engine.PathQuery{From: "org:cpdi", To: "iso:KE", K: 1, MaxHops: 6, Apart: []graph.ID{"org:cpdi", "iso:CN"}})
		wantCode(t, err, graph.Invalid)
		_, err = g.Paths(t.Context(), engine.PathQuery{From: "org:cpdi", To: "iso:KE", K: 1, MaxHops: 6, Apart: make([]graph.ID, 1001)})
		wantCode(t, err, graph.TooLarge)
		_, err = g.Paths(t.Context(), engine.PathQuery{From: "org:cpdi", To: "iso:KE", K: 1, MaxHops: 6, Apart: []graph.ID{"org:cpdi", "org:nobody", "iso:KE"}})
		wantCode(t, err, graph.NotFound)
	})
}

func TestAGroupIsJoinedToACircle(t *testing.T) {
	g := builtIn(t)
	members := []graph.ID{"org:jkuat", "org:cpdi", "academy:cas"}
	found, err := g.Connect(t.Context(), engine.ConnectQuery{Members: members, Optional: []graph.ID{"academy:anso"}, MaxHops: 6})
	if err != nil || len(found.Circles) != 1 {
		t.Fatalf("got %+v, %v, want one circle", found, err)
	}
	circle := found.Circles[0]
	if diff := cmp.Diff(members, circle.Members); diff != "" {
		t.Errorf("members (-want +got):\n%s", diff)
	}
	all := circle.Entities()
	if len(circle.Hops) != len(all)-1 || !circle.Restricted || found.Diagnosis != nil {
		t.Errorf("got %d hops for %d entities, restricted %v", len(circle.Hops), len(all), circle.Restricted)
	}
	for _, hop := range circle.Hops {
		if !slices.Contains(all, hop.From) || !slices.Contains(all, hop.To) || len(hop.Ties) == 0 {
			t.Errorf("the hop %+v is not one of the circle", hop)
		}
	}
	if len(circle.Conveners) == 0 || circle.Conveners[0].Hops < 2 {
		t.Fatalf("got the conveners %+v", circle.Conveners)
	}
	for i, convener := range circle.Conveners {
		if i > 0 && convener.Hops < circle.Conveners[i-1].Hops {
			t.Errorf("convener %d stands before a closer one", i-1)
		}
		for _, hop := range convener.Ties {
			if hop.From != convener.Entity || !slices.Contains(members, hop.To) {
				t.Errorf("%+v is no tie from %s to a member", hop, convener.Entity)
			}
		}
	}
}

func TestAGroupThatCannotBeJoinedFallsIntoFragments(t *testing.T) {
	g := empty(t, at("2026-11-24"))
	apply(t, g, small())
	found, err := g.Connect(t.Context(), engine.ConnectQuery{Members: []graph.ID{"org:lone", "org:a"}, MaxHops: 6})
	if err != nil || len(found.Circles) != 2 || found.Diagnosis == nil || found.Diagnosis.Reason != engine.NoRelationships {
		t.Errorf("got %+v, %v, want two circles, NO_RELATIONSHIPS", found, err)
	}
	for _, c := range []struct {
		name  string
		query engine.ConnectQuery
		want  graph.Code
	}{
		{"nobody", engine.ConnectQuery{MaxHops: 6}, graph.Invalid},
		{"no hops at all", engine.ConnectQuery{Members: []graph.ID{"org:a"}}, graph.Invalid},
		{"too many hops", engine.ConnectQuery{Members: []graph.ID{"org:a"}, MaxHops: 16}, graph.TooLarge},
		{"an unknown member", engine.ConnectQuery{Members: []graph.ID{"org:nobody"}, MaxHops: 6}, graph.NotFound},
		{"an unknown optional one", engine.ConnectQuery{Members: []graph.ID{"org:a"}, Optional: []graph.ID{"org:nobody"}, MaxHops: 6}, graph.NotFound},
		{"more than fifty", engine.ConnectQuery{Members: make([]graph.ID, 51), MaxHops: 6}, graph.TooLarge},
	} {
		t.Run(c.name+" is refused", func(t *testing.T) {
			_, err := g.Connect(t.Context(), c.query)
			wantCode(t, err, c.want)
		})
	}
}
