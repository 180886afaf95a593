package resolver

import (
	"context"
	"time"

	"entente/engine"
	"entente/graph"
	"entente/server/view"
)

type query resolvers

// At answers at.
func (q query) At(ctx context.Context, revision *graph.Revision, moment *time.Time) (*view.Query, error) {
	past, err := q.of(ctx).At(ctx, engine.When{Revision: value(revision), Time: value(moment)})
	if err != nil {
		return nil, err
	}
	return view.From(ctx).At(past), nil
}

// of is the graph that a question is asked of: inside at, that of an earlier revision.
func (q query) of(ctx context.Context) Graph {
	if past := view.From(ctx).Past(); past != nil {
		return past
	}
	return q.graph
}

// Node answers node.
func (q query) Node(ctx context.Context, id graph.ID) (view.Node, error) {
	return view.From(ctx).Node(ctx, id)
}

// Entity answers entity.
func (q query) Entity(ctx context.Context, id graph.ID) (view.Entity, error) {
	return view.From(ctx).Entity(ctx, id)
}

// Entities answers entities.
func (q query) Entities(ctx context.Context, where *engine.EntityFilter, order *engine.Order,
	first *int, after *string, last *int, before *string) (*view.EntityConnection, error) {
	page := view.PageOf(first, after, last, before)
	found, err := q.of(ctx).List(ctx, engine.Listing{Where: value(where), Order: value(order), Page: page.Query})
	return view.From(ctx).EntityConnection(found, page), err
}

// Search answers search.
func (q query) Search(ctx context.Context, text string, kinds []graph.EntityKind, where *engine.EntityFilter,
	first *int, after *string) (*view.SearchConnection, error) {
	page := view.PageOf(first, after, nil, nil)
	found, err := q.of(ctx).Search(ctx, engine.SearchQuery{Text: text, Kinds: kinds, Where: value(where), Page: page.Query})
	return view.From(ctx).SearchConnection(found, page), err
}

// Paths answers paths.
func (q query) Paths(ctx context.Context, from, to graph.ID, k, maxHops *int,
	order *graph.Order, where *graph.RouteFilter, apart []graph.ID, timeRespecting *bool, assume []*engine.Assumption) (*view.PathsResult, error) {
	world, err := q.under(ctx, assume)
	if err != nil {
		return nil, err
	}
	found, err := world.graph.Paths(ctx, engine.PathQuery{From: from, To: to,
		K: given(k, paths), MaxHops: given(maxHops, hops), Order: value(order), Where: value(where), Apart: apart, TimeRespecting: value(timeRespecting),
		Unexplained: selects(ctx, "PathsResult", "paths", "truncated", "leftOut"), Bare: bare(ctx)})
	return world.operation.PathsResult(found), err
}

// Breaking answers breaking.
func (q query) Breaking(ctx context.Context, from, to graph.ID, within, k, maxHops *int,
	order *graph.Order, where *graph.RouteFilter, assume []*engine.Assumption) (*view.BreakingResult, error) {
	world, err := q.under(ctx, assume)
	if err != nil {
		return nil, err
	}
	found, err := world.graph.Breaking(ctx, engine.BreakingQuery{Within: given(within, days), PathQuery: engine.PathQuery{From: from, To: to,
		K: given(k, paths), MaxHops: given(maxHops, hops), Order: value(order), Where: value(where)}})
	return world.operation.BreakingResult(found), err
}

// Intermediaries answers intermediaries.
func (q query) Intermediaries(ctx context.Context, from, to []graph.ID, maxHops, slack *int, groupBy *engine.Grouping,
	where *graph.RouteFilter, first *int, after *string, assume []*engine.Assumption) (*view.IntermediaryConnection, error) {
	world, err := q.under(ctx, assume)
	if err != nil {
		return nil, err
	}
	page := view.PageOf(first, after, nil, nil)
	found, err := world.graph.Intermediaries(ctx, engine.IntermediaryQuery{From: from, To: to,
		MaxHops: given(maxHops, hops), Slack: value(slack), Group: value(groupBy), SharesOnly: !reaches(ctx, detailed(), "edges", "node"),
		Where: value(where), Page: page.Query})
	return world.operation.IntermediaryConnection(found, page), err
}

// Gatekeepers answers gatekeepers.
func (q query) Gatekeepers(ctx context.Context, from, to graph.ID, maxRoutes *int,
	shortest *bool, where *graph.RouteFilter, assume []*engine.Assumption) (*view.GatekeepersResult, error) {
	world, err := q.under(ctx, assume)
	if err != nil {
		return nil, err
	}
	found, err := world.graph.Gatekeepers(ctx, engine.GatekeeperQuery{From: from, To: to,
		MaxRoutes: given(maxRoutes, routes), Shortest: value(shortest), RoutesOnly: selects(ctx, "GatekeepersResult", "routes"), Where: value(where)})
	return world.operation.GatekeepersResult(found), err
}

// Connect answers connect.
func (q query) Connect(ctx context.Context, ids, optional []graph.ID, maxHops *int,
	where *graph.RouteFilter, assume []*engine.Assumption) (*view.ConnectResult, error) {
	world, err := q.under(ctx, assume)
	if err != nil {
		return nil, err
	}
	found, err := world.graph.Connect(ctx, engine.ConnectQuery{Members: ids, Optional: optional,
		MaxHops: given(maxHops, hops), Where: value(where)})
	return world.operation.ConnectResult(found), err
}

// MissingTies answers missingTies.
func (q query) MissingTies(ctx context.Context, from, to graph.ID, maxTies, count, maxHops *int,
	where *graph.RouteFilter, assume []*engine.Assumption) (*view.MissingTiesResult, error) {
	world, err := q.under(ctx, assume)
	if err != nil {
		return nil, err
	}
	found, err := world.graph.Advise(ctx, engine.AdviceQuery{From: from, To: to, MaxTies: given(maxTies, newTies),
		Count: given(count, suggestions), MaxHops: given(maxHops, hops), Where: value(where)})
	return world.operation.MissingTiesResult(found), err
}

// Agreements answers agreements.
func (q query) Agreements(ctx context.Context, on *graph.Date, where *engine.AgreementFilter, order *engine.AgreementOrder,
	first *int, after *string) (*view.AgreementConnection, error) {
	page := view.PageOf(first, after, nil, nil)
	found, err := q.of(ctx).Agreements(ctx, engine.AgreementQuery{On: value(on), Where: value(where), Order: value(order), Page: page.Query})
	return view.From(ctx).AgreementConnection(found, page), err
}

// Imports answers imports.
func (q query) Imports(ctx context.Context, first *int) (*view.ImportsResult, error) {
	found, total, err := q.of(ctx).Imports(ctx, given(first, imports))
	return view.ImportsOf(found, total), err
}

// History answers history.
func (q query) History(ctx context.Context, id graph.ID, first *int, after *string) (*view.HistoryConnection, error) {
	page := view.PageOf(first, after, nil, nil)
	found, err := q.of(ctx).Versions(ctx, engine.VersionsQuery{ID: id, Page: page.Query})
	return view.From(ctx).HistoryConnection(found, page), err
}

// Dependence answers dependence.
func (q query) Dependence(ctx context.Context, of graph.ID, on *engine.DependenceOn, through *engine.DependenceMeans,
	where *graph.RouteFilter, first *int, after *string, assume []*engine.Assumption) (*view.DependencyConnection, error) {
	world, err := q.under(ctx, assume)
	if err != nil {
		return nil, err
	}
	page := view.PageOf(first, after, nil, nil)
	found, err := world.graph.Dependence(ctx, engine.DependenceQuery{Of: of, On: max(value(on), engine.OnPartners),
		Through: max(value(through), engine.ThroughEntity), Where: value(where), Page: page.Query})
	return world.operation.DependencyConnection(found, page), err
}

// WhatIf answers whatIf.
func (q query) WhatIf(ctx context.Context, assume []*engine.Assumption, pairs []*engine.Pair, maxHops *int,
	where *graph.RouteFilter) (*view.WhatIfResult, error) {
	found, err := q.of(ctx).WhatIf(ctx, engine.WhatIfQuery{Assume: each(assume), Pairs: each(pairs),
		MaxHops: given(maxHops, hops), Where: value(where)})
	return view.From(ctx).WhatIfResult(found), err
}

// Standing answers standing.
func (q query) Standing(ctx context.Context, where *graph.RouteFilter, entities []graph.ID, community *int,
	first *int, after *string) (*view.StandingConnection, error) {
	page := view.PageOf(first, after, nil, nil)
	found, err := q.of(ctx).Standing(ctx, engine.StandingQuery{Where: value(where), Entities: entities, Community: value(community), Page: page.Query})
	return view.From(ctx).StandingConnection(found, page), err
}

// Communities answers communities.
func (q query) Communities(ctx context.Context, where *graph.RouteFilter, first *int, after *string) (*view.CommunityConnection, error) {
	page := view.PageOf(first, after, nil, nil)
	found, err := q.of(ctx).Communities(ctx, engine.CommunityQuery{Where: value(where), Page: page.Query})
	return view.From(ctx).CommunityConnection(found, page), err
}

// Duplicates answers duplicates.
func (q query) Duplicates(ctx context.Context, of *graph.ID, kinds []graph.EntityKind, country *string, minScore *float64,
	verdicts []engine.Verdict, first *int, after *string) (*view.DuplicateConnection, error) {
	page := view.PageOf(first, after, nil, nil)
	found, err := q.of(ctx).Duplicates(ctx, engine.DuplicateQuery{Of: value(of), Kinds: kinds, Country: value(country),
		MinScore: value(minScore), Verdicts: verdicts, Page: page.Query})
	return view.From(ctx).DuplicateConnection(found, page), err
}

// Status answers status.
func (q query) Status(ctx context.Context) (*view.Status, error) {
	status, err := q.of(ctx).Status(ctx)
	return &view.Status{Status: status, Version: q.version}, err
}

// world is what a question is about: the graph, or what it would be under
// assumptions, and the operation that reads from it.
type world struct {
	graph     Graph
	operation *view.Operation
}

// under gives the world of a question.
func (q query) under(ctx context.Context, assume []*engine.Assumption) (world, error) {
	if len(assume) == 0 {
		return world{q.of(ctx), view.From(ctx)}, nil
	}
	supposed, err := q.of(ctx).Suppose(ctx, each(assume))
	if err != nil {
		return world{}, err
	}
	return world{supposed, view.From(ctx).Over(supposed)}, nil
}

// The defaults of the schema, which an argument of null asks for too.
const (
	paths       = 5
	hops        = 6
	routes      = 8
	newTies     = 1
	suggestions = 5
	days        = 365
	imports     = 20
)

// each is the list of what is pointed to.
func each[T any](pointers []*T) []T {
	list := make([]T, len(pointers))
	for i, pointer := range pointers {
		list[i] = *pointer
	}
	return list
}

// given is what an argument holds, the default for null.
func given(argument *int, usual int) int {
	if argument == nil {
		return usual
	}
	return *argument
}
