package neo4j_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/internal/neo4j"
	backend "entente/store/neo4j"
)

// many is a batch that is read before the lock is taken: units of a body.
func many(round int, of graph.ID) graph.Batch {
	var batch graph.Batch
	for i := range 300 {
		id := graph.ID(fmt.Sprintf("org:early-%d-%d", round, i))
		batch.Entities = append(batch.Entities, named(id, graph.Organization, "Invented Unit"))
		batch.Relationships = append(batch.Relationships, tied(graph.PartOf, id, of, "unit"))
	}
	return batch
}

// between opens a store that calls once, when it sends the statement, before the statement is sent.
func between(t *testing.T, s *neo4j.Server, statement string, call func()) *backend.Store {
	o := options(s)
	armed := false
	o.Observe = func(sent string) {
		if armed && sent == statement {
			armed = false
			call()
		}
	}
	store := open(t, s, o)
	must(t, store, many(0, bodyB))
	armed = true
	return store
}

// What a large batch read before it had the lock counts for nothing when
// another store has committed since.
func TestALargeBatchIsHeldAgainstWhatOthersCommittedWhileItWasRead(t *testing.T) {
	eachVersion(t, func(t *testing.T, s *neo4j.Server) {
		other := open(t, s, options(s))
		must(t, other, small())

		t.Run("an end that another store removed", func(t *testing.T) {
			must(t, other, graph.Batch{Entities: []*graph.Entity{named("org:leaving", graph.Organization, "Invented Leaver")}})
			store := between(t, s, "lock head", func() { must(t, other, graph.Batch{Remove: []graph.ID{"org:leaving"}}) })
			_, err := store.Apply(t.Context(), many(1, "org:leaving"))
			if graph.CodeOf(err) != graph.Invalid {
				t.Errorf("got %v, want INVALID", err)
			}
		})

		t.Run("records that another store put meanwhile", func(t *testing.T) {
			store := between(t, s, "lock head", func() { must(t, other, many(2, bodyB)) })
			before, err := other.Head(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			want := graph.Commit{Revision: before.Revision + 1, Unchanged: 600}
			if diff := cmp.Diff(want, must(t, store, many(2, bodyB))); diff != "" {
				t.Errorf("the same batch again (-want +got):\n%s", diff)
			}
		})
	})
}

// A node that somebody made in Cypher is no record before it was taken in, so
// nothing can be tied to it yet.
func TestNothingIsTiedToANodeThatWasNotTakenIn(t *testing.T) {
	eachVersion(t, func(t *testing.T, s *neo4j.Server) {
		store := open(t, s, options(s))
		must(t, store, small())
		cypher(t, s, `CREATE (:Entity:Organization {id: 'org:foreign', name: 'Invented Stranger'})`)
		batch := graph.Batch{Relationships: []*graph.Relationship{tied(graph.PartOf, "org:foreign", bodyB, "unit")}}
		if _, err := store.Apply(t.Context(), batch); graph.CodeOf(err) != graph.Invalid {
			t.Errorf("before it was taken in: got %v, want INVALID", err)
		}
		outlined(t, store, 0)
		must(t, store, batch)
	})
}

func TestAStoreOfAnotherFormatIsRefused(t *testing.T) {
	s := servers.Server(t, neo4j.LTS)
	must(t, open(t, s, options(s)), small())
	cypher(t, s, `MATCH (h:EntenteHead) SET h.format = 1`)
	if _, err := backend.Open(t.Context(), s.URL, options(s)); graph.CodeOf(err) != graph.Invalid {
		t.Errorf("got %v, want INVALID", err)
	}
}
