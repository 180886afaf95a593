package path

import (
	"context"

	"entente/graph"
	"entente/graph/index"
)

// Find gives the K best paths in the order of the query, exactly: paths
// without repetition, of at most MaxHops hops, that hold to the whole filter.
// Two paths differ when their entities do. An end may be under restrictions and
// of any kind, but not one to be avoided. From an entity to itself there is
// one path, without hops. When there are fewer than K it says why. A budget
// that is spent is part of the result; an end of the context is a Canceled error.
func (r *Searcher) Find(ctx context.Context, s *index.Snapshot, q Query) (Result, error) {
	if err := q.normal(s); err != nil {
		return Result{}, err
	}
	gate, err := s.Gate(q.Filter, q.Today)
	if err != nil {
		return Result{}, err
	}
	result, err := r.find(ctx, s, gate, &q)
	if err != nil || q.Unexplained || len(result.Routes) == q.K || q.From == q.To && len(result.Routes) == 1 {
		return result, err
	}
	result.Diagnosis, err = r.diagnose(ctx, s, &q, &result)
	return result, err
}

// find is Find without the reasons.
func (r *Searcher) find(ctx context.Context, s *index.Snapshot, gate index.Gate, q *Query) (Result, error) {
	ends := strait{from: []index.Vertex{q.From}, to: []index.Vertex{q.To}}
	if r.islands.part(s, &gate, q.Budget, ends) {
		return Result{Routes: []Route{}}, nil
	}
	w := r.begin(ctx, s, &gate, q.Budget)
	defer r.end(w)
	w.list.paths = w.list.paths[:0]
	if w.admitsEnds(q.From, q.To) {
		w.search(q)
	}
	if w.err == nil && len(w.list.paths) == 0 {
		w.err = r.islands.inVain(w, ends)
	}
	if w.err != nil {
		return Result{}, w.err
	}
	return Result{Routes: w.routes(q), Truncated: w.cut, Scanned: w.scanned}, nil
}

// search leaves the paths in the list.
func (w *work) search(q *Query) {
	via := w.others(q.From, q.To)
	switch {
	case q.From == q.To && len(via) == 0:
		w.list.paths = append(w.list.paths, trail{vertices: [MostHops + 1]index.Vertex{q.From}})
	case q.From == q.To:
	case len(via) > 0:
		w.through(q, via)
	case q.TimeRespecting:
		w.inTime(q)
	case q.Order == graph.ByStrength:
		w.order(q.Order)
		w.strongest(q)
	case q.K > 1:
		w.order(q.Order)
		w.briefest(q)
	default:
		w.order(q.Order)
		w.k(q)
	}
}

// admitsEnds tells whether no end is to be avoided.
func (w *work) admitsEnds(ends ...index.Vertex) bool {
	for _, v := range ends {
		if w.gate.Avoids(v) {
			return false
		}
	}
	return true
}
