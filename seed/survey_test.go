package seed_test

import (
	"context"
	"iter"
	"testing"

	"entente/graph"
	"entente/store/sqlite"
)

// watched is a store that counts what is read of it.
type watched struct {
	*sqlite.Store
	// feeds are the sequences of all records that were begun, ties the relationships
	// that were read whole.
	feeds, ties int
}

func (w *watched) Changes(ctx context.Context, since graph.Revision) iter.Seq2[graph.Change, error] {
	w.feeds++
	return func(yield func(graph.Change, error) bool) {
		for change, err := range w.Store.Changes(ctx, since) {
			if change.Relationship != nil {
				w.ties++
			}
			if !yield(change, err) {
				return
			}
		}
	}
}

func (w *watched) Relationships(ctx context.Context, ids []graph.ID) ([]*graph.Relationship, error) {
	found, err := w.Store.Relationships(ctx, ids)
	for _, r := range found {
		if r != nil {
			w.ties++
		}
	}
	return found, err
}

// The facts have 1,600 relationships; a list of few parties must not pay for reading them.
func TestAnImportReadsTheBodiesOnceAndFewRelationships(t *testing.T) {
	for _, p := range published {
		if p.format == "ror" || p.format == "treaties" {
			continue // their samples name what the facts name, so they read that
		}
		t.Run(p.format, func(t *testing.T) {
			store := &watched{Store: openFacts(t)}
			report := loadFiles(t, store, p.format, samples(t, p.files...))
			const first = 1 // the relationship at which the sequence is left
			if known := report.Changed + report.Unchanged; store.feeds != 1 || store.ties > first+known {
				t.Errorf("the first import read all records %d times and %d relationships whole, want once and at most the %d that it names", store.feeds, store.ties, known)
			}
			store.feeds, store.ties = 0, 0
			loadFiles(t, store, p.format, samples(t, p.files...))
			if store.feeds != 1 || store.ties > first+report.Added+report.Changed {
				t.Errorf("the second import read all records %d times and %d relationships whole, want once and at most its own %d", store.feeds, store.ties, report.Added+report.Changed)
			}
		})
	}
}
