package view_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2/ast"

	"entente/server/view"
)

// asked is a field of a type T as the generated code asks for it.
type asked struct {
	name    string
	refuse  error
	resolve func(context.Context) (any, error)
	nonNull bool
}

func (a asked) initialize(_ context.Context, field graphql.CollectedField) (*graphql.FieldContext, error) {
	return &graphql.FieldContext{Object: "Invented", Field: field}, a.refuse
}

func marshalText(_ context.Context, _ ast.SelectionSet, v string) graphql.Marshaler {
	return graphql.MarshalString(v)
}

func (a asked) byGqlgen(ctx context.Context, operation *graphql.OperationContext) graphql.Marshaler {
	return graphql.ResolveField(ctx, operation, fieldsNamed(a.name)[0], a.initialize, a.resolve, nil, marshalText, true, a.nonNull)
}

func (a asked) byUs(ctx context.Context, operation *graphql.OperationContext) graphql.Marshaler {
	return view.Field(ctx, operation, fieldsNamed(a.name)[0], a.initialize, a.resolve, marshalText, a.nonNull)
}

// outcome writes a field below a list and says what was written and which errors there are.
func outcome(write func(context.Context, *graphql.OperationContext) graphql.Marshaler) string {
	operation := &graphql.OperationContext{
		RecoverFunc:        func(_ context.Context, cause any) error { return fmt.Errorf("recovered: %v", cause) },
		ResolverMiddleware: func(ctx context.Context, next graphql.Resolver) (any, error) { return next(ctx) },
	}
	ctx := graphql.WithOperationContext(withErrors(), operation)
	ctx = graphql.WithFieldContext(ctx, &graphql.FieldContext{Field: fieldsNamed("list")[0]})
	var text strings.Builder
	view.List(ctx, 2, func(ctx context.Context, _ int) graphql.Marshaler { return write(ctx, operation) }).MarshalGQL(&text)
	return fmt.Sprint(text.String(), graphql.GetErrors(ctx))
}

func TestAFieldIsWrittenAsGqlgenWritesIt(t *testing.T) {
	gives := func(value any, err error) func(context.Context) (any, error) {
		return func(context.Context) (any, error) { return value, err }
	}
	for _, field := range []asked{
		{name: "value", resolve: gives("text", nil), nonNull: true},
		{name: "null", resolve: gives(nil, nil)},
		{name: "nullThatMustNotBe", resolve: gives(nil, nil), nonNull: true},
		{name: "failing", resolve: gives(nil, errors.New("broken")), nonNull: true},
		{name: "refused", refuse: errors.New("an argument is wrong"), resolve: gives("text", nil)},
		{name: "panicking", resolve: func(context.Context) (any, error) { panic("broken") }},
		{name: "told", resolve: func(ctx context.Context) (any, error) {
			graphql.AddErrorf(ctx, "told already")
			return nil, nil
		}, nonNull: true},
		{name: "placed", resolve: func(ctx context.Context) (any, error) {
			fc := graphql.GetFieldContext(ctx)
			return fmt.Sprint(fc.Path(), fc.Object, fc.Parent.Path(), graphql.GetOperationContext(ctx) != nil), nil
		}},
	} {
		t.Run(field.name, func(t *testing.T) {
			if diff := cmp.Diff(outcome(field.byGqlgen), outcome(field.byUs)); diff != "" {
				t.Errorf("(-gqlgen +ours):\n%s", diff)
			}
		})
	}
}

func TestAFieldWithoutArgumentsNeedsNobodyToInitializeIt(t *testing.T) {
	var got string
	field := fieldsNamed("plain")[0]
	field.ObjectDefinition = &ast.Definition{Name: "Invented"}
	outcome(func(ctx context.Context, operation *graphql.OperationContext) graphql.Marshaler {
		return view.Field(ctx, operation, field, nil, func(ctx context.Context) (any, error) {
			fc := graphql.GetFieldContext(ctx)
			got = fmt.Sprint(fc.Path(), " ", fc.Object, " ", fc.Field.Name, " ", fc.Parent.Path())
			return "", nil
		}, marshalText, true)
	})
	if want := "list[1].plain Invented plain list[1]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestAContextBelowAFieldKeepsWhatWasPutBetween(t *testing.T) {
	type key struct{}
	var got any
	below := asked{name: "below", resolve: func(ctx context.Context) (any, error) {
		got = ctx.Value(key{})
		return "", nil
	}}
	outcome(func(ctx context.Context, operation *graphql.OperationContext) graphql.Marshaler {
		return below.byUs(context.WithValue(ctx, key{}, "between"), operation)
	})
	if got != "between" {
		t.Errorf("got %v, want what was put between", got)
	}
}

func TestTheFieldsOfASelectionAreFoundOnceForAnOperation(t *testing.T) {
	selections := ast.SelectionSet{&ast.Field{Name: "id", Alias: "id"}, &ast.InlineFragment{TypeCondition: "Firm",
		SelectionSet: ast.SelectionSet{&ast.Field{Name: "city", Alias: "city"}}}}
	organization, firm := []string{"Organization"}, []string{"Firm"}
	operation := &graphql.OperationContext{}
	view.Remember(operation)
	for _, of := range [][]string{organization, firm, organization} {
		got, again := view.Fields(operation, selections, of), view.Fields(operation, selections, of)
		want := graphql.CollectFields(&graphql.OperationContext{}, selections, of)
		if len(got) != len(want) || &got[0] != &again[0] {
			t.Errorf("%v: got %d fields, want %d, the same each time", of, len(got), len(want))
		}
	}
	if got := view.Fields(operation, nil, firm); len(got) != 0 {
		t.Errorf("got %d fields of nothing", len(got))
	}
}
