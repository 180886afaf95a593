package path

import (
	"cmp"
	"context"
	"math"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"entente/bench/generate"
	"entente/graph"
	"entente/graph/index"
)

func TestStamps(t *testing.T) {
	s, err := index.Build(context.Background(), generate.PowerLaw(300, 1500, 1).Outlines(), 20_000)
	if err != nil {
		t.Fatal(err)
	}
	gate, err := s.Gate(graph.RouteFilter{AnyTime: true}, 20_000)
	if err != nil {
		t.Fatal(err)
	}
	for _, order := range []graph.Order{graph.ByHops, graph.ByStrength} {
		t.Run("survive the overflow of their base", func(t *testing.T) {
			q := &Query{From: 3, To: 200, K: 20, MaxHops: 15, Order: order, Budget: DefaultBudget}
			search := func(w *work) []trail {
				w.begin(s, &gate)
				w.meter.start(context.Background(), q.Budget)
				w.search(q)
				return slices.Clone(w.list.paths)
			}
			want := search(&work{})
			if len(want) != q.K {
				t.Fatalf("got %d paths, want %d", len(want), q.K)
			}
			for back := range uint32(60) {
				w := &work{}
				search(w)
				w.end()
				w.base, w.deep.base = 1<<31-40*back, 1<<31-40*back
				if diff := gocmp.Diff(want, search(w), gocmp.AllowUnexported(trail{})); diff != "" {
					t.Fatalf("%d stamps before the overflow (-want +got):\n%s", 40*back, diff)
				}
			}
		})
	}
}

func TestHeap(t *testing.T) {
	t.Run("gives the cheapest first, then the one with fewer hops", func(t *testing.T) {
		var h heap
		var want []item
		for i := range uint32(500) {
			x := item{cost: float64(i * 7919 % 97), hops: i * 31 % 11, stop: 0}
			h.push(x)
			want = append(want, x)
		}
		slices.SortFunc(want, func(a, b item) int { return cmp.Or(cmp.Compare(a.cost, b.cost), cmp.Compare(a.hops, b.hops)) })
		for i, x := range want {
			if got := h.pop(); got != x {
				t.Fatalf("got %+v as number %d, want %+v", got, i, x)
			}
		}
	})
}

func TestCosts(t *testing.T) {
	t.Run("add up exactly whatever the order, for all that the vocabulary can say", func(t *testing.T) {
		// The weakest and the strongest relationship that there can be.
		weakest := graph.Weight{Kind: graph.MemberOf, Role: "applicant", Size: 1 << 16, Today: 20_000}
		weakest.Status, weakest.Confidence, weakest.Start = graph.Suspended, graph.ConfidenceC, graph.Date{Year: 1900}
		strongest := graph.Weight{Kind: graph.PartOf, Role: "unit"}
		strongest.Status, strongest.Confidence = graph.Active, graph.ConfidenceA
		for _, w := range []graph.Weight{weakest, strongest} {
			cost := float64(float32(-math.Log(w.Product())))
			if scaled := math.Ldexp(cost, 37); cost >= 16 || cost < 1e-4 || scaled != math.Trunc(scaled) {
				t.Errorf("%+v costs %v, which is no multiple of 2⁻³⁷ in [0.0001, 16)", w, cost)
			}
		}
	})
}
