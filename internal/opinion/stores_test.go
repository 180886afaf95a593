package opinion_test

import (
	"bytes"
	"context"
	"encoding/json"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/bench/generate"
	"entente/engine"
	"entente/graph"
	"entente/internal/neo4j"
	"entente/server"
	"entente/server/resolver"
	"entente/store"
	backend "entente/store/neo4j"
)

// side is one graph behind the GraphQL server.
type side struct {
	name    string
	handler http.Handler
	graph   *engine.Graph
}

// stores opens an SQLite file and an empty Neo4j.
func stores(t *testing.T, version string) (file, database graph.Store) {
	t.Helper()
	file, err := store.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "graph.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	server := servers.Server(t, version)
	database, err = backend.Open(t.Context(), server.URL, backend.Options{Password: server.Password})
	if err != nil {
		t.Fatal(err)
	}
	return file, database
}

// sides loads the same graph, in the same batches, into both stores.
func sides(t *testing.T, version string, load func(ctx context.Context, s graph.Store) error) []side {
	t.Helper()
	file, database := stores(t, version)
	return []side{serve(t, "sqlite", file, load), serve(t, "neo4j "+version, database, load)}
}

func serve(t *testing.T, name string, kept graph.Store, load func(ctx context.Context, s graph.Store) error) side {
	t.Helper()
	if err := load(t.Context(), kept); err != nil {
		t.Fatalf("loading %s: %v", name, err)
	}
	return over(t, name, kept, engine.Options{})
}

// over serves a store that is loaded.
func over(t *testing.T, name string, kept graph.Store, options engine.Options) side {
	t.Helper()
	options.Now = func() time.Time { return time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC) }
	g, err := engine.Open(t.Context(), kept, options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { g.Close() })
	return side{name: name, graph: g, handler: server.New(resolver.NewSchema(g, "1.2.3"), server.Options{
		Revision: func() uint64 { return uint64(g.Revision()) }, Loopback: true,
	})}
}

// ask gives the answer as the client gets it, with the revision, once what is measured in the background is there.
func (s side) ask(t *testing.T, query string, variables map[string]any) string {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); {
		request := httptest.NewRequest(http.MethodPost, "http://127.0.0.1/graphql", bytes.NewReader(body))
		request.Header.Set("Content-Type", "application/json")
		recorder := httptest.NewRecorder()
		s.handler.ServeHTTP(recorder, request)
		if answer := recorder.Body.String(); !strings.Contains(answer, `"state":"RUNNING"`) {
			return answer
		}
	}
	t.Fatalf("%s: not measured within a minute", s.name)
	return ""
}

// agree asks both sides, and wants data without errors and no word of difference.
func agree(t *testing.T, sides []side, query string, variables map[string]any) {
	t.Helper()
	first := sides[0].ask(t, query, variables)
	if !strings.HasPrefix(first, `{"data":{`) || strings.Contains(first, `"errors":`) {
		t.Errorf("%v gives %.300s", variables, first)
		return
	}
	for _, other := range sides[1:] {
		if diff := cmp.Diff(first, other.ask(t, query, variables)); diff != "" {
			t.Errorf("%v (-%s +%s):\n%s", variables, sides[0].name, other.name, diff)
		}
	}
}

// TestEveryExampleOfTheConsoleHasOneAnswer asks what the console offers of the built-in facts.
func TestEveryExampleOfTheConsoleHasOneAnswer(t *testing.T) {
	files, err := filepath.Glob("../../web/console/examples/*.graphql")
	if err != nil || len(files) < 20 {
		t.Fatalf("%d examples, %v", len(files), err)
	}
	versions := neo4j.Versions()
	both := sides(t, versions[len(versions)-1], builtIn)
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			query, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			agree(t, both, string(query), nil)
		})
	}
}

const (
	route    = `{entities {id name} hops {forward strength relationships {id kind role status start end claims {source {id title} confidence}}} strength validDuring {start end} sentence}`
	routes   = `paths ` + route + ` diagnosis {reason misses {truncated}} truncated leftOut {paths of avoided {id}}`
	pairwise = `query ($from: ID!, $to: ID!, $third: ID!, $where: RouteFilter) {
	hops: paths(from: $from, to: $to, k: 8, where: $where) {` + routes + `}
	strongest: paths(from: $from, to: $to, k: 4, order: STRENGTH, where: $where) {` + routes + `}
	inTime: paths(from: $from, to: $to, k: 3, timeRespecting: true, where: $where) {` + routes + `}
	breaking(from: $from, to: $to, within: 4000, where: $where) {breaking {entities {id} breaks {on}} lasting {entities {id}}}
	intermediaries(from: [$from], to: [$to, $third], slack: 1, where: $where) {totalCount lengths {hops paths} edges {node {entity {id} share explanation}}}
	gatekeepers(from: $from, to: $to, where: $where) {routes ` + route + ` disjoint gatekeepers {id} indispensable {id}}
	connect(ids: [$from, $to, $third], where: $where) {entities {id} conveners {entity {id} hops} fragments {id}}
	missingTies(from: $from, to: $to, count: 3, where: $where) {candidates suggestions {ties {form from {id} to {id}} score}}
	dependence(of: $from, where: $where, first: 10) {totalCount reached edges {node {through {id} lostCount}}}
	whatIf(assume: [{lapses: $third}], pairs: [{from: $from, to: $to}], where: $where) {changes {from {id} to {id} lost {entities {id}} won {entities {id}}}}
}`
	listed = `query ($from: ID!) {
	entity(id: $from) {id name relationshipCounts {kind direction count} relationships(first: 10) {totalCount edges {node {id strength {value} claims {confidence}}}}}
	entities(first: 15, order: STANDING) {totalCount edges {node {id}}}
	named: entities(first: 15, order: NAME) {edges {node {id}}}
	search(text: "invented body 7", first: 10) {totalCount edges {score matched {value} node {id}}}
	standing(first: 10) {state measure {samples error communities modularity} edges {node {rank entity {id} betweenness}}}
}`
)

// TestQuestionsAboutRandomGraphsHaveOneAnswer asks each question of both stores, about pairs drawn by chance.
func TestQuestionsAboutRandomGraphsHaveOneAnswer(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	both := sides(t, neo4j.LTS, invented(generate.PowerLaw(200, 900, random.Uint64())))
	filters := []map[string]any{
		{"at": "2019-03", "minConfidence": "B"},
		{"at": "2022", "avoid": []string{string(generate.ID(0)), string(generate.ID(1))}},
	}
	for range 5 {
		drawn := random.Perm(200)
		variables := map[string]any{"from": generate.ID(drawn[0]), "to": generate.ID(drawn[1]), "third": generate.ID(drawn[2])}
		agree(t, both, listed, map[string]any{"from": variables["from"]})
		for _, filter := range filters {
			variables["where"] = filter
			agree(t, both, pairwise, variables)
		}
	}
}
