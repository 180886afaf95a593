package neo4j_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/internal/neo4j"
	backend "entente/store/neo4j"
)

// others are as many bodies as bodies gives, so many of them the same.
func others(same int) graph.Batch {
	batch := bodies()
	for _, e := range batch.Entities[same:] {
		e.ID += "-other"
	}
	return batch
}

// What stands under an id is asked only where something may, and what stands
// is found whoever wrote it: no entity is doubled and nothing taken twice.
func TestNothingIsAskedOfIDsThatAreNew(t *testing.T) {
	tests := []struct {
		name   string
		before func(t *testing.T, s *neo4j.Server, store *backend.Store)
		batch  graph.Batch
		asked  bool
		want   graph.Commit
		code   graph.Code
	}{
		{"nobody wrote", func(*testing.T, *neo4j.Server, *backend.Store) {}, others(0), false, graph.Commit{Added: units}, 0},
		{"some of them stand there", func(*testing.T, *neo4j.Server, *backend.Store) {}, others(7), true, graph.Commit{Added: units - 7, Unchanged: 7}, 0},
		{"one of them, by a small batch", func(t *testing.T, _ *neo4j.Server, store *backend.Store) {
			must(t, store, graph.Batch{Entities: others(0).Entities[3:4]})
		}, others(0), true, graph.Commit{Added: units - 1, Unchanged: 1}, 0},
		{"one of them, by another store", func(t *testing.T, s *neo4j.Server, _ *backend.Store) {
			must(t, open(t, s, options(s)), graph.Batch{Entities: others(0).Entities[3:4]})
		}, others(0), true, graph.Commit{Added: units - 1, Unchanged: 1}, 0},
		{"one of them, by another store, in a batch that this one sends again", func(t *testing.T, s *neo4j.Server, store *backend.Store) {
			batch := graph.Batch{Entities: others(0).Entities[3:4], Key: "again"}
			must(t, open(t, s, options(s)), batch)
			must(t, store, batch)
		}, others(0), true, graph.Commit{Added: units - 1, Unchanged: 1}, 0},
		{"one of them, in Cypher", func(t *testing.T, s *neo4j.Server, _ *backend.Store) {
			cypher(t, s, `CREATE (:Entity:Organization {id: 'org:unit-3-other', name: 'Invented Stranger'})`)
		}, others(0), true, graph.Commit{Added: units}, 0},
		{"one of them was merged away", func(t *testing.T, _ *neo4j.Server, store *backend.Store) {
			e := named("org:keeper", graph.Organization, "Invented Keeper")
			e.Merged = []graph.ID{"org:unit-3-other"}
			must(t, store, graph.Batch{Entities: []*graph.Entity{e}})
		}, others(0), true, graph.Commit{}, graph.Conflict},
		{"one of them is a source", func(t *testing.T, _ *neo4j.Server, store *backend.Store) {
			must(t, store, graph.Batch{Sources: []*graph.Source{{ID: "org:unit-3-other", Title: "Invented register", Kind: "dataset"}}})
		}, others(0), true, graph.Commit{}, graph.Conflict},
		{"one of them is a tie with an id of its own", func(t *testing.T, _ *neo4j.Server, store *backend.Store) {
			r := tied(graph.PartOf, unitID(5), unitID(6), "unit")
			r.ID = "org:unit-3-other"
			must(t, store, graph.Batch{Relationships: []*graph.Relationship{r}})
		}, others(0), true, graph.Commit{}, graph.Conflict},
		{"one of them has gone", func(t *testing.T, _ *neo4j.Server, store *backend.Store) {
			must(t, store, graph.Batch{Entities: others(0).Entities[3:4]})
			must(t, store, graph.Batch{Remove: []graph.ID{others(0).Entities[3].ID}})
		}, others(0), true, graph.Commit{Added: units}, 0},
	}
	s := servers.Server(t, neo4j.LTS)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if err := s.Empty(t.Context()); err != nil {
				t.Fatal(err)
			}
			store, sent := telling(t, s)
			must(t, store, small())
			must(t, store, bodies())
			test.before(t, s, store)
			*sent = nil
			commit, err := store.Apply(t.Context(), test.batch)
			if commit.Revision = 0; graph.CodeOf(err) != test.code {
				t.Errorf("got %v, want %v", err, test.code)
			}
			if diff := cmp.Diff(test.want, commit); diff != "" {
				t.Errorf("commit (-want +got):\n%s", diff)
			}
			if asked := slices.Contains(*sent, "read known"); asked != test.asked {
				t.Errorf("the database was asked what stands under the ids: %v, want %v", asked, test.asked)
			}
			doubled := cypher(t, s, `MATCH (e:Entity) WITH e.id AS id, count(*) AS times WHERE times > 1 RETURN id`)
			if len(doubled) > 0 {
				t.Errorf("ids that stand more than once: %v", doubled)
			}
		})
	}
}
