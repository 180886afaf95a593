package path_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/index"
	"entente/graph/path"
)

const unshared = ^index.Vertex(0) / 2

// leastTotal counts the hops of so many disjoint paths out of all, at least; −1
// if there are not so many.
func leastTotal(all []listed, routes int) int {
	if routes == 0 {
		return 0
	}
	best := -1
	for i, l := range all {
		inner := l.vertices[1:l.hops()]
		rest := slices.DeleteFunc(slices.Clone(all[i+1:]), func(other listed) bool {
			return slices.ContainsFunc(inner, func(v index.Vertex) bool { return slices.Contains(other.vertices, v) })
		})
		if more := leastTotal(rest, routes-1); more >= 0 && (best < 0 || more+l.hops() < best) {
			best = more + l.hops()
		}
	}
	return best
}

func total(routes []path.Route) (hops int) {
	for _, route := range routes {
		hops += len(route.Hops)
	}
	return hops
}

func TestLeast(t *testing.T) {
	t.Run("routes have as few hops in total as so many can have", func(t *testing.T) {
		searcher := path.New()
		shorter := 0
		for seed := range uint64(2000) {
			random := rand.New(rand.NewPCG(seed, 22))
			w := randomWorld(random)
			if seed%4 > 0 {
				w = sparseWorld(random)
			}
			s := w.build(t)
			q := randomPassage(random, s, len(w.nodes)-1)
			q.MaxRoutes = 1 + random.IntN(3)
			if seed%4 > 0 {
				q.Filter = graph.RouteFilter{}
			}
			if q.From == q.To {
				continue
			}
			plain, err := searcher.Gatekeepers(context.Background(), s, q)
			if err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
			q.Least = true
			got, err := searcher.Gatekeepers(context.Background(), s, q)
			if err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
			newWeb(t, s, q.Filter).checkRoutes(t, seed, q, got.Routes)
			all := listAll(t, s, path.Query{From: q.From, To: q.To, MaxHops: 15, Filter: q.Filter, Today: today})
			if want := leastTotal(all, len(got.Routes)); total(got.Routes) != want {
				t.Fatalf("seed %d: got %d hops in %d routes, want %d", seed, total(got.Routes), len(got.Routes), want)
			}
			if len(plain.Routes) != len(got.Routes) {
				t.Fatalf("seed %d: got %d routes and %d without Least", seed, len(got.Routes), len(plain.Routes))
			}
			if total(plain.Routes) > total(got.Routes) {
				shorter++
			}
		}
		if shorter < 8 {
			t.Errorf("only %d questions have a shorter answer with Least: too few to tell", shorter)
		}
	})
	for _, shape := range shapes() {
		s := shape.build(t)
		w := newWeb(t, s, everything())
		t.Run(shape.name+": they are as many, and in total never longer than without", func(t *testing.T) {
			searcher := path.New()
			for seed := range uint64(60) {
				random := rand.New(rand.NewPCG(seed, 23))
				q := path.Passage{MaxRoutes: 2 + random.IntN(8), Filter: everything(), Today: today}
				q.From, q.To = shape.randomPair(random, s)
				if q.From == q.To {
					continue
				}
				plain, err := searcher.Gatekeepers(context.Background(), s, q)
				if err != nil {
					t.Fatalf("seed %d: %v", seed, err)
				}
				q.Least = true
				got, err := searcher.Gatekeepers(context.Background(), s, q)
				if err != nil {
					t.Fatalf("seed %d: %v", seed, err)
				}
				w.checkRoutes(t, seed, q, got.Routes)
				if len(got.Routes) != len(plain.Routes) || total(got.Routes) > total(plain.Routes) {
					t.Fatalf("seed %d: got %d hops in %d routes, without Least %d in %d", seed, total(got.Routes), len(got.Routes), total(plain.Routes), len(plain.Routes))
				}
				// Which smallest cut is found depends on the routes, who is in all of them does not.
				if diff := gocmp.Diff(plain.Indispensable, got.Indispensable); diff != "" || len(plain.Vertices) != len(got.Vertices) {
					t.Fatalf("seed %d: indispensable (-without +with):\n%s", seed, diff)
				}
			}
		})
	}
}

// sparseWorld draws a world in which most bodies know two or three others, so
// that the shortest path often stands in the way of two that share nobody.
func sparseWorld(random *rand.Rand) world {
	var w world
	const n = 12
	for i := range n {
		w.nodes = append(w.nodes, organization(i))
	}
	for i := range n {
		if i > 0 {
			w.tie(i-1, i)
		}
		w.tie(random.IntN(n), random.IntN(n))
	}
	return w
}
