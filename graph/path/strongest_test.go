package path

import (
	"context"
	"math/rand/v2"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"entente/bench/generate"
	"entente/graph"
	"entente/graph/index"
)

// shapes are graphs of all shapes, larger than that all paths could be listed.
func shapes(t *testing.T) (list []*index.Snapshot) {
	t.Helper()
	for _, g := range []*generate.Graph{
		generate.PowerLaw(2000, 12_000, 1), generate.Flat(2000, 5000, 2), generate.Grid(20, 3), generate.Bridged(600, 2000, 4),
		generate.Star(500, 1500, 5), generate.Split(500, 1500, 6), generate.Flat(400, 500, 7),
	} {
		s, err := index.Build(context.Background(), g.Outlines(), 20_000)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, s)
	}
	return list
}

// listed gives what a search leaves in the list.
func listed(w *work, s *index.Snapshot, gate index.Gate, q *Query, search func(*Query)) (paths []trail) {
	w.begin(s, &gate)
	defer w.end()
	w.meter.start(context.Background(), DefaultBudget)
	w.order(q.Order)
	w.list.paths = w.list.paths[:0]
	search(q)
	for _, p := range w.list.paths {
		p.fork = 0
		paths = append(paths, p)
	}
	return paths
}

// Paths are searched for one by one only where a lens takes too long, which no
// small graph brings about.
func TestOneByOne(t *testing.T) {
	for _, s := range shapes(t) {
		t.Run("gives what a lens gives", func(t *testing.T) {
			whole, single := &work{}, &work{}
			for seed := range uint64(60) {
				random := rand.New(rand.NewPCG(seed, 13))
				gate, err := s.Gate(graph.RouteFilter{AnyTime: random.IntN(2) == 0}, 20_000)
				if err != nil {
					t.Fatal(err)
				}
				q := &Query{From: index.Vertex(random.IntN(s.Len())), To: index.Vertex(random.IntN(s.Len())), K: 2 + random.IntN(30),
					MaxHops: 2 + random.IntN(14), Order: graph.ByStrength}
				if q.From == q.To {
					continue
				}
				want, got := listed(whole, s, gate, q, whole.strongest), listed(single, s, gate, q, single.oneByOne)
				if diff := gocmp.Diff(want, got, gocmp.AllowUnexported(trail{})); diff != "" {
					t.Fatalf("seed %d, query %+v (-lens +one by one):\n%s", seed, q, diff)
				}
			}
		})
	}
}

func TestSingle(t *testing.T) {
	longer := 0
	for _, s := range shapes(t) {
		t.Run("the strongest path alone is the first of many, also where it must be shorter than it would be", func(t *testing.T) {
			alone, many := &work{}, &work{}
			for seed := range uint64(300) {
				random := rand.New(rand.NewPCG(seed, 19))
				gate, err := s.Gate(graph.RouteFilter{AnyTime: random.IntN(2) == 0}, 20_000)
				if err != nil {
					t.Fatal(err)
				}
				q := &Query{From: index.Vertex(random.IntN(s.Len())), To: index.Vertex(random.IntN(s.Len())), K: 1,
					MaxHops: 3 + random.IntN(1+random.IntN(MostHops-2)), Order: graph.ByStrength}
				if q.From == q.To {
					continue
				}
				alone.duel.hops = 0
				want, got := listed(many, s, gate, q, many.oneByOne), listed(alone, s, gate, q, alone.strongest)
				if diff := gocmp.Diff(want, got, gocmp.AllowUnexported(trail{})); diff != "" {
					t.Fatalf("seed %d, query %+v (-one by one +alone):\n%s", seed, q, diff)
				}
				if len(want) > 0 && alone.duel.hops > uint32(q.MaxHops) {
					longer++
				}
			}
		})
	}
	if longer < 40 {
		t.Errorf("the bound on hops was exceeded %d times only", longer)
	}
}
