package path

import (
	"cmp"
	"context"
	"math"
	"slices"

	"entente/graph"
	"entente/graph/index"
)

// Bounds of Gatekeepers.
const (
	// DefaultRoutes is MaxRoutes when it is 0.
	DefaultRoutes = 8
	// MostRoutes is the largest MaxRoutes, and the largest number of
	// gatekeepers that is looked for.
	MostRoutes = 64
)

// Passage asks for routes between two entities that share nobody but these.
type Passage struct {
	From, To index.Vertex
	// MaxRoutes is 1 to MostRoutes; 0 is DefaultRoutes.
	MaxRoutes int
	// Least asks for routes that have as few hops in total as so many can have.
	Least bool
	// RoutesOnly asks for no more than the routes: Disjoint counts these. There
	// are Vertices only when there are no more routes, which the search then
	// knows; Indispensable is left out.
	RoutesOnly bool
	// Filter holds as in Find, but for Via.
	Filter graph.RouteFilter
	// Today is the day of a filter that names none.
	Today graph.Day
	// Budget bounds the row entries that the search may scan; 0 is DefaultBudget.
	Budget int
}

// Gatekeepers is the answer to a Passage.
type Gatekeepers struct {
	// Routes share nobody between the ends. Those with fewer hops come first,
	// then the stronger, then by ids. A direct tie is a route of its own.
	Routes []Route
	// Disjoint is how many routes can share nobody, at most MostRoutes; more are Truncated.
	Disjoint int
	// Vertices are a smallest set of entities without which no path is left, by
	// ids; as many as Disjoint. None when the ends are tied directly.
	Vertices []index.Vertex
	// Indispensable are those of Vertices that are in every such set.
	Indispensable []index.Vertex
	// Truncated tells that there are more disjoint routes than MostRoutes or
	// that the budget was spent: what the two did not leave time for is missing.
	Truncated bool
	Scanned   int
	// Diagnosis says why there are no gatekeepers; nil when there are.
	Diagnosis *Diagnosis
}

// Gatekeepers finds routes that share nobody and who could close them all. It
// is about all paths that hold to the filter, without a limit on hops. The
// routes are the first that are found when each is made as short as can be, and
// then each the best beside the others. The filter's Via is refused as
// Invalid. Cost: that of Shortest for each disjoint route, and thrice that for
// the routes and the gatekeepers that are given.
func (r *Searcher) Gatekeepers(ctx context.Context, s *index.Snapshot, q Passage) (Gatekeepers, error) {
	q, err := q.normal(s)
	if err != nil {
		return Gatekeepers{}, err
	}
	gate, err := s.Gate(q.Filter, q.Today)
	if err != nil {
		return Gatekeepers{}, err
	}
	g, err := r.guard(ctx, s, gate, &q)
	if err != nil || len(g.Vertices) > 0 || q.RoutesOnly && len(g.Routes) > 0 {
		return g, err
	}
	g.Diagnosis, err = r.diagnosePassage(ctx, s, &q, &g)
	return g, err
}

// Disjoint finds the routes of Gatekeepers as they come to be, before each is made
// the best beside the others: the vertices of each, the direct tie first.
// Describe gives their hops. When the budget was spent there may be more.
func (r *Searcher) Disjoint(ctx context.Context, s *index.Snapshot, q Passage) (routes [][]index.Vertex, truncated bool, err error) {
	q, err = q.normal(s)
	if err != nil {
		return nil, false, err
	}
	gate, err := s.Gate(q.Filter, q.Today)
	if err != nil {
		return nil, false, err
	}
	w := r.begin(ctx, s, &gate, q.Budget)
	defer r.end(w)
	switch {
	case !w.admitsEnds(q.From, q.To):
	case q.From == q.To:
		routes = [][]index.Vertex{{q.From}}
	default:
		w.flow.empty(w, q.From, q.To)
		routes, _ = w.draw(&q)
		w.flow.release()
	}
	return routes, w.cut, w.err
}

// normal fills in the defaults and refuses what lies outside the bounds.
func (q Passage) normal(s *index.Snapshot) (Passage, error) {
	if q.MaxRoutes == 0 {
		q.MaxRoutes = DefaultRoutes
	}
	if err := within("maxRoutes", q.MaxRoutes, MostRoutes); err != nil {
		return q, err
	}
	_, budget, err := bounds(0, q.Budget)
	if err != nil {
		return q, err
	}
	q.Budget = budget
	if err := refuseVia(&q.Filter); err != nil {
		return q, err
	}
	return q, known(s, q.From, q.To)
}

// guard is Gatekeepers without the reasons.
func (r *Searcher) guard(ctx context.Context, s *index.Snapshot, gate index.Gate, q *Passage) (Gatekeepers, error) {
	w := r.begin(ctx, s, &gate, q.Budget)
	defer r.end(w)
	var g Gatekeepers
	switch {
	case !w.admitsEnds(q.From, q.To):
	case q.From == q.To:
		g.Routes, g.Disjoint = []Route{Describe(s, &gate, []index.Vertex{q.From})}, 1
	default:
		w.separate(q, &g)
	}
	g.Scanned, g.Truncated = w.scanned, g.Truncated || w.cut
	if w.err != nil {
		return Gatekeepers{}, w.err
	}
	return g, nil
}

// separate finds the routes and, when nothing but them is left, the cut.
func (w *work) separate(q *Passage, g *Gatekeepers) {
	f := &w.flow
	f.empty(w, q.From, q.To)
	routes, more := w.draw(q)
	direct := len(routes) - f.value
	if !q.RoutesOnly || len(routes) < q.MaxRoutes {
		more = more && f.widen(MostRoutes-direct+1)
	}
	g.Disjoint = min(direct+f.value, MostRoutes)
	g.Truncated = more && !q.RoutesOnly
	if !more && !w.stopped() && direct == 0 {
		g.Vertices = f.splits()
		slices.SortFunc(g.Vertices, w.compare)
		if !q.RoutesOnly {
			g.Indispensable = f.needed(g.Vertices)
		}
	}
	f.release()
	w.straighten(routes[direct:])
	g.Routes = w.describe(routes)
}

// draw makes the flow one of as many routes as are wanted and gives them, the
// direct tie first, which is not part of the flow; more tells that there may be others.
func (w *work) draw(q *Passage) (routes [][]index.Vertex, more bool) {
	f := &w.flow
	routes, more = w.direct(q.From, q.To), true
	if wanted := q.MaxRoutes - len(routes); q.Least {
		f.economize(wanted)
	} else {
		more = f.widen(wanted)
	}
	return f.trace(routes), more
}

// direct gives the route of a direct tie, as a list that is empty without one.
func (w *work) direct(from, to index.Vertex) [][]index.Vertex {
	if !w.tied(from, to) {
		return nil
	}
	return [][]index.Vertex{{from, to}}
}

// straighten makes each route the best that shares nobody with the others.
func (w *work) straighten(routes [][]index.Vertex) {
	for i, route := range routes {
		keep := len(w.killed)
		for j, other := range routes {
			if j == i {
				continue
			}
			for _, v := range other[1 : len(other)-1] {
				w.kill(v)
			}
		}
		last := len(route) - 1
		r := request{from: route[:1], to: route[last:], barred: route[last:], hops: last, cost: math.Inf(1)}
		if w.fewest(r) {
			routes[i] = slices.Clone(w.found.vertices)
		}
		w.revive(keep)
	}
}

// describe gives the routes in their order.
func (w *work) describe(routes [][]index.Vertex) []Route {
	list, entities := make([]Route, len(routes)), 0
	for _, route := range routes {
		entities += len(route)
	}
	d := newDescriber(w.s, &w.gate, entities, entities-len(routes))
	for i, route := range routes {
		list[i] = d.route(route)
	}
	slices.SortFunc(list, func(a, b Route) int {
		return cmp.Or(cmp.Compare(len(a.Hops), len(b.Hops)), cmp.Compare(b.Strength, a.Strength),
			slices.CompareFunc(a.Vertices, b.Vertices, w.compare))
	})
	return list
}

// diagnosePassage says why there are no gatekeepers.
func (r *Searcher) diagnosePassage(ctx context.Context, s *index.Snapshot, q *Passage, g *Gatekeepers) (*Diagnosis, error) {
	switch {
	case g.Truncated:
		return &Diagnosis{Reason: Spent}, nil
	case len(g.Routes) > 0:
		return &Diagnosis{Reason: Direct, Nearest: &g.Routes[0]}, nil
	}
	return r.explain(ctx, s, question{from: []index.Vertex{q.From}, to: []index.Vertex{q.To},
		maxHops: unlimited, filter: q.Filter, today: q.Today, budget: q.Budget})
}
