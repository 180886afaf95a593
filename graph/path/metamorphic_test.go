package path_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/index"
	"entente/graph/path"
)

// TestChangedQuestions holds answers against those to the same question about
// a graph or with a filter that is a little different.
func TestChangedQuestions(t *testing.T) {
	ctx, searcher := context.Background(), path.New()
	t.Run("another tie neither lengthens the shortest path nor weakens the strongest", func(t *testing.T) {
		nearer := 0
		for seed := range uint64(1500) {
			random := rand.New(rand.NewPCG(seed, 40))
			w := randomWorld(random)
			n := len(w.nodes) - 1
			s := w.build(t)
			q := randomQuery(random, s, n)
			q.K = 1
			before, err := searcher.Find(ctx, s, q)
			if err != nil {
				t.Fatal(err)
			}
			// The size of no body depends on partners, so that all other strengths stay.
			wider := world{nodes: w.nodes, ties: slices.Clone(w.ties)}
			if a, b := random.IntN(n), random.IntN(n); a != b {
				wider.add(graph.PartnerOf, name(a), name(b), "", active)
			}
			after, err := searcher.Find(ctx, wider.build(t), q)
			if err != nil {
				t.Fatal(err)
			}
			if len(before.Routes) == 0 {
				nearer += len(after.Routes)
				continue
			}
			was, is := before.Routes[0], after.Routes[0]
			if q.Order == graph.ByHops && len(is.Hops) > len(was.Hops) || q.Order == graph.ByStrength && is.Strength < was.Strength*(1-1e-12) {
				t.Fatalf("seed %d, query %+v: %+v became %+v", seed, q, was, is)
			}
			if len(is.Hops) < len(was.Hops) || is.Strength > was.Strength {
				nearer++
			}
		}
		if nearer < 50 {
			t.Errorf("only %d ties made a difference: too few to tell", nearer)
		}
	})
	t.Run("avoiding a smallest cut leaves no path, avoiding all of it but one leaves some", func(t *testing.T) {
		closed := 0
		for seed := range uint64(1500) {
			random := rand.New(rand.NewPCG(seed, 41))
			w := plainWorld(random)
			s := w.build(t)
			q := path.Passage{From: vertexOf(s, 0), To: vertexOf(s, 1), Today: today}
			cut, err := searcher.Gatekeepers(ctx, s, q)
			if err != nil {
				t.Fatal(err)
			}
			for spared := range len(cut.Vertices) + 1 {
				find := path.Query{From: q.From, To: q.To, MaxHops: 15, Today: today}
				for i, v := range cut.Vertices {
					if i != spared {
						find.Filter.Avoid = append(find.Filter.Avoid, s.ID(v))
					}
				}
				found, err := searcher.Find(ctx, s, find)
				if err != nil {
					t.Fatal(err)
				}
				isWhole := spared == len(cut.Vertices)
				if len(cut.Vertices) > 0 && (len(found.Routes) == 0) != isWhole {
					t.Fatalf("seed %d: %d paths avoid %v of the cut %v", seed, len(found.Routes), find.Filter.Avoid, cut.Vertices)
				}
			}
			closed += len(cut.Vertices)
		}
		if closed < 500 {
			t.Errorf("there were %d gatekeepers: too few to tell", closed)
		}
	})
	t.Run("routes alone are as many as with all else, and share nobody either", func(t *testing.T) {
		for seed := range uint64(1500) {
			random := rand.New(rand.NewPCG(seed, 42))
			w := randomWorld(random)
			s := w.build(t)
			q := randomPassage(random, s, len(w.nodes)-1)
			q.Least = random.IntN(2) == 0
			whole, err := searcher.Gatekeepers(ctx, s, q)
			if err != nil {
				t.Fatal(err)
			}
			q.RoutesOnly = true
			alone, err := searcher.Gatekeepers(ctx, s, q)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(whole.Routes, alone.Routes); diff != "" {
				t.Fatalf("seed %d (-with all else +alone):\n%s", seed, diff)
			}
			checkAlone(t, seed, newWeb(t, s, q.Filter), q, whole, alone)
			drawn, truncated, err := searcher.Disjoint(ctx, s, q)
			if err != nil || truncated || len(drawn) != len(alone.Routes) {
				t.Fatalf("seed %d: got %d routes as they come to be, truncated %v, %v; want %d", seed, len(drawn), truncated, err, len(alone.Routes))
			}
			alone.Routes = make([]path.Route, len(drawn))
			for i := range drawn {
				alone.Routes[i].Vertices = drawn[i]
			}
			checkAlone(t, seed, newWeb(t, s, q.Filter), q, whole, alone)
		}
	})
}

// checkAlone holds routes that were asked for alone against the whole answer.
func checkAlone(t *testing.T, seed uint64, w web, q path.Passage, whole, alone path.Gatekeepers) {
	t.Helper()
	if len(alone.Routes) != len(whole.Routes) || alone.Disjoint != len(alone.Routes) || alone.Truncated || len(alone.Indispensable) > 0 || alone.Scanned > whole.Scanned {
		t.Fatalf("seed %d: got %+v alone, %+v with all else", seed, alone, whole)
	}
	if all := whole.Disjoint < q.MaxRoutes; all && !slices.Equal(alone.Vertices, whole.Vertices) || len(alone.Vertices) > 0 && whole.Disjoint > q.MaxRoutes {
		t.Fatalf("seed %d: got the cut %v alone, %v with all else", seed, alone.Vertices, whole.Vertices)
	}
	taken := map[index.Vertex]bool{}
	for _, route := range alone.Routes {
		last := len(route.Vertices) - 1
		for i, v := range route.Vertices {
			isInner := i > 0 && i < last
			if isInner && (taken[v] || !w.passes[v]) || i > 0 && !slices.Contains(w.near[route.Vertices[i-1]], v) {
				t.Fatalf("seed %d: %v must not stand in %v", seed, v, route.Vertices)
			}
			taken[v] = isInner
		}
		if route.Vertices[0] != q.From || route.Vertices[last] != q.To {
			t.Fatalf("seed %d: %v does not join the ends", seed, route.Vertices)
		}
	}
}
