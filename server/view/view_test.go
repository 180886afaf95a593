package view_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/go-cmp/cmp"

	"entente/engine"
	"entente/graph"
	"entente/server/view"
)

func pointer[T any](v T) *T { return &v }

func TestPagingArgumentsBecomeAQuestionToTheGraph(t *testing.T) {
	cases := []struct {
		name          string
		first, last   *int
		after, before *string
		want          engine.PageQuery
	}{
		{"nothing leaves the size to the graph", nil, nil, nil, nil, engine.PageQuery{}},
		{"forward", pointer(7), nil, pointer("c"), nil, engine.PageQuery{First: 7, After: "c"}},
		{"backward, with the default of first", pointer(20), pointer(7), nil, pointer("c"), engine.PageQuery{Last: 7, Before: "c"}},
		{"backward by its cursor alone", pointer(20), nil, nil, pointer("c"), engine.PageQuery{Before: "c"}},
		{"no items: one is read to know what surrounds it", pointer(0), nil, nil, nil, engine.PageQuery{First: 1}},
		{"no items from the end", pointer(20), pointer(0), nil, nil, engine.PageQuery{Last: 1}},
		{"a negative size is for the graph to refuse", pointer(-1), nil, nil, nil, engine.PageQuery{First: -1}},
		{"two directions are for the graph to refuse", pointer(20), pointer(7), pointer("a"), pointer("b"), engine.PageQuery{Last: 7, After: "a", Before: "b"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, view.PageOf(c.first, c.after, c.last, c.before).Query); diff != "" {
				t.Errorf("question (-want +got):\n%s", diff)
			}
		})
	}
}

func TestABatchKeepsWhatTheClientGave(t *testing.T) {
	input := view.BatchInput{Author: "who", Reason: "why", Expect: 3, Remove: []graph.ID{"org:old"},
		Sources:       []*graph.Source{{ID: "src:invented"}},
		Relationships: []*graph.Relationship{{Kind: graph.PartOf}},
		Entities: []view.EntityInput{{Entity: graph.Entity{ID: "org:invented", Kind: graph.Organization}, Properties: []view.PropertyInput{
			{Name: "city", Text: pointer("")}, {Name: "size", Int: pointer(0)}, {Name: "latitude", Float: pointer(35.7)},
			{Name: "historical", Bool: pointer(false)}, {Name: "founded", Date: &graph.Date{Year: 2018}}, {Name: "markets", List: []string{}},
		}}},
	}
	got, err := input.Batch("key")
	if err != nil {
		t.Fatal(err)
	}
	want := graph.Batch{Key: "key", Author: "who", Reason: "why", Expect: 3, Remove: input.Remove, Sources: input.Sources, Relationships: input.Relationships,
		Entities: []*graph.Entity{{ID: "org:invented", Kind: graph.Organization, Properties: map[string]graph.Value{
			"city": graph.Text(""), "size": graph.Int(0), "latitude": graph.Float(35.7),
			"historical": graph.Bool(false), "founded": graph.DateOf(graph.Date{Year: 2018}), "markets": graph.List([]string{}...),
		}}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("batch (-want +got):\n%s", diff)
	}
}

func TestAPropertyWithoutExactlyOneValueIsRefused(t *testing.T) {
	for _, properties := range [][]view.PropertyInput{
		{{Name: "city"}},
		{{Name: "city", Text: pointer("a"), Bool: pointer(true)}},
		{{Name: "city", Text: pointer("a")}, {Name: "city", Text: pointer("b")}},
	} {
		_, err := view.BatchInput{Entities: []view.EntityInput{{Entity: graph.Entity{ID: "org:invented"}, Properties: properties}}}.Batch("")
		if graph.CodeOf(err) != graph.Invalid || !strings.HasPrefix(err.Error(), "org:invented: properties[") {
			t.Errorf("%+v gives %v, want INVALID with the place", properties, err)
		}
	}
}

// withErrors gives a context that collects the errors of an answer.
func withErrors() context.Context {
	return graphql.WithResponseContext(context.Background(), graphql.DefaultErrorPresenter,
		func(_ context.Context, cause any) error { return cause.(error) })
}

func TestAListIsWrittenInOrderWithItsPlaces(t *testing.T) {
	var places []string
	list := view.List(withErrors(), 3, func(ctx context.Context, i int) graphql.Marshaler {
		places = append(places, graphql.GetFieldContext(ctx).Path().String())
		return graphql.MarshalInt(i)
	})
	var out strings.Builder
	list.MarshalGQL(&out)
	if out.String() != "[0,1,2]" {
		t.Errorf("got %s, want [0,1,2]", out.String())
	}
	if diff := cmp.Diff([]string{"[0]", "[1]", "[2]"}, places); diff != "" {
		t.Errorf("places (-want +got):\n%s", diff)
	}
}

func TestAnItemThatPanicsIsAnErrorAtItsPlace(t *testing.T) {
	ctx := withErrors()
	list := view.List(ctx, 3, func(_ context.Context, i int) graphql.Marshaler {
		if i == 1 {
			panic(errors.New("broken"))
		}
		return graphql.WriterFunc(func(io.Writer) {})
	})
	errs := graphql.GetErrors(ctx)
	if list != nil || len(errs) != 1 || errs[0].Path.String() != "[1]" {
		t.Errorf("got %v and the errors %v, want no list and one error at [1]", list, errs)
	}
}
