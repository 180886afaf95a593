// Package resolver owns the answers to the root fields of the schema: it
// translates a question into a call of the graph and hands the result to
// package view.
package resolver

import (
	"context"
	"iter"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"entente/engine"
	"entente/graph"
	"entente/server/exec"
	"entente/server/view"
)

// Graph is what the schema is answered from; an engine.Graph is one.
type Graph interface {
	view.Graph
	Finder
	Router
	Supposer
	Measurer
	Matcher
	Keeper
	Historian
	Feeder
}

var _ Graph = (*engine.Graph)(nil)

// Finder lists and searches entities.
type Finder interface {
	List(ctx context.Context, listing engine.Listing) (engine.EntityPage, error)
	Search(ctx context.Context, query engine.SearchQuery) (engine.EntityPage, error)
}

// Supposer gives the graph as it would be under assumptions.
type Supposer interface {
	Suppose(ctx context.Context, list []engine.Assumption) (*engine.Graph, error)
	WhatIf(ctx context.Context, query engine.WhatIfQuery) (engine.WhatIf, error)
}

// Router finds paths, those who stand on them, and circles.
type Router interface {
	Paths(ctx context.Context, query engine.PathQuery) (engine.Paths, error)
	Breaking(ctx context.Context, query engine.BreakingQuery) (engine.Breaking, error)
	Intermediaries(ctx context.Context, query engine.IntermediaryQuery) (engine.IntermediaryPage, error)
	Gatekeepers(ctx context.Context, query engine.GatekeeperQuery) (engine.Gatekeepers, error)
	Connect(ctx context.Context, query engine.ConnectQuery) (engine.Connection, error)
	Dependence(ctx context.Context, query engine.DependenceQuery) (engine.DependencePage, error)
	Advise(ctx context.Context, query engine.AdviceQuery) (engine.Advice, error)
}

// Measurer measures the whole graph in the background.
type Measurer interface {
	Standing(ctx context.Context, query engine.StandingQuery) (engine.StandingPage, error)
	Communities(ctx context.Context, query engine.CommunityQuery) (engine.CommunityPage, error)
}

// Matcher tells which bodies may be one, and takes decisions.
type Matcher interface {
	Duplicates(ctx context.Context, query engine.DuplicateQuery) (engine.DuplicatePage, error)
	Decide(ctx context.Context, ruling engine.Ruling) (engine.Ruled, error)
}

// Keeper takes changes and says what is kept.
type Keeper interface {
	Apply(ctx context.Context, batch graph.Batch) (graph.Commit, error)
	Status(ctx context.Context) (engine.Status, error)
	Agreements(ctx context.Context, query engine.AgreementQuery) (engine.AgreementPage, error)
	Imports(ctx context.Context, first int) ([]engine.Import, int, error)
}

// Historian tells what was recorded before.
type Historian interface {
	At(ctx context.Context, when engine.When) (*engine.Graph, error)
	Versions(ctx context.Context, query engine.VersionsQuery) (engine.VersionPage, error)
	Restore(ctx context.Context, query engine.RestoreQuery) (engine.Restored, error)
}

// Undo takes imports back. What an import is, only those know who read it, so
// that the graph itself cannot.
type Undo func(ctx context.Context, query engine.UndoQuery) (engine.Undoing, error)

// Feeder gives what changes.
type Feeder interface {
	Feed(ctx context.Context, since graph.Revision, after string) (iter.Seq2[[]engine.FeedItem, error], error)
}

// NewSchema gives the executable schema over a graph. It needs nothing set up
// per request: each operation gets loaders of its own. Its Complexity estimates
// the number of values in an answer and never overflows.
// Nobody undoes imports in it.
func NewSchema(g Graph, version string) graphql.ExecutableSchema {
	return NewSchemaWithUndo(g, version, func(context.Context, engine.UndoQuery) (engine.Undoing, error) {
		return engine.Undoing{}, graph.Errorf(graph.Unavailable, "imports are undone by a server that may write, not here")
	})
}

// NewSchemaWithUndo is NewSchema with somebody who undoes imports.
func NewSchemaWithUndo(g Graph, version string, undo Undo) graphql.ExecutableSchema {
	root := resolvers{graph: g, version: version, undo: undo}
	return schema{exec.NewExecutableSchema(exec.Config{Resolvers: root}), g}
}

// schema is the generated schema with loaders and costs.
type schema struct {
	graphql.ExecutableSchema
	graph view.Graph
}

// Exec gives each operation, and each event of a subscription, loaders of its own.
func (s schema) Exec(ctx context.Context) graphql.ResponseHandler {
	operation := graphql.GetOperationContext(ctx)
	view.Remember(operation)
	if operation.Operation.Operation == ast.Subscription {
		return s.subscribe(ctx)
	}
	next := s.ExecutableSchema.Exec(ctx)
	return func(ctx context.Context) *graphql.Response {
		ctx = view.NewOperation(ctx, s.graph)
		response := next(ctx)
		view.From(ctx).TellRevision(ctx)
		return response
	}
}

// Complexity is the cost of a field whose children cost so much together.
func (s schema) Complexity(_ context.Context, _, field string, children int, args map[string]any) (int, bool) {
	return cost(field, children, args), true
}

// resolvers are the root of the generated schema.
type resolvers struct {
	graph   Graph
	version string
	undo    Undo
}

// Query resolves the questions.
func (r resolvers) Query() exec.QueryResolver { return query(r) }

// Mutation resolves the changes.
func (r resolvers) Mutation() exec.MutationResolver { return mutation(r) }

// Subscription resolves what is followed.
func (r resolvers) Subscription() exec.SubscriptionResolver { return subscription(r) }

// value is what an argument holds, the zero value for null.
func value[T any](argument *T) (v T) {
	if argument != nil {
		v = *argument
	}
	return v
}
