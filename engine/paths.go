package engine

import (
	"cmp"
	"context"

	"entente/graph"
	"entente/graph/index"
	"entente/graph/path"
)

// Paths finds the K best paths; see path.Searcher.Find for what is exact and
// what is bounded. An end that is not recorded is NotFound.
func (g *Graph) Paths(ctx context.Context, query PathQuery) (Paths, error) {
	if err := cmp.Or(positive("k", query.K), positive("maxHops", query.MaxHops)); err != nil {
		return Paths{}, err
	}
	snapshot, err := g.current()
	if err != nil {
		return Paths{}, err
	}
	from, err := vertexOf(snapshot, query.From, "from")
	if err != nil {
		return Paths{}, err
	}
	to, err := vertexOf(snapshot, query.To, "to")
	if err != nil {
		return Paths{}, err
	}
	result, err := g.searcher.Find(ctx, snapshot, path.Query{
		From: from, To: to, K: query.K, MaxHops: query.MaxHops,
		Order: query.Order, Filter: query.Where, Today: g.today(),
	})
	if err != nil {
		return Paths{}, err
	}
	found := Paths{Truncated: result.Truncated, Revision: snapshot.Revision(), Paths: make([]Path, len(result.Routes))}
	for i := range result.Routes {
		found.Paths[i] = named(snapshot, &result.Routes[i])
	}
	found.Diagnosis = explained(snapshot, result.Diagnosis)
	return found, nil
}

// positive refuses a bound of 0, which package path would take for its default.
func positive(field string, bound int) error {
	if bound == 0 {
		return graph.Errorf(graph.Invalid, "%s is 0; it must be at least 1", field).At(field)
	}
	return nil
}

// named puts ids for the vertices and positions of a route.
func named(snapshot *index.Snapshot, route *path.Route) Path {
	answer := Path{
		Entities:   identify(snapshot, route.Vertices),
		Hops:       make([]Hop, len(route.Hops)),
		Strength:   route.Strength,
		Weakest:    route.Weakest,
		Restricted: route.Restricted,
		Valid:      commonTime(snapshot, route),
	}
	for i, hop := range route.Hops {
		answer.Hops[i] = Hop{From: answer.Entities[i], To: answer.Entities[i+1], Forward: hop.Forward, Strength: hop.Strength}
		for _, position := range hop.Ties {
			answer.Hops[i].Ties = append(answer.Hops[i].Ties, snapshot.Tie(hop.Row, position).ID)
		}
	}
	return answer
}

// commonTime gives the dates that bound a route, at the precision of their
// sources; nil when no day is valid for all hops.
func commonTime(snapshot *index.Snapshot, route *path.Route) *graph.Interval {
	if route.Valid.Empty() {
		return nil
	}
	var bounds graph.Interval
	for _, hop := range route.Hops {
		dates := snapshot.Words[hop.Ties[0]].Interval()
		first, last := dates.Days()
		if first == route.Valid.First && first != graph.FirstDay {
			bounds.Start = dates.Start
		}
		if last == route.Valid.Last && last != graph.LastDay {
			bounds.End = dates.End
		}
	}
	return &bounds
}
