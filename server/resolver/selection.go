package resolver

import (
	"context"
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// selects tells whether nothing but some fields of the answer, which is of the
// type, is selected: what else belongs to it need not be worked out.
func selects(ctx context.Context, of string, fields ...string) bool {
	return only(graphql.CollectFieldsCtx(ctx, []string{of}), fields)
}

// bare tells whether of paths only that is selected for which their hops are not needed.
func bare(ctx context.Context) bool {
	for _, selected := range graphql.CollectFieldsCtx(ctx, []string{"PathsResult"}) {
		switch selected.Name {
		case "paths":
			if !selectsIn(ctx, selected.Selections, "Path", "entities", "restricted", "restrictions") {
				return false
			}
		case "diagnosis":
			return false
		}
	}
	return true
}

// detailed are the fields of an intermediary that need more than counts.
func detailed() []string {
	return []string{"role", "roles", "pairs", "pairCount", "bestPath", "explanation"}
}

// reaches tells whether any of some fields is selected in the answer at the end of the way.
func reaches(ctx context.Context, fields []string, way ...string) bool {
	return within(graphql.GetOperationContext(ctx), graphql.GetFieldContext(ctx).Field.Selections, fields, way)
}

// within is reaches for a selection. The types on the way are objects, all of whose fragments are theirs.
func within(operation *graphql.OperationContext, selections ast.SelectionSet, fields, way []string) bool {
	for _, selected := range graphql.CollectFields(operation, selections, nil) {
		switch {
		case len(way) == 0 && slices.Contains(fields, selected.Name):
			return true
		case len(way) > 0 && selected.Name == way[0] && within(operation, selected.Selections, fields, way[1:]):
			return true
		}
	}
	return false
}

// selectsIn is selects for a field below the answer.
func selectsIn(ctx context.Context, selections ast.SelectionSet, of string, fields ...string) bool {
	return only(graphql.CollectFields(graphql.GetOperationContext(ctx), selections, []string{of}), fields)
}

func only(selected []graphql.CollectedField, fields []string) bool {
	return !slices.ContainsFunc(selected, func(f graphql.CollectedField) bool {
		return f.Name != "__typename" && !slices.Contains(fields, f.Name)
	})
}
