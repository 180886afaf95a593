package resolver

import (
	"context"
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// selects tells whether nothing but one field of the answer, which is of the
// type, is selected: what else belongs to it need not be worked out.
func selects(ctx context.Context, of, field string) bool {
	for _, selected := range graphql.CollectFieldsCtx(ctx, []string{of}) {
		if selected.Name != field && selected.Name != "__typename" {
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
