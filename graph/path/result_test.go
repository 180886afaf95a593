package path_test

import (
	"context"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/index"
	"entente/graph/path"
)

// A small world for descriptions; body 1 is a hub, body 2 is under restrictions:
//
//	0 ══ 1 ── 2 ══ 3      ═ is two relationships
//	     ├── 4
//	     ├── 5
//	     └── 6
func described() world {
	var w world
	for i := range 7 {
		w.nodes = append(w.nodes, organization(i))
	}
	w.nodes = append(w.nodes, &graph.Node{ID: "restriction:invented", Kind: graph.Restriction})
	from2015 := graph.Resolution{Status: graph.Active, Confidence: graph.ConfidenceA, Start: graph.Date{Year: 2023, Month: 5}}
	until2030 := graph.Resolution{Status: graph.Active, Confidence: graph.ConfidenceA, End: graph.Date{Year: 2030, Month: 2, Day: 3}}
	w.add(graph.PartOf, name(1), name(0), "unit", active)
	w.add(graph.Funds, name(0), name(1), "", active)
	w.add(graph.PartnerOf, name(1), name(2), "", from2015)
	w.add(graph.Funds, name(3), name(2), "", until2030)
	w.add(graph.Funds, name(2), name(3), "", until2030)
	w.add(graph.SucceededBy, name(2), name(3), "", ended)
	for _, leaf := range []int{4, 5, 6} {
		w.tie(1, leaf)
	}
	w.add(graph.ListedUnder, name(2), "restriction:invented", "", active)
	return w
}

func TestDescription(t *testing.T) {
	s := described().build(t)
	ask := func(from, to int) path.Route {
		t.Helper()
		result, err := path.New().Find(context.Background(), s, path.Query{From: lookup(t, s, name(from)), To: lookup(t, s, name(to)), Today: today})
		if err != nil || len(result.Routes) != 1 {
			t.Fatalf("got %+v, %v, want one path", result, err)
		}
		return result.Routes[0]
	}
	there, back := ask(0, 3), ask(3, 0)
	kinds := func(hop path.Hop) (list []string) {
		for _, position := range hop.Ties {
			tie := s.Tie(hop.Row, position)
			list = append(list, string(tie.ID))
		}
		return list
	}
	t.Run("lists every relationship of a hop that the filter admits, the strongest first", func(t *testing.T) {
		want := [][]string{
			{"rel:PART_OF/org:invented-01/org:invented-00/unit", "rel:FUNDS/org:invented-00/org:invented-01"},
			{"rel:PARTNER_OF/org:invented-01/org:invented-02"},
			{"rel:FUNDS/org:invented-02/org:invented-03", "rel:FUNDS/org:invented-03/org:invented-02"},
		}
		for i, hop := range there.Hops {
			if diff := cmp.Diff(want[i], kinds(hop)); diff != "" {
				t.Errorf("hop %d (-want +got):\n%s", i, diff)
			}
		}
	})
	t.Run("says which way the strongest relationship of a hop runs", func(t *testing.T) {
		forward := func(route path.Route) (list []bool) {
			for _, hop := range route.Hops {
				list = append(list, hop.Forward)
			}
			return list
		}
		if diff := cmp.Diff([]bool{false, true, true}, forward(there)); diff != "" {
			t.Errorf("there (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff([]bool{true, false, true}, forward(back)); diff != "" {
			t.Errorf("back (-want +got):\n%s", diff)
		}
	})
	t.Run("multiplies strengths and finds the weakest hop", func(t *testing.T) {
		want := 0.95 * 0.80 * 0.70
		if math.Abs(there.Strength-want) > 1e-6 || there.Weakest != 2 || back.Weakest != 0 {
			t.Errorf("got %v, weakest hops %d and %d, want %v, 2 and 0", there.Strength, there.Weakest, back.Weakest, want)
		}
	})
	t.Run("gives the window in which all hops are valid", func(t *testing.T) {
		want := path.Window{First: graph.Date{Year: 2023, Month: 5, Day: 1}.First(), Last: graph.Date{Year: 2030, Month: 2, Day: 3}.First()}
		if diff := cmp.Diff(want, there.Valid); diff != "" || there.Valid.Empty() {
			t.Errorf("(-want +got):\n%s", diff)
		}
		if !(path.Window{First: 2, Last: 1}).Empty() {
			t.Error("a window that ends before it starts is not empty")
		}
	})
	t.Run("tells that a party is under restrictions", func(t *testing.T) {
		if !there.Restricted || ask(4, 5).Restricted {
			t.Errorf("got %v and %v, want true and false", there.Restricted, ask(4, 5).Restricted)
		}
	})
	t.Run("gives a path without hops from an entity to itself", func(t *testing.T) {
		self := ask(4, 4)
		want := path.Route{Vertices: []index.Vertex{lookup(t, s, name(4))}, Hops: []path.Hop{}, Strength: 1, Weakest: -1,
			Lifetime: path.Lifetime{Valid: path.Window{First: graph.FirstDay, Last: graph.LastDay}, Sure: graph.LastDay, From: today}}
		if diff := cmp.Diff(want, self); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
}
