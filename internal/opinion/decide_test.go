package opinion_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/interchange"
	"entente/internal/neo4j"
)

// registers are two invented registers of the same bodies, a:0 … a:39 and b:0 … b:39,
// of which every third is spelt otherwise, with an agreement that all of a are party to.
func registers(ctx context.Context, s graph.Store) error {
	claim := graph.Claim{Source: "src:invented", Confidence: graph.ConfidenceA, Status: graph.Active}
	batch := graph.Batch{
		Sources: []*graph.Source{{ID: "src:invented", Title: "Invented page", Kind: "page"}},
		Entities: []*graph.Entity{
			{ID: "agreement:x", Kind: graph.Agreement, Names: []graph.Name{{Value: "Invented agreement", Type: graph.Label}}},
		},
	}
	tie := func(kind graph.RelationshipKind, from, to graph.ID, locator string) {
		stated := claim
		stated.Locator = locator
		batch.Relationships = append(batch.Relationships, &graph.Relationship{
			ID: graph.RelationshipID(kind, from, to, ""), Kind: kind, From: from, To: to, Claims: []graph.Claim{stated},
		})
	}
	for i := range 40 {
		for _, register := range []string{"a", "b"} {
			name := fmt.Sprintf("Invented Kavir Institute of %s, Site %d", []string{"Optics", "Glass", "Saline Water"}[i%3], i)
			if register == "b" && i%3 == 0 {
				name = "موسسه خیالی کویر \u200c" + name
			}
			id := graph.ID(fmt.Sprint(register, ":", i))
			batch.Entities = append(batch.Entities, &graph.Entity{
				ID: id, Kind: graph.Organization, Names: []graph.Name{{Value: name, Language: "en", Type: graph.Label}},
				Properties: map[string]graph.Value{"country": graph.Text("IR")},
			})
			tie(graph.PartyTo, id, "agreement:x", "p. "+register)
		}
	}
	tie(graph.PartnerOf, "a:5", "b:5", "p. 1")
	tie(graph.PartnerOf, "a:6", "b:5", "p. 2")
	_, err := s.Apply(ctx, batch)
	return err
}

const (
	queueQuery = `query ($verdicts: [Verdict!]) {duplicates(first: 100, verdicts: $verdicts) {state totalCount revision edges {cursor node {
	a {id name} b {id name} bId score grade listed features {kind a b weight message} decision {verdict on by reason automatic}}} pageInfo {hasNextPage}}}`
	decideMutation = `mutation ($a: ID!, $b: ID!, $verdict: Verdict!) {decide(a: $a, b: $b, verdict: $verdict, author: "reviewer", reason: "invented") {a {id name} b {id name} moved revision}}`
	decidedQuery   = `query ($a: ID!, $b: ID!) {nodes: entities(first: 100, order: NAME) {totalCount edges {node {id}}}
	a: entity(id: $a) {id name statements {property value source {id}} relationships(first: 20) {totalCount edges {node {id claims {locator}}}}}
	b: entity(id: $b) {id name statements {property value source {id}} relationships(first: 20) {totalCount edges {node {id claims {locator}}}}}}`
)

// exported is every record in interchange form.
func (s side) exported(t *testing.T) string {
	t.Helper()
	var lines []byte
	for change, err := range s.graph.Changes(t.Context(), 0) {
		if err != nil {
			t.Fatal(err)
		}
		lines = interchange.Append(lines, interchange.Record{Source: change.Source, Entity: change.Entity, Relationship: change.Relationship})
	}
	return string(lines)
}

// TestWhatIsDecidedOfTwoBodiesIsTheSameOnBothStores decides as a reviewer does, takes back, and
// compares after each decision what it came to, the queue and what was decided, and all records.
func TestWhatIsDecidedOfTwoBodiesIsTheSameOnBothStores(t *testing.T) {
	both := sides(t, neo4j.LTS, registers)
	compare := func(step string) {
		for _, side := range both {
			if err := side.graph.AwaitDuplicates(t.Context(), func(int, int) {}); err != nil {
				t.Fatal(err)
			}
		}
		agree(t, both, queueQuery, nil)
		agree(t, both, queueQuery, map[string]any{"verdicts": []string{"SAME", "DIFFERENT", "UNSURE"}})
		if diff := cmp.Diff(both[0].exported(t), both[1].exported(t)); diff != "" {
			t.Errorf("%s: the records (-%s +%s):\n%s", step, both[0].name, both[1].name, diff)
		}
	}
	compare("before any decision")
	for _, step := range []struct{ a, b, verdict string }{
		{"a:1", "b:1", "SAME"},
		{"a:2", "b:2", "DIFFERENT"},
		{"a:3", "b:3", "UNSURE"},
		{"a:5", "b:5", "SAME"},      // the two are partners, and of one third
		{"a:6", "a:5", "SAME"},      // which now takes both in
		{"a:2", "b:2", "SAME"},      // another verdict
		{"a:1", "b:1", "DIFFERENT"}, // taken back
		{"a:6", "b:5", "UNSURE"},    // out of what went on
		{"a:3", "b:3", "SAME"},
	} {
		variables := map[string]any{"a": step.a, "b": step.b, "verdict": step.verdict}
		agree(t, both, decideMutation, variables)
		agree(t, both, decidedQuery, variables)
		compare(step.a + " and " + step.b + " are " + step.verdict)
	}
	left := both[0].ask(t, queueQuery, nil)
	if !strings.Contains(left, `"a":{"id":"a:7"`) {
		t.Errorf("what nobody decided is not in the queue: %.300s", left)
	}
}
