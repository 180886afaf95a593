package path_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/bench/generate"
	"entente/graph"
	"entente/graph/index"
	"entente/graph/path"
)

func TestBudget(t *testing.T) {
	t.Run("stops every search at the same entry each time, with paths that exist", func(t *testing.T) {
		warm := path.New()
		for seed := range uint64(300) {
			random := rand.New(rand.NewPCG(seed, 5))
			w := randomWorld(random)
			s := w.build(t)
			q := randomQuery(random, s, len(w.nodes)-1)
			all := listAll(t, s, q)
			full, err := warm.Find(context.Background(), s, q)
			if err != nil {
				t.Fatal(err)
			}
			for budget := 1; budget <= full.Scanned; budget += 1 + full.Scanned/20 {
				q.Budget = budget
				once, err := warm.Find(context.Background(), s, q)
				if err != nil {
					t.Fatal(err)
				}
				again, err := path.New().Find(context.Background(), s, q)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(once, again); diff != "" {
					t.Fatalf("seed %d, budget %d: two runs differ:\n%s", seed, budget, diff)
				}
				if once.Truncated != (budget < full.Scanned) {
					t.Fatalf("seed %d: truncated is %v with budget %d of %d", seed, once.Truncated, budget, full.Scanned)
				}
				for _, route := range once.Routes {
					if !slices.ContainsFunc(all, func(l listed) bool { return slices.Equal(l.vertices, route.Vertices) }) {
						t.Fatalf("seed %d, budget %d: got %v, which is no path", seed, budget, route.Vertices)
					}
				}
			}
		}
	})
	t.Run("is counted by Count and Between too", func(t *testing.T) {
		s := ladder(8).build(t)
		q := path.Query{From: lookup(t, s, name(0)), To: lookup(t, s, name(15)), MaxHops: 15, Budget: 5, Today: today}
		count, err := path.New().Count(context.Background(), s, q)
		if err != nil || !count.Truncated {
			t.Errorf("got %+v, %v, want a truncated count", count, err)
		}
		between, err := path.New().Between(context.Background(), s, path.Sides{
			From: []index.Vertex{q.From}, To: []index.Vertex{q.To}, MaxHops: 15, Budget: 5, Today: today})
		if err != nil || !between.Truncated || between.Diagnosis.Reason != path.Spent {
			t.Errorf("got %+v, %v, want a truncated answer", between, err)
		}
	})
}

func TestCancellation(t *testing.T) {
	s := ladder(6).build(t)
	q := path.Query{From: lookup(t, s, name(0)), To: lookup(t, s, name(11)), MaxHops: 15, Today: today}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	searcher := path.New()
	via := q
	via.Filter.Via = []graph.ID{name(5)}
	byStrength := q
	byStrength.Order = graph.ByStrength
	for _, row := range []struct {
		name string
		ask  func() error
	}{
		{"Find by hops", func() error { _, err := searcher.Find(ctx, s, q); return err }},
		{"Find by strength", func() error { _, err := searcher.Find(ctx, s, byStrength); return err }},
		{"Find with via", func() error { _, err := searcher.Find(ctx, s, via); return err }},
		{"Shortest", func() error { _, err := searcher.Shortest(ctx, s, q, nil); return err }},
		{"Count", func() error { _, err := searcher.Count(ctx, s, q); return err }},
		{"Between", func() error {
			_, err := searcher.Between(ctx, s, path.Sides{From: []index.Vertex{q.From}, To: []index.Vertex{q.To}, Today: today})
			return err
		}},
	} {
		t.Run(row.name+" gives CANCELED when its context has ended", func(t *testing.T) {
			if err := row.ask(); err == nil || graph.CodeOf(err) != graph.Canceled {
				t.Errorf("got %v, want CANCELED", err)
			}
		})
	}
	t.Run("is noticed in the middle of a long search", func(t *testing.T) {
		s, err := index.Build(context.Background(), generate.Grid(60, 1).Outlines(), today)
		if err != nil {
			t.Fatal(err)
		}
		ctx := &countdown{Context: context.Background(), left: 3}
		_, err = path.New().Find(ctx, s, path.Query{From: lookup(t, s, generate.ID(0)), To: lookup(t, s, generate.ID(3*60+3)), K: 100,
			MaxHops: 15, Filter: everything(), Today: today})
		if err == nil || graph.CodeOf(err) != graph.Canceled {
			t.Errorf("got %v, want CANCELED", err)
		}
	})
}

// countdown is a context that ends after it was asked a number of times.
type countdown struct {
	context.Context
	left int
}

// Err counts.
func (c *countdown) Err() error {
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}

func TestSharing(t *testing.T) {
	t.Run("one Searcher serves many goroutines and graphs of different sizes", func(t *testing.T) {
		type ask struct {
			s    *index.Snapshot
			q    path.Query
			want path.Result
		}
		var asks []ask
		for seed := range uint64(40) {
			random := rand.New(rand.NewPCG(seed, 6))
			w := randomWorld(random)
			s := w.build(t)
			q := randomQuery(random, s, len(w.nodes)-1)
			want, err := path.New().Find(context.Background(), s, q)
			if err != nil {
				t.Fatal(err)
			}
			asks = append(asks, ask{s, q, want})
		}
		searcher := path.New()
		var group sync.WaitGroup
		for g := range 8 {
			group.Go(func() {
				for i := range 200 {
					a := asks[(i*7+g)%len(asks)]
					got, err := searcher.Find(context.Background(), a.s, a.q)
					if err != nil || !cmp.Equal(a.want, got) {
						t.Errorf("got %+v, %v, want %+v", got, err, a.want)
					}
				}
			})
		}
		group.Wait()
	})
}
