package path_test

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/index"
	"entente/graph/path"
)

// randomQuery draws a question about a world of n bodies.
func randomQuery(random *rand.Rand, s *index.Snapshot, n int) path.Query {
	from, _ := s.Lookup(name(random.IntN(n)))
	to, _ := s.Lookup(name(random.IntN(n)))
	q := path.Query{From: from, To: to, K: 1 + random.IntN(12), MaxHops: 1 + random.IntN(path.MostHops), Today: today,
		Order: graph.Order(random.IntN(2)), Filter: randomFilter(random, n)}
	if random.IntN(4) == 0 {
		q.Filter = everything()
	}
	return q
}

func vertices(routes []path.Route) [][]index.Vertex {
	var list [][]index.Vertex
	for _, route := range routes {
		list = append(list, route.Vertices)
	}
	return list
}

func TestFind(t *testing.T) {
	t.Run("gives exactly the best of all paths, in order", func(t *testing.T) {
		searcher := path.New()
		for seed := range uint64(3000) {
			random := rand.New(rand.NewPCG(seed, 1))
			w := randomWorld(random)
			s := w.build(t)
			for range 3 {
				check(t, seed, searcher, s, randomQuery(random, s, len(w.nodes)-1))
			}
		}
	})
	t.Run("tells paths apart by ids where hops and strength are equal", func(t *testing.T) {
		searcher := path.New()
		for seed := range uint64(1500) {
			random := rand.New(rand.NewPCG(seed, 8))
			w := plainWorld(random)
			s := w.build(t)
			for _, order := range []graph.Order{graph.ByHops, graph.ByStrength} {
				for _, maxHops := range []int{2, 3, 4, 5, path.MostHops} {
					check(t, seed, searcher, s, path.Query{From: vertexOf(s, 0), To: vertexOf(s, 1), K: 1 + random.IntN(20)*random.IntN(2), MaxHops: maxHops, Order: order, Today: today})
				}
			}
		}
	})
}

// check holds a result against the list of all paths.
func check(t *testing.T, seed uint64, searcher *path.Searcher, s *index.Snapshot, q path.Query) {
	t.Helper()
	all := listAll(t, s, q)
	var want [][]index.Vertex
	for _, l := range all[:min(q.K, len(all))] {
		want = append(want, l.vertices)
	}
	result, err := searcher.Find(context.Background(), s, q)
	if err != nil {
		t.Fatalf("seed %d: %v", seed, err)
	}
	if diff := cmp.Diff(want, vertices(result.Routes)); diff != "" {
		t.Fatalf("seed %d, query %+v, of %d paths (-want +got):\n%s", seed, q, len(all), diff)
	}
	hasReason := result.Diagnosis != nil
	if complete := len(want) == q.K || q.From == q.To && len(want) == 1; complete == hasReason {
		t.Fatalf("seed %d, query %+v: got the diagnosis %+v with %d of %d paths", seed, q, result.Diagnosis, len(want), q.K)
	}
}
