package neo4j_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/engine"
	"entente/internal/neo4j"
	"entente/server"
	"entente/server/resolver"
)

// The same questions to Entente over HTTP and to Neo4j by the plain driver, as
// somebody would ask them in Cypher.
const (
	entityByID     = `{"query": "query ($id: ID!) {entity(id: $id) {id name names {value}}}", "variables": {"id": "%s"}}`
	entityInCypher = `MATCH (e:Entity {id: $id}) RETURN e.id, e.name, e.names`

	pageByID = `{"query": "{entities(order: ID, first: 100) {edges {node {id name ` +
		`above: relationships(kinds: [PART_OF], direction: OUT, first: 50) {totalCount edges {node {role status start} other {id name}}} ` +
		`below: relationships(kinds: [PART_OF], direction: IN, first: 50) {totalCount edges {node {role status start} other {id name}}}}}}}"}`
	pageInCypher = `MATCH (e:Entity) WHERE e.id > '' WITH e ORDER BY e.id LIMIT 100
RETURN e.id AS id, e.name AS name,
	[(e)-[r:PART_OF]->(o:Entity) | {role: r.role, status: r.status, start: r.start, id: o.id, name: o.name}] AS above,
	[(e)<-[r:PART_OF]-(o:Entity) | {role: r.role, status: r.status, start: r.start, id: o.id, name: o.name}] AS below`
)

// BenchmarkQuestion tells the processor time of both processes for each
// question; that of Entente over HTTP includes the client that asks.
func BenchmarkQuestion(b *testing.B) {
	for _, version := range neo4j.Versions() {
		b.Run(version, func(b *testing.B) {
			s := peak.Server(b, version)
			fill(b, s, open(b, s, options(s)))
			url := listening(b, s)
			client, err := driver.NewDriverWithContext(s.URL, driver.BasicAuth(s.User, s.Password, ""))
			if err != nil {
				b.Fatal(err)
			}
			defer client.Close(context.Background())
			id := string(body(77).ID)
			for _, row := range []struct {
				name   string
				ours   string
				cypher string
			}{{"an entity", fmt.Sprintf(entityByID, id), entityInCypher}, {"a page", pageByID, pageInCypher}} {
				b.Run(row.name+" of Entente", func(b *testing.B) { each(b, s, func() { demand(b, url, row.ours) }) })
				b.Run(row.name+" by the driver", func(b *testing.B) { each(b, s, func() { plainly(b, client, row.cypher, id) }) })
			}
		})
	}
}

// each asks the same again and again.
func each(b *testing.B, s *neo4j.Server, question func()) {
	const warm = 300
	for range warm {
		question()
	}
	b.ResetTimer()
	var took spent
	rounds := 0
	took.spend(b, s, func() {
		for b.Loop() {
			question()
			rounds++
		}
	})
	took.report(b, rounds, "question")
	b.ReportMetric(float64((took.own+took.server).Microseconds())/float64(rounds), "both-µs/question")
}

func listening(b *testing.B, s *neo4j.Server) string {
	g, err := engine.Open(b.Context(), open(b, s, options(s)), engine.Options{Now: day})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { g.Close() })
	listening := httptest.NewServer(server.New(resolver.NewSchema(g, "test"), server.Options{Loopback: true}))
	b.Cleanup(listening.Close)
	return listening.URL + "/graphql"
}

func demand(b *testing.B, url, question string) {
	response, err := http.Post(url, "application/json", strings.NewReader(question))
	if err != nil {
		b.Fatal(err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil || strings.Contains(string(answer), `"errors"`) || !strings.Contains(string(answer), "Invented") {
		b.Fatalf("%v: %.300s", err, answer)
	}
}

func plainly(b *testing.B, client driver.DriverWithContext, cypher, id string) {
	ctx := b.Context()
	session := client.NewSession(ctx, driver.SessionConfig{AccessMode: driver.AccessModeRead})
	defer session.Close(ctx)
	result, err := session.Run(ctx, cypher, map[string]any{"id": id})
	if err != nil {
		b.Fatal(err)
	}
	if records, err := result.Collect(ctx); err != nil || len(records) == 0 {
		b.Fatalf("%d records, %v", len(records), err)
	}
}
