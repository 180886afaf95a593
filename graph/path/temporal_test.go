package path_test

import (
	"cmp"
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/index"
	"entente/graph/path"
)

// respecting lists the time-respecting among all paths, each with the least cost
// of a choice in order, best first. A choice is tried day by day: of each relationship
// every first or last day of a start counts as one on which it may begin.
func respecting(t *testing.T, s *index.Snapshot, q path.Query) []listed {
	t.Helper()
	gate, err := s.Gate(q.Filter, q.Today)
	if err != nil {
		t.Fatal(err)
	}
	var kept []listed
	for _, l := range listAll(t, s, q) {
		if cost := cheapestInOrder(s, &gate, l.vertices, graph.FirstDay); !math.IsInf(cost, 1) {
			kept = append(kept, listed{l.vertices, cost})
		}
	}
	slices.SortStableFunc(kept, func(a, b listed) int {
		byHops, byCost := cmp.Compare(a.hops(), b.hops()), cmp.Compare(a.cost, b.cost)
		if q.Order == graph.ByStrength {
			byHops, byCost = byCost, byHops
		}
		return cmp.Or(byHops, byCost, slices.CompareFunc(a.vertices, b.vertices, s.Compare))
	})
	return kept
}

// cheapestInOrder tries every relationship of every hop.
func cheapestInOrder(s *index.Snapshot, gate *index.Gate, vertices []index.Vertex, after graph.Day) float64 {
	if len(vertices) < 2 {
		return 0
	}
	least := math.Inf(1)
	span := s.Spans[vertices[0]]
	for p := span.Low; p < span.High; p++ {
		if s.Adjacent[p] != vertices[1] || !gate.Admits(s.Words[p]) {
			continue
		}
		dates := s.Words[p].Interval()
		earliest, latest := graph.FirstDay, graph.LastDay
		if !dates.Start.IsZero() {
			earliest, latest = dates.Start.First(), dates.Start.Last()
		}
		if !dates.End.IsZero() {
			latest = min(latest, dates.End.Last())
		}
		if day := max(earliest, after); day <= latest {
			least = min(least, float64(s.Costs[p])+cheapestInOrder(s, gate, vertices[1:], day))
		}
	}
	return least
}

func TestTimeRespectingPaths(t *testing.T) {
	searcher := path.New()
	ask := func(t *testing.T, seed uint64, s *index.Snapshot, q path.Query) {
		t.Helper()
		q.TimeRespecting = true
		all := respecting(t, s, q)
		var want [][]index.Vertex
		for _, l := range all[:min(q.K, len(all))] {
			want = append(want, l.vertices)
		}
		result, err := searcher.Find(context.Background(), s, q)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if diff := gocmp.Diff(want, vertices(result.Routes)); diff != "" {
			t.Fatalf("seed %d, query %+v, of %d paths (-want +got):\n%s", seed, q, len(all), diff)
		}
		for i, route := range result.Routes {
			checkOrder(t, seed, s, route, all[i].cost)
		}
	}
	t.Run("are exactly the best of all whose relationships can have begun in order", func(t *testing.T) {
		for seed := range uint64(3000) {
			random := rand.New(rand.NewPCG(seed, 30))
			s := datedWorld(random).build(t)
			q := path.Query{From: vertexOf(s, 0), To: vertexOf(s, 1), K: 1 + random.IntN(12), MaxHops: 1 + random.IntN(6),
				Order: graph.Order(random.IntN(2)), Today: today, Filter: graph.RouteFilter{AnyTime: random.IntN(3) > 0}}
			ask(t, seed, s, q)
		}
	})
	t.Run("keep to the whole filter", func(t *testing.T) {
		for seed := range uint64(1500) {
			random := rand.New(rand.NewPCG(seed, 31))
			w := randomWorld(random)
			s := w.build(t)
			ask(t, seed, s, randomQuery(random, s, len(w.nodes)-1))
		}
	})
	t.Run("have no way back in time, and the answer says that the order is the reason", func(t *testing.T) {
		s := timeline().build(t)
		there, err := searcher.Find(context.Background(), s, path.Query{From: vertexOf(s, 0), To: vertexOf(s, 3), TimeRespecting: true, Today: today})
		if err != nil || len(there.Routes) != 1 {
			t.Fatalf("got %+v, %v, want the path in order", there, err)
		}
		back, err := searcher.Find(context.Background(), s, path.Query{From: vertexOf(s, 3), To: vertexOf(s, 0), TimeRespecting: true, Today: today})
		if err != nil || len(back.Routes) != 0 || back.Diagnosis.Reason != path.Disordered || back.Diagnosis.Nearest == nil {
			t.Errorf("got %+v, %v, want none and the path out of order", back, err)
		}
	})
	t.Run("lead by way of whom the filter names, in whatever sequence", func(t *testing.T) {
		asked, found := 0, 0
		for seed := range uint64(3000) {
			random := rand.New(rand.NewPCG(seed, 32))
			w := datedWorld(random)
			s := w.build(t)
			q := path.Query{From: vertexOf(s, 0), To: vertexOf(s, 1), K: 1 + random.IntN(8), MaxHops: 2 + random.IntN(5),
				Order: graph.Order(random.IntN(2)), Today: today, Filter: graph.RouteFilter{AnyTime: random.IntN(3) > 0}}
			for range 1 + random.IntN(3) {
				q.Filter.Via = append(q.Filter.Via, s.ID(index.Vertex(random.IntN(s.Len()))))
			}
			ask(t, seed, s, q)
			asked++
			if len(respecting(t, s, q)) > 0 {
				found++
			}
		}
		if found < asked/10 {
			t.Errorf("of %d questions only %d have a path", asked, found)
		}
	})
	t.Run("say when the budget is spent", func(t *testing.T) {
		s := ladder(40).build(t)
		result, err := searcher.Find(context.Background(), s, path.Query{From: vertexOf(s, 0), To: vertexOf(s, 21), K: 50, MaxHops: 15, TimeRespecting: true, Today: today, Budget: 200})
		if err != nil || !result.Truncated || result.Diagnosis == nil || result.Diagnosis.Reason != path.Spent {
			t.Errorf("got %+v, %v, want a list that was cut", result, err)
		}
	})
}

// timeline is a path in order of time; the year 2018 may be as late as the day before the month:
//
//	0 ── 2016-03-01 ── 1 ── 2018 ── 2 ── 2018-11 ── 3
func timeline() world {
	var w world
	for i := range 4 {
		w.nodes = append(w.nodes, organization(i))
	}
	for i, start := range []graph.Date{{Year: 2016, Month: 3, Day: 1}, {Year: 2018}, {Year: 2018, Month: 11}} {
		w.add(graph.PartnerOf, name(i), name(i+1), "", graph.Resolution{Status: graph.Active, Confidence: graph.ConfidenceA, Start: start})
	}
	return w
}

// checkOrder tells whether the first relationships of the hops are in order and the strongest choice.
func checkOrder(t *testing.T, seed uint64, s *index.Snapshot, route path.Route, cost float64) {
	t.Helper()
	day, sum, ok := graph.FirstDay, 0.0, true
	for _, hop := range route.Hops {
		if day, ok = s.Words[hop.Ties[0]].Begins(day); !ok {
			t.Fatalf("seed %d: %+v is out of order", seed, route)
		}
		sum += float64(s.Costs[hop.Ties[0]])
	}
	if math.Abs(sum-cost) > 1e-9 || math.Abs(route.Strength-math.Exp(-cost)) > 1e-9 {
		t.Fatalf("seed %d: the first relationships cost %g, the strength is %g, want %g", seed, sum, route.Strength, cost)
	}
}
