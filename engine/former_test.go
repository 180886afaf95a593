package engine_test

import (
	"fmt"
	"testing"

	"entente/engine"
	"entente/graph"
	"entente/store"
)

// A record that was replaced or is gone weighs ten, one that came weighs one; see engine.Options.
func TestARevisionSinceWhichTooMuchChangedIsRefused(t *testing.T) {
	const bound = 25
	kept, err := store.Open(t.Context(), "sqlite::memory:", store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	g, err := engine.Open(t.Context(), kept, engine.Options{Now: at("2026-11-24").now, PastWeight: bound})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { g.Close() })
	apply(t, g, small())
	renamed := body("org:a")
	renamed.Names[0].Value = "Invented other name"
	came := graph.Batch{Entities: []*graph.Entity{renamed}, Remove: []graph.ID{"org:lone"}}
	for i := range 5 {
		came.Entities = append(came.Entities, body(graph.ID(fmt.Sprint("org:", i))))
	}
	apply(t, g, came)
	then := past(t, g, engine.When{Revision: 1})
	if found, err := then.Entities(t.Context(), []graph.ID{"org:lone", "org:0"}); err != nil || found[0] == nil || found[1] != nil {
		t.Errorf("what weighs just the bound: got %v, %v, want revision 1", found, err)
	}
	apply(t, g, graph.Batch{Entities: []*graph.Entity{body("org:one-more")}})
	_, err = then.Entities(t.Context(), []graph.ID{"org:lone"})
	wantCode(t, err, graph.TooLarge)
	fresh, err := engine.Open(t.Context(), unclosed{kept}, engine.Options{Now: at("2026-11-24").now, PastWeight: bound})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { fresh.Close() })
	_, err = fresh.At(t.Context(), engine.When{Revision: 1})
	wantCode(t, err, graph.TooLarge)
}
