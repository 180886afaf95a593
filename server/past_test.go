package server_test

import (
	"net/http"
	"testing"

	"entente/engine"
	"entente/graph"
	"entente/server"
	"entente/server/resolver"
	"entente/store"
)

// twice serves the real schema over a graph at revision 2; its body is invented.
func twice(t *testing.T) http.Handler {
	t.Helper()
	kept, err := store.Open(t.Context(), "sqlite::memory:", store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	g, err := engine.Open(t.Context(), kept, engine.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = g.Close() })
	for _, name := range []string{"Invented Institute", "Invented University"} {
		body := &graph.Entity{ID: "org:a", Kind: graph.Organization, Names: []graph.Name{{Value: name, Language: "en", Type: graph.Label}}}
		if _, err := g.Apply(t.Context(), graph.Batch{Entities: []*graph.Entity{body}}); err != nil {
			t.Fatal(err)
		}
	}
	return server.New(resolver.NewSchema(g, "test"), server.Options{
		Loopback: true, Limits: server.Limits{RootFields: 3}, Revision: func() uint64 { return uint64(g.Revision()) },
	})
}

func TestAnAnswerSaysOfWhichRevisionItIs(t *testing.T) {
	handler := twice(t)
	for _, test := range []struct {
		name, query string
		want        float64
	}{
		{"the present", `{ entity(id: "org:a") { name } }`, 2},
		{"an earlier one", `{ at(revision: 1) { entity(id: "org:a") { name } } }`, 1},
		{"an earlier one twice", `{ a: at(revision: 1) { __typename } b: at(revision: 1) { __typename } }`, 1},
		{"two: the present, which both are within", `{ a: at(revision: 1) { __typename } b: at(revision: 2) { __typename } }`, 2},
		{"an earlier one and the present", `{ at(revision: 1) { __typename } entity(id: "org:a") { name } }`, 2},
		{"one that is yet to come", `{ at(revision: 7) { __typename } }`, 2},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := ask(t, handler, test.query, nil); got.Extensions["revision"] != test.want {
				t.Errorf("got revision %v, errors %v, want %v", got.Extensions["revision"], got.Errors, test.want)
			}
		})
	}
}

func TestQuestionsInsideARevisionAreCountedAsRootFields(t *testing.T) {
	handler := twice(t)
	if got := ask(t, handler, `{ at(revision: 1) { __typename __typename __typename } }`, nil); len(got.Errors) > 0 {
		t.Errorf("three fields: got errors %v", got.Errors)
	}
	if got := ask(t, handler, `{ at(revision: 1) { __typename __typename __typename __typename } }`, nil); got.code() != "TOO_LARGE" {
		t.Errorf("four fields: got code %q, want TOO_LARGE", got.code())
	}
}

func TestATimeThatIsNoneIsRefusedByItsPlace(t *testing.T) {
	got := ask(t, twice(t), `{ at(time: "yesterday") { __typename } }`, nil)
	if got.code() != "INVALID" || len(got.Errors[0].Path) != 1 || got.Errors[0].Path[0] != "at" {
		t.Errorf("got %v, want INVALID at at", got.Errors)
	}
}
