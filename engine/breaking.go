package engine

import (
	"cmp"
	"context"
	"slices"

	"entente/graph"
)

// BreakingQuery asks which of the K best paths break within so many days, and
// which paths hold on. Within is 1 to graph.MaxHoldsFor.
type BreakingQuery struct {
	PathQuery
	Within int
}

// Breaking is the answer.
type Breaking struct {
	// Breaking are those of the K best paths that may break within the days, the
	// soonest first; each has a Break.
	Breaking []Path
	// Lasting are the K best of the paths that hold on, found inside the search. A
	// path whose end is known to the month or year may stand in both lists.
	Lasting []Path
	// Diagnosis says why fewer hold on than asked.
	Diagnosis *Diagnosis
	Truncated bool
	Revision  graph.Revision
}

// Breaking tells which of the best paths break within so many days, when and
// why, and which paths are left then. It is answered by two searches of Paths
// on one snapshot, so that a write between them shows in neither or in both.
func (g *Graph) Breaking(ctx context.Context, query BreakingQuery) (Breaking, error) {
	if query.Within <= 0 || query.Within > graph.MaxHoldsFor {
		return Breaking{}, graph.Errorf(graph.Invalid, "within is %d days; it must be 1 to %d", query.Within, graph.MaxHoldsFor).At("within")
	}
	if query.Where.AnyTime {
		return Breaking{}, graph.Errorf(graph.Invalid, "what breaks is counted from a day and cannot be asked for at any time").At("where.anyTime")
	}
	snapshot, err := g.current()
	if err != nil {
		return Breaking{}, err
	}
	now, err := g.pathsIn(ctx, snapshot, query.PathQuery)
	if err != nil {
		return Breaking{}, err
	}
	query.Where.HoldsFor = max(query.Where.HoldsFor, query.Within)
	then, err := g.pathsIn(ctx, snapshot, query.PathQuery)
	if err != nil {
		return Breaking{}, err
	}
	answer := Breaking{Lasting: then.Paths, Diagnosis: then.Diagnosis, Truncated: now.Truncated || then.Truncated, Revision: then.Revision}
	for _, path := range now.Paths {
		if path.Break != nil && path.Break.soonest() <= query.Within {
			answer.Breaking = append(answer.Breaking, path)
		}
	}
	slices.SortStableFunc(answer.Breaking, func(a, b Path) int { return cmp.Compare(a.Break.soonest(), b.Break.soonest()) })
	return answer, nil
}

// soonest counts the days to Earliest.
func (b *Break) soonest() int { return b.Days - int(b.On.First()-b.Earliest.First()) }
