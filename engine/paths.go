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
	snapshot, err := g.current()
	if err != nil {
		return Paths{}, err
	}
	return g.pathsIn(ctx, snapshot, query)
}

// pathsIn is Paths on a snapshot.
func (g *Graph) pathsIn(ctx context.Context, snapshot *index.Snapshot, query PathQuery) (Paths, error) {
	if err := cmp.Or(positive("k", query.K), positive("maxHops", query.MaxHops)); err != nil {
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
	asked := path.Query{
		From: from, To: to, K: query.K, MaxHops: query.MaxHops,
		Order: query.Order, TimeRespecting: query.TimeRespecting, Filter: query.Where, Today: g.today(),
		Unexplained: query.Unexplained, Bare: query.Bare,
	}
	result, err := g.routes(ctx, snapshot, query.Apart, asked)
	if err != nil {
		return Paths{}, err
	}
	found := Paths{Truncated: result.Truncated, Revision: snapshot.Revision(), Paths: make([]Path, len(result.Routes))}
	for i := range result.Routes {
		if query.Bare {
			found.Paths[i] = bare(snapshot, &result.Routes[i])
			continue
		}
		found.Paths[i] = named(snapshot, &result.Routes[i])
	}
	found.leftOut = g.leavings(snapshot, query.Where, func(ctx context.Context, open graph.RouteFilter) ([]span, bool, error) {
		asked := asked
		asked.Filter = open
		result, err := g.routes(ctx, snapshot, query.Apart, asked)
		return spansOf(result.Routes), result.Truncated, err
	})
	if query.Unexplained {
		return found, nil
	}
	found.Diagnosis = weighed(explained(snapshot, result.Diagnosis), found.Paths)
	if d := found.Diagnosis; d != nil && len(query.Apart) == 0 && !query.TimeRespecting && (len(found.Paths) == 0 || d.Strongest > 0) {
		d.misses = g.missesOf(snapshot, asked, d.Strongest)
	}
	return found, nil
}

// routes asks for the paths, or for those that share nobody with a given one.
func (g *Graph) routes(ctx context.Context, snapshot *index.Snapshot, apart []graph.ID, query path.Query) (path.Result, error) {
	if len(apart) == 0 {
		return g.searcher.Find(ctx, snapshot, query)
	}
	if len(apart) > MaxSide {
		return path.Result{}, graph.Errorf(graph.TooLarge, "a path of %d entities was given, at most %d are taken", len(apart), MaxSide).At("apart")
	}
	given := make([]index.Vertex, len(apart))
	for i, id := range apart {
		vertex, err := vertexOf(snapshot, id, "apart")
		if err != nil {
			return path.Result{}, err
		}
		given[i] = vertex
	}
	return g.searcher.Apart(ctx, snapshot, query, given)
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
	return Path{
		Entities:   identify(snapshot, route.Vertices),
		Hops:       hopsOf(snapshot, route.Hops),
		Strength:   route.Strength,
		Weakest:    route.Weakest,
		Restricted: route.Restricted,
		Valid:      validOf(snapshot, &route.Lifetime),
		BeginsWith: hopOf(route.Begins),
		EndsWith:   hopOf(route.Ends),
		Break:      breakOf(snapshot, &route.Lifetime),
	}
}

// bare is named for a route without hops.
func bare(snapshot *index.Snapshot, route *path.Route) Path {
	bare := Path{Entities: identify(snapshot, route.Vertices), Kinds: make([]graph.EntityKind, len(route.Vertices)), Weakest: -1, Restricted: route.Restricted}
	for i, v := range route.Vertices {
		bare.Kinds[i] = snapshot.Kind(v)
	}
	return bare
}

// hopsOf puts ids for the vertices and positions of hops.
func hopsOf(snapshot *index.Snapshot, found []path.Hop) []Hop {
	hops := make([]Hop, len(found))
	for i, hop := range found {
		hops[i] = Hop{From: snapshot.ID(hop.From), To: snapshot.ID(hop.To), Forward: hop.Forward, Strength: hop.Strength}
		for _, position := range hop.Ties {
			hops[i].Ties = append(hops[i].Ties, snapshot.Tie(hop.Row, position).ID)
		}
	}
	return hops
}
