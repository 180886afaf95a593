package server_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/server"
)

// reply is an answer as a client reads it.
type reply struct {
	Errors []struct {
		Message    string         `json:"message"`
		Path       []any          `json:"path"`
		Extensions map[string]any `json:"extensions"`
	} `json:"errors"`
	Data       json.RawMessage `json:"data"`
	Extensions map[string]any  `json:"extensions"`
	status     int
	size       int
}

func (r reply) code() string {
	if len(r.Errors) == 0 {
		return ""
	}
	code, _ := r.Errors[0].Extensions["code"].(string)
	return code
}

// ask sends a query to a handler, in the GraphQL media type.
func ask(t testing.TB, handler http.Handler, query string, variables map[string]any) reply {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		t.Fatal(err)
	}
	return post(t, handler, string(body))
}

func post(t testing.TB, handler http.Handler, body string) reply {
	t.Helper()
	req := httptest.NewRequest(http.MethodPost, "http://localhost/graphql", strings.NewReader(body))
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Accept", "application/graphql-response+json")
	out := httptest.NewRecorder()
	handler.ServeHTTP(out, req)
	got := reply{status: out.Code, size: out.Body.Len()}
	if err := json.Unmarshal(out.Body.Bytes(), &got); err != nil {
		t.Fatalf("the answer is not JSON: %v\n%s", err, out.Body)
	}
	return got
}

// TestBoundsAtTheirEdge sends, for each bound, a query that just fits and one
// that is larger by one.
func TestBoundsAtTheirEdge(t *testing.T) {
	rows := []struct {
		bound        string
		limit, value int
		limits       server.Limits
		fits, beyond string
	}{
		{"queryBytes", 13, 14, server.Limits{Query: 13}, "{ hello     }", "{ hello      }"},
		{"tokens", 4, 5, server.Limits{Tokens: 4}, "{ hello hello }", "{ hello hello # comments count\n}"},
		{"depth", 3, 4, server.Limits{Depth: 3}, "{ who(id: 1) { friend { id } } }", "{ who(id: 1) { friend { friend { id } } } }"},
		{
			"depth", 3, 4, server.Limits{Depth: 3}, // fragments add no depth of their own, what they hold does
			"{ who(id: 1) { ... on Entity { ...F } } } fragment F on Entity { friend { id } }",
			"{ who(id: 1) { ... on Entity { ...F } } } fragment F on Entity { friend { friend { id } } }",
		},
		{"fields", 4, 5, server.Limits{Fields: 4}, "{ hello hello hello hello }", "{ hello hello hello hello hello }"},
		{
			"fields", 4, 5, server.Limits{Fields: 4}, // a fragment counts wherever it is spread
			"{ who(id: 1) { ...F id } } fragment F on Entity { id name }",
			"{ who(id: 1) { ...F ...F } } fragment F on Entity { id name }",
		},
		{"rootFields", 2, 3, server.Limits{RootFields: 2}, "{ hello ...F } fragment F on Query { hello }", "{ hello ...F ...F } fragment F on Query { hello }"},
		{"aliases", 1, 2, server.Limits{Aliases: 1}, "{ a: hello hello: hello }", "{ a: hello b: hello }"},
		{
			"directives", 2, 3, server.Limits{Directives: 2},
			"{ hello @skip(if: false) ... @include(if: true) { hello } }",
			"{ hello @skip(if: false) @include(if: true) ... @include(if: true) { hello } }",
		},
		{
			"fragments", 1, 2, server.Limits{Fragments: 1},
			"{ ...F } fragment F on Query { hello }",
			"{ ...F ...G } fragment F on Query { hello } fragment G on Query { hello }",
		},
		{"cost", 20, 21, server.Limits{Cost: 20}, "{ cost(first: 10) { id } }", "{ cost(first: 10) { id } hello }"},
	}
	for _, row := range rows {
		t.Run(fmt.Sprintf("%s is refused beyond %d", row.bound, row.limit), func(t *testing.T) {
			handler := server.New(newSketch(nil), server.Options{Limits: row.limits})
			if got := ask(t, handler, row.fits, nil); got.status != http.StatusOK || len(got.Errors) > 0 {
				t.Errorf("what fits: got status %d, errors %v", got.status, got.Errors)
			}
			got := ask(t, handler, row.beyond, nil)
			if got.status != http.StatusBadRequest || len(got.Errors) != 1 || got.Data != nil {
				t.Fatalf("what is beyond: got status %d, errors %v, data %s", got.status, got.Errors, got.Data)
			}
			want := map[string]any{"code": "TOO_LARGE", "bound": row.bound, "limit": float64(row.limit), "value": float64(row.value)}
			if diff := cmp.Diff(want, got.Errors[0].Extensions); diff != "" {
				t.Errorf("extensions differ (-want +got):\n%s", diff)
			}
		})
	}
}

func TestTheCostIsThatOfTheVariablesOfEachRequest(t *testing.T) {
	handler := server.New(newSketch(nil), server.Options{Limits: server.Limits{Cost: 20}})
	for _, row := range []struct {
		name, query string
		variables   map[string]any
		want        string
	}{
		{"few by a number", `query($n: Int) { cost(first: $n) { id } }`, map[string]any{"n": 10}, ""},
		{"many by the same text", `query($n: Int) { cost(first: $n) { id } }`, map[string]any{"n": 11}, "TOO_LARGE"},
		{"few again", `query($n: Int) { cost(first: $n) { id } }`, map[string]any{"n": 1}, ""},
		{"few by a default", `query($n: Int = 10) { cost(first: $n) { id } }`, nil, ""},
		{"many by a default", `query($n: Int = 11) { cost(first: $n) { id } }`, nil, "TOO_LARGE"},
		{"few with a word", `query($id: ID!) { cost(first: 8) { id } who(id: $id) { id } }`, map[string]any{"id": "a"}, ""},
		{"many with a word", `query($id: ID!) { cost(first: 11) { id } who(id: $id) { id } }`, map[string]any{"id": "a"}, "TOO_LARGE"},
		{"many with the same text once more", `query($id: ID!) { cost(first: 11) { id } who(id: $id) { id } }`, map[string]any{"id": "b"}, "TOO_LARGE"},
	} {
		t.Run(row.name, func(t *testing.T) {
			if got := ask(t, handler, row.query, row.variables); got.code() != row.want {
				t.Errorf("got %v, want %q", got.Errors, row.want)
			}
		})
	}
}

func TestAllOperationsCountBecauseAllAreValidated(t *testing.T) {
	handler := server.New(newSketch(nil), server.Options{Limits: server.Limits{Fields: 4}})
	for query, want := range map[string]string{
		"query A { hello hello } query B { hello hello }":       "",
		"query A { hello hello } query B { hello hello hello }": "TOO_LARGE",
	} {
		got := post(t, handler, `{"operationName":"A","query":"`+query+`"}`)
		if got.code() != want {
			t.Errorf("%s: got %v, want %q", query, got.Errors, want)
		}
	}
}

// TestHostileQueries are the shapes that cost a careless server minutes. The
// second that each may take here is a thousand times what it needs.
func TestHostileQueries(t *testing.T) {
	rows := []struct {
		name, query, bound, code string
	}{
		{"fragments that spread the next one twice, 2^40 fields", doubling(40), "fields", "TOO_LARGE"},
		{"the same where no operation spreads them", strings.Replace(doubling(40), "...F0", "id", 1), "fields", "TOO_LARGE"},
		{"one field 20,000 times", "{" + strings.Repeat(" hello", 20_000) + "}", "queryBytes", "TOO_LARGE"},
		{"one short field 20,000 times", "{" + strings.Repeat(" h", 20_000) + "}", "tokens", "TOO_LARGE"},
		{"selection sets nested 2,000 deep", strings.Repeat("{h", 2_000) + strings.Repeat("}", 2_000), "", "INVALID"},
		{"lists nested 3,000 deep", "{ who(id: " + strings.Repeat("[", 3_000) + strings.Repeat("]", 3_000) + ") }", "", "INVALID"},
		{"fragments in a circle of two spreads each", "{ who(id: 1) { ...A } } fragment A on Entity { ...B ...B } fragment B on Entity { ...A ...A }", "", "INVALID"},
		{"a complexity that overflows", "{ cost(first: 9223372036854775807) { id name } }", "cost", "TOO_LARGE"},
	}
	handler := server.New(newSketch(nil), server.Options{})
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			started := time.Now()
			got := ask(t, handler, row.query, nil)
			if took := time.Since(started); took > time.Second {
				t.Errorf("it took %v", took)
			}
			if got.code() != row.code || got.status != http.StatusBadRequest {
				t.Fatalf("got status %d, code %s, errors %v, want 400 and %s", got.status, got.code(), got.Errors, row.code)
			}
			if bound, _ := got.Errors[0].Extensions["bound"].(string); bound != row.bound {
				t.Errorf("got bound %q, want %q", bound, row.bound)
			}
		})
	}
}

// doubling is a query of n fragments, each spreading the next one twice.
func doubling(n int) string {
	var query strings.Builder
	query.WriteString("{ who(id: 1) { ...F0 } }")
	for i := range n {
		fmt.Fprintf(&query, " fragment F%d on Entity { ...F%d ...F%d }", i, i+1, i+1)
	}
	fmt.Fprintf(&query, " fragment F%d on Entity { id }", n)
	return query.String()
}

func TestTheSizeOfDoublingFragmentsIsExact(t *testing.T) {
	handler := server.New(newSketch(nil), server.Options{})
	got := ask(t, handler, doubling(40), nil)
	if value := got.Errors[0].Extensions["value"]; value != float64(1<<40+1) {
		t.Errorf("got %v fields, want %d", value, 1<<40+1)
	}
	got = ask(t, handler, doubling(90), nil)
	if value := got.Errors[0].Extensions["value"]; value != float64(1<<53-1) {
		t.Errorf("got %v fields, want the largest that JSON keeps exactly", value)
	}
}

func TestABodyBeyondTheBoundIsRefusedWithAndWithoutItsLength(t *testing.T) {
	handler := server.New(newSketch(nil), server.Options{})
	body := `{"query":"{ hello }","variables":{"x":"` + strings.Repeat("x", 2<<20) + `"}}`
	for _, length := range []int64{int64(len(body)), -1} {
		req := httptest.NewRequest(http.MethodPost, "http://localhost/graphql", strings.NewReader(body))
		req.ContentLength = length
		req.Header.Set("Content-Type", "application/json")
		out := httptest.NewRecorder()
		handler.ServeHTTP(out, req)
		if out.Code != http.StatusRequestEntityTooLarge || !strings.Contains(out.Body.String(), `"bound":"bodyBytes"`) {
			t.Errorf("length %d: got %d %s", length, out.Code, out.Body)
		}
	}
}

func TestManyErrorsMakeAShortAnswer(t *testing.T) {
	handler := server.New(newSketch(nil), server.Options{})
	got := ask(t, handler, "{ who(id: 1) {"+strings.Repeat(" "+strings.Repeat("x", 60), 50)+strings.Repeat(" y", 40)+"} }", nil)
	if len(got.Errors) != 51 || got.size > 16<<10 {
		t.Errorf("got %d errors in %d bytes, want 50 and a notice", len(got.Errors), got.size)
	}
	last := got.Errors[len(got.Errors)-1]
	if last.Extensions["omitted"] != float64(40) || last.Extensions["code"] != "INVALID" {
		t.Errorf("the notice is %v", last)
	}
	got = ask(t, handler, "{ "+strings.Repeat("x", 60_000)+" }", nil)
	if got.size > 2<<10 || !strings.HasSuffix(got.Errors[0].Message, "…") {
		t.Errorf("a long name makes an answer of %d bytes", got.size)
	}
}
