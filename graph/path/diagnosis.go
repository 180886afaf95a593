package path

import (
	"context"
	"math"
	"slices"

	"entente/graph"
	"entente/graph/index"
)

// Diagnosis says why there is no path, or fewer than asked.
type Diagnosis struct {
	Reason Reason
	// Loosened are the limits without which Nearest was found, as the reasons
	// that they are for: one, or several when no one of them is enough.
	Loosened []Reason
	// Ends are the ends without any relationship, for NoRelationships.
	Ends []index.Vertex
	// Nearest is the best path, by hops, that the looser question has; nil if
	// it was not found. Its ties are those that the looser question admits.
	Nearest *Route
}

// diagnose says why a result has fewer paths than asked.
func (r *Searcher) diagnose(ctx context.Context, s *index.Snapshot, q *Query, result *Result) (*Diagnosis, error) {
	switch {
	case result.Truncated:
		return &Diagnosis{Reason: Spent}, nil
	case len(result.Routes) > 0:
		return &Diagnosis{Reason: Fewer}, nil
	}
	asked := question{from: []index.Vertex{q.From}, to: []index.Vertex{q.To},
		maxHops: q.MaxHops, filter: q.Filter, today: q.Today, budget: q.Budget}
	if !q.TimeRespecting {
		return r.explain(ctx, s, asked)
	}
	if near, err := r.nearest(ctx, s, asked); err != nil || near.route != nil {
		return &Diagnosis{Reason: Disordered, Loosened: []Reason{Disordered}, Nearest: near.route}, err
	}
	return r.explain(ctx, s, asked)
}

// diagnoseSides says why nobody lies between two sides.
func (r *Searcher) diagnoseSides(ctx context.Context, s *index.Snapshot, q Sides, b *Betweenness) (*Diagnosis, error) {
	hops, budget, err := bounds(q.MaxHops, q.Budget)
	if err != nil {
		return nil, err
	}
	question := question{from: q.From, to: q.To, maxHops: hops, filter: q.Filter, today: q.Today, budget: budget}
	switch {
	case b.Truncated:
		return &Diagnosis{Reason: Spent}, nil
	case b.Hops < 0:
		return r.explain(ctx, s, question)
	}
	near, err := r.nearest(ctx, s, question)
	return &Diagnosis{Reason: Direct, Nearest: near.route}, err
}

// explain says why a question has no path: first whether the ends have
// relationships at all and lie in one component, then by asking with one limit
// lifted, in the order of loosenings, then with the first of them, the first
// two and so on. The first question that has a path gives the reason.
func (r *Searcher) explain(ctx context.Context, s *index.Snapshot, q question) (*Diagnosis, error) {
	if ends := isolated(s, q); len(ends) > 0 {
		return &Diagnosis{Reason: NoRelationships, Ends: ends}, nil
	}
	widest := q
	for _, l := range loosenings() {
		l.loosen(&widest)
	}
	if far, err := r.nearest(ctx, s, widest); err != nil || far.route == nil {
		return &Diagnosis{Reason: far.absence()}, err
	}
	for _, l := range loosenings() {
		looser := q
		if !l.loosen(&looser) {
			continue
		}
		if near, err := r.nearest(ctx, s, looser); err != nil || near.route != nil {
			return &Diagnosis{Reason: l.reason, Loosened: []Reason{l.reason}, Nearest: near.route}, err
		}
	}
	return r.explainTogether(ctx, s, q)
}

// explainTogether lifts more and more limits until there is a path, and puts
// back those that it can do without.
func (r *Searcher) explainTogether(ctx context.Context, s *index.Snapshot, q question) (*Diagnosis, error) {
	diagnosis := &Diagnosis{Reason: Filtered}
	var lifted []loosening
	for looser, rest := q, loosenings(); diagnosis.Nearest == nil && len(rest) > 0; rest = rest[1:] {
		if !rest[0].loosen(&looser) {
			continue
		}
		lifted = append(lifted, rest[0])
		near, err := r.nearest(ctx, s, looser)
		if err != nil {
			return diagnosis, err
		}
		diagnosis.Nearest = near.route
	}
	for i := len(lifted) - 1; i >= 0 && diagnosis.Nearest != nil; i-- {
		fewer := slices.Delete(slices.Clone(lifted), i, i+1)
		near, err := r.nearest(ctx, s, q.without(fewer))
		if err != nil {
			return diagnosis, err
		}
		if near.route != nil {
			lifted, diagnosis.Nearest = fewer, near.route
		}
	}
	for _, l := range lifted {
		diagnosis.Loosened = append(diagnosis.Loosened, l.reason)
	}
	return diagnosis, nil
}

// isolated lists the ends without a relationship that may carry a path; all of
// a side must be without one.
func isolated(s *index.Snapshot, q question) []index.Vertex {
	var ends []index.Vertex
	for _, side := range [][]index.Vertex{q.from, q.to} {
		if !slices.ContainsFunc(side, func(v index.Vertex) bool { return carries(s, v) }) {
			ends = append(ends, side...)
		}
	}
	return ends
}

func carries(s *index.Snapshot, v index.Vertex) bool {
	span := s.Spans[v]
	return slices.ContainsFunc(s.Words[span.Low:span.High], func(w index.Word) bool { return w.Kind().Class() != graph.Restricting })
}

// miss is what a looser question has.
type miss struct {
	route *Route
	spent bool
}

// absence is the reason if even the widest question has no path.
func (m miss) absence() Reason {
	if m.spent {
		return Spent
	}
	return Separate
}

// nearest gives the best path by hops, without one if there is none or the budget is spent.
func (r *Searcher) nearest(ctx context.Context, s *index.Snapshot, q question) (miss, error) {
	gate, err := q.gate(s)
	if err != nil {
		return miss{}, err
	}
	if len(gate.Via) > 0 {
		return r.nearestVia(ctx, s, gate, &q)
	}
	ends := strait{from: q.from, to: q.to}
	if r.islands.part(s, &gate, q.budget, ends) {
		return miss{}, nil
	}
	w := r.begin(ctx, s, &gate, q.budget)
	defer r.end(w)
	vertices := w.closest(w.admitted(q.from), w.admitted(q.to), q.maxHops)
	if w.err == nil && len(vertices) == 0 {
		w.err = r.islands.inVain(w, ends)
	}
	if w.err != nil || len(vertices) == 0 {
		return miss{spent: w.cut}, w.err
	}
	route := Describe(s, &gate, vertices)
	return miss{route: &route}, nil
}

// closest gives the best path by hops between two sets, none if there is none.
func (w *work) closest(from, to []index.Vertex, maxHops int) []index.Vertex {
	if i := slices.IndexFunc(from, func(v index.Vertex) bool { return slices.Contains(to, v) }); i >= 0 {
		return from[i : i+1]
	}
	if !w.fewest(request{from: from, to: to, hops: maxHops, cost: math.Inf(1)}) {
		return nil
	}
	return w.found.vertices
}

// nearestVia is nearest for a filter with a Via, which only Find can have. It
// has a tenth of the budget, since such questions can be hard.
func (r *Searcher) nearestVia(ctx context.Context, s *index.Snapshot, gate index.Gate, q *question) (miss, error) {
	result, err := r.find(ctx, s, gate, &Query{From: q.from[0], To: q.to[0], K: 1,
		MaxHops: min(q.maxHops, MostHops), Filter: q.filter, Today: q.today, Budget: max(1, q.budget/10)})
	if err != nil || len(result.Routes) == 0 {
		return miss{spent: result.Truncated}, err
	}
	return miss{route: &result.Routes[0]}, nil
}
