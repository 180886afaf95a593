package engine_test

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"entente/engine"
	"entente/graph"
)

// reading is a joint store that counts the reads of records.
type reading struct {
	*joint
	reads atomic.Int64
	down  atomic.Bool
	// before is called before entities are given that were read.
	before func()
}

func (c *reading) Entities(ctx context.Context, ids []graph.ID) ([]*graph.Entity, error) {
	if c.down.Load() {
		return nil, graph.Errorf(graph.Unavailable, "the store is away")
	}
	c.reads.Add(1)
	found, err := c.joint.Entities(ctx, ids)
	if c.before != nil {
		c.before()
	}
	return found, err
}

func (c *reading) Sources(ctx context.Context, ids []graph.ID) ([]*graph.Source, error) {
	c.reads.Add(1)
	return c.joint.Sources(ctx, ids)
}

func (c *reading) Watch(ctx context.Context) (graph.Revision, string, error) {
	if c.down.Load() {
		return 0, "", graph.Errorf(graph.Unavailable, "the store is away")
	}
	return c.joint.Watch(ctx)
}

func nameOf(t *testing.T, g *engine.Graph, id graph.ID) string {
	t.Helper()
	found, err := g.Entities(t.Context(), []graph.ID{id})
	if err != nil || found[0] == nil {
		t.Fatalf("%s: %v, %v", id, found, err)
	}
	return found[0].Names[0].Value
}

func renamed(id graph.ID, name string) graph.Batch {
	e := body(id)
	e.Names[0].Value = name
	return graph.Batch{Entities: []*graph.Entity{e}}
}

// shelved is a graph that has been looked after long enough to keep what it reads.
func shelved(t *testing.T, kept *reading) *engine.Graph {
	t.Helper()
	if _, err := kept.Apply(t.Context(), formed(small())); err != nil {
		t.Fatal(err)
	}
	g := opened(t, kept, engine.Options{Poll: time.Millisecond})
	eventually(t, "what is asked twice is read once", func() bool {
		nameOf(t, g, "org:a")
		before := kept.reads.Load()
		nameOf(t, g, "org:a")
		return kept.reads.Load() == before
	})
	return g
}

func TestWhatIsAskedTwiceIsReadOnce(t *testing.T) {
	kept := &reading{joint: &joint{Store: memory(t)}}
	g := shelved(t, kept)
	before := kept.reads.Load()
	for range 100 {
		got, err := g.Entities(t.Context(), []graph.ID{"org:nobody", "org:b", "org:a", "org:b"})
		if err != nil || got[0] != nil || got[1].ID != "org:b" || got[2].ID != "org:a" || got[3].ID != "org:b" {
			t.Fatalf("got %v, %v", got, err)
		}
		if _, err := g.Sources(t.Context(), []graph.ID{small().Sources[0].ID}); err != nil {
			t.Fatal(err)
		}
	}
	// Somebody unknown is asked for each time; on a slow machine the trust in what is kept may run out once or twice.
	if got := kept.reads.Load() - before; got > 150 {
		t.Errorf("400 questions were %d reads", got)
	}
}

func TestWhatIsKeptIsWhatTheStoreHas(t *testing.T) {
	kept := &reading{joint: &joint{Store: memory(t)}}
	g := shelved(t, kept)
	for i := range 20 {
		name := fmt.Sprintf("Own Name %d", i)
		apply(t, g, renamed("org:a", name))
		if got := nameOf(t, g, "org:a"); got != name {
			t.Fatalf("got %q behind a write of the graph's own, want %q", got, name)
		}
	}
	if _, err := kept.Store.Apply(t.Context(), renamed("org:a", "Name Of Another")); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the write of another server shows", func() bool { return nameOf(t, g, "org:a") == "Name Of Another" })
	merged := body("org:b")
	merged.Merged = []graph.ID{"org:a"}
	batch := graph.Batch{Entities: []*graph.Entity{merged}, Remove: []graph.ID{"org:a"}}
	for change, err := range kept.Store.Changes(t.Context(), 0) {
		if err != nil {
			t.Fatal(err)
		}
		if r := change.Relationship; r != nil && (r.From == "org:a" || r.To == "org:a") {
			batch.Remove = append(batch.Remove, r.ID)
		}
	}
	apply(t, g, batch)
	found, err := g.Entities(t.Context(), []graph.ID{"org:a"})
	if err != nil || found[0] == nil || found[0].ID != "org:b" {
		t.Errorf("an id that was merged away gives %v, %v", found, err)
	}
}

// What was read before a change is not kept behind it.
func TestAReadThatAChangeOvertakesIsNotKept(t *testing.T) {
	kept := &reading{joint: &joint{Store: memory(t)}}
	g := shelved(t, kept)
	kept.before = func() {
		kept.before = nil
		apply(t, g, renamed("org:b", "New Name"))
	}
	nameOf(t, g, "org:b")
	if got := nameOf(t, g, "org:b"); got != "New Name" {
		t.Errorf("got %q, want the new name", got)
	}
}

func TestNothingIsGivenOfAStoreThatIsAway(t *testing.T) {
	kept := &reading{joint: &joint{Store: memory(t)}}
	g := shelved(t, kept)
	kept.down.Store(true)
	eventually(t, "what is kept is given no more", func() bool {
		_, err := g.Entities(t.Context(), []graph.ID{"org:a"})
		return graph.CodeOf(err) == graph.Unavailable
	})
}
