package engine_test

import (
	"testing"

	"entente/engine"
	"entente/graph"
)

func TestImportsAreListedWithWhatTheLogSaysOfThem(t *testing.T) {
	g := empty(t, at("2026-11-24"))
	edition := func(digest string, retrieved graph.Date) graph.Batch {
		return graph.Batch{Author: "invented", Reason: "load invented (src:invented@" + digest + ")",
			Sources: []*graph.Source{{ID: graph.EditionID("invented", digest), Title: "Invented list", Kind: "dataset", Retrieved: retrieved}}}
	}
	apply(t, g, small())
	apply(t, g, edition("1", graph.Date{}))
	apply(t, g, edition("2", graph.Date{}))
	apply(t, g, edition("1", graph.Date{Year: 2026}))
	imports, total, err := g.Imports(t.Context(), 2)
	if err != nil || total != 2 || len(imports) != 2 {
		t.Fatalf("got %+v of %d, %v, want two imports; a page is none", imports, total, err)
	}
	if i := imports[0]; i.Edition.ID != "src:invented@1" || i.Format != "invented" || i.Author != "invented" || i.Revision != 4 ||
		i.Finished.IsZero() || i.Started.IsZero() || i.Summary != "load invented" {
		t.Errorf("got %+v, want the import that was finished last", i)
	}
	if i := imports[1]; i.Edition.ID != "src:invented@2" || !i.Finished.IsZero() || i.Summary != "" || i.Revision != 3 {
		t.Errorf("got %+v, want one that was stopped", i)
	}
	if imports, total, err = g.Imports(t.Context(), 1); err != nil || total != 2 || len(imports) != 1 {
		t.Errorf("got %d of %d, %v, want 1 of 2", len(imports), total, err)
	}
	for first, code := range map[int]graph.Code{0: graph.Invalid, -1: graph.Invalid, engine.MaxPage + 1: graph.TooLarge} {
		_, _, err := g.Imports(t.Context(), first)
		wantCode(t, err, code)
	}
}
