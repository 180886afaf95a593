package dependence_test

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/dependence"
	"entente/graph/index"
	"entente/graph/path"
)

var today = graph.Date{Year: 2025, Month: 6, Day: 1}.First()

var active = graph.Resolution{Status: graph.Active, Confidence: graph.ConfidenceA}

type world struct {
	nodes []*graph.Node
	ties  []*graph.Tie
}

func (w *world) add(kind graph.RelationshipKind, from, to graph.ID, role string, r graph.Resolution) {
	if kind.Symmetric(role) && to < from {
		from, to = to, from
	}
	id := graph.RelationshipID(kind, from, to, role)
	if from != to && !slices.ContainsFunc(w.ties, func(t *graph.Tie) bool { return t.ID == id }) {
		w.ties = append(w.ties, &graph.Tie{ID: id, Kind: kind, From: from, To: to, Role: role, Resolution: r})
	}
}

func (w *world) build(t testing.TB) *index.Snapshot {
	t.Helper()
	slices.SortFunc(w.nodes, func(a, b *graph.Node) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(w.ties, func(a, b *graph.Tie) int { return cmp.Compare(a.ID, b.ID) })
	var all iter.Seq2[graph.Outline, error] = func(yield func(graph.Outline, error) bool) {
		for _, node := range w.nodes {
			if !yield(graph.Outline{Revision: 1, Node: node}, nil) {
				return
			}
		}
		for _, tie := range w.ties {
			if !yield(graph.Outline{Revision: 1, Tie: tie}, nil) {
				return
			}
		}
	}
	s, err := index.Build(context.Background(), all, today)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func name(i int) graph.ID { return graph.ID(fmt.Sprintf("org:invented-%02d", i)) }

// randomWorld draws a thin world of bodies in three invented countries, two fields, a
// restriction and a person, so that there is much to depend on.
func randomWorld(random *rand.Rand) *world {
	w := &world{}
	n := 6 + random.IntN(6)
	kinds := []graph.EntityKind{graph.Organization, graph.Organization, graph.Academy, graph.Firm, graph.Agreement, graph.Person}
	for i := range n {
		w.nodes = append(w.nodes, &graph.Node{ID: name(i), Kind: kinds[random.IntN(len(kinds))], Code: []string{"", "XA", "XB", "XC"}[random.IntN(4)]})
	}
	for _, code := range []string{"XA", "XB", "XC"} {
		w.nodes = append(w.nodes, &graph.Node{ID: graph.ID("iso:" + code), Kind: graph.Country, Code: code})
		if random.IntN(2) == 0 {
			w.add(graph.PartOf, name(random.IntN(n)), graph.ID("iso:"+code), "", active)
		}
	}
	w.nodes = append(w.nodes, &graph.Node{ID: "field:one", Kind: graph.TechnologyField}, &graph.Node{ID: "field:two", Kind: graph.TechnologyField},
		&graph.Node{ID: "restriction:invented", Kind: graph.Restriction})
	for range n + random.IntN(n) {
		r := active
		if random.IntN(6) == 0 {
			r.Status = graph.Ended
		}
		w.add([]graph.RelationshipKind{graph.PartnerOf, graph.PartOf, graph.Funds}[random.IntN(3)], name(random.IntN(n)), name(random.IntN(n)), "", r)
	}
	for range 4 {
		w.add(graph.WorksIn, name(random.IntN(n)), []graph.ID{"field:one", "field:two"}[random.IntN(2)], "", active)
	}
	w.add(graph.ListedUnder, name(random.IntN(n)), "restriction:invented", "", active)
	return w
}

func randomFilter(random *rand.Rand, n int) graph.RouteFilter {
	var filter graph.RouteFilter
	if random.IntN(4) == 0 {
		filter.Avoid = []graph.ID{name(1 + random.IntN(n-1))}
	}
	filter.AvoidRestricted = random.IntN(3) == 0
	if random.IntN(4) == 0 {
		filter.Statuses = graph.Statuses()
	}
	if random.IntN(5) == 0 {
		filter.Through = []graph.EntityKind{graph.Organization, graph.Academy, graph.Country}
	}
	return filter
}

// plain answers by trying: what is reached without some vertices.
type plain struct {
	s *index.Snapshot
	q dependence.Question
}

func (p *plain) target(v index.Vertex) bool {
	kind := p.s.Kind(v)
	if p.q.On == dependence.Fields {
		return kind == graph.TechnologyField
	}
	return v != p.q.Of && slices.Contains([]graph.EntityKind{graph.Country, graph.Academy, graph.Organization, graph.Firm}, kind)
}

// reached lists the targets to which a path leads that has none of some vertices between its ends.
func (p *plain) reached(without func(index.Vertex) bool) map[index.Vertex]bool {
	found := map[index.Vertex]bool{}
	gate, _ := p.s.Gate(p.q.Filter, today)
	subject, _ := p.s.Gate(graph.RouteFilter{Kinds: []graph.RelationshipKind{graph.WorksIn}, Statuses: p.q.Filter.Statuses}, today)
	var step func(v index.Vertex)
	visited := map[index.Vertex]bool{}
	step = func(v index.Vertex) {
		if visited[v] {
			return
		}
		visited[v] = true
		for position := p.s.Spans[v].Low; position < p.s.Spans[v].High; position++ {
			other, word := p.s.Adjacent[position], p.s.Words[position]
			field := p.q.On == dependence.Fields && word.Kind() == graph.WorksIn && subject.Admits(word)
			if gate.Avoids(other) || !gate.Admits(word) && !field {
				continue
			}
			if p.target(other) {
				found[other] = true
			}
			if gate.Passes(other, p.s.Kind(other)) && !without(other) && other != p.q.Of && p.s.Kind(other) != graph.TechnologyField {
				step(other)
			}
		}
	}
	step(p.q.Of)
	return found
}

func (p *plain) lost(d index.Vertex) (list []graph.ID) {
	whole := p.reached(func(index.Vertex) bool { return false })
	country := func(v index.Vertex) bool { c, ok := p.s.Country(v); return ok && c == d }
	without := func(v index.Vertex) bool { return v == d }
	if p.q.Through == dependence.Country {
		without = country
	}
	left := p.reached(without)
	for v := range whole {
		if !left[v] && v != d && !(p.q.Through == dependence.Country && country(v)) {
			list = append(list, p.s.ID(v))
		}
	}
	slices.Sort(list)
	return list
}

func TestWhatIsLostIsWhatCannotBeReachedWithout(t *testing.T) {
	for seed := range uint64(600) {
		random := rand.New(rand.NewPCG(seed, 5))
		w := randomWorld(random)
		s := w.build(t)
		of, _ := s.Lookup(name(0))
		q := dependence.Question{Of: of, On: dependence.Partners + dependence.On(random.IntN(2)), Through: dependence.Entity + dependence.Means(random.IntN(2)),
			Filter: randomFilter(random, 6), Today: today}
		got, err := dependence.Find(context.Background(), s, q)
		if err != nil || got.Truncated {
			t.Fatalf("seed %d: %+v, %v", seed, got, err)
		}
		p := &plain{s: s, q: q}
		whole := p.reached(func(index.Vertex) bool { return false })
		if got.Reached != len(whole) {
			t.Fatalf("seed %d: %d are reached, got %d", seed, len(whole), got.Reached)
		}
		want, dependent := map[graph.ID][]graph.ID{}, map[graph.ID]bool{}
		for v := range index.Vertex(s.Len()) {
			if lost := p.lost(v); v != of && len(lost) > 0 || q.Through == dependence.Country && len(lost) > 0 {
				want[s.ID(v)] = lost
				for _, id := range lost {
					dependent[id] = true
				}
			}
		}
		found := map[graph.ID][]graph.ID{}
		for i, d := range got.List {
			var ids []graph.ID
			for _, v := range d.Lost {
				ids = append(ids, s.ID(v))
			}
			slices.Sort(ids)
			found[s.ID(d.Through)] = ids
			if i > 0 && len(got.List[i-1].Lost) < len(d.Lost) {
				t.Fatalf("seed %d: the list is not in order", seed)
			}
		}
		if diff := gocmp.Diff(want, found); diff != "" {
			t.Fatalf("seed %d, %+v: lost (-by trying +got):\n%s", seed, q, diff)
		}
		if got.Independent != len(whole)-len(dependent) {
			t.Fatalf("seed %d: %d of %d are independent, got %d", seed, len(whole)-len(dependent), len(whole), got.Independent)
		}
	}
}

// The shares are compared with a count of all shortest paths, one by one.
func TestSharesCountShortestRoutesByTheirFirstPartner(t *testing.T) {
	for seed := range uint64(300) {
		random := rand.New(rand.NewPCG(seed, 6))
		s := randomWorld(random).build(t)
		of, _ := s.Lookup(name(0))
		q := dependence.Question{Of: of, On: dependence.Partners, Through: dependence.Entity, Today: today}
		got, err := dependence.Find(context.Background(), s, q)
		if err != nil {
			t.Fatal(err)
		}
		p := &plain{s: s, q: q}
		want, total := map[graph.ID]float64{}, 0.0
		for target := range p.reached(func(index.Vertex) bool { return false }) {
			paths := shortest(t, s, of, target)
			for _, route := range paths {
				inner := route.Vertices[1 : len(route.Vertices)-1]
				if i := slices.IndexFunc(inner, func(v index.Vertex) bool { return p.target(v) }); i >= 0 {
					want[s.ID(inner[i])] += 1 / float64(len(paths))
					total += 1 / float64(len(paths))
				}
			}
		}
		sum, squares := 0.0, 0.0
		for _, share := range got.Concentration.Entities {
			id := s.ID(share.Vertex)
			if math.Abs(want[id]/total-share.Share) > 1e-9 {
				t.Fatalf("seed %d: the share of %s is %v, got %v", seed, id, want[id]/total, share.Share)
			}
			sum, squares = sum+share.Share, squares+share.Share*share.Share
		}
		if total > 0 && math.Abs(sum-1) > 1e-9 || math.Abs(squares-got.Concentration.ByEntity) > 1e-9 || len(got.Concentration.Entities) != len(want) {
			t.Fatalf("seed %d: the shares %v add up to %v, their squares to %v, for the index %v", seed, got.Concentration.Entities, sum, squares, got.Concentration.ByEntity)
		}
		if c := got.Concentration; c.ByCountry < c.ByEntity-1e-9 || c.ByCountry > 1+1e-9 {
			t.Fatalf("seed %d: the index by country is %v, by entity %v", seed, c.ByCountry, c.ByEntity)
		}
	}
}

// shortest lists all paths with the fewest hops.
func shortest(t *testing.T, s *index.Snapshot, from, to index.Vertex) []path.Route {
	t.Helper()
	found, err := path.New().Find(context.Background(), s, path.Query{From: from, To: to, K: path.MostPaths, MaxHops: path.MostHops, Today: today})
	if err != nil {
		t.Fatal(err)
	}
	routes := found.Routes
	return slices.DeleteFunc(routes, func(r path.Route) bool { return len(r.Hops) > len(routes[0].Hops) })
}

func TestWhatTheFilterKeepsOutIsCounted(t *testing.T) {
	w := &world{}
	for i := range 5 {
		w.nodes = append(w.nodes, &graph.Node{ID: name(i), Kind: graph.Organization})
	}
	w.nodes = append(w.nodes, &graph.Node{ID: "restriction:invented", Kind: graph.Restriction})
	for i := 1; i < 5; i++ {
		w.add(graph.PartnerOf, name(0), name(i), "", active)
	}
	w.add(graph.ListedUnder, name(1), "restriction:invented", "", active)
	w.add(graph.ListedUnder, name(2), "restriction:invented", "", active)
	s := w.build(t)
	of, _ := s.Lookup(name(0))
	got, err := dependence.Find(context.Background(), s, dependence.Question{Of: of, On: dependence.Partners, Through: dependence.Entity, Today: today,
		Filter: graph.RouteFilter{AvoidRestricted: true, Avoid: []graph.ID{name(3)}}})
	if err != nil || got.LeftOut != (dependence.LeftOut{Avoided: 1, Restricted: 2}) {
		t.Errorf("got %+v, %v, want 1 avoided and 2 under restrictions", got.LeftOut, err)
	}
	if got.Reached != 3 || got.Independent != 3 {
		t.Errorf("got %d reached and %d independent, want all 3 that are not avoided: an end may be under restrictions", got.Reached, got.Independent)
	}
}

func TestBoundsOfDependence(t *testing.T) {
	s := randomWorld(rand.New(rand.NewPCG(1, 1))).build(t)
	of, _ := s.Lookup(name(0))
	q := dependence.Question{Of: of, On: dependence.Partners, Through: dependence.Country, Today: today}
	for budget := 1; budget < 40; budget++ {
		q.Budget = budget
		one, err := dependence.Find(context.Background(), s, q)
		two, again := dependence.Find(context.Background(), s, q)
		if err != nil || again != nil || gocmp.Diff(one, two) != "" || budget < 5 && !one.Truncated {
			t.Fatalf("budget %d: %+v, then %+v, %v", budget, one, two, err)
		}
	}
	q.Budget = 0
	q.Filter.Via = []graph.ID{name(1)}
	if _, err := dependence.Find(context.Background(), s, q); graph.CodeOf(err) != graph.Invalid {
		t.Errorf("by way of somebody: got %v, want INVALID", err)
	}
	q.Filter.Via = nil
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := dependence.Find(ctx, s, q); graph.CodeOf(err) != graph.Canceled {
		t.Errorf("got %v, want CANCELED", err)
	}
}
