package view_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"entente/server/view"
)

func fieldsNamed(names ...string) []graphql.CollectedField {
	var fields []graphql.CollectedField
	for _, name := range names {
		fields = append(fields, graphql.CollectedField{Field: &ast.Field{Name: name, Alias: name}})
	}
	return fields
}

func TestAnObjectIsWrittenInTheOrderOfItsFields(t *testing.T) {
	cases := []struct {
		name   string
		fields []string
		want   string
	}{
		{"no field", nil, `{}`},
		{"one", []string{"a"}, `{"a":"a"}`},
		{"three", []string{"c", "b", "a"}, `{"c":"c","b":"b","a":"a"}`},
		{"several", []string{"b", "a"}, `{"b":"b","a":"a"}`},
		{"more than there is room for inside", []string{"a", "b", "c", "d", "e", "f", "g"}, `{"a":"a","b":"b","c":"c","d":"d","e":"e","f":"f","g":"g"}`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			object := view.NewObject(fieldsNamed(c.fields...))
			for i, name := range c.fields {
				object.Values[i] = graphql.MarshalString(name)
			}
			var text strings.Builder
			object.MarshalGQL(&text)
			if text.String() != c.want {
				t.Errorf("got %s, want %s", &text, c.want)
			}
		})
	}
}

func TestArgumentsAreReadOnceForAnOperation(t *testing.T) {
	field := fieldsNamed("name")[0]
	field.Definition = &ast.FieldDefinition{}
	reads := 0
	read := func(context.Context, map[string]any) (map[string]any, error) {
		reads++
		return map[string]any{"first": reads}, nil
	}
	ask := func(operation *graphql.OperationContext) any {
		arguments, err := view.Arguments(t.Context(), operation, field, read)
		if err != nil {
			t.Fatal(err)
		}
		return arguments["first"]
	}
	one, another, forgetful := &graphql.OperationContext{}, &graphql.OperationContext{}, &graphql.OperationContext{}
	view.Remember(one)
	view.Remember(another)
	for _, row := range []struct {
		name      string
		operation *graphql.OperationContext
		want      int
	}{{"first", one, 1}, {"again", one, 1}, {"another operation", another, 2}, {"one that does not remember", forgetful, 3}, {"again", forgetful, 4}} {
		if got := ask(row.operation); got != row.want {
			t.Errorf("%s: got those of read %v, want of read %d", row.name, got, row.want)
		}
	}
}

func TestArgumentsThatCannotBeReadAreNotKept(t *testing.T) {
	field := fieldsNamed("name")[0]
	field.Definition = &ast.FieldDefinition{}
	operation := &graphql.OperationContext{}
	view.Remember(operation)
	wrong := errors.New("wrong")
	for range 2 {
		if _, err := view.Arguments(t.Context(), operation, field, func(context.Context, map[string]any) (map[string]any, error) { return nil, wrong }); !errors.Is(err, wrong) {
			t.Fatalf("got %v, want the error", err)
		}
	}
	kept, err := view.Arguments(t.Context(), operation, field, func(context.Context, map[string]any) (map[string]any, error) { return map[string]any{}, nil })
	if err != nil || kept == nil {
		t.Errorf("got %v, %v, want arguments", kept, err)
	}
}

func TestRootFieldsShareWhatIsKept(t *testing.T) {
	operation := &graphql.OperationContext{}
	view.Remember(operation)
	fields := fieldsNamed("a", "b", "c")
	var group sync.WaitGroup
	for i := range fields {
		fields[i].Definition = &ast.FieldDefinition{}
		group.Go(func() {
			for range 100 {
				arguments, err := view.Arguments(context.Background(), operation, fields[i], func(context.Context, map[string]any) (map[string]any, error) {
					return map[string]any{"i": i}, nil
				})
				if err != nil || arguments["i"] != i {
					t.Errorf("got %v, %v, want those of field %d", arguments, err, i)
				}
			}
		})
	}
	group.Wait()
}
