package faults_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/engine"
	"entente/graph"
	"entente/internal/neo4j"
)

// foreignData is what somebody else keeps in the same database: other labels,
// and some that we use too, as anyone may.
const foreignData = `
CREATE (a:Person {name: 'Somebody', born: 1970}), (b:Movie {title: 'Something'}), (c {id: 'org:nobody'}),
       (a)-[:ACTED_IN {roles: ['somebody']}]->(b), (a)-[:MEMBER_OF]->(c), (c)-[:PARTNER_OF]->(b)`

// foreigners lists it again.
const foreigners = `
MATCH (n) WHERE n.born = 1970 OR n:Movie OR n.id = 'org:nobody'
OPTIONAL MATCH (n)-[r:ACTED_IN|MEMBER_OF|PARTNER_OF]->()
RETURN labels(n) AS labels, properties(n) AS properties, count(r) AS ties ORDER BY ties, labels`

func TestForeignDataStayWhatTheyAre(t *testing.T) {
	t.Parallel()
	for _, version := range neo4j.Versions() {
		t.Run(version, func(t *testing.T) {
			t.Parallel()
			s := server(t, version)
			if _, err := s.Cypher(t.Context(), foreignData, nil); err != nil {
				t.Fatal(err)
			}
			before := rows(t, s, foreigners)
			kept := mustOpen(t, s, s.URL)
			fill(t, kept, 5)
			head, err := kept.Head(t.Context())
			want := graph.Head{Revision: 2, Sources: 1, Entities: 6, Relationships: 5}
			if err != nil || head != want {
				t.Errorf("Head: got %+v, error %v, want %+v", head, err, want)
			}
			all, err := content(t.Context(), kept)
			if err != nil || len(all) != 11 {
				t.Errorf("Outline: got %d, error %v, want 6 entities and 5 relationships", len(all), err)
			}
			for _, query := range []graph.Query{{First: 10}, {Text: "somebody", First: 10}} {
				page, err := kept.Find(t.Context(), query)
				if wanted := map[string]int{"": 6, "somebody": 0}[query.Text]; err != nil || page.Total != wanted {
					t.Errorf("Find %q: got %d, error %v, want %d", query.Text, page.Total, err, wanted)
				}
			}
			if diff := cmp.Diff(before, rows(t, s, foreigners)); diff != "" {
				t.Errorf("the foreign data changed (-before +after):\n%s", diff)
			}
		})
	}
}

// TestADatabaseThatIsEmptiedBehindOurBack goes on as an empty store.
func TestADatabaseThatIsEmptiedBehindOurBack(t *testing.T) {
	t.Parallel()
	s := server(t, neo4j.Latest)
	kept := mustOpen(t, s, s.URL)
	fill(t, kept, 20)
	g, err := engine.Open(t.Context(), kept, engine.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer g.Close()
	if err := s.Clear(t.Context()); err != nil {
		t.Fatal(err)
	}
	promised(t, greenWithin, "the index is empty", func() bool {
		_, err := g.Paths(t.Context(), engine.PathQuery{From: firm(1), To: firm(2), K: 1, MaxHops: 2})
		if err != nil {
			discreet(t, "Paths", err)
		}
		return err != nil && graph.CodeOf(err) == graph.NotFound
	})
	promised(t, greenWithin, "health is green", func() bool { return g.Ready(t.Context()) == nil })
	for _, batch := range []graph.Batch{basis(), numbered(1)} {
		if _, err := g.Apply(t.Context(), batch); err != nil {
			t.Errorf("Apply to the emptied database: %v", err)
		}
	}
	eachOnce(t, kept, 1)
	follows(t, g, kept)
}

func rows(t *testing.T, s *neo4j.Server, text string) [][]any {
	t.Helper()
	records, err := s.Cypher(t.Context(), text, nil)
	if err != nil {
		t.Fatal(err)
	}
	var all [][]any
	for _, record := range records {
		all = append(all, record.Values)
	}
	return all
}
