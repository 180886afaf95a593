package server_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// BenchmarkRequests counts what a request costs the handler, from the body to the answer.
func BenchmarkRequests(b *testing.B) {
	handler := factServer(b)
	for _, row := range []struct{ name, body string }{
		{"nothing", `{"query":"{__typename}"}`},
		{"one path by its entities", `{"query":"query($from: ID!, $to: ID!) {paths(from: $from, to: $to, k: 1, where: {statuses: [ACTIVE, SIGNED]}) {paths {entities {id}}}}","variables":{"from":"org:cpdi","to":"org:jkuat"}}`},
		{"ten paths by their entities", `{"query":"query($from: ID!, $to: ID!) {paths(from: $from, to: $to, k: 10) {paths {entities {id}}}}","variables":{"from":"org:cpdi","to":"iso:RU"}}`},
		{"a page with a nested list", `{"query":"{entities(first: 100) {edges {node {id name relationships(first: 10) {edges {node {role status} other {id name}}}}}}}"}`},
	} {
		b.Run(row.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				req := httptest.NewRequest(http.MethodPost, "http://localhost/graphql", strings.NewReader(row.body))
				req.Header.Set("Content-Type", "application/json")
				out := httptest.NewRecorder()
				handler.ServeHTTP(out, req)
				if out.Code != http.StatusOK || strings.Contains(out.Body.String()[:12], "errors") {
					b.Fatalf("status %d: %.200s", out.Code, out.Body)
				}
			}
		})
	}
}
