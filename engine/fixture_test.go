package engine_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"entente/engine"
	"entente/graph"
	"entente/seed"
	"entente/seed/facts"
	"entente/store"
)

// clock is a time that a test moves by hand.
type clock struct {
	mutex sync.Mutex
	time  time.Time
}

func (c *clock) now() time.Time {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	return c.time
}

func (c *clock) move(by time.Duration) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.time = c.time.Add(by)
}

func at(date string) *clock {
	parsed, err := time.Parse(time.DateOnly, date)
	if err != nil {
		panic(err)
	}
	return &clock{time: parsed.Add(12 * time.Hour)}
}

// open opens a graph on an empty store in memory.
func open(c *clock) (*engine.Graph, error) {
	kept, err := store.Open(context.Background(), "sqlite::memory:", store.Options{})
	if err != nil {
		return nil, err
	}
	return engine.Open(context.Background(), kept, engine.Options{Now: c.now, Name: "sqlite"})
}

// empty is a graph of the test's own, on an empty store.
func empty(t testing.TB, c *clock) *engine.Graph {
	t.Helper()
	g, err := open(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := g.Close(); err != nil {
			t.Error(err)
		}
	})
	return g
}

// shared is a graph with the built-in facts, as of 24 November 2026. Loading
// them takes seconds under the race detector, so all tests read the same one.
var shared = sync.OnceValues(func() (*engine.Graph, error) { return openWithFacts(at("2026-11-24")) })

func openWithFacts(c *clock) (*engine.Graph, error) {
	g, err := open(c)
	if err != nil {
		return nil, err
	}
	_, err = seed.Load(context.Background(), g, "entente", seed.Input{Name: facts.Name, Open: facts.Open}, seed.Options{})
	return g, err
}

// builtIn is the graph with the built-in facts, for reading only.
func builtIn(t testing.TB) *engine.Graph {
	t.Helper()
	g, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// apply puts a batch and fails the test when it is refused.
func apply(t testing.TB, g *engine.Graph, batch graph.Batch) graph.Commit {
	t.Helper()
	commit, err := g.Apply(t.Context(), batch)
	if err != nil {
		t.Fatal(err)
	}
	return commit
}

// The records of the small fixture are invented:
//
//	org:a ──member── org:club ──member── org:b      org:lone
func small() graph.Batch {
	return graph.Batch{
		Sources:       []*graph.Source{{ID: "src:invented", Title: "Invented page", Kind: "page"}},
		Entities:      []*graph.Entity{body("org:a"), body("org:b"), body("org:club"), body("org:lone")},
		Relationships: []*graph.Relationship{tie(graph.MemberOf, "org:a", "org:club"), tie(graph.MemberOf, "org:b", "org:club")},
	}
}

func body(id graph.ID) *graph.Entity {
	return &graph.Entity{ID: id, Kind: graph.Organization, Names: []graph.Name{{Value: "Invented " + string(id), Language: "en", Type: graph.Label}}}
}

func tie(kind graph.RelationshipKind, from, to graph.ID) *graph.Relationship {
	return &graph.Relationship{Kind: kind, From: from, To: to,
		Claims: []graph.Claim{{Source: "src:invented", Confidence: graph.ConfidenceA, Status: graph.Active}}}
}

// paths asks for paths and fails the test on an error.
func paths(t testing.TB, g *engine.Graph, query engine.PathQuery) engine.Paths {
	t.Helper()
	found, err := g.Paths(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func wantCode(t *testing.T, err error, want graph.Code) {
	t.Helper()
	if err == nil || graph.CodeOf(err) != want {
		t.Errorf("got %v, want an error of code %s", err, want)
	}
}

func background() context.Context { return context.Background() }
