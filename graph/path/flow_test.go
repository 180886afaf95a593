package path

import (
	"context"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"entente/bench/generate"
	"entente/graph"
	"entente/graph/index"
)

func TestFlowStamps(t *testing.T) {
	s, err := index.Build(context.Background(), generate.PowerLaw(300, 1500, 1).Outlines(), 20_000)
	if err != nil {
		t.Fatal(err)
	}
	gate, err := s.Gate(graph.RouteFilter{AnyTime: true}, 20_000)
	if err != nil {
		t.Fatal(err)
	}
	ask := func(w *work, q Passage) Gatekeepers {
		var g Gatekeepers
		w.begin(s, &gate)
		w.meter.start(context.Background(), DefaultBudget)
		w.separate(&q, &g)
		w.end()
		return g
	}
	for _, least := range []bool{false, true} {
		q := Passage{From: 3, To: 200, MaxRoutes: 4, Least: least}
		want := ask(&work{}, q)
		if len(want.Routes) == 0 {
			t.Fatal("the two have no route")
		}
		t.Run("survive the overflow of their base", func(t *testing.T) {
			for back := range uint32(60) {
				w := &work{}
				ask(w, q)
				w.base, w.flow.ledger.base = 1<<31-40*back, 1<<31-40*back
				if diff := gocmp.Diff(want, ask(w, q)); diff != "" {
					t.Fatalf("%d stamps before the overflow (-want +got):\n%s", 40*back, diff)
				}
			}
		})
		t.Run("leave nothing behind that another search would meet", func(t *testing.T) {
			w := &work{}
			ask(w, q)
			if i := slices.IndexFunc(w.mark, func(m uint32) bool { return m > 1<<31 }); i >= 0 {
				t.Errorf("vertex %d is still held or killed", i)
			}
			if i := slices.IndexFunc(w.flow.ledger.cells, func(c cell) bool { return c.worth != 0 }); i >= 0 {
				t.Errorf("state %d still has a worth", i)
			}
			if diff := gocmp.Diff(want, ask(w, q)); diff != "" {
				t.Errorf("asked again (-want +got):\n%s", diff)
			}
		})
	}
}
