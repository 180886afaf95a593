package view

import (
	"context"
	"sync"

	"github.com/99designs/gqlgen/graphql"

	"entente/graph"
)

// answers are the answers that a group of siblings has got. Whoever asks a
// question first gets it answered for the whole group; the others wait for that.
type answers struct {
	mu    sync.Mutex
	given map[any]any
}

// ask answers the question once, by load, and from then on from memory.
func ask[T any](a *answers, question any, load func() (T, error)) (T, error) {
	a.mu.Lock()
	answer, asked := a.given[question].(func() (T, error))
	if !asked {
		if a.given == nil {
			a.given = map[any]any{}
		}
		answer = sync.OnceValues(load)
		a.given[question] = answer
	}
	a.mu.Unlock()
	return answer()
}

// asking gives the question that a field asks: the place in the query where it
// is selected. Siblings reach the same place with the same arguments.
func asking(ctx context.Context) any { return graphql.GetFieldContext(ctx).Field.Field }

// askedOf gives the kind of entity that the field was selected on, as in
// "... on Person"; 0 when it was selected on every kind.
func askedOf(ctx context.Context) graph.EntityKind {
	return kindNamed(graphql.GetFieldContext(ctx).Field.ObjectDefinition.Name)
}

// kindNamed is the kind of entity that a type of the schema stands for; 0 for any other type.
func kindNamed(name string) graph.EntityKind {
	kind, err := graph.ParseEntityKind(name)
	if err != nil {
		return 0
	}
	return kind
}
