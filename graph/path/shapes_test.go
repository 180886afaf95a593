package path_test

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/bench/generate"
	"entente/graph"
	"entente/graph/index"
	"entente/graph/path"
)

// Small worlds have short frontiers; in these graphs a search goes over several
// levels, meets hubs and cuts rows off at its bounds.

// shape is a generated graph with how many hops are still few enough to list all paths.
type shape struct {
	name string
	make *generate.Graph
	most int
}

func shapes() []shape {
	return []shape{
		{"power law", generate.PowerLaw(300, 900, 1), 5},
		{"flat", generate.Flat(300, 600, 2), 6},
		{"grid", generate.Grid(9, 3), 9},
		{"bridged", generate.Bridged(200, 500, 4), 6},
		{"split", generate.Split(200, 500, 5), 6},
		{"star", generate.Star(200, 330, 6), 6},
	}
}

func (s shape) build(t *testing.T) *index.Snapshot {
	t.Helper()
	built, err := index.Build(context.Background(), s.make.Outlines(), today)
	if err != nil {
		t.Fatal(err)
	}
	return built
}

// randomPair draws two entities at will, not only those that a path joins.
func (s shape) randomPair(random *rand.Rand, built *index.Snapshot) (from, to index.Vertex) {
	from, _ = built.Lookup(generate.ID(random.IntN(s.make.Nodes)))
	to, _ = built.Lookup(generate.ID(random.IntN(s.make.Nodes)))
	return from, to
}

func TestShapes(t *testing.T) {
	searcher := path.New()
	for _, shape := range shapes() {
		s := shape.build(t)
		t.Run(shape.name+": the best paths are exactly the first of all", func(t *testing.T) {
			for seed := range uint64(60) {
				random := rand.New(rand.NewPCG(seed, 9))
				q := path.Query{K: 1 + random.IntN(30), MaxHops: 1 + random.IntN(shape.most), Order: graph.Order(random.IntN(2)), Today: today}
				q.From, q.To = shape.randomPair(random, s)
				if random.IntN(2) == 0 {
					q.Filter = everything()
				}
				check(t, seed, searcher, s, q)
			}
		})
		t.Run(shape.name+": so are those by way of others", func(t *testing.T) {
			for seed := range uint64(40) {
				random := rand.New(rand.NewPCG(seed, 10))
				q := path.Query{K: 1 + random.IntN(10), MaxHops: shape.most, Order: graph.Order(random.IntN(2)), Filter: everything(), Today: today}
				q.From, q.To = shape.randomPair(random, s)
				for range 1 + random.IntN(2) {
					v, _ := shape.randomPair(random, s)
					q.Filter.Via = append(q.Filter.Via, s.ID(v))
				}
				check(t, seed, searcher, s, q)
			}
		})
		t.Run(shape.name+": shares are those of all shortest paths", func(t *testing.T) {
			for seed := range uint64(40) {
				random := rand.New(rand.NewPCG(seed, 11))
				q := path.Sides{MaxHops: shape.most, Filter: everything(), Today: today}
				for range 1 + random.IntN(3) {
					from, to := shape.randomPair(random, s)
					q.From, q.To = append(q.From, from), append(q.To, to)
				}
				checkBetween(t, seed, searcher, s, q)
			}
		})
	}
}

// checkBetween holds intermediaries against the list of all paths; squared
// shares too, for the plain ones always add up to the distance less one.
func checkBetween(t *testing.T, seed uint64, searcher *path.Searcher, s *index.Snapshot, q path.Sides) {
	t.Helper()
	want, hops, paths := betweenByHand(t, s, q)
	got, err := searcher.Between(context.Background(), s, q)
	if err != nil || got.Hops != hops || got.Paths != paths {
		t.Fatalf("seed %d: got %d hops, %v paths, %v; want %d, %v", seed, got.Hops, got.Paths, err, hops, paths)
	}
	squares := func(list []path.Intermediary) (sum, squared float64) {
		for _, i := range list {
			sum += i.Share
			squared += i.Share * i.Share
		}
		return sum, squared
	}
	wantSum, wantSquared := squares(want)
	gotSum, gotSquared := squares(got.Intermediaries)
	if math.Abs(gotSum-wantSum) > 1e-9 || math.Abs(gotSquared-wantSquared) > 1e-9 {
		t.Fatalf("seed %d: shares add up to %v, squared %v; want %v, %v", seed, gotSum, gotSquared, wantSum, wantSquared)
	}
	for i := range got.Intermediaries {
		got.Intermediaries[i].Role = 0
	}
	if diff := cmp.Diff(want, got.Intermediaries); diff != "" {
		t.Fatalf("seed %d (-want +got):\n%s", seed, diff)
	}
}

func TestLists(t *testing.T) {
	t.Run("of a hundred paths are ordered, without repetition and without loops", func(t *testing.T) {
		g := generate.PowerLaw(3000, 20_000, 7)
		s := shape{make: g}.build(t)
		searcher := path.New()
		for i, pair := range g.Pairs(12, 1) {
			q := path.Query{From: lookup(t, s, pair[0]), To: lookup(t, s, pair[1]), K: path.MostPaths, MaxHops: 8,
				Order: graph.Order(i % 2), Filter: everything(), Today: today}
			result, err := searcher.Find(context.Background(), s, q)
			if err != nil || len(result.Routes) != q.K {
				t.Fatalf("got %d paths, %v, want %d", len(result.Routes), err, q.K)
			}
			for j := range result.Routes {
				route := &result.Routes[j]
				once := slices.Clone(route.Vertices)
				slices.Sort(once)
				if len(slices.Compact(once)) != len(route.Vertices) {
					t.Errorf("%v has a loop", route.Vertices)
				}
				if j > 0 && !inOrder(&result.Routes[j-1], route, q.Order) {
					t.Errorf("paths %d and %d are out of order", j-1, j)
				}
			}
		}
	})
}

// inOrder tells whether a path comes before another by hops and strength, or
// may do so by ids. Strengths are products of rounded numbers here.
func inOrder(a, b *path.Route, order graph.Order) bool {
	if slices.Equal(a.Vertices, b.Vertices) {
		return false
	}
	weaker := a.Strength < b.Strength*(1-1e-12)
	if order == graph.ByStrength {
		return !weaker
	}
	return len(a.Hops) < len(b.Hops) || len(a.Hops) == len(b.Hops) && !weaker
}

func TestSuccessors(t *testing.T) {
	t.Run("of an index give the same paths as an index built anew", func(t *testing.T) {
		searcher := path.New()
		for seed := range uint64(300) {
			random := rand.New(rand.NewPCG(seed, 12))
			whole := randomWorld(random)
			s, err := index.Build(context.Background(), whole.without(5).outlines(), today)
			if err != nil {
				t.Fatal(err)
			}
			// The index learns of the last ties one after the other.
			for _, tie := range whole.ties[max(0, len(whole.ties)-5):] {
				if s, err = s.With([]graph.Outline{{Revision: s.Revision() + 1, Tie: tie}}); err != nil {
					t.Fatal(err)
				}
			}
			rebuilt := whole.build(t)
			for range 4 {
				q := randomQuery(random, rebuilt, len(whole.nodes)-1)
				want, err := searcher.Find(context.Background(), rebuilt, q)
				if err != nil {
					t.Fatal(err)
				}
				q.From, q.To = lookup(t, s, rebuilt.ID(q.From)), lookup(t, s, rebuilt.ID(q.To))
				got, err := searcher.Find(context.Background(), s, q)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(named(rebuilt, want.Routes), named(s, got.Routes)); diff != "" {
					t.Fatalf("seed %d (-want +got):\n%s", seed, diff)
				}
			}
		}
	})
}

// without leaves the last ties out.
func (w world) without(last int) world {
	w.ties = slices.Clone(w.ties[:max(0, len(w.ties)-last)])
	return w
}

// named gives paths with the ids of entities and relationships.
func named(s *index.Snapshot, routes []path.Route) (list [][]graph.ID) {
	for _, route := range routes {
		ids := []graph.ID{s.ID(route.Vertices[0])}
		for _, hop := range route.Hops {
			for _, position := range hop.Ties {
				ids = append(ids, s.Tie(hop.Row, position).ID)
			}
			ids = append(ids, s.ID(hop.To))
		}
		list = append(list, ids)
	}
	return list
}
