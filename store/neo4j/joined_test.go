package neo4j_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/internal/neo4j"
	backend "entente/store/neo4j"
)

// telling opens a store that notes the statements it sends.
func telling(t *testing.T, s *neo4j.Server) (*backend.Store, *[]string) {
	var sent []string
	o := options(s)
	o.Observe = func(name string) { sent = append(sent, name) }
	return open(t, s, o), &sent
}

// beside ties the bodies behind the second to that one.
func beside() (batch graph.Batch) {
	for i := 2; i < units; i++ {
		batch.Relationships = append(batch.Relationships, tied(graph.PartOf, unitID(i), unitID(1), "unit"))
	}
	return batch
}

// What joins two ends is asked only where something may, and everything that
// stands is found whoever wrote it: no tie is doubled.
func TestNothingIsAskedOfEndsThatNothingJoins(t *testing.T) {
	rows := []struct {
		name   string
		before func(t *testing.T, s *neo4j.Server, store *backend.Store)
		asked  bool
		added  int
	}{
		{"nobody wrote", func(*testing.T, *neo4j.Server, *backend.Store) {}, false, units - 1},
		{"ties of ours between the same ends", func(t *testing.T, _ *neo4j.Server, store *backend.Store) {
			must(t, store, tiedTo(graph.MemberOf, "member"))
		}, true, units - 1},
		{"the same ties", func(t *testing.T, _ *neo4j.Server, store *backend.Store) {
			must(t, store, tiedTo(graph.PartOf, "unit"))
		}, true, 0},
		{"one of the same ties, in a small batch", func(t *testing.T, _ *neo4j.Server, store *backend.Store) {
			batch := tiedTo(graph.PartOf, "unit")
			batch.Relationships = batch.Relationships[:1]
			must(t, store, batch)
		}, true, units - 2},
		{"one of the same ties, by another store", func(t *testing.T, s *neo4j.Server, _ *backend.Store) {
			batch := tiedTo(graph.PartOf, "unit")
			batch.Relationships = batch.Relationships[1:2]
			must(t, open(t, s, options(s)), batch)
		}, true, units - 2},
		{"one of the same ties, by another store, in a batch that this one sends again", func(t *testing.T, s *neo4j.Server, store *backend.Store) {
			batch := tiedTo(graph.PartOf, "unit")
			batch.Relationships, batch.Key = batch.Relationships[1:2], "again"
			must(t, open(t, s, options(s)), batch)
			must(t, store, batch)
		}, true, units - 2},
		{"one of the same ties, in Cypher", func(t *testing.T, s *neo4j.Server, _ *backend.Store) {
			cypher(t, s, `MATCH (a:Entity {id: 'org:unit-7'}), (b:Entity {id: 'org:unit-0'}) CREATE (a)-[:PART_OF {role: 'unit'}]->(b)`)
		}, true, units - 1},
	}
	s := servers.Server(t, neo4j.LTS)
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			if err := s.Empty(t.Context()); err != nil {
				t.Fatal(err)
			}
			store, sent := telling(t, s)
			must(t, store, small())
			must(t, store, bodies())
			must(t, store, beside())
			row.before(t, s, store)
			*sent = nil
			commit, err := store.Apply(t.Context(), tiedTo(graph.PartOf, "unit"))
			if err != nil || commit.Added != row.added {
				t.Errorf("%d ties were added, %v; want %d", commit.Added, err, row.added)
			}
			if asked := slices.Contains(*sent, "read pairs"); asked != row.asked {
				t.Errorf("the database was asked what joins the ends: %v, want %v", asked, row.asked)
			}
			got := cypher(t, s, `MATCH (e:Entity)-[r:PART_OF]->(:Entity {id: 'org:unit-0'}) RETURN count(r), count(DISTINCT e.id)`)
			if diff := cmp.Diff([][]any{{int64(units - 1), int64(units - 1)}}, got); diff != "" {
				t.Errorf("ties in the database (-want +got):\n%s", diff)
			}
		})
	}
}
