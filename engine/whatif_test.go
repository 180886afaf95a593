package engine_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/engine"
	"entente/graph"
)

func whatIf(t testing.TB, g *engine.Graph, query engine.WhatIfQuery) engine.WhatIf {
	t.Helper()
	found, err := g.WhatIf(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestTheCenterLosesARouteWhenItsMoULapses(t *testing.T) {
	g := builtIn(t)
	found := whatIf(t, g, engine.WhatIfQuery{Assume: []engine.Assumption{{Lapses: "agreement:center-cas-mou"}}, MaxHops: 6})
	if want := []graph.ID{"academy:cas", "org:cpdi"}; !slices.Equal(slices.Sorted(slices.Values(found.Parties)), want) {
		t.Errorf("the parties are %v, want %v", found.Parties, want)
	}
	if len(found.Changes) == 0 || len(found.Changes) > found.Considered {
		t.Fatalf("%d of %d pairs change", len(found.Changes), found.Considered)
	}
	first := found.Changes[0]
	if first.Before.Disjoint != first.After.Disjoint+1 || first.After.Strength >= first.Before.Strength {
		t.Errorf("the gravest change is %+v", first)
	}
	if len(first.Lost) != 1 || !slices.Contains(first.Lost[0].Entities, "agreement:center-cas-mou") || len(first.Won) != 0 {
		t.Errorf("lost %+v, won %+v; want the route by the agreement lost", first.Lost, first.Won)
	}
	for _, change := range found.Changes {
		if slices.Contains([]graph.ID{change.From, change.To}, "agreement:center-cas-mou") {
			t.Error("a route to what lapses is looked at")
		}
	}
}

// Invented, as in small; with the membership of org:a all its routes go.
func TestTheGravestChangesComeFirst(t *testing.T) {
	g := empty(t, at("2026-11-24"))
	apply(t, g, small())
	query := engine.WhatIfQuery{MaxHops: 6, Assume: []engine.Assumption{
		{Relationship: "rel:MEMBER_OF/org:a/org:club"}, {Kind: graph.PartOf, From: "org:lone", To: "org:club"}}}
	found := whatIf(t, g, query)
	var got []string
	for _, c := range found.Changes {
		got = append(got, fmt.Sprintf("%s–%s %d→%d hops, lost %d, won %d", c.From, c.To, c.Before.Hops, c.After.Hops, len(c.Lost), len(c.Won)))
	}
	want := []string{
		"org:a–org:club 1→0 hops, lost 1, won 0",
		"org:a–org:b 2→0 hops, lost 1, won 0",
		"org:lone–org:b 0→2 hops, lost 0, won 1",
		"org:club–org:lone 0→1 hops, lost 0, won 1",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	query.Pairs = []engine.Pair{{From: "org:b", To: "org:club"}}
	if found := whatIf(t, g, query); found.Considered != 1 || len(found.Changes) != 0 || len(found.Parties) != 0 {
		t.Errorf("got %+v, want one pair that does not change", found)
	}
}

func TestAReportSaysWhatTheChangedStoreSays(t *testing.T) {
	for seed := range uint64(25) {
		random := rand.New(rand.NewPCG(seed, 41))
		batch := invented(random)
		list, puts := assumptions(random, &batch)
		if len(list) == 0 {
			continue
		}
		g := empty(t, at("2026-11-24"))
		apply(t, g, batch)
		var pairs []engine.Pair
		for i := range 6 {
			pairs = append(pairs, engine.Pair{From: inventedID(i), To: inventedID(i + 1)})
		}
		report := whatIf(t, g, engine.WhatIfQuery{Assume: list, Pairs: pairs, MaxHops: 5})
		before := map[engine.Pair]engine.Paths{}
		for _, pair := range pairs {
			before[pair] = paths(t, g, engine.PathQuery{From: pair.From, To: pair.To, K: 100, MaxHops: 5})
		}
		apply(t, g, graph.Batch{Relationships: puts})
		for _, pair := range pairs {
			checkChange(t, g, seed, pair, before[pair], &report)
		}
	}
}

// checkChange holds what a report says of a pair against all its paths before and after the change.
func checkChange(t *testing.T, g *engine.Graph, seed uint64, pair engine.Pair, before engine.Paths, report *engine.WhatIf) {
	t.Helper()
	after := paths(t, g, engine.PathQuery{From: pair.From, To: pair.To, K: 100, MaxHops: 5})
	at := slices.IndexFunc(report.Changes, func(c engine.PairChange) bool { return c.Pair == pair })
	lost, won := gone(before.Paths, after.Paths), gone(after.Paths, before.Paths)
	if at < 0 {
		if len(lost)+len(won) > 0 && len(before.Paths) <= 5 && len(after.Paths) <= 5 {
			t.Fatalf("seed %d: %v lost %v and won %v, the report says nothing", seed, pair, lost, won)
		}
		return
	}
	change := report.Changes[at]
	if diff := cmp.Diff([][][]graph.ID{lost, won}, [][][]graph.ID{sequences(change.Lost), sequences(change.Won)}); diff != "" && len(before.Paths) <= 5 && len(after.Paths) <= 5 {
		t.Fatalf("seed %d: %v lost and won (-changed +report):\n%s", seed, pair, diff)
	}
	hops := 0
	if len(after.Paths) > 0 {
		hops = len(after.Paths[0].Hops)
	}
	cut, err := g.Gatekeepers(t.Context(), engine.GatekeeperQuery{From: pair.From, To: pair.To, MaxRoutes: 8})
	if err != nil {
		t.Fatal(err)
	}
	if change.After.Hops != hops || hops > 0 && change.After.Disjoint != cut.Disjoint {
		t.Fatalf("seed %d: %v stands at %+v, want %d hops and %d disjoint", seed, pair, change.After, hops, cut.Disjoint)
	}
}

func sequences(paths []engine.Path) (list [][]graph.ID) {
	for _, path := range paths {
		list = append(list, path.Entities)
	}
	return list
}

// gone lists the paths of the one list that the other lacks.
func gone(one, other []engine.Path) (list [][]graph.ID) {
	for _, path := range one {
		if !slices.ContainsFunc(other, func(p engine.Path) bool { return slices.Equal(p.Entities, path.Entities) }) {
			list = append(list, path.Entities)
		}
	}
	return list
}

func TestAReportBeyondTheBoundsIsRefused(t *testing.T) {
	g := builtIn(t)
	lapse := []engine.Assumption{{Lapses: "agreement:center-cas-mou"}}
	cases := []struct {
		name  string
		query engine.WhatIfQuery
		code  graph.Code
		field string
	}{
		{"nothing assumed", engine.WhatIfQuery{MaxHops: 6}, graph.Invalid, "assume"},
		{"too many pairs", engine.WhatIfQuery{Assume: lapse, MaxHops: 6, Pairs: make([]engine.Pair, engine.MaxPairs+1)}, graph.TooLarge, "pairs"},
		{"a via", engine.WhatIfQuery{Assume: lapse, MaxHops: 6, Where: graph.RouteFilter{Via: []graph.ID{"academy:anso"}}}, graph.Invalid, "where.via"},
		{"an unknown end", engine.WhatIfQuery{Assume: lapse, MaxHops: 6, Pairs: []engine.Pair{{From: "org:cpdi", To: "org:nobody"}}}, graph.NotFound, "to"},
		{"too many hops", engine.WhatIfQuery{Assume: lapse, MaxHops: 16}, graph.TooLarge, "maxHops"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := g.WhatIf(t.Context(), c.query)
			wantCode(t, err, c.code)
			if known, ok := err.(*graph.Error); !ok || known.Field != c.field {
				t.Errorf("got %v, want the field %s", err, c.field)
			}
		})
	}
}
