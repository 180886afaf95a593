package path_test

import (
	"cmp"
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/index"
	"entente/graph/path"
)

func randomPassage(random *rand.Rand, s *index.Snapshot, n int) path.Passage {
	q := path.Passage{From: vertexOf(s, random.IntN(n)), To: vertexOf(s, random.IntN(n)), MaxRoutes: 1 + random.IntN(5), Filter: randomFilter(random, n), Today: today}
	q.Filter.Via = nil
	return q
}

func TestGatekeepers(t *testing.T) {
	t.Run("are a smallest cut, those in every one indispensable, and as many as disjoint routes", func(t *testing.T) {
		searcher := path.New()
		met := map[int]int{}
		for seed := range uint64(4000) {
			random := rand.New(rand.NewPCG(seed, 20))
			w := randomWorld(random)
			if seed%2 == 1 {
				w = plainWorld(random)
			}
			s := w.build(t)
			q := randomPassage(random, s, len(w.nodes)-1)
			if seed%2 == 1 {
				q.Filter = graph.RouteFilter{}
			}
			got, err := searcher.Gatekeepers(context.Background(), s, q)
			if err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
			met[checkByHand(t, seed, s, q, got)]++
		}
		for size := range 4 {
			if met[size] < 50 {
				t.Errorf("cuts of %d occurred %d times: too few to tell", size, met[size])
			}
		}
	})
	for _, shape := range shapes() {
		s := shape.build(t)
		w := newWeb(t, s, everything())
		t.Run(shape.name+": the flow cannot be larger, and grows only by what is indispensable", func(t *testing.T) {
			searcher := path.New()
			for seed := range uint64(25) {
				random := rand.New(rand.NewPCG(seed, 21))
				q := path.Passage{MaxRoutes: path.MostRoutes, Filter: everything(), Today: today}
				q.From, q.To = shape.randomPair(random, s)
				got, err := searcher.Gatekeepers(context.Background(), s, q)
				if err != nil {
					t.Fatalf("seed %d: %v", seed, err)
				}
				w.checkRoutes(t, seed, q, got.Routes)
				w.checkCut(t, seed, q, got)
			}
		})
	}
}

func TestGatekeeperCases(t *testing.T) {
	ask := func(t *testing.T, w world, to int, change func(*path.Passage)) (*index.Snapshot, path.Gatekeepers) {
		t.Helper()
		s := w.build(t)
		q := path.Passage{From: vertexOf(s, 0), To: vertexOf(s, to), Today: today}
		if change != nil {
			change(&q)
		}
		got, err := path.New().Gatekeepers(context.Background(), s, q)
		if err != nil {
			t.Fatal(err)
		}
		return s, got
	}
	t.Run("of a chain are one, whichever, and all are indispensable in turn", func(t *testing.T) {
		// 0 ─ 1 ─ 2 ─ 3: without 1 there is no path, nor without 2, so that neither is in every smallest set.
		_, got := ask(t, chainWorld(4, active), 3, nil)
		if len(got.Vertices) != 1 || len(got.Indispensable) != 0 || got.Disjoint != 1 {
			t.Errorf("got %+v, want one gatekeeper and nobody indispensable", got)
		}
	})
	t.Run("is indispensable where nobody else could be one", func(t *testing.T) {
		s, got := ask(t, chainWorld(3, active), 2, nil)
		if want := []index.Vertex{vertexOf(s, 1)}; !slices.Equal(got.Vertices, want) || !slices.Equal(got.Indispensable, want) {
			t.Errorf("got %v, indispensable %v, want %v", got.Vertices, got.Indispensable, want)
		}
	})
	t.Run("are none where the ends are tied directly, and the answer says so", func(t *testing.T) {
		// 0 ─ 1 and 0 ─ 2 ─ 3 ─ 1
		_, got := ask(t, ladder(2), 1, nil)
		if len(got.Vertices) > 0 || got.Diagnosis == nil || got.Diagnosis.Reason != path.Direct || len(got.Diagnosis.Nearest.Hops) != 1 || len(got.Routes) != 2 {
			t.Errorf("got %+v, want two routes and the diagnosis DIRECT", got)
		}
	})
	t.Run("say why there is no route", func(t *testing.T) {
		_, got := ask(t, chainWorld(3, ended), 2, nil)
		if len(got.Routes) > 0 || got.Diagnosis == nil || got.Diagnosis.Reason != path.Ended {
			t.Errorf("got %+v, want the diagnosis ENDED", got)
		}
	})
	t.Run("have no limit on hops", func(t *testing.T) {
		_, got := ask(t, chainWorld(40, active), 39, nil)
		if len(got.Routes) != 1 || len(got.Routes[0].Hops) != 39 || len(got.Vertices) != 1 {
			t.Errorf("got %+v, want a route of 39 hops", got)
		}
	})
	t.Run("are not told where there are more disjoint routes than the bound, but routes are", func(t *testing.T) {
		for _, row := range []struct {
			between int
			cut     bool
		}{{path.MostRoutes, true}, {path.MostRoutes + 1, false}} {
			_, got := ask(t, fan(row.between), 1, nil)
			if len(got.Vertices) > 0 != row.cut || got.Truncated == row.cut || len(got.Routes) != path.DefaultRoutes || got.Disjoint != path.MostRoutes {
				t.Errorf("with %d between: got %d gatekeepers, %d routes of %d, truncated %v", row.between, len(got.Vertices), len(got.Routes), got.Disjoint, got.Truncated)
			}
		}
	})
	t.Run("may be more than the routes that are given", func(t *testing.T) {
		_, got := ask(t, fan(5), 1, func(q *path.Passage) { q.MaxRoutes = 2 })
		if len(got.Routes) != 2 || got.Disjoint != 5 || len(got.Vertices) != 5 || len(got.Indispensable) != 5 {
			t.Errorf("got %+v, want 2 routes of 5", got)
		}
	})
	for _, row := range []struct {
		name   string
		change func(*path.Passage)
		want   graph.Code
	}{
		{"entities to pass by", func(q *path.Passage) { q.Filter.Via = []graph.ID{name(1)} }, graph.Invalid},
		{"too many routes", func(q *path.Passage) { q.MaxRoutes = path.MostRoutes + 1 }, graph.TooLarge},
		{"fewer routes than one", func(q *path.Passage) { q.MaxRoutes = -1 }, graph.Invalid},
		{"a budget below nothing", func(q *path.Passage) { q.Budget = -1 }, graph.Invalid},
		{"an entity that is not there", func(q *path.Passage) { q.To = 99 }, graph.NotFound},
		{"an unknown entity to avoid", func(q *path.Passage) { q.Filter.Avoid = []graph.ID{"org:nobody"} }, graph.NotFound},
	} {
		t.Run("are not asked with "+row.name, func(t *testing.T) {
			q := path.Passage{Today: today, To: 2}
			row.change(&q)
			_, err := path.New().Gatekeepers(context.Background(), chainWorld(3, active).build(t), q)
			if err == nil || graph.CodeOf(err) != row.want {
				t.Errorf("got %v, want %s", err, row.want)
			}
		})
	}
}

// fan joins 0 and 1 over so many others.
func fan(between int) world {
	var w world
	for i := range between + 2 {
		w.nodes = append(w.nodes, organization(i))
		if i > 1 {
			w.tie(0, i)
			w.tie(i, 1)
		}
	}
	slices.SortFunc(w.nodes, func(a, b *graph.Node) int { return cmp.Compare(a.ID, b.ID) })
	return w
}

func TestGatekeeperBudget(t *testing.T) {
	t.Run("stops at the same entry each time, with routes that exist", func(t *testing.T) {
		warm := path.New()
		for seed := range uint64(200) {
			random := rand.New(rand.NewPCG(seed, 24))
			s := plainWorld(random).build(t)
			q := path.Passage{From: 0, To: 5, Least: seed%2 == 1, Today: today}
			full, err := warm.Gatekeepers(context.Background(), s, q)
			if err != nil {
				t.Fatal(err)
			}
			w := newWeb(t, s, q.Filter)
			for budget := 1; budget <= full.Scanned; budget += 1 + full.Scanned/25 {
				q.Budget = budget
				once, err := warm.Gatekeepers(context.Background(), s, q)
				if err != nil {
					t.Fatal(err)
				}
				again, err := path.New().Gatekeepers(context.Background(), s, q)
				if err != nil {
					t.Fatal(err)
				}
				if diff := gocmp.Diff(once, again); diff != "" {
					t.Fatalf("seed %d, budget %d: two runs differ:\n%s", seed, budget, diff)
				}
				if once.Truncated != (budget < full.Scanned) {
					t.Fatalf("seed %d: truncated is %v with budget %d of %d", seed, once.Truncated, budget, full.Scanned)
				}
				if len(once.Vertices) > 0 && w.joined(q.From, q.To, once.Vertices) {
					t.Fatalf("seed %d, budget %d: %v leave a path", seed, budget, once.Vertices)
				}
				if isSubset := len(once.Routes) <= len(full.Routes); !isSubset || once.Disjoint > full.Disjoint {
					t.Fatalf("seed %d, budget %d: got %d routes, want at most %d", seed, budget, len(once.Routes), len(full.Routes))
				}
			}
		}
	})
	t.Run("is left when the context ends", func(t *testing.T) {
		s := ladder(6).build(t)
		for left := range 3 {
			for _, least := range []bool{false, true} {
				ctx := &countdown{Context: context.Background(), left: left}
				_, err := path.New().Gatekeepers(ctx, s, path.Passage{From: vertexOf(s, 0), To: vertexOf(s, 11), Least: least, Today: today})
				if left == 0 && (err == nil || graph.CodeOf(err) != graph.Canceled) {
					t.Errorf("got %v, want CANCELED", err)
				}
			}
		}
	})
}

// checkByHand compares with all smallest cuts and gives their size; −1 without one.
func checkByHand(t *testing.T, seed uint64, s *index.Snapshot, q path.Passage, got path.Gatekeepers) int {
	t.Helper()
	w := newWeb(t, s, q.Filter)
	w.checkRoutes(t, seed, q, got.Routes)
	if len(got.Routes) != min(q.MaxRoutes, got.Disjoint) || got.Truncated || (got.Diagnosis == nil) != (len(got.Vertices) > 0) {
		t.Fatalf("seed %d: got %d routes of %d, truncated %v, diagnosis %v", seed, len(got.Routes), got.Disjoint, got.Truncated, got.Diagnosis)
	}
	if q.From == q.To || slices.Contains(w.near[q.From], q.To) && !w.avoids[q.From] && !w.avoids[q.To] {
		if len(got.Vertices) > 0 || len(got.Indispensable) > 0 || got.Disjoint > 0 && got.Diagnosis.Reason != path.Direct {
			t.Fatalf("seed %d: got %+v between entities that are tied directly", seed, got)
		}
		return -1
	}
	cuts := w.smallestCuts(q.From, q.To)
	if len(cuts[0]) != got.Disjoint || !slices.ContainsFunc(cuts, func(cut []index.Vertex) bool { return slices.Equal(cut, got.Vertices) }) {
		t.Fatalf("seed %d: got %d routes and the cut %v, want one of %v", seed, got.Disjoint, got.Vertices, cuts)
	}
	always := slices.DeleteFunc(slices.Clone(cuts[0]), func(v index.Vertex) bool {
		return slices.ContainsFunc(cuts, func(cut []index.Vertex) bool { return !slices.Contains(cut, v) })
	})
	if !slices.Equal(always, got.Indispensable) {
		t.Fatalf("seed %d: got %v as indispensable, want %v of %v", seed, got.Indispensable, always, cuts)
	}
	return got.Disjoint
}

// checkCut holds a cut against flows with every state written out.
func (w web) checkCut(t *testing.T, seed uint64, q path.Passage, got path.Gatekeepers) {
	t.Helper()
	if q.From == q.To || slices.Contains(w.near[q.From], q.To) {
		return
	}
	most := w.capacity(q.From, q.To, unshared, path.MostRoutes)
	if got.Disjoint != most || len(got.Vertices) != most || len(got.Routes) != most || w.joined(q.From, q.To, got.Vertices) {
		t.Fatalf("seed %d: got %d routes and the cut %v, want %d", seed, got.Disjoint, got.Vertices, most)
	}
	for _, v := range got.Vertices {
		// More than one path over it only helps where nobody could take its place.
		needed := w.capacity(q.From, q.To, v, most+1) > most
		if needed != slices.Contains(got.Indispensable, v) {
			t.Fatalf("seed %d: that %v is indispensable is %v", seed, v, needed)
		}
	}
}
