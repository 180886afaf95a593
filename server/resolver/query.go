package resolver

import (
	"context"

	"entente/engine"
	"entente/graph"
	"entente/server/view"
)

type query resolvers

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
	found, err := q.graph.List(ctx, engine.Listing{Where: value(where), Order: value(order), Page: page.Query})
	return view.From(ctx).EntityConnection(found, page), err
}

// Search answers search.
func (q query) Search(ctx context.Context, text string, kinds []graph.EntityKind,
	first *int, after *string) (*view.SearchConnection, error) {
	page := view.PageOf(first, after, nil, nil)
	found, err := q.graph.Search(ctx, text, kinds, page.Query)
	return view.From(ctx).SearchConnection(found, page), err
}

// Paths answers paths.
func (q query) Paths(ctx context.Context, from, to graph.ID, k, maxHops *int,
	order *graph.Order, where *graph.RouteFilter, apart []graph.ID) (*view.PathsResult, error) {
	found, err := q.graph.Paths(ctx, engine.PathQuery{From: from, To: to,
		K: given(k, paths), MaxHops: given(maxHops, hops), Order: value(order), Where: value(where), Apart: apart})
	return view.From(ctx).PathsResult(found), err
}

// Breaking answers breaking.
func (q query) Breaking(ctx context.Context, from, to graph.ID, within, k, maxHops *int,
	order *graph.Order, where *graph.RouteFilter) (*view.BreakingResult, error) {
	found, err := q.graph.Breaking(ctx, engine.BreakingQuery{Within: given(within, days), PathQuery: engine.PathQuery{From: from, To: to,
		K: given(k, paths), MaxHops: given(maxHops, hops), Order: value(order), Where: value(where)}})
	return view.From(ctx).BreakingResult(found), err
}

// Intermediaries answers intermediaries.
func (q query) Intermediaries(ctx context.Context, from, to []graph.ID, maxHops, slack *int, groupBy *engine.Grouping,
	where *graph.RouteFilter, first *int, after *string) (*view.IntermediaryConnection, error) {
	page := view.PageOf(first, after, nil, nil)
	found, err := q.graph.Intermediaries(ctx, engine.IntermediaryQuery{From: from, To: to,
		MaxHops: given(maxHops, hops), Slack: value(slack), Group: value(groupBy), Where: value(where), Page: page.Query})
	return view.From(ctx).IntermediaryConnection(found, page), err
}

// Gatekeepers answers gatekeepers.
func (q query) Gatekeepers(ctx context.Context, from, to graph.ID, maxRoutes *int,
	shortest *bool, where *graph.RouteFilter) (*view.GatekeepersResult, error) {
	found, err := q.graph.Gatekeepers(ctx, engine.GatekeeperQuery{From: from, To: to,
		MaxRoutes: given(maxRoutes, routes), Shortest: value(shortest), Where: value(where)})
	return view.From(ctx).GatekeepersResult(found), err
}

// Connect answers connect.
func (q query) Connect(ctx context.Context, ids, optional []graph.ID, maxHops *int,
	where *graph.RouteFilter) (*view.ConnectResult, error) {
	found, err := q.graph.Connect(ctx, engine.ConnectQuery{Members: ids, Optional: optional,
		MaxHops: given(maxHops, hops), Where: value(where)})
	return view.From(ctx).ConnectResult(found), err
}

// MissingTies answers missingTies.
func (q query) MissingTies(ctx context.Context, from, to graph.ID, maxTies, count, maxHops *int,
	where *graph.RouteFilter) (*view.MissingTiesResult, error) {
	found, err := q.graph.Advise(ctx, engine.AdviceQuery{From: from, To: to, MaxTies: given(maxTies, newTies),
		Count: given(count, suggestions), MaxHops: given(maxHops, hops), Where: value(where)})
	return view.From(ctx).MissingTiesResult(found), err
}

// Imports answers imports.
func (q query) Imports(ctx context.Context, first *int) (*view.ImportsResult, error) {
	found, total, err := q.graph.Imports(ctx, given(first, imports))
	return view.ImportsOf(found, total), err
}

// Status answers status.
func (q query) Status(ctx context.Context) (*view.Status, error) {
	status, err := q.graph.Status(ctx)
	return &view.Status{Status: status, Version: q.version}, err
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

// given is what an argument holds, the default for null.
func given(argument *int, usual int) int {
	if argument == nil {
		return usual
	}
	return *argument
}
