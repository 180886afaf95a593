package view

import (
	"context"
	"sync"

	"entente/engine"
	"entente/graph"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// Query is the root of what is asked of the graph at an earlier revision.
type Query struct{ operation *Operation }

// In gives the context in which its fields are answered.
func (q *Query) In(ctx context.Context) context.Context {
	return context.WithValue(ctx, operationKey{}, q.operation)
}

// At gives the root of questions to a graph of an earlier revision. What they
// read is kept apart from what this operation reads.
func (o *Operation) At(past *engine.Graph) *Query {
	o.revisions.add(past.Revision())
	then := newOperation(past, gathering)
	then.past = past
	return &Query{then}
}

// Past is the graph of an earlier revision that is asked, nil for the present one.
func (o *Operation) Past() *engine.Graph { return o.past }

// revisions are those that the roots of an operation asked for, side by side.
type revisions struct {
	mutex sync.Mutex
	asked []graph.Revision
}

func (r *revisions) add(revision graph.Revision) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.asked = append(r.asked, revision)
}

// one is the revision that all asked for, if all are given and it is the same.
func (r *revisions) one(all int) (graph.Revision, bool) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if len(r.asked) == 0 || len(r.asked) != all {
		return 0, false
	}
	for _, other := range r.asked {
		if other != r.asked[0] {
			return 0, false
		}
	}
	return r.asked[0], true
}

// TellRevision adds to the response of which revision it is, where the operation
// asks for nothing but one earlier revision.
func (o *Operation) TellRevision(ctx context.Context) {
	roots := graphql.GetOperationContext(ctx).Operation.SelectionSet
	for _, selection := range roots {
		if field, plain := selection.(*ast.Field); !plain || field.Name != "at" {
			return
		}
	}
	if revision, same := o.revisions.one(len(roots)); same {
		graphql.RegisterExtension(ctx, "revision", uint64(revision))
	}
}
