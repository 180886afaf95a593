package engine

import (
	"context"

	"entente/graph"
	"entente/graph/path"
)

// GatekeeperQuery asks for routes between two entities that share nobody, and
// for the smallest set of entities without which no path is left. MaxRoutes is 1 to 64.
type GatekeeperQuery struct {
	From, To  graph.ID
	MaxRoutes int
	// Shortest asks for routes that have as few hops in total as so many can have.
	Shortest bool
	// RoutesOnly asks for Routes, Diagnosis when there is none, and nothing else: Truncated then tells that the budget was spent.
	RoutesOnly bool
	Where      graph.RouteFilter
}

// Gatekeepers is the answer; see path.Gatekeepers for what each part promises.
type Gatekeepers struct {
	// Routes share nobody between the ends, the best first.
	Routes []Path
	// Disjoint is how many routes can share nobody, at most 64.
	Disjoint int
	// Entities are a smallest set without which no path is left, by id.
	Entities []graph.ID
	// Indispensable are those who are in every such set.
	Indispensable []graph.ID
	// Diagnosis says why there are no gatekeepers; nil when there are.
	Diagnosis *Diagnosis
	Truncated bool
	leftOut   leftOut
}

// Gatekeepers finds routes that share nobody, and who could close them all.
func (g *Graph) Gatekeepers(ctx context.Context, query GatekeeperQuery) (Gatekeepers, error) {
	if err := positive("maxRoutes", query.MaxRoutes); err != nil {
		return Gatekeepers{}, err
	}
	snapshot, err := g.current()
	if err != nil {
		return Gatekeepers{}, err
	}
	from, err := vertexOf(snapshot, query.From, "from")
	if err != nil {
		return Gatekeepers{}, err
	}
	to, err := vertexOf(snapshot, query.To, "to")
	if err != nil {
		return Gatekeepers{}, err
	}
	asked := path.Passage{From: from, To: to, MaxRoutes: query.MaxRoutes, Least: query.Shortest, RoutesOnly: query.RoutesOnly, Filter: query.Where, Today: g.today()}
	found, err := g.searcher.Gatekeepers(ctx, snapshot, asked)
	if err != nil {
		return Gatekeepers{}, err
	}
	answer := Gatekeepers{
		Routes: make([]Path, len(found.Routes)), Disjoint: found.Disjoint, Truncated: found.Truncated,
		Entities: identify(snapshot, found.Vertices), Indispensable: identify(snapshot, found.Indispensable),
		Diagnosis: explained(snapshot, found.Diagnosis),
	}
	for i := range found.Routes {
		answer.Routes[i] = named(snapshot, &found.Routes[i])
	}
	answer.leftOut = g.leavings(snapshot, query.Where, func(ctx context.Context, open graph.RouteFilter) ([]span, bool, error) {
		asked := asked
		asked.Filter = open
		found, err := g.searcher.Gatekeepers(ctx, snapshot, asked)
		return spansOf(found.Routes), found.Truncated, err
	})
	return answer, nil
}
