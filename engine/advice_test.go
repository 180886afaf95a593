package engine_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/engine"
	"entente/graph"
)

func advise(t testing.TB, g *engine.Graph, query engine.AdviceQuery) engine.Advice {
	t.Helper()
	found, err := g.Advise(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// Before 2018 there was no way from the Center to a later fellow member of the
// Alliance. The Center's MoU with the Chinese Academy of Sciences, the
// invitation that followed and the membership are the precedent to name.
func TestTheMoUThatOpenedTheAllianceIsNamedAsAPrecedent(t *testing.T) {
	found := advise(t, builtIn(t), engine.AdviceQuery{From: "org:cpdi", To: "org:jkuat", MaxTies: 1, Count: 5, MaxHops: 6,
		Where: graph.RouteFilter{At: graph.Date{Year: 2016}}})
	if found.Before != nil || len(found.Suggestions) != 5 || found.Truncated {
		t.Fatalf("got %d suggestions, before %v, truncated %v", len(found.Suggestions), found.Before, found.Truncated)
	}
	var opening *engine.Precedent
	for _, s := range found.Suggestions {
		for _, tie := range s.Ties {
			for i := range tie.Precedents {
				if o := tie.Precedents[i].Opening; o != nil && *o == (engine.Opening{Entity: "org:cpdi", Patron: "academy:cas", Body: "academy:anso"}) {
					opening = &tie.Precedents[i]
				}
			}
		}
	}
	if opening == nil {
		t.Fatal("no suggestion names the MoU that opened the Alliance")
	}
	var story []string
	for _, step := range opening.Story {
		var ids []string
		for _, hop := range step {
			ids = append(ids, string(hop.Ties[0]))
		}
		story = append(story, strings.Join(ids, " "))
	}
	want := []string{
		"rel:PARTY_TO/org:cpdi/agreement:center-cas-mou/party rel:PARTY_TO/academy:cas/agreement:center-cas-mou/party",
		"rel:PARTNER_OF/academy:cas/org:cpdi/cooperation",
		"rel:TOOK_PART_IN/org:cpdi/event:anso-drafting-assembly-2017/participant",
		"rel:MEMBER_OF/org:cpdi/academy:anso/founder",
	}
	if diff := cmp.Diff(want, story); diff != "" {
		t.Errorf("the story (-want +got):\n%s", diff)
	}
}

// What is suggested must hold when it is done: the ties are recorded in a store
// of the test's own, and paths are asked for again.
func TestASuggestionHoldsOnceItIsRecorded(t *testing.T) {
	for _, maxTies := range []int{1, 2} {
		g := empty(t, at("2026-11-24"))
		batch := small()
		batch.Entities = append(batch.Entities, body("org:d"), body("org:e"), body("org:circle"))
		batch.Relationships = append(batch.Relationships, tie(graph.MemberOf, "org:lone", "org:circle"), tie(graph.MemberOf, "org:d", "org:circle"),
			tie(graph.PartnerOf, "org:d", "org:e"))
		apply(t, g, batch)
		found := advise(t, g, engine.AdviceQuery{From: "org:a", To: "org:lone", MaxTies: maxTies, Count: 20, MaxHops: 6})
		if len(found.Suggestions) == 0 || found.Before != nil {
			t.Fatalf("got %+v", found)
		}
		several := 0
		for i, s := range found.Suggestions {
			done := empty(t, at("2026-11-24"))
			apply(t, done, batch)
			apply(t, done, graph.Batch{Sources: []*graph.Source{s.Assumed.Source}, Entities: s.Assumed.Entities, Relationships: derived(s.Assumed.Relationships)})
			now := paths(t, done, engine.PathQuery{From: "org:a", To: "org:lone", K: 1, MaxHops: 6, Order: graph.ByStrength})
			if len(now.Paths) != 1 || !near(now.Paths[0].Strength, s.Path.Strength) || !slices.Equal(now.Paths[0].Entities, s.Path.Entities) {
				t.Errorf("suggestion %d promises %v with %v, recorded it gives %+v", i, s.Path.Entities, s.Path.Strength, now.Paths)
			}
			if diff := cmp.Diff(now.Paths[0].Valid, s.Path.Valid); diff != "" {
				t.Errorf("suggestion %d: valid (-recorded +promised):\n%s", i, diff)
			}
			several += len(s.Ties) - 1
		}
		if (several > 0) != (maxTies > 1) {
			t.Errorf("%d suggestions of several ties with at most %d", several, maxTies)
		}
	}
}

func near(a, b float64) bool { return a-b < 1e-6 && b-a < 1e-6 }

// derived gives the relationships ids of their own.
func derived(assumed []*graph.Relationship) (list []*graph.Relationship) {
	for _, r := range assumed {
		made := *r
		made.ID = ""
		list = append(list, &made)
	}
	return list
}

func TestSuggestionsSayWhomUnderRestrictionsTheyGoAround(t *testing.T) {
	found := advise(t, builtIn(t), engine.AdviceQuery{From: "org:pardis-tp", To: "org:jkuat", MaxTies: 1, Count: 5, MaxHops: 6})
	if found.Before == nil || !slices.Contains(found.Before.Entities, "org:cpdi") {
		t.Fatalf("got the path %+v, want one through org:cpdi", found.Before)
	}
	for i, s := range found.Suggestions {
		on := slices.Contains(s.Path.Entities, "org:cpdi")
		if on == slices.Contains(s.Around, "org:cpdi") || on != slices.Contains(s.Restricted, "org:cpdi") || on && !s.Path.Restricted {
			t.Errorf("suggestion %d over %v says: restricted %v, around %v", i, s.Path.Entities, s.Restricted, s.Around)
		}
		for _, tie := range s.Ties {
			if strings.HasPrefix(string(tie.From), "person:") || strings.HasPrefix(string(tie.To), "person:") {
				t.Errorf("suggestion %d ties a person: %s and %s", i, tie.From, tie.To)
			}
		}
	}
	clear := advise(t, builtIn(t), engine.AdviceQuery{From: "org:pardis-tp", To: "org:jkuat", MaxTies: 1, Count: 5, MaxHops: 6, Where: graph.RouteFilter{AvoidRestricted: true}})
	for i, s := range clear.Suggestions {
		if len(s.Restricted) > 0 {
			t.Errorf("suggestion %d leads through %v, who are to be avoided", i, s.Restricted)
		}
	}
}

func TestAdviceBeyondTheBoundsIsRefused(t *testing.T) {
	g := builtIn(t)
	usual := engine.AdviceQuery{From: "org:cpdi", To: "org:jkuat", MaxTies: 1, Count: 1, MaxHops: 6}
	for _, c := range []struct {
		name   string
		change func(*engine.AdviceQuery)
		want   graph.Code
	}{
		{"no ties", func(q *engine.AdviceQuery) { q.MaxTies = 0 }, graph.Invalid},
		{"too many ties", func(q *engine.AdviceQuery) { q.MaxTies = 4 }, graph.TooLarge},
		{"too many suggestions", func(q *engine.AdviceQuery) { q.Count = 21 }, graph.TooLarge},
		{"too many hops", func(q *engine.AdviceQuery) { q.MaxHops = 16 }, graph.TooLarge},
		{"by way of somebody", func(q *engine.AdviceQuery) { q.Where.Via = []graph.ID{"iso:CN"} }, graph.Invalid},
		{"an unknown start", func(q *engine.AdviceQuery) { q.From = "org:nobody" }, graph.NotFound},
		{"an unknown end", func(q *engine.AdviceQuery) { q.To = "org:nobody" }, graph.NotFound},
	} {
		t.Run(c.name, func(t *testing.T) {
			query := usual
			c.change(&query)
			_, err := g.Advise(t.Context(), query)
			wantCode(t, err, c.want)
		})
	}
}
