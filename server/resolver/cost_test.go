package resolver_test

import (
	"context"
	"encoding/json"
	"math"
	"testing"

	"github.com/99designs/gqlgen/complexity"
	"github.com/vektah/gqlparser/v2"

	"entente/server/resolver"
)

func costOf(t *testing.T, query string, given map[string]any) int {
	t.Helper()
	s := resolver.NewSchema(newFake(), "")
	doc, errs := gqlparser.LoadQuery(s.Schema(), query)
	if errs != nil {
		t.Fatal(errs)
	}
	return complexity.Calculate(context.Background(), s, doc.Operations[0], given)
}

func TestTheCostOfAQueryIsTheNumberOfItsValues(t *testing.T) {
	cases := []struct {
		name  string
		query string
		given map[string]any
		want  int
	}{
		{"one value", `{status {version}}`, nil, 2},
		{"a page counts its items", `{entities(first: 10) {edges {node {id}}}}`, nil, 10 * 4},
		{"a page counts the default", `{entities {edges {node {id}}}}`, nil, 20 * 4},
		{"a page of null counts the default", `query ($n: Int) {entities(first: $n) {edges {node {id}}}}`, map[string]any{"n": nil}, 20 * 4},
		{"a page by a variable", `query ($n: Int) {entities(first: $n) {edges {node {id}}}}`, map[string]any{"n": json.Number("50")}, 50 * 4},
		{"a page from the end", `{entities(last: 50) {edges {node {id}}}}`, nil, 50 * 4},
		{"pages within pages multiply", `{entities(first: 10) {edges {node {relationships(first: 10) {edges {cursor}}}}}}`, nil, 10 * (1 + 1 + 1 + 10*3)},
		{"paths count k", `{paths(from: "a:b", to: "c:d", k: 7) {paths {strength}}}`, nil, 7 * 3},
		{"routes apart count maxRoutes", `{gatekeepers(from: "a:b", to: "c:d", maxRoutes: 6) {routes {strength}}}`, nil, 6 * 3},
		{"a circle counts those in it", `{connect(ids: ["a:b", "c:d"]) {entities {id}}}`, nil, 1 + 5*2},
		{"a list without a length counts its usual one", `{entity(id: "a:b") {names {value}}}`, nil, 1 + 4*2},
		{"no page is larger than the largest", `{entities(first: 2000000000) {edges {node {id}}}}`, nil, 100 * 4},
		{"a negative page costs one item", `{entities(first: -5) {edges {node {id}}}}`, nil, 4},
		{"what is no number costs the largest page", `query ($n: Int) {entities(first: $n) {edges {node {id}}}}`, map[string]any{"n": "many"}, 100 * 4},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := costOf(t, c.query, c.given); got != c.want {
				t.Errorf("got %d, want %d", got, c.want)
			}
		})
	}
}

// A product that overflows would come out small and pass every limit.
func TestTheCostNeverOverflows(t *testing.T) {
	inner := "id"
	for range 12 {
		inner = "relationships(first: 100) {edges {node {to {" + inner + "}}}}"
	}
	got := costOf(t, `{entities(first: 100) {edges {node {`+inner+`}}}}`, nil)
	if got < math.MaxInt32/2 {
		t.Errorf("got %d for twelve pages of a hundred within each other, want a number beyond every limit", got)
	}
}
