package neo4j_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/internal/neo4j"
)

// What the last batch changed is told from memory, and is what another store reads from the log.
func TestWhatTheLastBatchChangedIsNotReadBack(t *testing.T) {
	rows := []struct {
		name  string
		batch graph.Batch
	}{
		{"entities, ties and a source", func() graph.Batch {
			batch := many(1, bodyB)
			batch.Sources = []*graph.Source{{ID: "src:late", Title: "Invented late register", Kind: "dataset"}}
			return batch
		}()},
		{"a change and removals", graph.Batch{
			Entities: []*graph.Entity{named("org:early-1-0", graph.Academy, "Invented Academy, once a unit")},
			Remove:   []graph.ID{tied(graph.PartOf, "org:early-1-2", bodyB, "unit").ID, "org:early-1-2", "src:late"},
		}},
		{"a merge", func() graph.Batch {
			e := named("org:early-1-3", graph.Organization, "Invented Unit")
			e.Merged = []graph.ID{"org:older", "org:oldest"}
			return graph.Batch{Entities: []*graph.Entity{e}}
		}()},
	}
	eachVersion(t, func(t *testing.T, s *neo4j.Server) {
		var sent []string
		o := options(s)
		o.Observe = func(statement string) { sent = append(sent, statement) }
		store, other := open(t, s, o), open(t, s, options(s))
		before := must(t, store, small()).Revision
		for _, row := range rows {
			t.Run(row.name, func(t *testing.T) {
				after := must(t, store, row.batch).Revision
				sent = nil
				got := sequence(t, store, before)
				if slices.Contains(sent, "read commits") || slices.Contains(sent, "read entities") {
					t.Errorf("it was read back: %v", sent)
				}
				if diff := cmp.Diff(sequence(t, other, before), got); diff != "" {
					t.Errorf("another store (-) and this one (+):\n%s", diff)
				}
				before = after
			})
		}
		t.Run("another store has written since", func(t *testing.T) {
			must(t, other, many(2, bodyB))
			if diff := cmp.Diff(sequence(t, other, before-1), sequence(t, store, before-1)); diff != "" {
				t.Errorf("another store (-) and this one (+):\n%s", diff)
			}
		})
		t.Run("the database is another one", func(t *testing.T) {
			if err := s.Clear(t.Context()); err != nil {
				t.Fatal(err)
			}
			fresh := open(t, s, options(s))
			must(t, fresh, small())
			for i := 1; i < int(before); i++ {
				must(t, fresh, many(i, bodyB))
			}
			if diff := cmp.Diff(sequence(t, fresh, before-1), sequence(t, store, before-1)); diff != "" {
				t.Errorf("another store (-) and this one (+):\n%s", diff)
			}
		})
	})
}

func sequence(t *testing.T, store graph.Store, since graph.Revision) (list []graph.Outline) {
	t.Helper()
	for outline, err := range store.Outline(t.Context(), since) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, outline)
	}
	return list
}
