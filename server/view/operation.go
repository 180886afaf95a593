package view

import (
	"context"
	"strings"
	"time"

	"entente/engine"
	"entente/graph"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// Graph is what answers read while they are written.
type Graph interface {
	graph.Records
	// Ties gives a page of an entity's relationships, from the index.
	Ties(ctx context.Context, query engine.TieQuery) (engine.TiePage, error)
	// Counts gives the numbers of an entity's relationships, from the index.
	Counts(ctx context.Context, id graph.ID) ([]engine.Count, error)
	// Restrictions gives the relationships by which restrictions name an entity, from the index.
	Restrictions(ctx context.Context, id graph.ID) ([]graph.ID, error)
	// Node gives what the index knows of an entity itself.
	Node(id graph.ID) (graph.Node, error)
	// RestrictionsOn gives the restrictions that name parties, from the index.
	RestrictionsOn(ctx context.Context, parties []graph.ID) ([]engine.PartyRestriction, error)
	// Strength weighs a relationship, by the index.
	Strength(r *graph.Relationship) (graph.Strength, error)
}

// Operation is what one query or mutation has read so far. It belongs to one
// operation and ends with it.
type Operation struct {
	graph         Graph
	entities      *records[graph.Entity]
	relationships *records[graph.Relationship]
	sources       *records[graph.Source]
	// supposed are the relationships that the question assumes.
	supposed map[graph.ID]bool
	// past is the graph of an earlier revision that is asked; nil for the present one.
	past *engine.Graph
	// revisions are the earlier ones that were asked for.
	revisions revisions
}

// gathering is how long reads of root fields that run side by side wait for
// each other. It is paid only by operations with several root fields.
const gathering = 200 * time.Microsecond

type operationKey struct{}

// NewOperation gives a context in which answers can be written. The context
// must be that of a GraphQL operation.
func NewOperation(ctx context.Context, g Graph) context.Context {
	wait := gathering
	if single(graphql.GetOperationContext(ctx).Operation) {
		wait = 0
	}
	return context.WithValue(ctx, operationKey{}, newOperation(g, wait))
}

func newOperation(g Graph, wait time.Duration) *Operation {
	return &Operation{
		graph:         assuming{g},
		entities:      newRecords(g.Entities, wait),
		relationships: newRecords(g.Relationships, wait),
		sources:       newRecords(g.Sources, wait),
	}
}

// single tells whether the operation has one root field, so that its reads have nobody to wait for.
func single(operation *ast.OperationDefinition) bool {
	if operation == nil || len(operation.SelectionSet) != 1 {
		return false
	}
	_, plain := operation.SelectionSet[0].(*ast.Field)
	return plain
}

// From gives the operation of a context that NewOperation made.
func From(ctx context.Context) *Operation { return ctx.Value(operationKey{}).(*Operation) }

// Over gives an operation that reads from a graph under assumptions: its
// entities and sources are those of this operation, its relationships and all
// that the index says are its own.
func (o *Operation) Over(supposed *engine.Graph) *Operation {
	over := &Operation{graph: assuming{supposed}, past: o.past, entities: o.entities, sources: o.sources,
		relationships: newRecords(supposed.Relationships, 0), supposed: map[graph.ID]bool{}}
	for _, r := range supposed.Assumed() {
		over.supposed[r.ID] = true
	}
	return over
}

// assumes tells whether a relationship is assumed, by the question or by its answer.
func (o *Operation) assumes(id graph.ID) bool {
	return o.supposed[id] || strings.HasPrefix(string(id), "assumed:")
}

// gone is the error for a record that the index knows and the store no longer has.
func gone(id graph.ID) error {
	return graph.Errorf(graph.Unavailable, "%s was removed while the answer was made; ask again", graph.Excerpt(string(id)))
}
