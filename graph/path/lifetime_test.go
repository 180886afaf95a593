package path_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/index"
	"entente/graph/path"
)

// datedWorld draws a small world with many parallel ties, each valid for a
// few days, months or years around today.
func datedWorld(random *rand.Rand) world {
	var w world
	n := 3 + random.IntN(4)
	for i := range n {
		w.nodes = append(w.nodes, organization(i))
	}
	kinds := []graph.RelationshipKind{graph.PartnerOf, graph.PartOf, graph.Funds, graph.SucceededBy}
	for a := range n {
		for b := range a {
			for random.IntN(3) > 0 {
				resolution := active
				resolution.Start, resolution.End = near(random), near(random)
				if resolution.Interval().Validate() == nil {
					w.add(kinds[random.IntN(len(kinds))], name(a), name(b), "", resolution)
				}
			}
		}
	}
	return w
}

// near draws a date around today, at some precision; sometimes none.
func near(random *rand.Rand) graph.Date {
	date := (today + graph.Day(random.IntN(60)-30)).Date()
	switch random.IntN(8) {
	case 0:
		return graph.Date{}
	case 1:
		date.Day = 0
	case 2:
		date.Day, date.Month, date.Year = 0, 0, date.Year+int16(random.IntN(3)-1)
	}
	return date
}

// holdsOn tells by the words alone whether each hop of a route has a relationship that holds.
func holdsOn(s *index.Snapshot, route path.Route, day graph.Day) bool {
	return !slices.ContainsFunc(route.Hops, func(hop path.Hop) bool {
		return !slices.ContainsFunc(hop.Ties, func(p uint32) bool {
			first, last := s.Words[p].Days()
			return first <= day && day <= last
		})
	})
}

func TestLifetime(t *testing.T) {
	searcher := path.New()
	ask := func(t *testing.T, s *index.Snapshot, filter graph.RouteFilter) []path.Route {
		t.Helper()
		result, err := searcher.Find(context.Background(), s, path.Query{From: vertexOf(s, 0), To: vertexOf(s, 1), K: 50, MaxHops: 6, Filter: filter, Today: today})
		if err != nil {
			t.Fatal(err)
		}
		return result.Routes
	}
	t.Run("is a time without gaps that meets the day asked about, and no longer one", func(t *testing.T) {
		met := 0
		for seed := range uint64(1500) {
			random := rand.New(rand.NewPCG(seed, 20))
			s := datedWorld(random).build(t)
			filter := graph.RouteFilter{AnyTime: random.IntN(2) == 0}
			if random.IntN(3) == 0 {
				filter.At = near(random)
			}
			for _, route := range ask(t, s, filter) {
				met++
				checkLifetime(t, seed, s, route, filter)
			}
		}
		if met < 1000 {
			t.Errorf("only %d routes were looked at", met)
		}
	})
	t.Run("says of today's routes exactly which hold for so many days", func(t *testing.T) {
		for seed := range uint64(1500) {
			random := rand.New(rand.NewPCG(seed, 21))
			s := datedWorld(random).build(t)
			days := random.IntN(40)
			var want [][]index.Vertex
			for _, route := range ask(t, s, graph.RouteFilter{}) {
				if route.Valid.Last >= today+graph.Day(days) {
					want = append(want, route.Vertices)
				}
			}
			got := vertices(ask(t, s, graph.RouteFilter{HoldsFor: days}))
			// Of other relationships of a hop another is the strongest, so the order may differ.
			for _, list := range [][][]index.Vertex{want, got} {
				slices.SortFunc(list, slices.Compare[[]index.Vertex])
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("seed %d, %d days (-want +got):\n%s", seed, days, diff)
			}
		}
	})
}

// checkLifetime holds a lifetime against a look at each single day.
func checkLifetime(t *testing.T, seed uint64, s *index.Snapshot, route path.Route, filter graph.RouteFilter) {
	t.Helper()
	first, last := today, today
	if !filter.At.IsZero() && !filter.AnyTime {
		first, last = filter.At.First(), filter.At.Last()
	}
	const reach = 2_000
	var days []graph.Day
	for day := today - reach; day < today+reach; day++ {
		if holdsOn(s, route, day) {
			days = append(days, day)
		}
	}
	v := route.Valid
	if v.Empty() != (len(days) == 0) {
		t.Fatalf("seed %d: the window is %+v, %d days hold", seed, v, len(days))
	}
	if v.Empty() {
		return
	}
	from, until := max(v.First, today-reach), min(v.Last, today+reach-1)
	for day := from; day <= until; day++ {
		if !holdsOn(s, route, day) {
			t.Fatalf("seed %d: %s lies within %+v and does not hold", seed, day.Date(), v)
		}
	}
	if v.First != graph.FirstDay && holdsOn(s, route, v.First-1) || v.Last != graph.LastDay && holdsOn(s, route, v.Last+1) {
		t.Fatalf("seed %d: the route holds on the day beside %+v", seed, v)
	}
	if meets := v.Last >= first && v.First <= last; !meets && slices.ContainsFunc(days, func(d graph.Day) bool { return first <= d && d <= last }) {
		t.Fatalf("seed %d: %+v does not meet the days asked about, others do", seed, v)
	}
	checkBounds(t, seed, s, route)
}

// checkBounds holds what bounds a lifetime against what must change for the route to go on.
func checkBounds(t *testing.T, seed uint64, s *index.Snapshot, route path.Route) {
	t.Helper()
	if (route.Valid.Last != graph.LastDay) != (len(route.Ends) > 0) || (route.Valid.First != graph.FirstDay) != (len(route.Begins) > 0) {
		t.Fatalf("seed %d: %+v begins with %v and ends with %v", seed, route.Valid, route.Begins, route.Ends)
	}
	for _, bound := range route.Ends {
		if _, last := s.Words[bound.Position].Days(); last != route.Valid.Last || !slices.Contains(route.Hops[bound.Hop].Ties, bound.Position) {
			t.Fatalf("seed %d: %+v does not end the route", seed, bound)
		}
	}
	for _, bound := range route.Renewals {
		if first, last := s.Words[bound.Position].Days(); first > route.Valid.Last+1 || last <= route.Valid.Last {
			t.Fatalf("seed %d: %+v renews nothing", seed, bound)
		}
	}
	if route.Sure > route.Valid.Last {
		t.Fatalf("seed %d: the route holds for sure until %d, longer than %+v", seed, route.Sure, route.Valid)
	}
}

// The invented agreement between 0 and 1 has a weaker one beside it and a successor; ends are known to the month:
//
//	0 ── PART_OF … 2025-08 ──────────── 1 ── FUNDS … 2026 ── 2
//	0 ── PARTNER_OF … 2025-06-20        1
//	0 ── SUCCEEDED_BY 2025-09 …         1
func TestALifetimeNamesWhatEndsItAndWhatGoesOn(t *testing.T) {
	var w world
	for i := range 3 {
		w.nodes = append(w.nodes, organization(i))
	}
	dated := func(start, end graph.Date) graph.Resolution {
		return graph.Resolution{Status: graph.Active, Confidence: graph.ConfidenceA, Start: start, End: end}
	}
	w.add(graph.PartnerOf, name(0), name(1), "", dated(graph.Date{}, graph.Date{Year: 2025, Month: 6, Day: 20}))
	w.add(graph.PartOf, name(0), name(1), "", dated(graph.Date{Year: 2020}, graph.Date{Year: 2025, Month: 8}))
	w.add(graph.SucceededBy, name(0), name(1), "", dated(graph.Date{Year: 2025, Month: 9}, graph.Date{}))
	w.add(graph.Funds, name(1), name(2), "", dated(graph.Date{Year: 2021, Month: 3}, graph.Date{Year: 2026}))
	s := w.build(t)
	result, err := path.New().Find(context.Background(), s, path.Query{From: vertexOf(s, 0), To: vertexOf(s, 2), Today: today})
	if err != nil || len(result.Routes) != 1 {
		t.Fatalf("got %+v, %v, want one path", result, err)
	}
	life := result.Routes[0].Lifetime
	ids := func(bounds []path.Bound) (list []graph.ID) {
		for _, b := range bounds {
			list = append(list, s.Tie(b.Row, b.Position).ID)
		}
		return list
	}
	if want := (path.Window{First: graph.Date{Year: 2021, Month: 3}.First(), Last: graph.Date{Year: 2025, Month: 8}.Last()}); life.Valid != want {
		t.Errorf("valid %+v, want %+v", life.Valid, want)
	}
	if want := (graph.Date{Year: 2025, Month: 8}).First(); life.Sure != want {
		t.Errorf("sure until %s, want %s", life.Sure.Date(), want.Date())
	}
	want := [][]graph.ID{{"rel:FUNDS/org:invented-01/org:invented-02"}, {"rel:PART_OF/org:invented-00/org:invented-01"}, {"rel:SUCCEEDED_BY/org:invented-00/org:invented-01"}}
	if diff := cmp.Diff(want, [][]graph.ID{ids(life.Begins), ids(life.Ends), ids(life.Renewals)}); diff != "" {
		t.Errorf("begins with, ends with, goes on by (-want +got):\n%s", diff)
	}
}
