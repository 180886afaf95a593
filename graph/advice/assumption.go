package advice

import (
	"math"

	"entente/graph"
	"entente/graph/index"
)

// edge is a tie that is assumed.
type edge struct {
	form     Form
	from, to index.Vertex
	cost     float64
	hops     int
}

// assumption are ties assumed besides those of the graph; nil assumes nothing.
type assumption struct {
	edges []edge
	// growth is how many members, or participants, a body gains.
	growth map[index.Vertex]int
}

// assume prices the ties of a set as they would be if all were made.
func (w *work) assume(options []option) *assumption {
	made := &assumption{growth: map[index.Vertex]int{}}
	for _, o := range options {
		if !o.form.symmetric() && !w.renews(o) {
			made.growth[o.to]++
		}
	}
	for _, o := range options {
		made.edges = append(made.edges, edge{o.form, o.from, o.to, w.cost(o.form, o.to, made.growth[o.to]), o.form.Hops()})
	}
	for body, n := range made.growth {
		if !w.grows(Membership, body, n) && !w.grows(Participation, body, n) {
			delete(made.growth, body)
		}
	}
	return made
}

// grows tells whether so many more make a body so much larger that its ties weaken.
func (w *work) grows(f Form, body index.Vertex, more int) bool {
	size := w.s.Size(f.Kind(), body)
	return graph.SizeBucket(f.Kind(), size) != graph.SizeBucket(f.Kind(), size+more)
}

// renews tells whether the very relationship is recorded, so that it would be brought back to life.
func (w *work) renews(o option) bool {
	span := w.s.Spans[o.from]
	for p := span.Low; p < span.High; p++ {
		word := w.s.Words[p]
		if w.s.Adjacent[p] == o.to && word.Kind() == o.form.Kind() && word.Forward() && w.s.RoleOf(p) == o.form.Role() {
			return true
		}
	}
	return false
}

// each visits the assumed ties of a vertex by their position, with the other end.
func (a *assumption) each(v index.Vertex, visit func(i int, other index.Vertex, e *edge)) {
	if a == nil {
		return
	}
	for i := range a.edges {
		e := &a.edges[i]
		switch v {
		case e.from:
			visit(i, e.to, e)
		case e.to:
			visit(i, e.from, e)
		}
	}
}

// price is the cost of an entry in the row of a vertex. The ties into a body
// that has grown cost more.
func (a *assumption) price(s *index.Snapshot, v index.Vertex, p uint32) float64 {
	if a == nil || len(a.growth) == 0 {
		return float64(s.Costs[p])
	}
	word, body := s.Words[p], v
	if word.Forward() {
		body = s.Adjacent[p]
	}
	kind := word.Kind()
	more, grown := a.growth[body]
	if !grown || kind != graph.MemberOf && kind != graph.ParticipatesIn {
		return float64(s.Costs[p])
	}
	tie, size := s.Tie(v, p), s.Size(kind, body)
	weight := graph.Weight{Kind: kind, Role: tie.Role, Resolution: graph.Resolution{Status: graph.Active, Confidence: graph.ConfidenceA}, Size: size}
	grownWeight := weight
	grownWeight.Size += more
	return float64(float32(-math.Log(tie.Strength * grownWeight.Product() / weight.Product())))
}
