package view

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// place is a context that says which field of an answer is written. gqlgen's
// own hangs one context below the other, so that whoever asks for the operation
// goes up through all fields and lists above; a place hangs below the first.
type place struct {
	context.Context
	field *graphql.FieldContext
}

// Value gives the field to whoever asks for it.
func (p *place) Value(key any) any {
	if key == fieldKey {
		return p.field
	}
	return p.Context.Value(key)
}

// fieldKey is the key of fields in a context, which gqlgen does not export.
var fieldKey = func() any {
	seen := &witness{Context: context.Background()}
	graphql.GetFieldContext(seen)
	return seen.key
}()

// witness remembers what it was asked for.
type witness struct {
	context.Context
	key any
}

// Value gives nothing.
func (w *witness) Value(key any) any {
	w.key = key
	return nil
}

// below puts a field below the one of a context.
func (p *place) below(ctx context.Context, field *graphql.FieldContext) context.Context {
	p.Context, p.field = ctx, field
	if above, ok := ctx.(*place); ok {
		p.Context, field.Parent = above.Context, above.field
	} else {
		field.Parent = graphql.GetFieldContext(ctx)
	}
	return p
}

// seat is a place with its field.
type seat struct {
	place
	known graphql.FieldContext
}

// enter gives the context of a field. One without arguments needs nobody to initialize it.
func enter(ctx context.Context, field graphql.CollectedField,
	initialize func(context.Context, graphql.CollectedField) (*graphql.FieldContext, error)) (context.Context, *graphql.FieldContext, error) {
	if initialize == nil {
		s := &seat{}
		s.known.Field = field
		if field.ObjectDefinition != nil {
			s.known.Object = field.ObjectDefinition.Name
		}
		return s.below(ctx, &s.known), &s.known, nil
	}
	known, err := initialize(ctx, field)
	if err != nil {
		return ctx, nil, err
	}
	return new(place).below(ctx, known), known, nil
}

// Field writes a field of an object. The generated code calls it in the place
// of gqlgen's own ResolveField, for which nothing can be left out: here no
// middleware stands between the field and its value, so that no more is
// allocated than the field's context.
func Field[T any](
	ctx context.Context,
	operation *graphql.OperationContext,
	field graphql.CollectedField,
	initialize func(context.Context, graphql.CollectedField) (*graphql.FieldContext, error),
	resolve func(context.Context) (any, error),
	marshal func(context.Context, ast.SelectionSet, T) graphql.Marshaler,
	nonNull bool,
) (written graphql.Marshaler) {
	ctx, known, err := enter(ctx, field, initialize)
	if err != nil {
		return graphql.Null
	}
	defer func() {
		if cause := recover(); cause != nil {
			operation.Error(ctx, operation.Recover(ctx, cause))
			written = graphql.Null
		}
	}()
	value, err := resolve(ctx)
	switch {
	case err != nil:
		operation.Error(ctx, graphql.AddFieldLocationToError(ctx, err))
		return graphql.Null
	case value == nil:
		if nonNull && !graphql.HasFieldError(ctx, known) {
			operation.Errorf(ctx, "must not be null")
		}
		return graphql.Null
	}
	known.Result = value
	return marshal(ctx, field.Selections, value.(T))
}
