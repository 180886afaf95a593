package neo4j_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/engine"
	"entente/internal/neo4j"
	"entente/seed"
	"entente/seed/facts"
	"entente/server"
	"entente/server/resolver"
	backend "entente/store/neo4j"
)

// day is the day of questions without a date.
func day() time.Time { return time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC) }

// heard collects the names of statements.
type heard struct {
	mutex sync.Mutex
	names []string
}

func (h *heard) hear(name string) {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	h.names = append(h.names, name)
}

// take gives what was heard since the last time, in order of the names.
func (h *heard) take() []string {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	names := h.names
	h.names = nil
	slices.Sort(names)
	return names
}

// serve serves the built-in facts from a database over HTTP.
func serve(t *testing.T, s *neo4j.Server, log *heard) string {
	t.Helper()
	o := options(s)
	load(t, open(t, s, o))
	o.Observe = log.hear
	kept, err := backend.Open(t.Context(), s.URL, o)
	if err != nil {
		t.Fatal(err)
	}
	g, err := engine.Open(t.Context(), kept, engine.Options{Now: day, Name: "neo4j", Poll: -1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { g.Close() })
	listening := httptest.NewServer(server.New(resolver.NewSchema(g, "test"), server.Options{Loopback: true}))
	t.Cleanup(listening.Close)
	return listening.URL + "/graphql"
}

// load puts the built-in facts into a store.
func load(t *testing.T, kept *backend.Store) {
	t.Helper()
	g, err := engine.Open(t.Context(), kept, engine.Options{Now: day, Poll: -1})
	if err != nil {
		t.Fatal(err)
	}
	defer g.Close()
	if _, err := seed.Load(t.Context(), g, "entente", seed.Input{Name: facts.Name, Open: facts.Open}, seed.Options{}); err != nil {
		t.Fatal(err)
	}
}

// post asks over HTTP and gives the answer, which must be one without errors.
func post(t *testing.T, url, query string) string {
	t.Helper()
	body, err := json.Marshal(map[string]string{"query": query})
	if err != nil {
		t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(context.Background(), http.MethodPost, url, strings.NewReader(string(body)))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK || strings.Contains(string(answer), `"errors"`) {
		t.Fatalf("%s: status %d, %v, %s", query, response.StatusCode, err, answer)
	}
	return string(answer)
}

// TestAGraphQLQueryIsOneRoundTripForEachLevel hears every statement that a
// real server is sent for a query over HTTP. The last column is a part of the
// answer, so that a query which finds nothing is no proof.
func TestAGraphQLQueryIsOneRoundTripForEachLevel(t *testing.T) {
	rows := []struct {
		name, query, holds string
		want               []string
	}{
		{"an entity by id", `{entity(id: "academy:anso") {name}}`, "Alliance", []string{"read entities"}},
		{"an entity with its sources", `{entity(id: "academy:anso") {name names {source {title}} statements {source {title}}}}`, "title",
			[]string{"read entities", "read sources"}},
		{"a page alone", `{entities(first: 100) {totalCount edges {node {id name}}}}`, "name", []string{"list by name"}},
		{"a page by standing, with counts, which the index knows",
			`{entities(first: 50, order: STANDING) {edges {node {name relationshipCounts {kind count} relationships {totalCount}}}}}`, "count", []string{"read entities"}},
		// The index knows all of a tie but its claims; of the other ends, those are
		// read that nobody has named yet.
		{"a page with two nested lists without claims",
			`{entities(order: ID, first: 100) {edges {node {id name
				members: relationships(kinds: [MEMBER_OF], direction: IN, first: 50) {totalCount edges {node {role status start} other {id name}}}
				places: relationships(kinds: [LOCATED_IN], direction: OUT, first: 50) {totalCount edges {node {role status start} other {id name}}}}}}}`, "role",
			[]string{"list by id", "read entities"}},
		// The sources of the names and those of the claims are on levels of their own.
		{"a page with two nested lists",
			`{entities(first: 100, where: {kinds: [ORGANIZATION]}) {edges {node {name
				relationships(first: 10) {edges {node {role claims {source {title}}} other {name}}}
				names {value source {title}}}}}}`, "title",
			[]string{"list by name", "read entities", "read sources", "read sources", "read ties"}},
		{"two levels further",
			`{entities(first: 20, where: {kinds: [ACADEMY]}) {edges {node {relationships(first: 3) {edges {node {to {
				relationships(first: 3) {edges {node {from {name} to {name}}}}}}}}}}}}`, "from",
			[]string{"list by name", "read entities", "read entities"}},
		{"a search", `{search(text: "anso") {edges {node {name names {source {title}} statements {source {title}}}}}}`, "Alliance", []string{"read entities", "read sources"}},
		{"paths with all of their evidence",
			`{paths(from: "org:cpdi", to: "iso:RU", k: 10) {paths {sentence entities {name} hops {from {name} relationships {from {id} to {id} claims {source {title}}}}} diagnosis {nearestMiss {sentence}}}}`, "sentence",
			[]string{"read entities", "read sources", "read ties"}},
		{"intermediaries with their best paths",
			`{intermediaries(from: ["iso:IR"], to: ["iso:CN"]) {edges {node {entity {name} bestPath {sentence hops {relationships {claims {source {title}}}}}}}}}`, "sentence",
			[]string{"read entities", "read sources", "read ties"}},
		{"the status", `{status {revision entities {count}}}`, "count", []string{"read head"}},
	}
	eachVersion(t, func(t *testing.T, s *neo4j.Server) {
		var log heard
		url := serve(t, s, &log)
		post(t, url, `{search(text: "cas") {totalCount}}`) // the index of names is made from the log when it is first asked
		for _, row := range rows {
			t.Run(row.name, func(t *testing.T) {
				log.take()
				if answer := post(t, url, row.query); !strings.Contains(answer, row.holds) {
					t.Errorf("the answer has no %q: %.500s", row.holds, answer)
				}
				if diff := cmp.Diff(row.want, log.take()); diff != "" {
					t.Errorf("statements (-want +got):\n%s", diff)
				}
			})
		}
	})
}
