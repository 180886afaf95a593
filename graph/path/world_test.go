package path_test

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"testing"

	"entente/graph"
	"entente/graph/index"
	"entente/graph/path"
)

// today is the day of all questions in these tests.
var today = graph.Date{Year: 2025, Month: 6, Day: 1}.First()

// world is an invented graph that is small enough to list all its paths.
type world struct {
	nodes []*graph.Node
	ties  []*graph.Tie
}

func (w world) outlines() iter.Seq2[graph.Outline, error] {
	return func(yield func(graph.Outline, error) bool) {
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
}

func (w world) build(t testing.TB) *index.Snapshot {
	t.Helper()
	slices.SortFunc(w.ties, func(a, b *graph.Tie) int { return cmp.Compare(a.ID, b.ID) })
	s, err := index.Build(context.Background(), w.outlines(), today)
	if err != nil {
		t.Fatalf("build the index: %v", err)
	}
	return s
}

func name(i int) graph.ID { return graph.ID(fmt.Sprintf("org:invented-%02d", i)) }

// countries are codes that ISO 3166 leaves to its users.
var countries = []string{"", "XA", "XB", "XC"}

// add records a tie unless there is one of that kind, ends and role.
func (w *world) add(kind graph.RelationshipKind, from, to graph.ID, role string, resolution graph.Resolution) {
	if kind.Symmetric(role) && to < from {
		from, to = to, from
	}
	id := graph.RelationshipID(kind, from, to, role)
	if from == to || slices.ContainsFunc(w.ties, func(t *graph.Tie) bool { return t.ID == id }) {
		return
	}
	w.ties = append(w.ties, &graph.Tie{ID: id, Kind: kind, From: from, To: to, Role: role, Resolution: resolution})
}

var active = graph.Resolution{Status: graph.Active, Confidence: graph.ConfidenceA}

// randomWorld draws a world of up to 9 bodies with parallel ties of many
// kinds, some ended, some out of date, some only context, and a restriction
// on one body in six. Few different strengths occur, so that ties in the
// order are common.
func randomWorld(random *rand.Rand) world {
	var w world
	n := 4 + random.IntN(6)
	for i := range n {
		kind := []graph.EntityKind{graph.Organization, graph.Organization, graph.Academy, graph.Firm}[random.IntN(4)]
		w.nodes = append(w.nodes, &graph.Node{ID: name(i), Kind: kind, Code: countries[random.IntN(len(countries))]})
	}
	list := graph.ID("restriction:invented")
	w.nodes = append(w.nodes, &graph.Node{ID: list, Kind: graph.Restriction})
	density := 0.2 + 0.4*random.Float64()
	for a := range n {
		for b := range a {
			for random.Float64() < density {
				w.addRandom(random, name(a), name(b))
			}
		}
		if random.IntN(6) == 0 {
			w.add(graph.ListedUnder, name(a), list, "", active)
		}
	}
	return w
}

func (w *world) addRandom(random *rand.Rand, a, b graph.ID) {
	if random.IntN(2) == 0 {
		a, b = b, a
	}
	kind := []graph.RelationshipKind{graph.PartnerOf, graph.PartnerOf, graph.PartOf, graph.Funds, graph.SucceededBy, graph.CertifiedBy}[random.IntN(6)]
	role := ""
	if roles := kind.Roles(); len(roles) > 0 && random.IntN(2) == 0 {
		role = roles[random.IntN(min(2, len(roles)))]
	}
	resolution := active
	switch random.IntN(8) {
	case 0:
		resolution.Status = graph.Ended
	case 1:
		resolution.End = graph.Date{Year: 2020}
	case 2:
		resolution.Start, resolution.Confidence = graph.Date{Year: 2024, Month: 2}, graph.ConfidenceB
	}
	w.add(kind, a, b, role, resolution)
}

// plainWorld draws a dense world in which relationships have one of two
// strengths, so that very many paths are equal in hops and strength.
func plainWorld(random *rand.Rand) world {
	var w world
	n := 6 + random.IntN(4)
	for i := range n {
		w.nodes = append(w.nodes, organization(i))
	}
	for a := range n {
		for b := range a {
			if random.IntN(10) < 4 {
				w.add([]graph.RelationshipKind{graph.PartOf, graph.PartOf, graph.PartOf, graph.PartnerOf}[random.IntN(4)], name(a), name(b), "",
					[]graph.Resolution{active, active, doubtful}[random.IntN(3)])
			}
		}
	}
	return w
}

// randomFilter draws a filter; often the default one.
func randomFilter(random *rand.Rand, n int) graph.RouteFilter {
	var filter graph.RouteFilter
	sometimes := func(do func()) {
		if random.IntN(5) == 0 {
			do()
		}
	}
	sometimes(func() { filter.AnyTime = true })
	sometimes(func() { filter.Statuses = graph.Statuses() })
	sometimes(func() {
		filter.Kinds = []graph.RelationshipKind{graph.PartnerOf, graph.Funds, graph.CertifiedBy, graph.PartOf}
	})
	sometimes(func() { filter.Roles = []string{"cooperation", "unit", "chapter"} })
	sometimes(func() { filter.MinConfidence = graph.ConfidenceA })
	sometimes(func() { filter.At = graph.Date{Year: 2019} })
	sometimes(func() { filter.HoldsFor = random.IntN(2) * 100; filter.AnyTime = false })
	sometimes(func() { filter.Avoid = []graph.ID{name(random.IntN(n)), name(random.IntN(n))} })
	sometimes(func() { filter.Through = []graph.EntityKind{graph.Organization, graph.Academy} })
	sometimes(func() { filter.AvoidRestricted = true })
	sometimes(func() {
		for range 1 + random.IntN(3) {
			filter.Via = append(filter.Via, name(random.IntN(n)))
		}
	})
	return filter
}

// everything opens a filter as wide as it goes: no relationship is refused.
func everything() graph.RouteFilter {
	return graph.RouteFilter{
		Kinds:    slices.Concat(graph.KindsOf(graph.Contact), graph.KindsOf(graph.Context)),
		Statuses: graph.Statuses(), AnyTime: true,
	}
}

// exhaustive lists all paths by trying every way, best first.
type exhaustive struct {
	s      *index.Snapshot
	gate   index.Gate
	filter graph.RouteFilter
	q      path.Query
	all    []listed
	// ahead counts the hops to the end without regard to the filter, so that hopeless ways are left early.
	ahead map[index.Vertex]int
}

type listed struct {
	vertices []index.Vertex
	cost     float64
}

func (l listed) hops() int { return len(l.vertices) - 1 }

func listAll(t testing.TB, s *index.Snapshot, q path.Query) []listed {
	t.Helper()
	gate, err := s.Gate(q.Filter, q.Today)
	if err != nil {
		t.Fatalf("gate: %v", err)
	}
	e := &exhaustive{s: s, gate: gate, filter: q.Filter, q: q, ahead: distances(s, q.To, q.MaxHops)}
	if !slices.Contains(q.Filter.Avoid, s.ID(q.From)) && !slices.Contains(q.Filter.Avoid, s.ID(q.To)) {
		e.extend([]index.Vertex{q.From}, 0)
	}
	slices.SortFunc(e.all, func(a, b listed) int {
		byHops, byCost := cmp.Compare(a.hops(), b.hops()), cmp.Compare(a.cost, b.cost)
		if q.Order == graph.ByStrength {
			byHops, byCost = byCost, byHops
		}
		return cmp.Or(byHops, byCost, slices.CompareFunc(a.vertices, b.vertices, func(a, b index.Vertex) int { return cmp.Compare(s.ID(a), s.ID(b)) }))
	})
	return e.all
}

// distances counts the hops to a vertex from all that are no farther than most.
func distances(s *index.Snapshot, to index.Vertex, most int) map[index.Vertex]int {
	ahead := map[index.Vertex]int{to: 0}
	level := []index.Vertex{to}
	for hops := 1; hops <= most; hops++ {
		var next []index.Vertex
		for _, u := range level {
			for _, v := range s.Adjacent[s.Spans[u].Low:s.Spans[u].High] {
				if _, seen := ahead[v]; !seen {
					ahead[v] = hops
					next = append(next, v)
				}
			}
		}
		level = next
	}
	return ahead
}

func (e *exhaustive) extend(vertices []index.Vertex, cost float64) {
	last := vertices[len(vertices)-1]
	if last == e.q.To {
		if e.meetsVia(vertices) {
			e.all = append(e.all, listed{slices.Clone(vertices), cost})
		}
		return
	}
	if len(vertices) > e.q.MaxHops || len(vertices) > 1 && !e.mayBeInner(last) {
		return
	}
	best := map[index.Vertex]float64{}
	span := e.s.Spans[last]
	for p := span.Low; p < span.High; p++ {
		v, c := e.s.Adjacent[p], float64(e.s.Costs[p])
		if !e.gate.Admits(e.s.Words[p]) || slices.Contains(vertices, v) {
			continue
		}
		if ahead, ok := e.ahead[v]; !ok || len(vertices)+ahead > e.q.MaxHops {
			continue
		}
		if old, ok := best[v]; !ok || c < old {
			best[v] = c
		}
	}
	for v, c := range best {
		e.extend(append(slices.Clone(vertices), v), cost+c)
	}
}

func (e *exhaustive) mayBeInner(v index.Vertex) bool {
	f := e.filter
	return (len(f.Through) == 0 || slices.Contains(f.Through, e.s.Kind(v))) &&
		!(f.AvoidRestricted && e.s.Restricted(v)) && !slices.Contains(f.Avoid, e.s.ID(v))
}

func (e *exhaustive) meetsVia(vertices []index.Vertex) bool {
	for _, id := range e.filter.Via {
		v, _ := e.s.Lookup(id)
		if !slices.Contains(vertices, v) {
			return false
		}
	}
	return true
}

func organization(i int) *graph.Node { return &graph.Node{ID: name(i), Kind: graph.Organization} }

// tie makes two bodies partners.
func (w *world) tie(a, b int) { w.add(graph.PartnerOf, name(a), name(b), "", active) }

func lookup(t testing.TB, s *index.Snapshot, id graph.ID) index.Vertex {
	t.Helper()
	v, ok := s.Lookup(id)
	if !ok {
		t.Fatalf("the index does not know %s", id)
	}
	return v
}

// ladder is a grid of two columns:
//
//	0 ─ 1
//	│   │
//	2 ─ 3
//	│   │
//	…   …
func ladder(rungs int) world {
	var w world
	for i := range 2 * rungs {
		w.nodes = append(w.nodes, organization(i))
		if i >= 2 {
			w.tie(i-2, i)
		}
		if i%2 == 1 {
			w.tie(i-1, i)
		}
	}
	return w
}
