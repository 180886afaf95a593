package path_test

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"entente/graph"
	"entente/graph/index"
	"entente/graph/path"
)

// scatteredWorld draws a world in which most pairs have no path.
func scatteredWorld(random *rand.Rand) world {
	var w world
	n := 6 + random.IntN(4)
	for i := range n {
		w.nodes = append(w.nodes, organization(i))
	}
	for range n - 3 {
		w.addRandom(random, name(random.IntN(n)), name(random.IntN(n)))
	}
	return w
}

// learn has a searcher search in vain under a filter until it knows the islands.
func learn(t *testing.T, searcher *path.Searcher, s *index.Snapshot, q path.Query) {
	t.Helper()
	for from := range s.Len() {
		for to := range s.Len() {
			q.From, q.To = index.Vertex(from), index.Vertex(to)
			_, err := searcher.Find(context.Background(), s, q)
			fatal(t, err)
		}
	}
}

// compareIslands holds answers of a searcher that knows the islands against the
// list of all paths, and against those of one that knows none.
func compareIslands(t *testing.T, searcher *path.Searcher, s *index.Snapshot, random *rand.Rand) {
	t.Helper()
	q := randomQuery(random, s, s.Len())
	q.Filter.Via = nil
	learn(t, searcher, s, q)
	for range 6 {
		q.From, q.To = vertexOf(s, random.IntN(s.Len())), vertexOf(s, random.IntN(s.Len()))
		got, err := searcher.Find(context.Background(), s, q)
		fatal(t, err)
		if want := min(len(listAll(t, s, q)), q.K); len(got.Routes) != want || got.Truncated {
			t.Fatalf("got %d paths, truncated %v, want %d", len(got.Routes), got.Truncated, want)
		}
		cold, err := path.New().Find(context.Background(), s, q)
		fatal(t, err)
		if diff := cmp.Diff(cold, got, cmpopts.IgnoreFields(path.Result{}, "Scanned")); diff != "" {
			t.Fatalf("what was asked before changes the answer (-before +after):\n%s", diff)
		}
	}
}

func TestIslands(t *testing.T) {
	ctx := context.Background()
	t.Run("are answered as every path listed says, before and after changes", func(t *testing.T) {
		searcher := path.New()
		for seed := range uint64(300) {
			random := rand.New(rand.NewPCG(seed, 71))
			w := scatteredWorld(random)
			s, err := index.Build(ctx, w.without(2).outlines(), today)
			fatal(t, err)
			compareIslands(t, searcher, s, random)
			for _, tie := range w.ties[len(w.without(2).ties):] {
				s, err = s.With([]graph.Outline{{Revision: s.Revision() + 1, Tie: tie}})
				fatal(t, err)
				compareIslands(t, searcher, s, random)
			}
		}
	})
	t.Run("are found once searches in vain have cost as much, and then cost nothing, under narrower filters too", func(t *testing.T) {
		searcher, s := path.New(), chainWorld(6, active).build(t)
		q := path.Query{From: lookup(t, s, name(0)), To: lookup(t, s, name(7)), Today: today, Filter: everything(), Unexplained: true}
		first, err := searcher.Find(ctx, s, q)
		fatal(t, err)
		if first.Scanned == 0 {
			t.Error("the first search scanned nothing")
		}
		learn(t, searcher, s, q)
		for _, filter := range []graph.RouteFilter{everything(), {}, {Kinds: []graph.RelationshipKind{graph.PartnerOf}}, {AvoidRestricted: true}} {
			q.Filter = filter
			again, err := searcher.Find(ctx, s, q)
			fatal(t, err)
			if again.Scanned != 0 || again.Truncated || len(again.Routes) != 0 {
				t.Errorf("filter %+v: got %+v, want nothing scanned and nothing found", filter, again)
			}
		}
		q.Budget = 3
		small, err := searcher.Find(ctx, s, q)
		fatal(t, err)
		if small.Scanned == 0 {
			t.Error("a budget below the size of the index saw the islands")
		}
	})
	t.Run("of another snapshot are not taken for those of this one", func(t *testing.T) {
		searcher, w := path.New(), chainWorld(6, active)
		s := w.build(t)
		q := path.Query{From: lookup(t, s, name(0)), To: lookup(t, s, name(7)), Today: today}
		learn(t, searcher, s, q)
		bridge := w.with(func(w *world) { w.ties = nil; w.tie(5, 7) }).ties
		next, err := s.With([]graph.Outline{{Revision: 2, Tie: bridge[0]}})
		fatal(t, err)
		found, err := searcher.Find(ctx, next, q)
		fatal(t, err)
		if len(found.Routes) != 1 {
			t.Errorf("got %d paths over the bridge, want 1", len(found.Routes))
		}
	})
	t.Run("are not looked for when the context has ended", func(t *testing.T) {
		ended, end := context.WithCancel(ctx)
		end()
		s := chainWorld(6, active).build(t)
		_, err := path.New().Find(ended, s, path.Query{From: 0, To: lookup(t, s, name(7)), Today: today})
		if code := graph.CodeOf(err); code != graph.Canceled {
			t.Errorf("got %v, want CANCELED", err)
		}
	})
}

func TestUnaskedParts(t *testing.T) {
	ctx, searcher := context.Background(), path.New()
	for seed := range uint64(300) {
		random := rand.New(rand.NewPCG(seed, 72))
		w := randomWorld(random)
		s := w.build(t)
		q := randomQuery(random, s, len(w.nodes)-1)
		full, err := searcher.Find(ctx, s, q)
		fatal(t, err)
		q.Bare, q.Unexplained = true, true
		bare, err := searcher.Find(ctx, s, q)
		fatal(t, err)
		if bare.Diagnosis != nil {
			t.Fatalf("seed %d: got a diagnosis that nobody asked for", seed)
		}
		if diff := cmp.Diff(vertices(full.Routes), vertices(bare.Routes)); diff != "" {
			t.Fatalf("seed %d: the bare paths are others (-full +bare):\n%s", seed, diff)
		}
		for i, route := range bare.Routes {
			if route.Hops != nil || route.Restricted != full.Routes[i].Restricted {
				t.Fatalf("seed %d: got %+v, want no hops and restricted %v", seed, route, full.Routes[i].Restricted)
			}
		}
	}
}
