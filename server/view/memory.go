package view

import (
	"context"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// memory is what is found out of the query of one operation, each thing once:
// it is the same for every object that a field is asked of.
type memory struct {
	mutex     sync.RWMutex
	arguments map[*ast.Field]map[string]any
	fields    map[selection][]graphql.CollectedField
}

// selection is a set of selections on an object of a type. Neither the query nor
// the lists of what a type is change while an operation runs.
type selection struct {
	first  *ast.Selection
	length int
	of     *string
}

const memoryKey = "memory"

// Remember lets an operation keep what is found out of its query. It must be
// called before the operation runs.
func Remember(operation *graphql.OperationContext) {
	operation.Stats.SetExtension(memoryKey, &memory{
		arguments: map[*ast.Field]map[string]any{}, fields: map[selection][]graphql.CollectedField{},
	})
}

func memoryOf(operation *graphql.OperationContext) *memory {
	kept, _ := operation.Stats.GetExtension(memoryKey).(*memory)
	return kept
}

// Arguments gives the arguments of a field, which nobody may change. The
// generated code calls it where gqlgen would read them anew for every object.
func Arguments(ctx context.Context, operation *graphql.OperationContext, field graphql.CollectedField, read func(context.Context, map[string]any) (map[string]any, error)) (map[string]any, error) {
	kept := memoryOf(operation)
	if kept == nil {
		return read(ctx, field.ArgumentMap(operation.Variables))
	}
	kept.mutex.RLock()
	known := kept.arguments[field.Field]
	kept.mutex.RUnlock()
	if known != nil {
		return known, nil
	}
	known, err := read(ctx, field.ArgumentMap(operation.Variables))
	if err != nil {
		return nil, err
	}
	kept.mutex.Lock()
	kept.arguments[field.Field] = known
	kept.mutex.Unlock()
	return known, nil
}

// Fields gives the fields that are selected on an object which satisfies some
// types, and which nobody may change. The generated code calls it in the place
// of gqlgen's CollectFields, which spells the types out to find what it kept.
func Fields(operation *graphql.OperationContext, selections ast.SelectionSet, satisfies []string) []graphql.CollectedField {
	kept := memoryOf(operation)
	if kept == nil || len(selections) == 0 || len(satisfies) == 0 {
		return graphql.CollectFields(operation, selections, satisfies)
	}
	asked := selection{&selections[0], len(selections), &satisfies[0]}
	kept.mutex.RLock()
	known := kept.fields[asked]
	kept.mutex.RUnlock()
	if known != nil {
		return known
	}
	known = graphql.CollectFields(operation, selections, satisfies)
	kept.mutex.Lock()
	kept.fields[asked] = known
	kept.mutex.Unlock()
	return known
}
