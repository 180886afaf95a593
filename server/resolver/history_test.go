package resolver_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/engine"
	"entente/graph"
	"entente/server/resolver"
	"entente/store"
)

// revised is a graph of the test's own with one body that was made by one
// source, renamed, and a tie that ended and whose first source is gone:
//
//	org:a ──member── org:club
func revised(t *testing.T) (*engine.Graph, client) {
	t.Helper()
	return revisedWithin(t, 0)
}

// revisedWithin is revised with a bound on what may have changed since a revision.
func revisedWithin(t *testing.T, weight int) (*engine.Graph, client) {
	t.Helper()
	kept, err := store.Open(t.Context(), "sqlite::memory:", store.Options{Now: today})
	if err != nil {
		t.Fatal(err)
	}
	g, err := engine.Open(t.Context(), kept, engine.Options{Now: today, Name: "sqlite", PastWeight: weight})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := g.Close(); err != nil {
			t.Error(err)
		}
	})
	body := func(id graph.ID, name string) *graph.Entity {
		return &graph.Entity{ID: id, Kind: graph.Organization, Names: []graph.Name{{Value: name, Language: "en", Type: graph.Label}}}
	}
	tie := func(source graph.ID, status graph.Status) *graph.Relationship {
		return &graph.Relationship{Kind: graph.MemberOf, From: "org:a", To: "org:club", Role: "member",
			Claims: []graph.Claim{{Source: source, Confidence: graph.ConfidenceA, Status: status, Start: graph.Date{Year: 2018, Month: 11, Day: 4}}}}
	}
	page := func(id graph.ID) *graph.Source {
		return &graph.Source{ID: id, Title: "Invented " + string(id), Kind: "page"}
	}
	for _, batch := range []graph.Batch{
		{Author: "first", Sources: []*graph.Source{page("src:old"), page("src:new")}, Entities: []*graph.Entity{body("org:a", "Invented Institute"), body("org:club", "Invented Club")},
			Relationships: []*graph.Relationship{tie("src:old", graph.Signed)}},
		{Author: "second", Reason: "it has another name", Entities: []*graph.Entity{body("org:a", "Invented University")}},
		{Author: "third", Relationships: []*graph.Relationship{tie("src:new", graph.Active)}, Remove: []graph.ID{"src:old"}},
	} {
		if _, err := g.Apply(t.Context(), batch); err != nil {
			t.Fatal(err)
		}
	}
	return g, newClient(resolver.Graph(g))
}

func TestHistoryTellsWhoChangedWhat(t *testing.T) {
	_, c := revised(t)
	got := c.ask(t, `{ history(id: "org:a", first: 1) { totalCount pageInfo { hasNextPage } edges { node {
		revision author reason day(calendar: JALALI) created removed
		changes { part action sentence before { ... on Name { value type } } after { __typename ... on Name { value } } } } } } }`, nil)
	want := `{"history":{"totalCount":2,"pageInfo":{"hasNextPage":true},"edges":[{"node":{` +
		`"revision":2,"author":"second","reason":"it has another name","day":"1405-09-03","created":false,"removed":false,` +
		`"changes":[{"part":"NAME","action":"CHANGED","sentence":"name changed: “Invented Institute” → “Invented University”",` +
		`"before":{"value":"Invented Institute","type":"LABEL"},"after":{"__typename":"Name","value":"Invented University"}}]}}]}}`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("answer (-want +got):\n%s", diff)
	}
}

func TestHistoryShowsSourcesThatAreGone(t *testing.T) {
	_, c := revised(t)
	got := c.ask(t, `query($id: ID!) { history(id: $id) { edges { node { revision changes { action
		before { ... on Claim { status source { title } } } after { ... on Claim { status source { title } } ... on TextValue { text } } } } } } }`,
		variables{"id": graph.RelationshipID(graph.MemberOf, "org:a", "org:club", "member")})
	want := `{"history":{"edges":[{"node":{"revision":3,"changes":[` +
		`{"action":"ADDED","before":null,"after":{"status":"ACTIVE","source":{"title":"Invented src:new"}}},` +
		`{"action":"REMOVED","before":{"status":"SIGNED","source":{"title":"Invented src:old"}},"after":null}]}},` +
		`{"node":{"revision":1,"changes":[{"action":"ADDED","before":null,"after":{"text":"MEMBER_OF"}},{"action":"ADDED","before":null,"after":{"text":"org:a"}},` +
		`{"action":"ADDED","before":null,"after":{"text":"org:club"}},{"action":"ADDED","before":null,"after":{"text":"member"}},` +
		`{"action":"ADDED","before":null,"after":{"status":"SIGNED","source":{"title":"Invented src:old"}}}]}}]}}`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("answer (-want +got):\n%s", diff)
	}
}

func TestHistoryOfWhatNeverWasIsRefused(t *testing.T) {
	_, c := revised(t)
	if code, message := c.refusal(t, `{ history(id: "org:never") { totalCount } }`, nil); code != "NOT_FOUND" {
		t.Errorf("got %v %q, want NOT_FOUND", code, message)
	}
}
