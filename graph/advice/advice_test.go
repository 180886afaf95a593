package advice_test

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/advice"
	"entente/graph/index"
	"entente/graph/path"
)

var today = graph.Date{Year: 2025, Month: 6, Day: 1}.First()

// opened is an invented story. Body a signed with the patron p, who sits on the
// board of the alliance z, in 2010; it joined z in 2012. Body b knows nobody yet
// but x, and y is a member of z.
//
//	a ── agreement ── p ──board── z ──member── y        b ── x
//	└──────────member (2012)──────┘
func opened() []graph.Outline {
	active := func(year int16) graph.Resolution {
		return graph.Resolution{Status: graph.Active, Confidence: graph.ConfidenceA, Start: graph.Date{Year: year}}
	}
	return outlines([]*graph.Node{
		{ID: "org:a", Kind: graph.Organization}, {ID: "org:b", Kind: graph.Organization}, {ID: "org:x", Kind: graph.Organization},
		{ID: "org:y", Kind: graph.Organization}, {ID: "academy:p", Kind: graph.Academy}, {ID: "academy:z", Kind: graph.Academy},
		{ID: "agreement:ap", Kind: graph.Agreement}, {ID: "person:q", Kind: graph.Person},
	}, []*graph.Tie{
		tie(graph.PartyTo, "org:a", "agreement:ap", "party", active(2010)), tie(graph.PartyTo, "academy:p", "agreement:ap", "party", active(2010)),
		tie(graph.MemberOf, "academy:p", "academy:z", "board", active(2005)), tie(graph.MemberOf, "org:a", "academy:z", "member", active(2012)),
		tie(graph.MemberOf, "org:y", "academy:z", "member", active(2006)), tie(graph.PartOf, "org:b", "org:x", "", active(2001)),
		tie(graph.OfficerOf, "person:q", "org:y", "head", active(2015)),
	})
}

func tie(kind graph.RelationshipKind, from, to graph.ID, role string, r graph.Resolution) *graph.Tie {
	return &graph.Tie{ID: graph.RelationshipID(kind, from, to, role), Kind: kind, From: from, To: to, Role: role, Resolution: r}
}

func outlines(nodes []*graph.Node, ties []*graph.Tie) (list []graph.Outline) {
	slices.SortFunc(nodes, func(a, b *graph.Node) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(ties, func(a, b *graph.Tie) int { return cmp.Compare(a.ID, b.ID) })
	for _, node := range nodes {
		list = append(list, graph.Outline{Revision: 1, Node: node})
	}
	for _, tie := range ties {
		list = append(list, graph.Outline{Revision: 1, Tie: tie})
	}
	return list
}

func build(t testing.TB, list []graph.Outline) *index.Snapshot {
	t.Helper()
	var all iter.Seq2[graph.Outline, error] = func(yield func(graph.Outline, error) bool) {
		for _, o := range list {
			if !yield(o, nil) {
				return
			}
		}
	}
	s, err := index.Build(context.Background(), all, today)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func question(t testing.TB, s *index.Snapshot, from, to graph.ID) advice.Question {
	t.Helper()
	one, ok := s.Lookup(from)
	two, known := s.Lookup(to)
	if !ok || !known {
		t.Fatalf("%s or %s is not known", from, to)
	}
	return advice.Question{From: one, To: two, MaxTies: 1, Count: 20, MaxHops: 6, Today: today}
}

func TestAnOpeningIsToldInTheOrderOfTime(t *testing.T) {
	s := build(t, opened())
	got, err := advice.Advise(context.Background(), path.New(), s, question(t, s, "org:b", "org:y"))
	if err != nil {
		t.Fatal(err)
	}
	var told [][]string
	for _, suggestion := range got.Suggestions {
		for _, tie := range suggestion.Ties {
			for _, p := range tie.Precedents {
				if p.Opening == nil || told != nil || s.ID(tie.To) != "academy:z" && s.ID(tie.To) != "academy:p" {
					continue
				}
				if s.ID(p.Opening.Entity) != "org:a" || s.ID(p.Opening.Patron) != "academy:p" || s.ID(p.Opening.Body) != "academy:z" {
					t.Errorf("got the opening of %s by %s into %s", s.ID(p.Opening.Entity), s.ID(p.Opening.Patron), s.ID(p.Opening.Body))
				}
				for _, step := range p.Opening.Steps {
					var ids []string
					for _, r := range step {
						ids = append(ids, string(s.Tie(r.Row, r.Position).ID))
					}
					told = append(told, ids)
				}
			}
		}
	}
	want := [][]string{{"rel:PARTY_TO/org:a/agreement:ap/party", "rel:PARTY_TO/academy:p/agreement:ap/party"}, {"rel:MEMBER_OF/org:a/academy:z/member"}}
	if diff := gocmp.Diff(want, told); diff != "" {
		t.Errorf("the steps (-want +got):\n%s", diff)
	}
}

func TestOnlyWhatHasAPrecedentIsSuggestedAndNeverAPerson(t *testing.T) {
	s := build(t, opened())
	for _, maxTies := range []int{1, 2, 3} {
		q := question(t, s, "org:b", "person:q")
		q.MaxTies = maxTies
		got, err := advice.Advise(context.Background(), path.New(), s, q)
		if err != nil || len(got.Suggestions) == 0 {
			t.Fatalf("got %+v, %v", got, err)
		}
		for _, suggestion := range got.Suggestions {
			for _, tie := range suggestion.Ties {
				kinds := fmt.Sprint(s.Kind(tie.From), s.Kind(tie.To))
				if s.Kind(tie.From) == graph.Person || s.Kind(tie.To) == graph.Person {
					t.Errorf("a tie of a person: %s – %s", s.ID(tie.From), s.ID(tie.To))
				}
				// There is no partnership at all, no agreement but of an organization
				// with an academy, and nobody but z has members.
				if tie.Form == advice.Partnership || tie.Form == advice.Participation || tie.Form == advice.Membership && s.ID(tie.To) != "academy:z" ||
					tie.Form == advice.Agreement && s.Kind(tie.From) == s.Kind(tie.To) {
					t.Errorf("%s of %s and %s (%s) has no precedent", tie.Form, s.ID(tie.From), s.ID(tie.To), kinds)
				}
				if len(tie.Precedents) == 0 {
					t.Errorf("%s of %s and %s shows no precedent", tie.Form, s.ID(tie.From), s.ID(tie.To))
				}
			}
		}
	}
}

func TestAFilterBoundsWhatIsSuggested(t *testing.T) {
	s := build(t, opened())
	for _, row := range []struct {
		name   string
		filter graph.RouteFilter
		want   []advice.Form
	}{
		{"everything", graph.RouteFilter{}, []advice.Form{advice.Agreement, advice.Membership}},
		{"memberships only", graph.RouteFilter{Kinds: []graph.RelationshipKind{graph.MemberOf, graph.PartOf}}, []advice.Form{advice.Membership}},
		{"no agreement between the ends", graph.RouteFilter{Through: []graph.EntityKind{graph.Academy, graph.Organization}}, []advice.Form{advice.Membership}},
		{"roles that a newcomer does not play", graph.RouteFilter{Roles: []string{"board"}}, nil},
		{"only what is suspended", graph.RouteFilter{Statuses: []graph.Status{graph.Suspended}}, nil},
	} {
		t.Run(row.name, func(t *testing.T) {
			q := question(t, s, "org:b", "org:y")
			q.Filter = row.filter
			got, err := advice.Advise(context.Background(), path.New(), s, q)
			if err != nil {
				t.Fatal(err)
			}
			var forms []advice.Form
			for _, suggestion := range got.Suggestions {
				forms = append(forms, suggestion.Ties[0].Form)
			}
			slices.Sort(forms)
			if diff := gocmp.Diff(row.want, slices.Compact(forms)); diff != "" {
				t.Errorf("forms (-want +got):\n%s", diff)
			}
		})
	}
}

func TestPrecedentsMayLieInAnotherSnapshot(t *testing.T) {
	recorded := build(t, opened())
	assumed, err := recorded.With([]graph.Outline{{Revision: 2, Removed: "rel:MEMBER_OF/org:a/academy:z/member"}})
	if err != nil {
		t.Fatal(err)
	}
	q := question(t, assumed, "org:a", "org:y")
	q.Filter.Avoid = []graph.ID{"academy:p"}
	q.Recorded = recorded
	got, err := advice.Advise(context.Background(), path.New(), assumed, q)
	if err != nil || got.Before != nil || len(got.Suggestions) == 0 {
		t.Fatalf("got %+v, %v", got, err)
	}
	back := got.Suggestions[0].Ties[0]
	if back.Form != advice.Membership || assumed.ID(back.To) != "academy:z" || back.Precedents[0].Likeness != advice.Same || back.Precedents[0].Opening == nil {
		t.Errorf("got %s of %s in %s with %+v, want the membership that was assumed away, with its opening", back.Form, assumed.ID(back.From), assumed.ID(back.To), back.Precedents)
	}
}

func TestABudgetThatIsSpentIsSaidAndACancelledSearchEnds(t *testing.T) {
	s := build(t, opened())
	q := question(t, s, "org:b", "org:y")
	for budget := 1; budget < 60; budget++ {
		q.Budget = budget
		one, err := advice.Advise(context.Background(), path.New(), s, q)
		two, again := advice.Advise(context.Background(), path.New(), s, q)
		if err != nil || again != nil || gocmp.Diff(one, two) != "" {
			t.Fatalf("budget %d: two answers: %+v and %+v, %v", budget, one, two, err)
		}
		if budget < 10 && !one.Truncated {
			t.Errorf("a budget of %d is not said to be spent", budget)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := advice.Advise(ctx, path.New(), s, q); graph.CodeOf(err) != graph.Canceled {
		t.Errorf("got %v, want CANCELED", err)
	}
}
