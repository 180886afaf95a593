package neo4j_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"entente/engine"
	"entente/graph"
	"entente/internal/neo4j"
)

// eventually asks until something holds, and logs how long that took.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	const patience = time.Minute
	start := time.Now()
	for time.Since(start) < patience {
		if holds() {
			t.Logf("%s after %v", what, time.Since(start).Round(time.Millisecond))
			return
		}
	}
	t.Errorf("not within %v: %s", patience, what)
}

// TestSeveralServersOnOneDatabaseSeeWhatEachWrites has three graphs on one
// database write at once, and somebody else in plain Cypher beside them. Each
// polls twice a second, as usual, and shows it all in the end.
func TestSeveralServersOnOneDatabaseSeeWhatEachWrites(t *testing.T) {
	eachVersion(t, func(t *testing.T, s *neo4j.Server) {
		graphs := make([]*engine.Graph, 3)
		for i := range graphs {
			graphs[i] = attached(t, s)
			if i == 0 {
				_, err := graphs[0].Apply(t.Context(), small())
				if err != nil {
					t.Fatal(err)
				}
			}
		}
		const each = 15
		writeFromAll(t, graphs, each)
		cypher(t, s, `MATCH (a:Entity {id: 'org:a'}), (u:Entity {id: 'academy:u'}) CREATE (a)-[:MEMBER_OF {role: 'observer'}]->(u)`)
		want := 1 + len(graphs)*each + 1
		for i, g := range graphs {
			eventually(t, fmt.Sprintf("server %d shows what everybody wrote", i), func() bool { return members(g) == want })
		}
		if _, err := graphs[2].Apply(t.Context(), graph.Batch{Remove: []graph.ID{tied(graph.MemberOf, bodyB, union, "member").ID}}); err != nil {
			t.Fatal(err)
		}
		for i, g := range graphs {
			eventually(t, fmt.Sprintf("server %d shows what one of them removed", i), func() bool { return members(g) == want-1 })
		}
	})
}

// attached is a graph with a store of its own.
func attached(t *testing.T, s *neo4j.Server) *engine.Graph {
	t.Helper()
	g, err := engine.Open(t.Context(), open(t, s, options(s)), engine.Options{Now: day})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { g.Close() })
	return g
}

// writeFromAll has each of the graphs add so many members to the union at once,
// and reads each of them back at once.
func writeFromAll(t *testing.T, graphs []*engine.Graph, each int) {
	t.Helper()
	var writers sync.WaitGroup
	for i, g := range graphs {
		writers.Go(func() {
			for j := range each {
				id := graph.ID(fmt.Sprintf("org:member-%d-%d", i, j))
				batch := graph.Batch{Key: string(id), Entities: []*graph.Entity{named(id, graph.Organization, "Invented Member")},
					Relationships: []*graph.Relationship{tied(graph.MemberOf, id, union, "member")}}
				if _, err := g.Apply(context.Background(), batch); err != nil {
					t.Errorf("%s: %v", id, err)
				}
				if counts, err := g.Counts(context.Background(), id); err != nil || len(counts) != 1 {
					t.Errorf("the writer does not see %s: %v, %v", id, counts, err)
				}
			}
		})
	}
	writers.Wait()
}

// members counts those of the union, as a graph shows it.
func members(g *engine.Graph) int {
	counts, err := g.Counts(context.Background(), union)
	if err != nil || len(counts) != 1 {
		return -1
	}
	return counts[0].Count
}
