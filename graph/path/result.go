package path

import (
	"math"

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
func (w *work) routes() []Route {
	routes := make([]Route, len(w.list.paths))
	for i := range w.list.paths {
		routes[i] = Describe(w.s, &w.gate, w.list.paths[i].sequence())
	}
	return routes
}

// Describe gives the hops of a path and what they come to. The gate must admit
// a relationship between each two vertices that follow each other.
func Describe(s *index.Snapshot, gate *index.Gate, vertices []index.Vertex) Route {
	route := Route{
		Vertices: append([]index.Vertex(nil), vertices...),
		Hops:     make([]Hop, len(vertices)-1),
		Strength: 1,
		Weakest:  -1,
	}
	for i := range route.Hops {
		hop := join(s, gate, vertices[i], vertices[i+1])
		route.Strength *= hop.Strength
		route.Hops[i] = hop
		if route.Weakest < 0 || hop.Strength < route.Hops[route.Weakest].Strength {
			route.Weakest = i
		}
	}
	for _, v := range vertices {
		route.Restricted = route.Restricted || s.Restricted(v)
	}
	route.Lifetime = lifetime(s, gate, route.Hops)
	return route
}

// join lists what joins two vertices. It reads the shorter row, and if that
// holds several the row of From, so that their order is always the same.
func join(s *index.Snapshot, gate *index.Gate, from, to index.Vertex) Hop {
	hop := Hop{From: from, To: to, Row: from}
	if degree(s, to) < degree(s, from) {
		hop.Row = to
		if hop.Ties = between(s, gate, to, from); len(hop.Ties) > 1 {
			hop.Row = from
		}
	}
	if hop.Row == from {
		hop.Ties = between(s, gate, from, to)
	}
	strongest := hop.Ties[0]
	hop.Forward = s.Words[strongest].Forward() == (hop.Row == from)
	hop.Strength = math.Exp(-float64(s.Costs[strongest]))
	return hop
}

// between lists what joins two vertices, as positions in the row of the first.
func between(s *index.Snapshot, gate *index.Gate, a, b index.Vertex) []uint32 {
	var ties []uint32
	span := s.Spans[a]
	for i, v := range s.Adjacent[span.Low:span.High] {
		if position := span.Low + uint32(i); v == b && gate.Admits(s.Words[position]) {
			ties = append(ties, position)
		}
	}
	return ties
}

// degree counts the row entries of a vertex.
func degree(s *index.Snapshot, v index.Vertex) int {
	span := s.Spans[v]
	return int(span.High - span.Low)
}
