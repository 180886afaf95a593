package path

import (
	"math"
	"slices"

	"entente/graph/index"
)

// Result is the answer to a Query.
type Result struct {
	// Routes are the paths, best first.
	Routes []Route
	// Truncated tells that the budget was spent: the list may be incomplete, or
	// lack paths better than its last.
	Truncated bool
	// Scanned counts the row entries that the search scanned.
	Scanned int
	// Diagnosis says why there are fewer routes than asked; nil when there are as many.
	Diagnosis *Diagnosis
}

// Route is one path.
type Route struct {
	Vertices []index.Vertex
	Hops     []Hop
	// Strength is the product of the hops' strengths, 1 without hops.
	Strength float64
	// Weakest is the position in Hops of the weakest, the first of several; −1 without hops.
	Weakest int
	Lifetime
	// Restricted tells that an entity of the path is under restrictions.
	Restricted bool
}

// Hop is a step from one vertex to the next.
type Hop struct {
	From, To index.Vertex
	// Row is the end in whose row Ties lie: From, or To where that row is
	// shorter and holds only one.
	Row index.Vertex
	// Ties are all the relationships of the filter that join the two, as
	// positions in the index, the strongest first.
	Ties []uint32
	// Forward tells whether the strongest runs from From to To.
	Forward bool
	// Strength is that of the strongest, to the seven digits that its cost keeps.
	Strength float64
}

// routes describes the paths of the list.
func (w *work) routes(q *Query) []Route {
	paths := w.list.paths
	routes, entities := make([]Route, len(paths)), 0
	for i := range paths {
		entities += paths[i].hops + 1
	}
	if q.Bare {
		return w.bare(routes, make([]index.Vertex, 0, entities))
	}
	d := newDescriber(w.s, &w.gate, entities, entities-len(paths))
	for i := range paths {
		routes[i] = d.route(paths[i].sequence())
		if q.TimeRespecting {
			routes[i].arrange(w.s)
		}
	}
	return routes
}

// bare is routes for those who ask for the entities alone; it has room for all of them.
func (w *work) bare(routes []Route, room []index.Vertex) []Route {
	for i := range routes {
		low := len(room)
		room = append(room, w.list.paths[i].sequence()...)
		routes[i] = Route{Vertices: slices.Clip(room[low:]), Weakest: -1}
		routes[i].restrict(w.s)
	}
	return routes
}

// restrict notes whether an entity of the route is under restrictions.
func (r *Route) restrict(s *index.Snapshot) {
	r.Restricted = slices.ContainsFunc(r.Vertices, s.Restricted)
}

// Describe gives the hops of a path and what they come to. The gate must admit
// a relationship between each two vertices that follow each other.
func Describe(s *index.Snapshot, gate *index.Gate, vertices []index.Vertex) Route {
	d := newDescriber(s, gate, len(vertices), len(vertices)-1)
	return d.route(vertices)
}

// describer describes the routes of one answer, whose lists lie in few arrays.
type describer struct {
	s        *index.Snapshot
	gate     *index.Gate
	vertices []index.Vertex
	hops     []Hop
	ties     []uint32
	// recent says where hops stand that were described, as position + 1: the
	// routes of an answer have many in common.
	recent [64]uint16
}

// newDescriber makes room for so many entities and hops.
func newDescriber(s *index.Snapshot, gate *index.Gate, entities, hops int) describer {
	return describer{s: s, gate: gate,
		vertices: make([]index.Vertex, 0, entities), hops: make([]Hop, 0, hops), ties: make([]uint32, 0, hops+hops/4)}
}

func (d *describer) route(vertices []index.Vertex) Route {
	entities, hops := len(d.vertices), len(d.hops)
	d.vertices = append(d.vertices, vertices...)
	route := Route{Vertices: slices.Clip(d.vertices[entities:]), Strength: 1, Weakest: -1}
	for i := range len(vertices) - 1 {
		hop := d.hop(vertices[i], vertices[i+1])
		d.hops = append(d.hops, hop)
		route.Strength *= hop.Strength
		if route.Weakest < 0 || hop.Strength < d.hops[hops+route.Weakest].Strength {
			route.Weakest = i
		}
	}
	route.Hops = slices.Clip(d.hops[hops:])
	route.restrict(d.s)
	route.Lifetime = lifetime(d.s, d.gate, route.Hops)
	return route
}

// hop gives the hop between two vertices, one that was described before as it was.
func (d *describer) hop(from, to index.Vertex) Hop {
	recent := &d.recent[(uint32(from)*31+uint32(to))*2_654_435_769>>26]
	if at := int(*recent) - 1; at >= 0 && d.hops[at].From == from && d.hops[at].To == to {
		return d.hops[at]
	}
	if len(d.hops) < math.MaxUint16 {
		*recent = uint16(len(d.hops) + 1)
	}
	low := len(d.ties)
	hop := Hop{From: from, To: to}
	hop.Row, d.ties = joining(d.s, d.gate, from, to, d.ties)
	hop.Ties = slices.Clip(d.ties[low:])
	hop.settle(d.s)
	return hop
}

// join gives the hop between two vertices.
func join(s *index.Snapshot, gate *index.Gate, from, to index.Vertex) Hop {
	hop := Hop{From: from, To: to}
	hop.Row, hop.Ties = joining(s, gate, from, to, nil)
	hop.settle(s)
	return hop
}

// settle works out what follows from the ties.
func (h *Hop) settle(s *index.Snapshot) {
	h.Forward = s.Words[h.Ties[0]].Forward() == (h.Row == h.From)
	h.Strength = math.Exp(-float64(s.Costs[h.Ties[0]]))
}

// joining appends what joins two vertices, as positions in one's row. It reads
// the shorter row, and if that holds several the row of the first, so that their
// order is always the same.
func joining(s *index.Snapshot, gate *index.Gate, from, to index.Vertex, into []uint32) (row index.Vertex, ties []uint32) {
	if degree(s, to) < degree(s, from) {
		if ties = between(s, gate, to, from, into); len(ties) == len(into)+1 {
			return to, ties
		}
	}
	return from, between(s, gate, from, to, into)
}

// between appends what joins two vertices, as positions in the row of the first.
func between(s *index.Snapshot, gate *index.Gate, a, b index.Vertex, into []uint32) []uint32 {
	span := s.Spans[a]
	for i, v := range s.Adjacent[span.Low:span.High] {
		if position := span.Low + uint32(i); v == b && gate.Admits(s.Words[position]) {
			into = append(into, position)
		}
	}
	return into
}

// degree counts the row entries of a vertex.
func degree(s *index.Snapshot, v index.Vertex) int {
	span := s.Spans[v]
	return int(span.High - span.Low)
}
