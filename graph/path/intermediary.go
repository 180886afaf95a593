package path

import (
	"cmp"
	"context"
	"slices"

	"entente/graph"
	"entente/graph/index"
)

// Sides asks who lies between two sets of vertices.
type Sides struct {
	From, To []index.Vertex
	// MaxHops is 1 to MostHops; 0 is DefaultHops.
	MaxHops int
	// Filter holds as in Find.
	Filter graph.RouteFilter
	// Today is the day of a filter that names none.
	Today graph.Day
	// Budget bounds the row entries that the search may scan; 0 is DefaultBudget.
	Budget int
}

// Betweenness is the answer to Sides. The distance of two sets is that of
// their closest members; the paths are all shortest ones between any two
// members that are as close, so that a member farther off adds none. With a
// Via they are the shortest of those that contain it, at most MostPaths a pair.
type Betweenness struct {
	// Intermediaries are ordered by share, the largest first, then by id. The
	// shares add up to Hops − 1. Without a Via no member of the two sides is among them.
	Intermediaries []Intermediary
	// Hops is the distance, −1 when no path joins the sides.
	Hops int
	// Paths counts the shortest paths; beyond 2⁵³ it is rounded.
	Paths     float64
	Truncated bool
	Scanned   int
	// Diagnosis says why there are no intermediaries; nil when there are.
	Diagnosis *Diagnosis
}

// Intermediary is an entity on shortest paths between two sides.
type Intermediary struct {
	Vertex index.Vertex
	// Share is the part of the shortest paths that run through it, in (0,1].
	Share float64
	// Paths counts them.
	Paths float64
	// Role is how it brokers on its best path.
	Role Role
	// Best is the best path through it, of those counted: the strongest, then
	// the first by ids. Describe gives its hops.
	Best []index.Vertex
}

// Between finds who lies between two sides. Cost: that of Count, and once more
// the entries that lie on shortest ways.
func (r *Searcher) Between(ctx context.Context, s *index.Snapshot, q Sides) (Betweenness, error) {
	b := Betweenness{Hops: -1}
	gate, err := q.prepare(s)
	switch {
	case err != nil:
		return b, err
	case len(gate.Via) > 0:
		b, err = r.byWay(ctx, s, gate, q)
	default:
		b, err = r.survey(ctx, s, gate, q, func(w *work, b *Betweenness) { b.Intermediaries = w.intermediaries(b.Hops) })
	}
	if err == nil && len(b.Intermediaries) == 0 {
		b.Diagnosis, err = r.diagnoseSides(ctx, s, q, &b)
	}
	return b, err
}

// prepare fills in the defaults and compiles the filter.
func (q *Sides) prepare(s *index.Snapshot) (gate index.Gate, err error) {
	if q.MaxHops, q.Budget, err = bounds(q.MaxHops, q.Budget); err != nil {
		return gate, err
	}
	if err := known(s, q.From...); err != nil {
		return gate, err
	}
	if err := known(s, q.To...); err != nil {
		return gate, err
	}
	return s.Gate(q.Filter, q.Today)
}

// survey counts the shortest paths and, when there are any, hands the census on.
func (r *Searcher) survey(ctx context.Context, s *index.Snapshot, gate index.Gate, q Sides, use func(*work, *Betweenness)) (Betweenness, error) {
	w := r.begin(ctx, s, &gate, q.Budget)
	defer r.end(w)
	b := Betweenness{Hops: w.tally(w.admitted(q.From), w.admitted(q.To), q.MaxHops)}
	b.Truncated, b.Scanned = w.cut, w.scanned
	if w.err != nil {
		return Betweenness{Hops: -1}, w.err
	}
	switch {
	case b.Hops == 0:
		b.Paths = 1
	case b.Hops > 0:
		b.Paths = w.count.total()
		use(w, &b)
	}
	return b, nil
}

// admitted lists those that are not to be avoided.
func (w *work) admitted(ends []index.Vertex) []index.Vertex {
	if !slices.ContainsFunc(ends, w.gate.Avoids) {
		return ends
	}
	return slices.DeleteFunc(slices.Clone(ends), w.gate.Avoids)
}

// standing is a head with the number of shortest paths over it.
type standing struct {
	paths float64
	at    place
	head  index.Vertex
}

// intermediaries lists the heads on shortest paths but for the roots.
func (w *work) intermediaries(hops int) []Intermediary {
	c := &w.count
	total := c.total()
	w.stand()
	if len(c.standings) == 0 {
		return nil
	}
	w.favour()
	list := make([]Intermediary, 0, len(c.standings))
	// All best paths are equally long and lie in one array.
	all := make([]index.Vertex, 0, len(c.standings)*(hops+1))
	for _, s := range c.standings {
		start := len(all)
		path, at := c.through(all, s.at)
		all = path
		best := path[start:len(path):len(path)]
		list = append(list, Intermediary{
			Vertex: s.head, Share: s.paths / total, Paths: s.paths, Best: best,
			Role: brokerage(w.s, best[at-1], s.head, best[at+1]),
		})
	}
	return list
}

// stand lists and orders those who are on shortest paths, without the roots.
func (w *work) stand() {
	c := &w.count
	c.complete()
	c.standings = c.standings[:0]
	for _, p := range c.joining {
		if h := c.at(p); int(p>>1) >= c.roots[p&1] {
			c.standings = append(c.standings, standing{h.paths * c.rest(p), p, h.vertex})
		}
	}
	slices.SortFunc(c.standings, func(a, b standing) int {
		if a.paths != b.paths {
			return cmp.Compare(b.paths, a.paths)
		}
		return w.s.Compare(a.head, b.head)
	})
}

// through appends the best path over a head, and says where on it the head stands.
func (c *census) through(into []index.Vertex, p place) (vertices []index.Vertex, at int) {
	start := len(into)
	for q := p; ; q = c.toStart(q) {
		into = append(into, c.at(q).vertex)
		if c.toStart(q) == q {
			break
		}
	}
	slices.Reverse(into[start:])
	at = len(into) - 1 - start
	for q := p; c.toEnd(q) != q; {
		q = c.toEnd(q)
		into = append(into, c.at(q).vertex)
	}
	return into, at
}
