package main

import (
	"context"
	"testing"

	"entente/engine"
	"entente/graph"
	"entente/seed"
	"entente/store"
)

// edition is an invented import of one tie between two bodies that it named.
const edition = graph.ID("src:invented@000000000001")

// imported is a graph with one import; everything in it is invented.
func imported(t *testing.T) *engine.Graph {
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
	body := func(id graph.ID) *graph.Entity {
		return &graph.Entity{ID: id, Kind: graph.Organization, Names: []graph.Name{{Value: "Invented " + string(id), Language: "en", Type: graph.Label, Source: edition}}}
	}
	batch := graph.Batch{Author: "import", Reason: "load invented (" + string(edition) + ")",
		Sources:  []*graph.Source{{ID: edition, Title: "Invented list", Kind: "dataset"}},
		Entities: []*graph.Entity{body("org:a"), body("org:b")},
		Relationships: []*graph.Relationship{{Kind: graph.PartnerOf, From: "org:a", To: "org:b", Role: "cooperation",
			Claims: []graph.Claim{{Source: edition, Confidence: graph.ConfidenceA, Status: graph.Active}}}},
	}
	if _, err := g.Apply(t.Context(), batch); err != nil {
		t.Fatal(err)
	}
	return g
}

// await asks until the undo is over.
func await(t *testing.T, u *undoer, query engine.UndoQuery) engine.Undoing {
	t.Helper()
	for {
		state, err := u.undo(t.Context(), query)
		if err != nil {
			t.Fatal(err)
		}
		if state.Done {
			return state
		}
	}
}

func TestAnImportIsUndoneBehindTheAnswers(t *testing.T) {
	g := imported(t)
	u := newUndoer(t.Context(), g)
	dry := await(t, u, engine.UndoQuery{Import: edition, DryRun: true, Key: "look"})
	if dry.Removed != 4 || dry.Revision != 0 || g.Revision() != 1 {
		t.Errorf("a dry run tells %+v and leaves the graph at %d, want 4 removed and revision 1", dry, g.Revision())
	}
	query := engine.UndoQuery{Import: edition, Author: "somebody", Key: "go"}
	done := await(t, u, query)
	if done.Removed != 4 || done.Revision != g.Revision() {
		t.Errorf("got %+v, want 4 removed", done)
	}
	if again := await(t, u, query); again.Removed != 4 {
		t.Errorf("asked again: got %+v, want the same", again)
	}
	head, err := g.Head(t.Context())
	if err != nil || head.Sources+head.Entities+head.Relationships != 0 {
		t.Errorf("left: %+v, %v", head, err)
	}
	if after := await(t, newUndoer(t.Context(), g), query); !after.Done || after.Removed != 0 {
		t.Errorf("asked of another server: got %+v, want that it is done", after)
	}
}

func TestAnUndoThatWasStoppedGoesOn(t *testing.T) {
	g := imported(t)
	life, stop := context.WithCancel(t.Context())
	stop()
	query := engine.UndoQuery{Import: edition, Key: "go"}
	if _, err := newUndoer(life, g).undo(t.Context(), query); err == nil {
		t.Fatal("a server that stops undoes")
	}
	// The first half of what an undo does.
	if _, err := g.Apply(t.Context(), graph.Batch{Author: "undo", Reason: seed.UndoReason(edition), Remove: []graph.ID{"rel:PARTNER_OF/org:a/org:b/cooperation"}}); err != nil {
		t.Fatal(err)
	}
	if done := await(t, newUndoer(t.Context(), g), query); done.Removed != 3 {
		t.Errorf("got %+v, want the 3 that were left", done)
	}
}

func TestWhatIsNoUndoIsRefused(t *testing.T) {
	u := newUndoer(t.Context(), imported(t))
	for name, test := range map[string]struct {
		query engine.UndoQuery
		code  graph.Code
	}{
		"no key":       {engine.UndoQuery{Import: edition}, graph.Invalid},
		"no import":    {engine.UndoQuery{Import: "src:invented@000000000002", Key: "a"}, graph.NotFound},
		"not a source": {engine.UndoQuery{Import: "org:a", Key: "b"}, graph.NotFound},
	} {
		t.Run(name, func(t *testing.T) {
			if state, err := u.undo(t.Context(), test.query); err == nil || graph.CodeOf(err) != test.code {
				t.Errorf("got %+v, %v, want %s", state, err, test.code)
			}
		})
	}
	await(t, u, engine.UndoQuery{Import: edition, DryRun: true, Key: "c"})
	if _, err := u.undo(t.Context(), engine.UndoQuery{Import: edition, Key: "c"}); err == nil || graph.CodeOf(err) != graph.Conflict {
		t.Errorf("the key of another undo: got %v, want CONFLICT", err)
	}
}
