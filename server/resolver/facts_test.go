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

// builtIn opens the built-in facts in memory, as of 24 November 2026.
func builtIn(t testing.TB) (client, *counting) {
	t.Helper()
	kept, err := store.Open(t.Context(), "sqlite::memory:", store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	counted := &counting{Store: kept, calls: map[string]int{}}
	today := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	g, err := engine.Open(t.Context(), counted, engine.Options{Now: func() time.Time { return today }, Name: "sqlite"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := g.Close(); err != nil {
			t.Error(err)
		}
	})
	if _, err := seed.Load(t.Context(), g, "entente", seed.Input{Name: facts.Name, Open: facts.Open}, seed.Options{}); err != nil {
		t.Fatal(err)
	}
	counted.reset()
	return newClient(g), counted
}
