package engine

import (
	"cmp"
	"context"
	"math"
	"slices"

	"entente/graph"
	"entente/graph/index"
	"entente/graph/path"
)

// Bounds of a what-if report.
const (
	// MaxPairs is how many pairs a report looks at.
	MaxPairs = 100
	// maxParties is for how many parties it chooses pairs, maxContacts with how many contacts of each.
	maxParties, maxContacts = 20, 10
	// told is how many of the best routes it compares.
	told = 5
)

// WhatIfQuery asks what changes between today and some assumptions.
type WhatIfQuery struct {
	Assume []Assumption
	// Pairs are those to look at, at most MaxPairs. Without any they are chosen:
	// the parties of what is assumed with each other, then each with the contacts of the others.
	Pairs   []Pair
	MaxHops int
	// Where admits no Via.
	Where graph.RouteFilter
}

// Pair is two entities whose routes are looked at.
type Pair struct{ From, To graph.ID }

// WhatIf says what changes.
type WhatIf struct {
	// Supposed is the graph under the assumptions; it has the records of what is
	// won. Recorded is the graph as it was compared.
	Supposed, Recorded *Graph
	// Changes are the pairs whose routes change, the gravest first: no route left,
	// a first route, then by what the smallest cut and the strongest route lose.
	Changes []PairChange
	// Parties are those for whom the pairs were chosen; none when they were given.
	Parties []graph.ID
	// Considered counts the pairs that were looked at.
	Considered int
	// Truncated tells that there were more parties, contacts or pairs than the
	// bounds, or that a search met its budget.
	Truncated bool
}

// PairChange is what changes for a pair.
type PairChange struct {
	Pair
	Before, After PairRoutes
	// Lost are those of the five best routes of today that are none under the
	// assumptions, Won those of the five best then that are none today.
	Lost, Won []Path
}

// PairRoutes says how two entities are joined.
type PairRoutes struct {
	// Hops is the length of the shortest route, Strength that of the strongest; 0 without a route.
	Hops     int
	Strength float64
	// Disjoint is how many routes can share nobody: the size of the smallest cut
	// when the two are not tied directly.
	Disjoint int
	// Gatekeepers are a smallest cut; none for a direct tie.
	Gatekeepers []graph.ID
	routes      []Path
}

// WhatIf compares the routes of pairs today and under assumptions. Cost: for
// each pair six searches, those of Paths in both orders and of Gatekeepers.
func (g *Graph) WhatIf(ctx context.Context, query WhatIfQuery) (WhatIf, error) {
	switch {
	case len(query.Assume) == 0:
		return WhatIf{}, graph.Errorf(graph.Invalid, "nothing is assumed").At("assume")
	case len(query.Pairs) > MaxPairs:
		return WhatIf{}, graph.Errorf(graph.TooLarge, "%d pairs were given, at most %d are looked at", len(query.Pairs), MaxPairs).At("pairs")
	case len(query.Where.Via) > 0:
		return WhatIf{}, graph.Errorf(graph.Invalid, "the report compares all routes and takes no via").At("where.via")
	}
	snapshot, err := g.current()
	if err != nil {
		return WhatIf{}, err
	}
	supposed, err := g.supposeOn(ctx, snapshot, query.Assume)
	if err != nil {
		return WhatIf{}, err
	}
	report := &WhatIf{Supposed: supposed, Recorded: g.supposed(snapshot, nil)}
	if len(query.Pairs) == 0 {
		if err := report.choose(&query); err != nil {
			return WhatIf{}, err
		}
	}
	return *report, report.compare(ctx, &query)
}

// compare looks at every pair.
func (w *WhatIf) compare(ctx context.Context, query *WhatIfQuery) error {
	w.Considered = len(query.Pairs)
	for _, pair := range query.Pairs {
		before, err := w.joined(ctx, w.Recorded, pair, query)
		if err != nil {
			return err
		}
		after, err := w.joined(ctx, w.Supposed, pair, query)
		if err != nil {
			return err
		}
		change := PairChange{Pair: pair, Before: before, After: after}
		if change.Lost, err = missing(w.Supposed, before.routes, query.Where); err != nil {
			return err
		}
		if change.Won, err = missing(w.Recorded, after.routes, query.Where); err != nil {
			return err
		}
		if change.changes() {
			w.Changes = append(w.Changes, change)
		}
	}
	slices.SortStableFunc(w.Changes, gravity)
	return nil
}

// joined says how a pair is joined in a graph.
func (w *WhatIf) joined(ctx context.Context, g *Graph, pair Pair, query *WhatIfQuery) (PairRoutes, error) {
	asked := PathQuery{From: pair.From, To: pair.To, K: told, MaxHops: query.MaxHops, Where: query.Where}
	found, err := g.Paths(ctx, asked)
	if err != nil {
		return PairRoutes{}, err
	}
	joined := PairRoutes{routes: found.Paths}
	w.Truncated = w.Truncated || found.Truncated
	if len(found.Paths) == 0 {
		return joined, nil
	}
	asked.K, asked.Order = 1, graph.ByStrength
	strongest, err := g.Paths(ctx, asked)
	if err != nil {
		return PairRoutes{}, err
	}
	cut, err := g.Gatekeepers(ctx, GatekeeperQuery{From: pair.From, To: pair.To, MaxRoutes: path.MostRoutes, Where: query.Where})
	if err != nil {
		return PairRoutes{}, err
	}
	w.Truncated = w.Truncated || strongest.Truncated || cut.Truncated
	joined.Hops, joined.Disjoint, joined.Gatekeepers = len(found.Paths[0].Hops), cut.Disjoint, cut.Entities
	if len(strongest.Paths) > 0 {
		joined.Strength = strongest.Paths[0].Strength
	}
	return joined, nil
}

// missing lists the paths that are none in a graph.
func missing(g *Graph, paths []Path, where graph.RouteFilter) ([]Path, error) {
	snapshot, err := g.current()
	if err != nil {
		return nil, err
	}
	gate, err := snapshot.Gate(where, g.today())
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(slices.Clone(paths), func(p Path) bool {
		vertices := make([]index.Vertex, len(p.Entities))
		for i, id := range p.Entities {
			vertices[i], _ = snapshot.Lookup(id)
		}
		return path.Holds(snapshot, &gate, vertices)
	}), nil
}

// changes tells whether anything of the pair changes.
func (c *PairChange) changes() bool {
	return len(c.Lost)+len(c.Won) > 0 || c.Before.Hops != c.After.Hops || c.Before.Disjoint != c.After.Disjoint ||
		math.Abs(c.Before.Strength-c.After.Strength) > 1e-9
}

// gravity orders changes, the gravest first.
func gravity(a, b PairChange) int {
	return cmp.Or(
		cmp.Compare(a.rank(), b.rank()),
		cmp.Compare(a.After.Disjoint-a.Before.Disjoint, b.After.Disjoint-b.Before.Disjoint),
		cmp.Compare(a.After.Strength-a.Before.Strength, b.After.Strength-b.Before.Strength),
	)
}

// rank is 0 for a pair that loses its last route, 1 for one that wins its first, else 2.
func (c *PairChange) rank() int {
	switch {
	case c.After.Hops == 0:
		return 0
	case c.Before.Hops == 0:
		return 1
	}
	return 2
}
