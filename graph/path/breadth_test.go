package path_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"entente/graph/index"
	"entente/graph/path"
)

func TestShortest(t *testing.T) {
	t.Run("gives some path with the fewest hops", func(t *testing.T) {
		searcher := path.New()
		for seed := range uint64(2000) {
			random := rand.New(rand.NewPCG(seed, 2))
			w := randomWorld(random)
			s := w.build(t)
			q := randomQuery(random, s, len(w.nodes)-1)
			q.Filter.Via, q.Order = nil, 0
			all := listAll(t, s, q)
			got, err := searcher.Shortest(context.Background(), s, q, nil)
			if err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
			if len(all) == 0 {
				if len(got) > 0 {
					t.Fatalf("seed %d: got %v, want no path", seed, got)
				}
				continue
			}
			isListed := slices.ContainsFunc(all, func(l listed) bool { return slices.Equal(l.vertices, got) })
			if len(got) != len(all[0].vertices) || !isListed {
				t.Fatalf("seed %d: got %v, want one as short as %v", seed, got, all[0].vertices)
			}
		}
	})
	t.Run("appends to the slice that it is given and allocates nothing else", func(t *testing.T) {
		s := ladder(6).build(t)
		searcher := path.New()
		from, to := lookup(t, s, name(0)), lookup(t, s, name(11))
		into := make([]index.Vertex, 0, 16)
		q := path.Query{From: from, To: to, MaxHops: 15, Today: today}
		ask := func() {
			if got, err := searcher.Shortest(context.Background(), s, q, into); err != nil || len(got) != 7 {
				t.Fatalf("got %v, %v, want 7 vertices", got, err)
			}
		}
		// The pool may lose its scratch space to a garbage collection or, in a
		// race-detecting run, by chance: the best of many searches counts.
		least := testing.AllocsPerRun(1, ask)
		for range 100 {
			least = min(least, testing.AllocsPerRun(1, ask))
		}
		if least > 0 {
			t.Errorf("got %v allocations a search, want none", least)
		}
	})
}

func TestCount(t *testing.T) {
	t.Run("counts the paths with the fewest hops, parallel relationships once", func(t *testing.T) {
		searcher := path.New()
		for seed := range uint64(2000) {
			random := rand.New(rand.NewPCG(seed, 3))
			w := randomWorld(random)
			s := w.build(t)
			q := randomQuery(random, s, len(w.nodes)-1)
			q.Filter.Via, q.Order = nil, 0
			hops, paths := -1, 0.0
			for _, l := range listAll(t, s, q) {
				if hops < 0 || l.hops() == hops {
					hops, paths = l.hops(), paths+1
				}
			}
			got, err := searcher.Count(context.Background(), s, q)
			if err != nil || got.Hops != hops || got.Paths != paths {
				t.Fatalf("seed %d: got %+v, %v, want %v paths of %d hops", seed, got, err, paths, hops)
			}
		}
	})
	t.Run("counts far beyond what could be listed", func(t *testing.T) {
		// A chain of 7 rungs has 2⁷ ways if each rung is a diamond.
		var w world
		for i := range 22 {
			w.nodes = append(w.nodes, organization(i))
		}
		for i := 0; i < 21; i += 3 {
			for _, middle := range []int{i + 1, i + 2} {
				w.tie(i, middle)
				w.tie(middle, i+3)
			}
		}
		s := w.build(t)
		got, err := path.New().Count(context.Background(), s, path.Query{From: lookup(t, s, name(0)), To: lookup(t, s, name(21)), MaxHops: 14, Today: today})
		if err != nil || got.Hops != 14 || got.Paths != 128 {
			t.Errorf("got %+v, %v, want 128 paths of 14 hops", got, err)
		}
	})
}
