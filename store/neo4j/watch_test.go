package neo4j_test

import (
	"fmt"
	"sync"
	"testing"

	"entente/graph"
	"entente/internal/neo4j"
	backend "entente/store/neo4j"
)

// mark is what the store is watched by, and its revision.
func mark(t *testing.T, store graph.Watcher) (graph.Revision, string) {
	t.Helper()
	revision, mark, err := store.Watch(t.Context())
	if err != nil {
		t.Fatalf("Watch: %v", err)
	}
	return revision, mark
}

func TestTheMarkMovesWithCommitsOfOthersOnly(t *testing.T) {
	eachVersion(t, func(t *testing.T, s *neo4j.Server) {
		store, other := open(t, s, options(s)), open(t, s, options(s))
		must(t, store, small())
		outlined(t, store, 0)
		renamed := func(name string) graph.Batch {
			return graph.Batch{Key: name, Entities: []*graph.Entity{named(bodyA, graph.Organization, name)}}
		}
		rows := []struct {
			name  string
			moves bool
			write func()
		}{
			{"nothing", false, func() {}},
			{"a batch", false, func() { must(t, store, renamed("Once")) }},
			{"a batch of another store", false, func() { must(t, other, renamed("Twice")) }},
			{"a batch that changes nothing", false, func() { must(t, store, graph.Batch{Entities: renamed("Twice").Entities}) }},
			{"a batch that only keeps a key", false, func() { must(t, store, graph.Batch{Key: "kept"}) }},
			{"a batch again", false, func() { must(t, store, renamed("Twice")) }},
			{"a batch that is refused", false, func() {
				if _, err := store.Apply(t.Context(), graph.Batch{Remove: []graph.ID{"org:nobody"}}); err == nil {
					t.Error("it was not refused")
				}
			}},
			{"a store that is opened", false, func() { open(t, s, options(s)) }},
			{"plain Cypher", true, func() { cypher(t, s, `CREATE (:Unrelated)`) }},
			{"plain Cypher beside a batch", true, func() { cypher(t, s, `CREATE (:Unrelated)`); must(t, store, renamed("Thrice")) }},
			{"Cypher that breaks a rule", true, func() {
				cypher(t, s, `MATCH (a:Entity {id: 'org:a'}), (b:Entity {id: 'org:b'}) CREATE (a)-[:PART_OF {role: 'no role'}]->(b)`)
			}},
			{"taking it in", false, func() { outlined(t, store, 0) }},
			{"taking nothing in", false, func() { outlined(t, other, 0) }},
		}
		for _, row := range rows {
			_, before := mark(t, store)
			_, othersBefore := mark(t, other)
			row.write()
			_, after := mark(t, store)
			_, othersAfter := mark(t, other)
			if moved, othersMoved := before != after, othersBefore != othersAfter; moved != row.moves || othersMoved != row.moves {
				t.Errorf("%s: the mark moved is %v, that of the other store %v, want %v", row.name, moved, othersMoved, row.moves)
			}
		}
	})
}

// While stores commit large batches at once, whose parts show before the
// database counts them, the mark stays where it is.
func TestTheMarkStaysWhileStoresWriteAtOnce(t *testing.T) {
	eachVersion(t, func(t *testing.T, s *neo4j.Server) {
		watching := open(t, s, options(s))
		must(t, watching, small())
		_, want := mark(t, watching)
		var writers sync.WaitGroup
		for i := range 2 {
			store := open(t, s, options(s))
			writers.Go(func() { writeOften(t, store, i) })
		}
		done := make(chan struct{})
		go func() { writers.Wait(); close(done) }()
		for looks := 0; ; looks++ {
			revision, got := mark(t, watching)
			if got != want {
				t.Fatalf("look %d: the mark moved from %q to %q at revision %d, and nobody else wrote", looks, want, got, revision)
			}
			select {
			case <-done:
				if looks < 10 {
					t.Errorf("there were only %d looks meanwhile", looks)
				}
				return
			default:
			}
		}
	})
}

func writeOften(t *testing.T, store *backend.Store, writer int) {
	for i := range 8 {
		for _, batch := range []graph.Batch{many(100*writer+i, bodyB), {Key: fmt.Sprint(writer, i)}} {
			if _, err := store.Apply(t.Context(), batch); err != nil {
				t.Errorf("writer %d: %v", writer, err)
			}
		}
	}
}
