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

// Paths are searched for one by one only where a lens takes too long, which no
// small graph brings about.
func TestOneByOne(t *testing.T) {
	for _, g := range []*generate.Graph{
		generate.PowerLaw(2000, 12_000, 1), generate.Flat(2000, 5000, 2), generate.Grid(20, 3),
		generate.Bridged(600, 2000, 4), generate.Star(500, 1500, 5), generate.Split(500, 1500, 6),
	} {
		s, err := index.Build(context.Background(), g.Outlines(), 20_000)
		if err != nil {
			t.Fatal(err)
		}
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
				list := func(w *work, search func(*Query)) []trail {
					w.begin(s, gate)
					defer w.end()
					w.meter = startMeter(context.Background(), DefaultBudget)
					w.order(q.Order)
					search(q)
					var paths []trail
					for _, p := range w.list.paths {
						p.fork = 0
						paths = append(paths, p)
					}
					return paths
				}
				want, got := list(whole, whole.strongest), list(single, single.oneByOne)
				if diff := gocmp.Diff(want, got, gocmp.AllowUnexported(trail{})); diff != "" {
					t.Fatalf("seed %d, query %+v (-lens +one by one):\n%s", seed, q, diff)
				}
			}
		})
	}
}
