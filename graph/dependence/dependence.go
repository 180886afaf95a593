// Package dependence owns what an entity can reach only through somebody else.
package dependence

import (
	"cmp"
	"context"
	"slices"

	"entente/graph"
	"entente/graph/index"
	"entente/graph/path"
)

// On says what is to be reached.
type On uint8

// What can be reached.
const (
	// Partners are countries, academies, organizations and firms.
	Partners On = iota + 1
	// Fields are technology fields, by way of whoever works in them or covers them.
	Fields
)

// Means says through what.
type Means uint8

// What can stand in between.
const (
	// Entity is a single entity of any kind.
	Entity Means = iota + 1
	// Country are all entities of a country together, the country among them.
	Country
)

// Question asks what an entity can reach only through one other.
type Question struct {
	Of      index.Vertex
	On      On
	Through Means
	// Filter says what routes may use; Via is Invalid. They may have any length.
	Filter graph.RouteFilter
	Today  graph.Day
	// Budget bounds the row entries that may be scanned; 0 is path.DefaultBudget.
	Budget int
}

// Dependence is the answer.
type Dependence struct {
	// Reached counts what can be reached at all, Independent what no single one in
	// between can cut off.
	Reached, Independent int
	// List are those in between, who can cut off most first, then by id.
	List []Dependency
	// Concentration is that of the routes.
	Concentration Concentration
	// LeftOut counts the entities next to those reached that the filter keeps out
	// because they are to be avoided or under restrictions.
	LeftOut LeftOut
	// Truncated tells that the budget was spent: what is said may be incomplete.
	Truncated bool
}

// LeftOut counts entities that a filter keeps out of routes.
type LeftOut struct{ Avoided, Restricted int }

// Dependency is who or what stands in between.
type Dependency struct {
	// Through is the entity, or the country.
	Through index.Vertex
	// Lost are those that cannot be reached without it, in no order that matters.
	// Entities of the country itself are not among them.
	Lost []index.Vertex
}

// Find answers a question.
//
// Cost: for entities the rows of all that is reached, twice: in an undirected
// graph the immediate dominator of a vertex is the cut vertex by which its block
// hangs on the root (Tarjan, 1972, Depth-first search and linear graph
// algorithms), so one search gives the whole dominator tree. For countries one
// search more for each country in which a shortest path tree has an inner
// vertex; no other can cut anything off.
func Find(ctx context.Context, s *index.Snapshot, q Question) (Dependence, error) {
	if len(q.Filter.Via) > 0 {
		return Dependence{}, graph.Errorf(graph.Invalid, "dependence is not looked for by way of given entities").At("via")
	}
	w, err := begin(ctx, s, q)
	if err != nil || w.gate.Avoids(q.Of) {
		return Dependence{}, err
	}
	var d Dependence
	w.breadth()
	d.Reached = len(w.targets)
	d.Concentration = w.concentrate()
	if q.Through == Country {
		w.countries(&d)
	} else {
		w.entities(&d)
	}
	slices.SortFunc(d.List, func(a, b Dependency) int {
		return cmp.Or(cmp.Compare(len(b.Lost), len(a.Lost)), s.Compare(a.Through, b.Through))
	})
	d.LeftOut, d.Truncated = w.leftOut, w.cut
	return d, w.err
}

// work is one question being answered.
type work struct {
	Question
	ctx     context.Context
	s       *index.Snapshot
	gate    index.Gate
	subject index.Gate
	// order are the vertices that routes lead through in breadth-first order from
	// the root on, with what breadth found of each.
	order   []index.Vertex
	nodes   []node
	targets []index.Vertex
	leftOut LeftOut

	scanned, budget int
	cut             bool
	err             error
}

// node is what is known of a vertex.
type node struct {
	// at is the position in order + 1, 0 if no route leads through the vertex.
	at int32
	// hops is the distance from the root, −1 if it is not reached.
	hops int32
	// parent is where it was reached from first.
	parent index.Vertex
	// paths counts the shortest paths from the root; alone is the part of them on
	// which no partner stands in between; flow is what is reached over it.
	paths, alone, flow float64
}

func begin(ctx context.Context, s *index.Snapshot, q Question) (*work, error) {
	if q.Budget == 0 {
		q.Budget = path.DefaultBudget
	}
	gate, err := s.Gate(q.Filter, q.Today)
	if err != nil {
		return nil, err
	}
	subjects := q.Filter
	subjects.Roles, subjects.Kinds = nil, []graph.RelationshipKind{graph.WorksIn, graph.Covers}
	subject, err := s.Gate(subjects, q.Today)
	if err != nil {
		return nil, err
	}
	w := &work{Question: q, ctx: ctx, s: s, gate: gate, subject: subject, budget: q.Budget, nodes: make([]node, s.Len())}
	for i := range w.nodes {
		w.nodes[i].hops = -1
	}
	return w, nil
}

// spend counts entries that are about to be scanned; false stops the search.
func (w *work) spend(entries int) bool {
	w.scanned += entries
	if w.scanned > w.budget {
		w.cut = true
	}
	if err := w.ctx.Err(); err != nil && w.err == nil {
		w.err = graph.Errorf(graph.Canceled, "the search was given up: %w", err)
	}
	return !w.cut && w.err == nil
}

// partner tells whether a kind of entity can be a partner.
func partner(kind graph.EntityKind) bool {
	return kind == graph.Country || kind == graph.Academy || kind == graph.Organization || kind == graph.Firm
}

// wanted tells whether a vertex is to be reached.
func (w *work) wanted(v index.Vertex) bool {
	if w.On == Fields {
		return w.s.Kind(v) == graph.TechnologyField
	}
	return v != w.Of && partner(w.s.Kind(v))
}

// joins tells whether an entry leads on from a vertex that routes lead through:
// a contact, or the subject of what it does where fields are to be reached.
func (w *work) joins(p uint32) bool {
	word, other := w.s.Words[p], w.s.Adjacent[p]
	if w.gate.Avoids(other) {
		return false
	}
	field := w.On == Fields && word.Forward() && w.s.Kind(other) == graph.TechnologyField
	return w.gate.Admits(word) || field && w.subject.Admits(word)
}

// inner tells whether routes may lead through a vertex. A field ends a route to fields.
func (w *work) inner(v index.Vertex) bool {
	return v == w.Of || w.gate.Passes(v, w.s.Kind(v)) && (w.On != Fields || w.s.Kind(v) != graph.TechnologyField)
}
