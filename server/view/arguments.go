package view

import (
	"context"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// arguments are those of the fields of one operation, each read once: they are
// the same for every object that a field is asked of.
type arguments struct {
	mutex sync.RWMutex
	known map[*ast.Field]map[string]any
}

const argumentsKey = "arguments"

// Remember lets an operation keep the arguments of its fields. It must be
// called before the operation runs.
func Remember(operation *graphql.OperationContext) {
	operation.Stats.SetExtension(argumentsKey, &arguments{known: map[*ast.Field]map[string]any{}})
}

// Arguments gives the arguments of a field, which nobody may change. The
// generated code calls it where gqlgen would read them anew for every object.
func Arguments(ctx context.Context, operation *graphql.OperationContext, field graphql.CollectedField, read func(context.Context, map[string]any) (map[string]any, error)) (map[string]any, error) {
	kept, _ := operation.Stats.GetExtension(argumentsKey).(*arguments)
	if kept == nil {
		return read(ctx, field.ArgumentMap(operation.Variables))
	}
	kept.mutex.RLock()
	known := kept.known[field.Field]
	kept.mutex.RUnlock()
	if known != nil {
		return known, nil
	}
	known, err := read(ctx, field.ArgumentMap(operation.Variables))
	if err != nil {
		return nil, err
	}
	kept.mutex.Lock()
	kept.known[field.Field] = known
	kept.mutex.Unlock()
	return known, nil
}
