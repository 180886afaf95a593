package path_test

import (
	"context"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/index"
	"entente/graph/path"
)

// answers puts a question of every search and gives what was answered, by ids.
func answers(t *testing.T, searcher *path.Searcher, s *index.Snapshot, seed uint64, n int) map[string]any {
	t.Helper()
	ctx, random := context.Background(), rand.New(rand.NewPCG(seed, 43))
	q := randomQuery(random, s, n)
	q.From, q.To = vertexOf(s, random.IntN(n)), vertexOf(s, random.IntN(n))
	found, err := searcher.Find(ctx, s, q)
	fatal(t, err)
	sides := path.Sides{From: []index.Vertex{q.From}, To: []index.Vertex{q.To}, MaxHops: 9, Filter: q.Filter, Today: today}
	between, err := searcher.Between(ctx, s, sides)
	fatal(t, err)
	group := path.Group{MaxHops: 9, Filter: q.Filter, Today: today}
	for range 3 {
		group.Members = append(group.Members, vertexOf(s, random.IntN(n)))
	}
	circles, err := searcher.Connect(ctx, s, group)
	fatal(t, err)
	passage := path.Passage{From: q.From, To: q.To, Filter: q.Filter, Today: today, Least: random.IntN(2) == 0}
	passage.Filter.Via = nil
	gatekeepers, err := searcher.Gatekeepers(ctx, s, passage)
	fatal(t, err)
	said := map[string]any{
		"paths": named(s, found.Routes), "hops": between.Hops, "shortest": between.Paths,
		"routes": named(s, gatekeepers.Routes), "cut": ids(s, gatekeepers.Vertices), "indispensable": ids(s, gatekeepers.Indispensable),
	}
	for _, v := range between.Intermediaries {
		said["between "+string(s.ID(v.Vertex))] = []any{v.Share, v.Role, ids(s, v.Best)}
	}
	for _, c := range circles.Circles {
		said["circle of "+string(s.ID(c.Members[0]))] = []any{ids(s, c.Members), ids(s, c.Others), len(c.Hops), len(c.Conveners)}
	}
	return said
}

func fatal(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func ids(s *index.Snapshot, vertices []index.Vertex) (list []graph.ID) {
	for _, v := range vertices {
		list = append(list, s.ID(v))
	}
	return list
}

func TestSearchesOnSuccessors(t *testing.T) {
	t.Run("of an index say what they say on one built anew", func(t *testing.T) {
		searcher := path.New()
		for seed := range uint64(600) {
			random := rand.New(rand.NewPCG(seed, 44))
			whole := randomWorld(random)
			n := len(whole.nodes) - 1
			s, err := index.Build(context.Background(), whole.without(6).outlines(), today)
			fatal(t, err)
			for _, tie := range whole.ties[max(0, len(whole.ties)-6):] {
				s, err = s.With([]graph.Outline{{Revision: s.Revision() + 1, Tie: tie}})
				fatal(t, err)
			}
			want, got := answers(t, searcher, whole.build(t), seed, n), answers(t, searcher, s, seed, n)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("seed %d (-want +got):\n%s", seed, diff)
			}
		}
	})
}

// TestSearchesBesideAWriter has readers put the same question twice to whatever
// snapshot stands, while a writer makes one successor after the other.
func TestSearchesBesideAWriter(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 45))
	w := randomWorld(random)
	n := len(w.nodes) - 1
	var current atomic.Pointer[index.Snapshot]
	current.Store(w.build(t))
	searcher := path.New()
	var readers sync.WaitGroup
	done := make(chan struct{})
	for reader := range uint64(3) {
		readers.Go(func() {
			for seed := reader; ; seed += 3 {
				s := current.Load()
				if diff := cmp.Diff(answers(t, searcher, s, seed, n), answers(t, searcher, s, seed, n)); diff != "" {
					t.Errorf("an answer changed under a reader:\n%s", diff)
				}
				select {
				case <-done:
					return
				default:
				}
			}
		})
	}
	for range 200 {
		before := len(w.ties)
		w.addRandom(random, name(random.IntN(n-1)), name(n-1))
		s := current.Load()
		change := graph.Outline{Revision: s.Revision() + 1, Removed: w.ties[random.IntN(before)].ID}
		if len(w.ties) > before {
			change = graph.Outline{Revision: change.Revision, Tie: w.ties[before]}
		}
		next, err := s.With([]graph.Outline{change})
		if err != nil {
			t.Error(err)
			break
		}
		current.Store(next)
	}
	close(done)
	readers.Wait()
}
