package neo4j_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/internal/neo4j"
)

// units are bodies enough for a batch that is read before the lock is taken, led by the one to be tied.
const units = 520

func unitID(i int) graph.ID { return graph.ID(fmt.Sprintf("org:unit-%d", i)) }

// tiedTo ties the first body to all others, by a kind.
func tiedTo(kind graph.RelationshipKind, role string) (batch graph.Batch) {
	for i := 1; i < units; i++ {
		batch.Relationships = append(batch.Relationships, tied(kind, unitID(i), unitID(0), role))
	}
	return batch
}

func bodies() (batch graph.Batch) {
	for i := range units {
		batch.Entities = append(batch.Entities, named(unitID(i), graph.Organization, fmt.Sprintf("Invented Unit %d", i)))
	}
	return batch
}

// Where the ends of ties stood in the last batch is only believed when they stand there still.
func TestEndsThatStoodSomewhereInTheLastBatchAreLookedForWhereTheyStandNow(t *testing.T) {
	rows := []struct {
		name, behindOurBack string
		want                graph.Code
	}{
		{"nobody wrote", ``, 0},
		{"the node was made anew in Cypher",
			`MATCH (e:Entity {id: 'org:unit-0'}) WITH e, properties(e) AS p DETACH DELETE e CREATE (n:Entity:Organization) SET n = p`, 0},
		{"two nodes changed places in Cypher", `MATCH (a:Entity {id: 'org:unit-0'}), (b:Entity {id: 'org:unit-1'})
			WITH a, b, properties(a) AS p, properties(b) AS q SET a = {}, b = {} SET a = q, b = p`, 0},
		{"the node was deleted in Cypher", `MATCH (e:Entity {id: 'org:unit-0'}) DETACH DELETE e`, graph.Invalid},
	}
	eachVersion(t, func(t *testing.T, s *neo4j.Server) {
		for _, row := range rows {
			t.Run(row.name, func(t *testing.T) {
				if err := s.Empty(t.Context()); err != nil {
					t.Fatal(err)
				}
				store := open(t, s, options(s))
				must(t, store, small())
				must(t, store, bodies())
				if row.behindOurBack != "" {
					cypher(t, s, row.behindOurBack)
				}
				if _, err := store.Apply(t.Context(), tiedTo(graph.PartOf, "unit")); graph.CodeOf(err) != row.want {
					t.Fatalf("got %v, want %v", err, row.want)
				}
				if row.want != 0 {
					return
				}
				got := cypher(t, s, `MATCH (e:Entity)-[r:PART_OF]->(:Entity {id: 'org:unit-0'}) RETURN count(r), count(DISTINCT e.id)`)
				if diff := cmp.Diff([][]any{{int64(units - 1), int64(units - 1)}}, got); diff != "" {
					t.Errorf("ties in the database (-want +got):\n%s", diff)
				}
			})
		}
	})
}

// A plan that was made for an empty graph reads all relationships for every
// pair of ends: 10,000 times 10,000 in the second batch of a load.
func TestASecondLargeBatchOfTiesIsNotReadByThePlanOfTheFirst(t *testing.T) {
	s := servers.Server(t, neo4j.LTS)
	store := open(t, s, options(s))
	must(t, store, small())
	must(t, store, bodies())
	must(t, store, tiedTo(graph.PartOf, "unit"))
	if !store.PlansAnew("read pairs") {
		t.Errorf("ends are still read as they were planned for a graph without ties")
	}
	must(t, store, tiedTo(graph.MemberOf, "member"))
	if store.PlansAnew("read pairs") {
		t.Errorf("ends are planned anew for a graph of the same size")
	}
}
