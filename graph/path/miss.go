package path

import (
	"context"
	"slices"

	"entente/graph"
	"entente/graph/index"
)

// Misses are the paths that come nearest to a question.
type Misses struct {
	// List has at most one for each limit, in the order in which limits are
	// lifted; if none of them is enough, one for the fewest that are together.
	List []Miss
	// Truncated tells that the budget of a search was spent: a miss may be missing.
	Truncated bool
}

// Miss is a path that a question has once a limit is lifted.
type Miss struct {
	// Loosened are the limits, as the reasons that they are for.
	Loosened []Reason
	// Route is the best path of the looser question.
	Route Route
	// Hops are the positions of those hops of the route of which the question
	// admits nothing, or not the strongest relationship where the miss is a
	// stronger path. Vertices are the entities that the question keeps out.
	Hops     []int
	Vertices []index.Vertex
}

// Misses lists the nearest misses of a question, each limit lifted alone. For a
// question without a path (than is 0) a miss is the path with the fewest hops.
// Where there are paths and the best has the strength than, it is the strongest
// path and counts only if it is stronger; the first is then that of the
// question itself, for Longer. Cost: a search for each limit of the question,
// each with the question's budget.
func (r *Searcher) Misses(ctx context.Context, s *index.Snapshot, q Query, than float64) (Misses, error) {
	if err := q.normal(s); err != nil {
		return Misses{}, err
	}
	asked := question{from: []index.Vertex{q.From}, to: []index.Vertex{q.To}, maxHops: q.MaxHops, filter: q.Filter, today: q.Today, budget: q.Budget}
	gate, err := asked.gate(s)
	if err != nil {
		return Misses{}, err
	}
	search := missing{r, s, &gate, than, Misses{}}
	if than > 0 {
		_, err = search.try(ctx, asked, Longer)
	}
	for _, l := range loosenings() {
		looser := asked
		if err != nil || !l.loosen(&looser) {
			continue
		}
		_, err = search.try(ctx, looser, l.reason)
	}
	if err == nil && than == 0 && len(search.found.List) == 0 {
		err = search.together(ctx, asked)
	}
	return search.found, err
}

// missing collects misses.
type missing struct {
	searcher *Searcher
	s        *index.Snapshot
	// gate is that of the question.
	gate  *index.Gate
	than  float64
	found Misses
}

// try asks a looser question and takes its path if it is better; ok tells that it was.
func (m *missing) try(ctx context.Context, q question, loosened ...Reason) (ok bool, err error) {
	ask := m.searcher.nearest
	if m.than > 0 {
		ask = m.searcher.strongestMiss
	}
	near, err := ask(ctx, m.s, q)
	m.found.Truncated = m.found.Truncated || near.spent
	if err != nil || near.route == nil || near.route.Strength <= m.than*(1+1e-9) && m.than > 0 {
		return false, err
	}
	m.found.List = append(m.found.List, m.judge(near.route, loosened))
	return true, nil
}

// together lifts the fewest limits that are enough.
func (m *missing) together(ctx context.Context, q question) error {
	diagnosis, err := m.searcher.explainTogether(ctx, m.s, q)
	if err == nil && diagnosis.Nearest != nil {
		m.found.List = append(m.found.List, m.judge(diagnosis.Nearest, diagnosis.Loosened))
	}
	return err
}

// judge says what the question does not admit of a path.
func (m *missing) judge(route *Route, loosened []Reason) Miss {
	miss := Miss{Loosened: loosened, Route: *route}
	for i, hop := range route.Hops {
		counted := hop.Ties
		if m.than > 0 {
			counted = counted[:1]
		}
		if !slices.ContainsFunc(counted, func(p uint32) bool { return m.gate.Admits(m.s.Words[p]) }) {
			miss.Hops = append(miss.Hops, i)
		}
	}
	for i, v := range route.Vertices {
		inner := i > 0 && i+1 < len(route.Vertices)
		if m.gate.Avoids(v) || inner && !m.gate.Passes(v, m.s.Kind(v)) {
			miss.Vertices = append(miss.Vertices, v)
		}
	}
	return miss
}

// strongestMiss gives the strongest path, of at most MostHops hops.
func (r *Searcher) strongestMiss(ctx context.Context, s *index.Snapshot, q question) (miss, error) {
	gate, err := q.gate(s)
	if err != nil {
		return miss{}, err
	}
	result, err := r.find(ctx, s, gate, &Query{From: q.from[0], To: q.to[0], K: 1, Order: graph.ByStrength,
		MaxHops: min(q.maxHops, MostHops), Filter: q.filter, Today: q.today, Budget: q.budget})
	if err != nil || len(result.Routes) == 0 {
		return miss{spent: result.Truncated}, err
	}
	return miss{route: &result.Routes[0], spent: result.Truncated}, nil
}
