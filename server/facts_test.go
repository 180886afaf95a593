package server_test

import (
	"context"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"entente/engine"
	"entente/seed"
	"entente/seed/facts"
	"entente/server"
	"entente/server/resolver"
	"entente/store"
)

// factServer serves the real schema over the built-in facts.
func factServer(t testing.TB) http.Handler {
	t.Helper()
	ctx := context.Background()
	kept, err := store.Open(ctx, "sqlite::memory:", store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	g, err := engine.Open(ctx, kept, engine.Options{Name: "sqlite"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = g.Close() })
	if _, err := seed.Load(ctx, g, "entente", seed.Input{Name: facts.Name, Open: facts.Open}, seed.Options{}); err != nil {
		t.Fatal(err)
	}
	return server.New(resolver.NewSchema(g, "test"), server.Options{
		Loopback: true,
		Revision: func() uint64 { return uint64(g.Revision()) },
	})
}

// TestTheRealSchema holds the generated code to what the sketch cannot show:
// coercion of arguments, introspection, and the examples of the console.
func TestTheRealSchema(t *testing.T) {
	handler := factServer(t)

	t.Run("a typing error in an argument is INVALID and names it", func(t *testing.T) {
		rows := []struct {
			name, query string
			variables   map[string]any
			path        string
		}{
			{"a literal enum in the wrong place", `{ entities(order: "NAME") { totalCount } }`, nil, ""},
			{"a date that is none", `{ paths(from: "org:cpdi", to: "org:jkuat", where: {at: "2018-13"}) { truncated } }`, nil, "paths"},
			{"a date variable that is none", `query($at: Date) { paths(from: "org:cpdi", to: "org:jkuat", where: {at: $at}) { truncated } }`, map[string]any{"at": "2018-02-30"}, "paths"},
			{"a date that is a number", `query($at: Date) { paths(from: "org:cpdi", to: "org:jkuat", where: {at: $at}) { truncated } }`, map[string]any{"at": 7}, "paths"},
			{"a date of 400 digits", `{ paths(from: "org:cpdi", to: "org:jkuat", where: {at: ` + strings.Repeat("9", 400) + `}) { truncated } }`, nil, ""},
			{"an integer variable beyond 64 bits", `query($k: Int) { paths(from: "org:cpdi", to: "org:jkuat", k: $k) { truncated } }`, map[string]any{"k": json.Number(strings.Repeat("9", 40))}, ""},
			{"a date variable of 400 digits", `query($at: Date) { paths(from: "org:cpdi", to: "org:jkuat", where: {at: $at}) { truncated } }`, map[string]any{"at": json.Number(strings.Repeat("9", 400))}, "paths"},
			{"an integer beyond 32 bits", `{ entities(first: 99999999999) { totalCount } }`, nil, "entities"},
			{"a page beyond the bound", `{ entities(first: 101) { totalCount } }`, nil, "entities"},
			{"a cursor that is none", `{ entities(after: "nonsense") { totalCount } }`, nil, "entities"},
		}
		for _, row := range rows {
			t.Run(row.name, func(t *testing.T) {
				got := ask(t, handler, row.query, row.variables)
				if got.code() != "INVALID" && got.code() != "TOO_LARGE" {
					t.Fatalf("got code %q, errors %v, data %s", got.code(), got.Errors, got.Data)
				}
				var path string
				if len(got.Errors[0].Path) > 0 {
					path, _ = got.Errors[0].Path[0].(string)
				}
				if path != row.path || len(got.Errors[0].Path) > 1 {
					t.Errorf("got path %v, want %s", got.Errors[0].Path, row.path)
				}
				t.Logf("%d %v", got.status, got.Errors)
			})
		}
	})

	t.Run("the introspection query of GraphiQL fits the bounds", func(t *testing.T) {
		query, err := os.ReadFile("testdata/introspection.graphql")
		if err != nil {
			t.Fatal(err)
		}
		got := ask(t, handler, string(query), nil)
		if got.status != http.StatusOK || len(got.Errors) > 0 || got.size < 50_000 {
			t.Errorf("got status %d, %d bytes, errors %v", got.status, got.size, got.Errors)
		}
	})

	files, err := filepath.Glob("../web/console/examples/*.graphql")
	if err != nil || len(files) == 0 {
		t.Fatalf("found %d examples, error %v", len(files), err)
	}
	for _, file := range files {
		t.Run("the example "+filepath.Base(file)+" has an answer", func(t *testing.T) {
			query, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := ask(t, handler, string(query), nil)
			for strings.Contains(string(got.Data), `"state":"RUNNING"`) {
				// It is measured in the background: ask again.
				got = ask(t, handler, string(query), nil)
			}
			if got.status != http.StatusOK || len(got.Errors) > 0 || got.size < 300 {
				t.Errorf("got status %d, errors %v, data %s", got.status, got.Errors, got.Data)
			}
			if revision, _ := got.Extensions["revision"].(float64); revision < 1 {
				t.Errorf("got revision %v", got.Extensions["revision"])
			}
		})
	}

	t.Run("requests at the same time share a remembered query and agree", func(t *testing.T) {
		query := `query($name: [String!]) { entity(id: "academy:anso") { name(languages: $name) relationships(first: 20) { edges { other { name } } } } }`
		want := ask(t, handler, query, map[string]any{"name": []string{"fa"}})
		var group sync.WaitGroup
		for range 8 {
			group.Go(func() {
				for range 5 {
					if got := ask(t, handler, query, map[string]any{"name": []string{"fa"}}); string(got.Data) != string(want.Data) || len(got.Errors) > 0 {
						t.Errorf("got %s, errors %v, want %s", got.Data, got.Errors, want.Data)
					}
				}
			})
		}
		group.Wait()
	})
}

// BenchmarkHello is what the HTTP layer itself costs a request.
func BenchmarkHello(b *testing.B) {
	handler := server.New(newSketch(nil), server.Options{})
	for b.Loop() {
		ask(b, handler, "{ hello }", nil)
	}
}
