package resolver_test

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"entente/engine"
	"entente/graph"
	"entente/graph/difference"
	"entente/server/resolver"
	"entente/server/scalar"
)

// schema reads schema.graphqls as it stands, not as it was generated from.
func schema(t *testing.T) *ast.Schema {
	t.Helper()
	text, err := os.ReadFile("../../schema.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphqls", Input: string(text)})
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

// ours are the types of the schema without those of GraphQL itself.
func ours(s *ast.Schema) (types []*ast.Definition) {
	for _, name := range slices.Sorted(maps.Keys(s.Types)) {
		if !s.Types[name].BuiltIn {
			types = append(types, s.Types[name])
		}
	}
	return types
}

func TestEverythingInTheSchemaHasADescription(t *testing.T) {
	check := func(place, description string) {
		if len(strings.Fields(description)) < 2 {
			t.Errorf("%s has the description %q, want a sentence that a newcomer understands", place, description)
		}
	}
	for _, definition := range ours(schema(t)) {
		check(definition.Name, definition.Description)
		for _, field := range definition.Fields {
			if strings.HasPrefix(field.Name, "__") {
				continue
			}
			check(definition.Name+"."+field.Name, field.Description)
			for _, argument := range field.Arguments {
				check(definition.Name+"."+field.Name+"."+argument.Name, argument.Description)
			}
		}
		for _, value := range definition.EnumValues {
			check(definition.Name+"."+value.Name, value.Description)
		}
	}
}

func TestTheServedSchemaIsTheWrittenOne(t *testing.T) {
	served := resolver.NewSchema(newFake(), "").Schema()
	names := func(s *ast.Schema) (all []string) {
		for _, definition := range ours(s) {
			all = append(all, definition.Name+": "+definition.Description)
			for _, field := range definition.Fields {
				all = append(all, definition.Name+"."+field.Name+": "+field.Type.String()+" "+field.Description)
			}
			for _, value := range definition.EnumValues {
				all = append(all, definition.Name+"."+value.Name+" "+value.Description)
			}
		}
		return all
	}
	if diff := cmp.Diff(names(schema(t)), names(served)); diff != "" {
		t.Errorf("server/exec is not made from schema.graphqls, run make generate (-written +served):\n%s", diff)
	}
}

// wordsOf gives the values of an enumeration of the schema.
func wordsOf(t *testing.T, s *ast.Schema, name string) (words []string) {
	t.Helper()
	if s.Types[name] == nil || s.Types[name].Kind != ast.Enum {
		t.Fatalf("the schema has no enumeration %s", name)
	}
	for _, value := range s.Types[name].EnumValues {
		words = append(words, value.Name)
	}
	return words
}

// written are values in the words of the schema.
func written[T interface{ String() string }](values ...T) (words []string) {
	for _, value := range values {
		words = append(words, scalar.Word(value.String()))
	}
	return words
}

func TestSchemaAndVocabularyHaveTheSameWords(t *testing.T) {
	s := schema(t)
	cases := []struct {
		enum string
		want []string
	}{
		{"EntityKind", written(graph.EntityKinds()...)},
		{"RelationshipKind", written(graph.RelationshipKinds()...)},
		{"RelationshipClass", written(graph.Contact, graph.Context, graph.Restricting)},
		{"RelationshipStatus", written(graph.Statuses()...)},
		{"Confidence", written(graph.ConfidenceA, graph.ConfidenceB, graph.ConfidenceC)},
		{"NameType", written(graph.Label, graph.Alias, graph.Acronym, graph.Former)},
		{"Direction", written(graph.Out, graph.In, graph.Both)},
		{"DiagnosisReason", written(engine.Reasons()...)},
		{"TieForm", written(engine.TieForms()...)},
		{"Likeness", written(engine.Likenesses()...)},
		{"ChangeAction", written(difference.Actions()...)},
	}
	for _, c := range cases {
		t.Run(c.enum, func(t *testing.T) {
			if diff := cmp.Diff(c.want, wordsOf(t, s, c.enum)); diff != "" {
				t.Errorf("words (-vocabulary +schema):\n%s", diff)
			}
		})
	}
	t.Run("SourceKind", func(t *testing.T) {
		for _, word := range wordsOf(t, s, "SourceKind") {
			source := graph.Source{ID: "src:invented", Title: "Invented", Kind: strings.ToLower(word)}
			if err := source.Validate(); err != nil {
				t.Errorf("the vocabulary refuses the source kind %s: %v", word, err)
			}
		}
	})
}

func TestEachKindHasATypeWithItsPropertiesAndNoOthers(t *testing.T) {
	s := schema(t)
	var kinds []string
	for _, implementor := range s.GetPossibleTypes(s.Types["Entity"]) {
		kinds = append(kinds, implementor.Name)
	}
	var want []string
	for _, kind := range graph.EntityKinds() {
		want = append(want, kind.String())
	}
	slices.Sort(want)
	slices.Sort(kinds)
	if diff := cmp.Diff(want, kinds); diff != "" {
		t.Errorf("types (-vocabulary +schema):\n%s", diff)
	}
	for _, kind := range graph.EntityKinds() {
		t.Run(kind.String(), func(t *testing.T) {
			if diff := cmp.Diff(propertiesOf(kind), ownFields(t, s, kind.String())); diff != "" {
				t.Errorf("properties (-vocabulary +schema):\n%s", diff)
			}
		})
	}
}

// propertiesOf gives the vocabulary's properties with their types in GraphQL, an enumeration by its words.
func propertiesOf(kind graph.EntityKind) map[string]string {
	types := map[graph.ValueType]string{graph.TextValue: "String", graph.IntValue: "Int", graph.FloatValue: "Float",
		graph.BoolValue: "Boolean", graph.DateValue: "Date", graph.ListValue: "[String!]"}
	properties := map[string]string{}
	for _, property := range kind.Properties() {
		properties[property.Name] = types[property.Type]
		if property.Words != nil {
			properties[property.Name] = strings.Join(property.Words, " ")
		}
	}
	return properties
}

// ownFields gives the fields that a type has and Entity has not.
func ownFields(t *testing.T, s *ast.Schema, name string) map[string]string {
	t.Helper()
	fields := map[string]string{}
	for _, field := range s.Types[name].Fields {
		if s.Types["Entity"].Fields.ForName(field.Name) != nil {
			continue
		}
		fields[field.Name] = field.Type.String()
		if s.Types[field.Type.Name()].Kind == ast.Enum {
			fields[field.Name] = strings.Join(wordsOf(t, s, field.Type.Name()), " ")
		}
	}
	return fields
}

// The names and meanings that clients were promised. A name may be added, never taken away.
func TestThePromisedQueriesAreThere(t *testing.T) {
	s := schema(t)
	want := map[string]string{
		"node":           "id",
		"entity":         "id",
		"entities":       "where order first after last before",
		"search":         "text kinds where first after",
		"paths":          "from to k maxHops order where",
		"intermediaries": "from to maxHops where first after",
		"status":         "",
	}
	for name, arguments := range want {
		field := s.Query.Fields.ForName(name)
		if field == nil {
			t.Errorf("the query %s is gone", name)
			continue
		}
		for _, argument := range strings.Fields(arguments) {
			if field.Arguments.ForName(argument) == nil {
				t.Errorf("the argument %s of %s is gone", argument, name)
			}
		}
	}
	if s.Mutation.Fields.ForName("apply") == nil {
		t.Error("the mutation apply is gone")
	}
	if changes := s.Subscription.Fields.ForName("changes"); changes == nil || changes.Arguments.ForName("since") == nil {
		t.Error("the subscription changes is gone, or its argument since")
	}
}
