package server

import (
	"maps"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"

	"entente/graph"
)

// guarding refuses what a page of another site makes a browser send: requests
// under a name that is not this server's (DNS rebinding) and requests of other
// origins. No CORS header is ever sent, so no other origin can read an answer.
func (s *Server) guarding(next http.Handler) http.Handler {
	origins, headers := http.NewCrossOriginProtection(), secured()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		maps.Copy(w.Header(), headers) // no value of them is ever changed, only replaced
		if !s.known(r.Host) {
			s.refuse(r.Context(), w, mediaJSON, refusal{
				status: http.StatusMisdirectedRequest,
				err:    refusalf(graph.Invalid, "this server is not called %s", graph.Excerpt(r.Host)),
			})
			return
		}
		if origins.Check(r) != nil {
			s.refuse(r.Context(), w, mediaJSON, refusal{
				status: http.StatusForbidden,
				err:    refusalf(graph.Invalid, "requests from other sites are refused"),
			})
			return
		}
		next.ServeHTTP(w, r)
	})
}

// secured are the headers that every answer carries. What is shown as a page
// replaces the content policy by its own.
func secured() http.Header {
	return http.Header{
		"Content-Security-Policy":      {"default-src 'none'; frame-ancestors 'none'"},
		"X-Content-Type-Options":       {"nosniff"},
		"X-Frame-Options":              {"DENY"},
		"Referrer-Policy":              {"no-referrer"},
		"Cross-Origin-Resource-Policy": {"same-origin"},
		"Cross-Origin-Opener-Policy":   {"same-origin"},
		"Cache-Control":                {"no-store"},
	}
}

// known tells whether a Host header names this server. On loopback only names
// of this machine do; elsewhere any does unless Hosts lists them.
func (s *Server) known(host string) bool {
	name := strings.ToLower(strings.TrimSuffix(hostname(host), "."))
	if slices.Contains(s.options.Hosts, name) {
		return true
	}
	if s.options.Loopback {
		address, err := netip.ParseAddr(name)
		return name == "localhost" || err == nil && address.IsLoopback()
	}
	return len(s.options.Hosts) == 0
}

// hostname cuts the port and the brackets of an IPv6 address off.
func hostname(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		return name
	}
	return strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
}
