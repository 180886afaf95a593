package resolver_test

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

// counting counts the round trips to a store.
type counting struct {
	graph.Store
	mu    sync.Mutex
	calls map[string]int
}

func (c *counting) count(call string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.calls[call]++
}

func (c *counting) Entities(ctx context.Context, ids []graph.ID) ([]*graph.Entity, error) {
	c.count("entities")
	return c.Store.Entities(ctx, ids)
}

func (c *counting) Relationships(ctx context.Context, ids []graph.ID) ([]*graph.Relationship, error) {
	c.count("relationships")
	return c.Store.Relationships(ctx, ids)
}

func (c *counting) Sources(ctx context.Context, ids []graph.ID) ([]*graph.Source, error) {
	c.count("sources")
	return c.Store.Sources(ctx, ids)
}

func (c *counting) Find(ctx context.Context, query graph.Query) (graph.Page, error) {
	c.count("find")
	return c.Store.Find(ctx, query)
}

// reset forgets what was counted.
func (c *counting) reset() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.calls = map[string]int{}
}

// library is a graph with the built-in facts that all tests read and none changes.
type library struct {
	graph *engine.Graph
	store *counting
}

var builtInFacts = sync.OnceValues(func() (library, error) {
	kept, err := store.Open(context.Background(), "sqlite::memory:", store.Options{})
	if err != nil {
		return library{}, err
	}
	counted := &counting{Store: kept, calls: map[string]int{}}
	g, err := engine.Open(context.Background(), counted, engine.Options{Now: today, Name: "sqlite"})
	if err != nil {
		return library{}, err
	}
	_, err = seed.Load(context.Background(), g, "entente", seed.Input{Name: facts.Name, Open: facts.Open}, seed.Options{})
	return library{g, counted}, err
})

func today() time.Time { return time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC) }

// builtIn gives the built-in facts as of 24 November 2026, to read only.
func builtIn(t testing.TB) (client, *counting) {
	t.Helper()
	shared, err := builtInFacts()
	if err != nil {
		t.Fatal(err)
	}
	shared.store.reset()
	return newClient(shared.graph), shared.store
}

// empty gives an empty graph of the test's own.
func empty(t testing.TB) client {
	t.Helper()
	kept, err := store.Open(t.Context(), "sqlite::memory:", store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	g, err := engine.Open(t.Context(), kept, engine.Options{Now: today, Name: "sqlite"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := g.Close(); err != nil {
			t.Error(err)
		}
	})
	return newClient(g)
}
