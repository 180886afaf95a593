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

// Small worlds, where all paths can be listed, have few paths of each length;
// here there are many, and the list goes beyond the lattice on sparse graphs.
func TestLattice(t *testing.T) {
	beyond := 0
	for _, s := range shapes(t) {
		t.Run("gives what Yen's algorithm gives", func(t *testing.T) {
			lattice, yen := &work{}, &work{}
			for seed := range uint64(60) {
				random := rand.New(rand.NewPCG(seed, 17))
				gate, err := s.Gate(graph.RouteFilter{AnyTime: random.IntN(2) == 0}, 20_000)
				if err != nil {
					t.Fatal(err)
				}
				q := &Query{From: index.Vertex(random.IntN(s.Len())), To: index.Vertex(random.IntN(s.Len())), K: 2 + random.IntN(60), MaxHops: 2 + random.IntN(14)}
				if q.From == q.To {
					continue
				}
				want, got := listed(yen, s, gate, q, yen.k), listed(lattice, s, gate, q, lattice.briefest)
				if diff := gocmp.Diff(want, got, gocmp.AllowUnexported(trail{})); diff != "" {
					t.Fatalf("seed %d, query %+v (-Yen +lattice):\n%s", seed, q, diff)
				}
				if n := len(want); n > 0 && want[n-1].hops > want[0].hops+1 {
					beyond++
				}
			}
		})
	}
	if beyond < 20 {
		t.Errorf("only %d lists went beyond the lattice", beyond)
	}
}

func TestLatticeBudget(t *testing.T) {
	s, err := index.Build(context.Background(), generate.Flat(400, 500, 7).Outlines(), 20_000)
	if err != nil {
		t.Fatal(err)
	}
	t.Run("what a spent budget leaves are the first of the list, and more budget never leaves fewer", func(t *testing.T) {
		for seed := range uint64(40) {
			random := rand.New(rand.NewPCG(seed, 18))
			q := Query{From: index.Vertex(random.IntN(s.Len())), To: index.Vertex(random.IntN(s.Len())), K: 30, MaxHops: 12,
				Filter: graph.RouteFilter{AnyTime: true}, Today: 20_000}
			whole, err := New().Find(context.Background(), s, q)
			if err != nil {
				t.Fatal(err)
			}
			for q.Budget = 1; q.Budget < whole.Scanned; q.Budget += 1 + whole.Scanned/20 {
				part, err := New().Find(context.Background(), s, q)
				if err != nil || !part.Truncated {
					t.Fatalf("seed %d, budget %d of %d: truncated %v, %v", seed, q.Budget, whole.Scanned, part.Truncated, err)
				}
				for i := range part.Routes {
					if diff := gocmp.Diff(whole.Routes[i].Vertices, part.Routes[i].Vertices); diff != "" && i < len(part.Routes)-1 {
						t.Fatalf("seed %d, budget %d, path %d:\n%s", seed, q.Budget, i, diff)
					}
				}
			}
		}
	})
}
