package faults_test

import (
	"context"
	"testing"
	"time"

	"entente/engine"
	"entente/graph"
	"entente/internal/neo4j"
)

// How soon health has to tell of an outage and of its end.
const (
	redWithin   = 5 * time.Second
	greenWithin = 10 * time.Second
)

// breakage is one way in which a line fails.
type breakage struct {
	name string
	do   func(l *line)
}

func breakages() []breakage {
	return []breakage{
		{"connections are reset", func(l *line) { l.spoil(resets()) }},
		{"answers vanish", func(l *line) { l.spoil(vanishes(down)) }},
		{"questions vanish", func(l *line) { l.spoil(vanishes(up)) }},
		{"the address refuses", func(l *line) { l.cut() }},
		{"every answer is cut short", func(l *line) { l.spoil(cutShort(down, 7)) }},
	}
}

func TestABrokenLineEndsInCleanErrorsAndHeals(t *testing.T) {
	t.Parallel()
	for i, breakage := range breakages() {
		version := neo4j.Versions()[i%len(neo4j.Versions())]
		t.Run(breakage.name, func(t *testing.T) {
			t.Parallel()
			s := server(t, version)
			l := between(t, s)
			survive(t, mustOpen(t, s, l.url), func() { breakage.do(l) }, l.mend)
		})
	}
}

// The older version is killed on a full disk; see the test of that.
func TestAKilledServerLosesNothingThatWasAcknowledged(t *testing.T) {
	t.Parallel()
	s := server(t, neo4j.Latest)
	routed := mustOpen(t, s, "neo4j://"+s.Address)
	survive(t, mustOpen(t, s, s.URL), s.Kill, func() {
		if _, err := routed.Head(t.Context()); err == nil {
			t.Error("Head: got an answer of a server that is dead")
		} else {
			clean(t, "Head", err)
		}
		if err := s.Restart(t.Context()); err != nil {
			t.Fatal(err)
		}
	})
	if _, err := routed.Head(t.Context()); err != nil {
		t.Errorf("Head by routing after the repair: %v", err)
	}
}

// survive breaks what lies between a graph and its database while a writer
// writes and everyone asks, and mends it again.
func survive(t *testing.T, kept graph.Store, damage, repair func()) {
	t.Helper()
	if _, err := kept.Apply(t.Context(), basis()); err != nil {
		t.Fatalf("Apply: %v", err)
	}
	g, err := engine.Open(t.Context(), kept, engine.Options{})
	if err != nil {
		t.Fatalf("engine.Open: %v", err)
	}
	defer g.Close()
	if err := g.Ready(t.Context()); err != nil {
		t.Fatalf("Ready before the outage: %v", err)
	}
	w := startWriter(t, g)
	defer w.end()
	w.await(3, patience)

	damage()
	red := promised(t, redWithin, "health turns red", func() bool { return notReady(t, g) })
	const deadline = 1500 * time.Millisecond
	failed := askEverything(t, kept, deadline)
	for name := range questions(kept) {
		if failed[name] == nil {
			t.Errorf("%s: got an answer over a line that carries nothing", name)
		}
	}
	if _, err := g.Paths(t.Context(), engine.PathQuery{From: firm(1), To: firm(2), K: 1, MaxHops: 2}); err != nil {
		t.Errorf("a path during the outage: %v, want the answer of the index", err)
	}

	repair()
	green := promised(t, greenWithin, "health turns green", func() bool { return g.Ready(t.Context()) == nil })
	w.await(3, patience)
	acknowledged := w.end()
	t.Logf("red after %v, green after %v, %d batches acknowledged", red.Round(time.Millisecond), green.Round(time.Millisecond), acknowledged)
	if failed := askEverything(t, kept, patience); len(failed) > 0 {
		t.Errorf("after the repair: %v", failed)
	}
	eachOnce(t, kept, acknowledged)
	follows(t, g, kept)
}

// notReady tells whether health is red, and sees that it says so cleanly.
func notReady(t *testing.T, g *engine.Graph) bool {
	t.Helper()
	err := g.Ready(t.Context())
	if err != nil {
		clean(t, "Ready", err)
	}
	return err != nil
}

// follows sees that the index comes to show what the store holds.
func follows(t *testing.T, g *engine.Graph, kept graph.Store) {
	t.Helper()
	until(t, patience, "the index shows everything", func() bool {
		head, err := kept.Head(context.WithoutCancel(t.Context()))
		if err != nil {
			t.Fatalf("Head: %v", err)
		}
		status, err := g.Status(t.Context())
		if err != nil {
			t.Fatalf("Status: %v", err)
		}
		entities := 0
		for _, kind := range status.Entities {
			entities += kind.Count
		}
		return status.Revision == head.Revision && entities == head.Entities
	})
}
