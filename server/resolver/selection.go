package resolver

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
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
