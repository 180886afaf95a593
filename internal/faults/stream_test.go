package faults_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/engine"
	"entente/graph"
	"entente/internal/neo4j"
)

// content reads every outline of a store.
func content(ctx context.Context, s graph.Store) (all []graph.Outline, err error) {
	for outline, err := range s.Outline(ctx, 0) {
		if err != nil {
			return all, err
		}
		all = append(all, outline)
	}
	return all, nil
}

// TestAStreamThatIsCutNeverPassesForWhole cuts the stream of the whole graph
// after more and more bytes.
func TestAStreamThatIsCutNeverPassesForWhole(t *testing.T) {
	t.Parallel()
	s := server(t, neo4j.LTS)
	direct := mustOpen(t, s, s.URL)
	fill(t, direct, 1500)
	want, err := content(t.Context(), direct)
	if err != nil {
		t.Fatal(err)
	}
	l := between(t, s)
	over := mustOpen(t, s, l.url)
	cuts := 0
	for bytes := 400; ; bytes *= 4 {
		l.spoil(cutShort(down, bytes))
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
		got, err := content(ctx, over)
		cancel()
		l.mend()
		if err == nil {
			if diff := cmp.Diff(len(want), len(got)); diff != "" {
				t.Errorf("cut after %d bytes: the stream ended without an error: %s", bytes, diff)
			}
			break
		}
		clean(t, fmt.Sprintf("cut after %d bytes", bytes), err)
		cuts++
	}
	if cuts < 3 {
		t.Errorf("the stream was cut %d times, want at least 3", cuts)
	}
	if got, err := content(t.Context(), over); err != nil || !cmp.Equal(got, want) {
		t.Errorf("after the repair: got %d outlines, error %v, want %d", len(got), err, len(want))
	}
}

// TestAnIndexIsBuiltInTheEnd has the first build of the index cut off again and again.
func TestAnIndexIsBuiltInTheEnd(t *testing.T) {
	t.Parallel()
	s := server(t, neo4j.LTS)
	fill(t, mustOpen(t, s, s.URL), 1500)
	l := between(t, s)
	kept := mustOpen(t, s, l.url)
	l.spoil(cutShort(down, 10_000))
	g, err := engine.Open(t.Context(), kept, engine.Options{Background: true})
	if err != nil {
		t.Fatalf("engine.Open: %v", err)
	}
	defer g.Close()
	ask := func() error {
		_, err := g.Paths(t.Context(), engine.PathQuery{From: firm(1), To: firm(2), K: 1, MaxHops: 2})
		return err
	}
	if err := ask(); err == nil || graph.CodeOf(err) != graph.Unavailable {
		t.Errorf("a path before the index stands: got error %v, want UNAVAILABLE", err)
	} else {
		discreet(t, "Paths", err)
	}
	l.mend()
	promised(t, greenWithin, "the index stands", func() bool { return g.Ready(t.Context()) == nil })
	if err := ask(); err != nil {
		t.Errorf("a path: %v", err)
	}
	follows(t, g, kept)
}

// TestASlowLineAnswersRightOrInTime lets every answer take 200 ms and trickle.
func TestASlowLineAnswersRightOrInTime(t *testing.T) {
	t.Parallel()
	s := server(t, neo4j.Latest)
	direct := mustOpen(t, s, s.URL)
	fill(t, direct, 150)
	want, err := content(t.Context(), direct)
	if err != nil {
		t.Fatal(err)
	}
	l := between(t, s)
	over := mustOpen(t, s, l.url)
	l.spoil(slow(down, 200*time.Millisecond, 100_000))
	if failed := askEverything(t, over, 500*time.Millisecond); failed["Changes"] == nil {
		t.Error("Changes: got an answer that cannot have come in time")
	}
	if failed := askEverything(t, over, patience); len(failed) > 0 {
		t.Errorf("with time enough: %v", failed)
	}
	if got, err := content(t.Context(), over); err != nil || !cmp.Equal(got, want) {
		t.Errorf("got %d outlines, error %v, want %d", len(got), err, len(want))
	}
}

// fill puts the basis and so many firms into a store.
func fill(t *testing.T, s graph.Store, firms int) {
	t.Helper()
	for _, batch := range []graph.Batch{basis(), grouped(1, firms)} {
		if _, err := s.Apply(t.Context(), batch); err != nil {
			t.Fatalf("Apply: %v", err)
		}
	}
}
