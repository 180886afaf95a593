package engine_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/engine"
	"entente/graph"
)

func TestAnAgreementThatEndsBreaksItsRoute(t *testing.T) {
	g := builtIn(t)
	query := engine.PathQuery{From: "iso:PK", To: "iso:US", K: 3, MaxHops: 4}
	found := paths(t, g, query)
	at := slices.IndexFunc(found.Paths, func(p engine.Path) bool { return slices.Contains(p.Entities, "agreement:pakistan-us") })
	if at < 0 {
		t.Fatal("the agreement between Pakistan and the United States carries no path")
	}
	want := &engine.Break{
		On: graph.Date{Year: 2028, Month: 11, Day: 1}, Earliest: graph.Date{Year: 2028, Month: 10, Day: 2}, Days: 708,
		Because: []graph.ID{"rel:PARTY_TO/iso:PK/agreement:pakistan-us/party", "rel:PARTY_TO/iso:US/agreement:pakistan-us/party"},
	}
	if diff := cmp.Diff(want, found.Paths[at].Break); diff != "" {
		t.Errorf("break (-want +got):\n%s", diff)
	}
	if path := found.Paths[at]; path.EndsWith != 0 || path.BeginsWith != 0 || path.Valid.End != (graph.Date{Year: 2028, Month: 10}) {
		t.Errorf("it begins with hop %d and ends with hop %d, valid %+v", path.BeginsWith, path.EndsWith, path.Valid)
	}
}

func TestWhatBreaksIsToldBesideWhatHoldsOn(t *testing.T) {
	g := builtIn(t)
	ask := func(within int) engine.Breaking {
		t.Helper()
		answer, err := g.Breaking(t.Context(), engine.BreakingQuery{Within: within, PathQuery: engine.PathQuery{From: "iso:PK", To: "iso:US", K: 3, MaxHops: 4}})
		if err != nil {
			t.Fatal(err)
		}
		return answer
	}
	cases := []struct {
		name                 string
		within               int
		breaks, stillHoldsOn bool
	}{
		{"before the month of the end", 677, false, true},
		{"in the month, on any day of which it may end", 690, true, true},
		{"after it", 708, true, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			answer := ask(c.within)
			byTheAgreement := func(p engine.Path) bool { return slices.Contains(p.Entities, "agreement:pakistan-us") }
			if got := slices.ContainsFunc(answer.Breaking, byTheAgreement); got != c.breaks {
				t.Errorf("breaking: %v, want %v", got, c.breaks)
			}
			if got := slices.ContainsFunc(answer.Lasting, byTheAgreement); got != c.stillHoldsOn {
				t.Errorf("holding on: %v, want %v", got, c.stillHoldsOn)
			}
		})
	}
	query := engine.PathQuery{From: "iso:PK", To: "iso:US", K: 3, MaxHops: 4}
	for _, within := range []int{-1, 0, graph.MaxHoldsFor + 1} {
		_, err := g.Breaking(t.Context(), engine.BreakingQuery{Within: within, PathQuery: query})
		wantCode(t, err, graph.Invalid)
	}
	query.Where.AnyTime = true
	_, err := g.Breaking(t.Context(), engine.BreakingQuery{Within: 1, PathQuery: query})
	wantCode(t, err, graph.Invalid)
}

// On the day before its break the path is there, and on the day of it no longer.
func TestAPathIsThereUntilTheDayOfItsBreak(t *testing.T) {
	c := at("2028-10-31")
	g := empty(t, c)
	batch := small()
	batch.Relationships[0].Claims[0].End = graph.Date{Year: 2028, Month: 10}
	renewal := tie(graph.Funds, "org:a", "org:club")
	renewal.Claims[0].Start = graph.Date{Year: 2028, Month: 11, Day: 1}
	batch.Relationships = append(batch.Relationships, renewal)
	apply(t, g, batch)
	memberships := graph.RouteFilter{Kinds: []graph.RelationshipKind{graph.MemberOf}}
	query := engine.PathQuery{From: "org:a", To: "org:b", K: 1, MaxHops: 3}
	before := paths(t, g, query)
	if len(before.Paths) != 1 || before.Paths[0].Break == nil {
		t.Fatalf("got %+v, want one path that breaks", before)
	}
	if b := before.Paths[0].Break; b.Days != 1 || !b.Renewed || !slices.Equal(b.Renewals, []graph.ID{"rel:FUNDS/org:a/org:club"}) {
		t.Errorf("got %+v, want a break tomorrow, renewed", b)
	}
	c.move(24 * time.Hour)
	if after := paths(t, g, query); len(after.Paths) != 1 || after.Paths[0].Hops[0].Ties[0] != "rel:FUNDS/org:a/org:club" {
		t.Errorf("got %+v, want the path by its renewal", after)
	}
	query.Where = memberships
	if after := paths(t, g, query); len(after.Paths) != 0 {
		t.Errorf("got %+v, want no path by memberships", after)
	}
	query.Where = graph.RouteFilter{Kinds: memberships.Kinds, HoldsFor: 1, At: graph.Date{Year: 2028, Month: 10, Day: 31}}
	if held := paths(t, g, query); len(held.Paths) != 0 || held.Diagnosis.Reason != engine.BreaksEarly || held.Diagnosis.Nearest == nil {
		t.Errorf("got %+v, want none that holds for a day, and the path that breaks as the nearest miss", held)
	}
}
