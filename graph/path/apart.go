package path

import (
	"context"
	"slices"

	"entente/graph"
	"entente/graph/index"
)

// Apart is Find for a plan B: the K best of the paths that share nobody between
// the ends with a given path. If that is a direct tie, they are all the others.
func (r *Searcher) Apart(ctx context.Context, s *index.Snapshot, q Query, given []index.Vertex) (Result, error) {
	if err := q.normal(s); err != nil {
		return Result{}, err
	}
	if err := known(s, given...); err != nil {
		return Result{}, err
	}
	last := len(given) - 1
	if last < 1 || given[0] != q.From || given[last] != q.To {
		return Result{}, graph.Errorf(graph.Invalid, "the given path does not lead from one end to the other").At("apart")
	}
	if last == 1 {
		return r.indirect(ctx, s, &q)
	}
	q.Filter.Avoid = slices.Clone(q.Filter.Avoid)
	for _, v := range given[1:last] {
		q.Filter.Avoid = append(q.Filter.Avoid, s.ID(v))
	}
	return r.Find(ctx, s, q)
}

// indirect is Find without the direct tie: one path more is asked for, and that left out.
func (r *Searcher) indirect(ctx context.Context, s *index.Snapshot, q *Query) (Result, error) {
	gate, err := s.Gate(q.Filter, q.Today)
	if err != nil {
		return Result{}, err
	}
	wider := *q
	wider.K++
	result, err := r.find(ctx, s, gate, &wider)
	if err != nil {
		return Result{}, err
	}
	result.Routes = slices.DeleteFunc(result.Routes, func(route Route) bool { return len(route.Vertices) == 2 })
	result.Routes = result.Routes[:min(len(result.Routes), q.K)]
	switch {
	case q.Unexplained || len(result.Routes) == q.K:
	case result.Truncated || len(result.Routes) > 0:
		result.Diagnosis, err = r.diagnose(ctx, s, q, &result)
	default:
		result.Diagnosis = &Diagnosis{Reason: Direct}
	}
	return result, err
}
