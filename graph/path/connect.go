package path

import (
	"cmp"
	"context"
	"slices"

	"entente/graph"
	"entente/graph/index"
)

// MostMembers is the largest number of entities that a Group may have, the
// optional ones and the filter's Via included.
const MostMembers = 50

// Group asks for the smallest circle that joins some entities.
type Group struct {
	// Members are those to be joined; the filter's Via are members too.
	Members []index.Vertex
	// Optional are members where the circle is no larger for it.
	Optional []index.Vertex
	// MaxHops bounds the ways by which parts of a circle are joined, 1 to MostHops; 0 is DefaultHops.
	MaxHops int
	// Filter holds as in Find. Members may be of any kind and under
	// restrictions wherever they stand; one that is to be avoided is joined to nobody.
	Filter graph.RouteFilter
	// Today is the day of a filter that names none.
	Today graph.Day
	// Budget bounds the row entries that the search may scan, those for a
	// diagnosis not counted; 0 is DefaultBudget.
	Budget int
}

// Connection is the answer to a Group.
type Connection struct {
	// Circles are one when all members can be joined, else the fragments: the
	// one with most members first, then in the order of the question.
	Circles []Circle
	// Truncated tells that the budget was spent: circles may be larger than
	// need be, and fragments be what could be joined.
	Truncated bool
	Scanned   int
	// Diagnosis says why the first circle cannot be joined to any other; nil if it is the only one.
	Diagnosis *Diagnosis
}

// Circle is a set of entities in which each member can be introduced to each other.
type Circle struct {
	// Members and Optional are those of the group, in the order of the question.
	Members, Optional []index.Vertex
	// Others are those who join them, by ids.
	Others []index.Vertex
	// Hops make a tree of all of them.
	Hops []Hop
	// Conveners could bring the members together, the closest to them first;
	// none where there is but one member.
	Conveners []Convener
	// Restricted tells that an entity of the circle is under restrictions.
	Restricted bool
}

// Connect finds the circles. A circle is smallest when it has the fewest
// entities; finding it is hard (Karp, 1972), and this one has at most
// 2 − 2/t times the hops of the smallest, where t is the number of members and
// MaxHops does not bind. Cost: a search by hops for each member and each try;
// conveners at most some thirty times Shortest for each member.
func (r *Searcher) Connect(ctx context.Context, s *index.Snapshot, q Group) (Connection, error) {
	gate, err := q.prepare(s)
	if err != nil {
		return Connection{}, err
	}
	c, err := r.gather(ctx, s, gate, &q)
	if err == nil && len(c.Circles) > 1 {
		c.Diagnosis, err = r.diagnoseGroup(ctx, s, &q, &c)
	}
	return c, err
}

// prepare fills in the defaults, makes the filter's Via members, and compiles the filter.
func (q *Group) prepare(s *index.Snapshot) (gate index.Gate, err error) {
	if q.MaxHops, q.Budget, err = bounds(q.MaxHops, q.Budget); err != nil {
		return gate, err
	}
	if err := known(s, slices.Concat(q.Members, q.Optional)...); err != nil {
		return gate, err
	}
	if gate, err = s.Gate(q.Filter, q.Today); err != nil {
		return gate, err
	}
	q.Filter.Via = nil
	q.Members = inOrder(slices.Concat(q.Members, gate.Via), nil)
	q.Optional = inOrder(q.Optional, q.Members)
	if err := within("members", len(q.Members), MostMembers); err != nil {
		return gate, err
	}
	return gate, within("members", len(q.Members)+len(q.Optional), MostMembers)
}

// inOrder gives each vertex once, where it stands first, without some others.
func inOrder(vertices, without []index.Vertex) []index.Vertex {
	var list []index.Vertex
	for _, v := range vertices {
		if !slices.Contains(list, v) && !slices.Contains(without, v) {
			list = append(list, v)
		}
	}
	return list
}

// gather is Connect without the reasons.
func (r *Searcher) gather(ctx context.Context, s *index.Snapshot, gate index.Gate, q *Group) (Connection, error) {
	w := r.begin(ctx, s, &gate, q.Budget)
	defer r.end(w)
	g := &gathering{work: w, q: q, joinable: w.admitted(q.Members)}
	g.search()
	var c Connection
	for _, t := range g.best {
		c.Circles = append(c.Circles, g.circle(t))
	}
	slices.SortFunc(c.Circles, func(a, b Circle) int {
		return cmp.Or(cmp.Compare(len(b.Members), len(a.Members)),
			cmp.Compare(slices.Index(q.Members, a.Members[0]), slices.Index(q.Members, b.Members[0])))
	})
	c.Scanned, c.Truncated = w.scanned, w.cut
	if w.err != nil {
		return Connection{}, w.err
	}
	return c, nil
}

// circle describes a tree and finds who could convene its members.
func (g *gathering) circle(t tree) Circle {
	var c Circle
	for _, v := range g.q.Members {
		if slices.Contains(t.vertices, v) {
			c.Members = append(c.Members, v)
		}
	}
	for _, v := range g.q.Optional {
		if slices.Contains(t.vertices, v) {
			c.Optional = append(c.Optional, v)
		}
	}
	c.Others = inOrder(t.vertices, slices.Concat(c.Members, c.Optional))
	slices.SortFunc(c.Others, g.compare)
	for _, branch := range t.branches {
		c.Hops = append(c.Hops, join(g.s, &g.gate, branch[0], branch[1]))
	}
	c.Restricted = slices.ContainsFunc(t.vertices, g.s.Restricted)
	if len(c.Members) > 1 {
		c.Conveners = g.conveners(c.Members, t.vertices)
	}
	return c
}

// diagnoseGroup says why the first circle is not joined to the others.
func (r *Searcher) diagnoseGroup(ctx context.Context, s *index.Snapshot, q *Group, c *Connection) (*Diagnosis, error) {
	if c.Truncated {
		return &Diagnosis{Reason: Spent}, nil
	}
	question := question{maxHops: q.MaxHops, filter: q.Filter, today: q.Today, budget: q.Budget}
	for i := range c.Circles {
		circle := &c.Circles[i]
		all := slices.Concat(circle.Members, circle.Optional, circle.Others)
		if i == 0 {
			question.from = all
			continue
		}
		question.to = append(question.to, all...)
	}
	return r.explain(ctx, s, question)
}
