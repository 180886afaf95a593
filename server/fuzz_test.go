package server_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"unicode/utf8"

	"entente/server"
)

// sound checks what holds for every answer: valid JSON, a code on each error,
// no data without a reason, and no fault of ours.
func sound(t *testing.T, out *httptest.ResponseRecorder) {
	t.Helper()
	if !utf8.Valid(out.Body.Bytes()) {
		t.Fatalf("the answer is not UTF-8: %q", out.Body)
	}
	var got map[string]json.RawMessage
	if err := json.Unmarshal(out.Body.Bytes(), &got); err != nil {
		t.Fatalf("the answer is not JSON: %v\n%s", err, out.Body)
	}
	var errs []struct{ Extensions struct{ Code string } }
	if got["errors"] != nil {
		if err := json.Unmarshal(got["errors"], &errs); err != nil {
			t.Fatal(err)
		}
	}
	if got["data"] == nil && len(errs) == 0 {
		t.Fatalf("neither data nor errors: %s", out.Body)
	}
	for _, err := range errs {
		if err.Extensions.Code == "" || err.Extensions.Code == "INTERNAL" {
			t.Fatalf("got code %q in %s", err.Extensions.Code, out.Body)
		}
	}
	if out.Code == http.StatusOK != (got["data"] != nil) {
		t.Fatalf("status %d for %s", out.Code, out.Body)
	}
}

func FuzzBody(f *testing.F) {
	for _, seed := range []string{
		`{"query":"{ hello }"}`, `[]`, `{`, `{"query":null}`, `{"query":"{ hello }","variables":{"a":[1e999]}}`,
		"{\"query\":\"\xff\"}", `{"query":"{ hello }","operationName":"\ud800"}`, strings.Repeat(`{"a":`, 11_000),
	} {
		f.Add(seed)
	}
	handler := server.New(newSketch(nil), server.Options{})
	f.Fuzz(func(t *testing.T, body string) {
		req := httptest.NewRequest(http.MethodPost, "http://localhost/graphql", strings.NewReader(body))
		req.Header.Set("Content-Type", "application/json")
		req.Header.Set("Accept", "application/graphql-response+json")
		out := httptest.NewRecorder()
		handler.ServeHTTP(out, req)
		sound(t, out)
	})
}

func FuzzQuery(f *testing.F) {
	for _, seed := range []string{
		"{ hello }", "query($a: Int = 1 $b: [ID!]! $c: Date) { who(id: $b times: $a day: $c) { ...F } } fragment F on Entity { friend { id } }",
		"{ hello @skip(if: $x) @include(if: 1) }", "{ who(id: {a: [1.5e308]}) { id } }", "subscription { changes }", doubling(9),
		"{ ...A } fragment A on Query { ...A }", "{ __schema { types { name } } }", "\"\"\"x\"\"\" query { hello }", "{ hello(a: \"\\ud800\") }",
		"fragment A on Query { hello }", "query A { hello } query A { hello }", "mutation { apply(note: null) }",
	} {
		f.Add(seed, `{"a":1,"b":["x",null],"c":{"d":null}}`)
	}
	handler := server.New(newSketch(fields{"panic": nothing, "bug": nothing, "uncoded": nothing, "wait": nothing, "__schema": nothing, "__type": nothing, "__typename": nothing}),
		server.Options{Loopback: true})
	f.Fuzz(func(t *testing.T, query, variables string) {
		body, err := json.Marshal(map[string]any{"query": query, "variables": json.RawMessage(variables)})
		if err != nil {
			return // the variables are not JSON
		}
		req := httptest.NewRequest(http.MethodPost, "http://localhost/graphql", strings.NewReader(string(body)))
		req.Header.Set("Content-Type", "application/json")
		req.Header.Set("Accept", "application/graphql-response+json")
		out := httptest.NewRecorder()
		handler.ServeHTTP(out, req)
		sound(t, out)
	})
}

func FuzzAccept(f *testing.F) {
	for _, seed := range []string{"", "*/*", "application/json;q=0.1,application/*", "text/html", ";q=", "application/json;q=NaN", ",,,", "a/b;c=\"d"} {
		f.Add(seed)
	}
	handler := server.New(newSketch(nil), server.Options{})
	f.Fuzz(func(t *testing.T, accept string) {
		req := httptest.NewRequest(http.MethodPost, "http://localhost/graphql", strings.NewReader(`{"query":"{ hello }"}`))
		req.Header.Set("Content-Type", "application/json")
		req.Header["Accept"] = []string{accept}
		out := httptest.NewRecorder()
		handler.ServeHTTP(out, req)
		if out.Code != http.StatusOK && out.Code != http.StatusNotAcceptable {
			t.Errorf("got status %d for %q", out.Code, accept)
		}
	})
}
