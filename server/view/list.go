package view

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
)

// spot is the place of an item of a list.
type spot struct {
	place
	item  graphql.FieldContext
	index int
}

// List writes the items of a list one after the other. The generated code calls
// it in the place of gqlgen's own, which starts a goroutine for each item: the
// items are answered together anyway, see ask.
func List(ctx context.Context, length int, item func(context.Context, int) graphql.Marshaler) (list graphql.Array) {
	here := ctx
	defer func() {
		if cause := recover(); cause != nil {
			graphql.AddError(here, graphql.Recover(here, cause))
			list = nil
		}
	}()
	list = make(graphql.Array, length)
	spots := make([]spot, length)
	for i := range list {
		s := &spots[i]
		s.index, s.item.Index = i, &s.index
		here = s.below(ctx, &s.item)
		list[i] = item(here, i)
	}
	return list
}
