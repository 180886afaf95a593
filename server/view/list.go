package view

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
)

// List writes the items of a list one after the other. The generated code calls
// it in the place of gqlgen's own, which starts a goroutine for each item: the
// items are answered together anyway, see ask.
func List(ctx context.Context, length int, item func(context.Context, int) graphql.Marshaler) (list graphql.Array) {
	place := ctx
	defer func() {
		if cause := recover(); cause != nil {
			graphql.AddError(place, graphql.Recover(place, cause))
			list = nil
		}
	}()
	list = make(graphql.Array, length)
	for i := range list {
		place = graphql.WithFieldContext(ctx, &graphql.FieldContext{Index: &i})
		list[i] = item(place, i)
	}
	return list
}
