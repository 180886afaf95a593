package neo4j_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph"
	"entente/internal/neo4j"
	backend "entente/store/neo4j"
)

func TestTheStatementsAreTheKnownOnes(t *testing.T) {
	var all strings.Builder
	statements := backend.Statements()
	for _, name := range slices.Sorted(maps.Keys(statements)) {
		fmt.Fprintf(&all, "-- %s --\n%s\n\n", name, statements[name])
	}
	golden(t, "testdata/statements.golden", all.String())
}

// TestTheStoreSendsNoOtherStatement hears what a store sends that does everything.
func TestTheStoreSendsNoOtherStatement(t *testing.T) {
	s := servers.Server(t, neo4j.LTS)
	store := listen(t, s)
	must(t, store, small())
	outlined(t, store, 0)
	ask(t, store)
	statements := backend.Statements()
	for _, name := range store.sent {
		if _, known := statements[name]; !known {
			t.Errorf("a statement %q was sent that the list has not", name)
		}
	}
}

// ask puts every question.
func ask(t *testing.T, store graph.Store) {
	t.Helper()
	for name, question := range questions(t, store) {
		if err := question(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func questions(t *testing.T, store graph.Store) map[string]func() error {
	find := func(query graph.Query) func() error {
		return func() error {
			_, err := store.Find(t.Context(), query)
			return err
		}
	}
	tie := tied(graph.PartOf, bodyA, bodyB, "unit").ID
	among := []graph.ID{bodyA, bodyB, union}
	return map[string]func() error{
		"Entities": func() error { _, err := store.Entities(t.Context(), among); return err },
		"Relationships": func() error {
			_, err := store.Relationships(t.Context(), []graph.ID{tie, "rel:none", "none:x"})
			return err
		},
		"Sources":         func() error { _, err := store.Sources(t.Context(), []graph.ID{register}); return err },
		"Head":            func() error { _, err := store.Head(t.Context()); return err },
		"Made":            func() error { _, err := store.Made(t.Context(), time.Now()); return err },
		"History":         func() error { _, err := store.History(t.Context(), bodyA); return err },
		"History of ties": func() error { _, err := store.History(t.Context(), tie); return err },
		"Watch":           func() error { _, _, err := store.(graph.Watcher).Watch(t.Context()); return err },
		"a text":          find(graph.Query{Text: "invented body", First: 5}),
		"by name":         find(graph.Query{First: 2}),
		"by id":           find(graph.Query{First: 2, Listing: graph.ByID}),
		"by name, back":   find(graph.Query{First: 2, Backward: true}),
		"by id, back":     find(graph.Query{First: 2, Listing: graph.ByID, Backward: true}),
		"some by name":    find(graph.Query{First: 2, Among: among}),
		"some by id":      find(graph.Query{First: 2, Among: among, Listing: graph.ByID, Kinds: []graph.EntityKind{graph.Organization}}),
	}
}

func TestEachQuestionIsOneRoundTrip(t *testing.T) {
	eachVersion(t, func(t *testing.T, s *neo4j.Server) {
		store := listen(t, s)
		must(t, store, small())
		mark(t, store) // the first is looked at more than once
		for name, question := range questions(t, store) {
			store.sent = nil
			if err := question(); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			if len(store.sent) != 1 {
				t.Errorf("%s: got statements %q, want one", name, store.sent)
			}
		}
	})
}

// TestABatchIsFewStatements pins how many statements a batch takes, whatever
// the number of records: the lock, what is known, one for each form and kind, the log.
func TestABatchIsFewStatements(t *testing.T) {
	s := servers.Server(t, neo4j.LTS)
	store := listen(t, s)
	must(t, store, small())
	for _, records := range []int{1, 100} {
		var batch graph.Batch
		for i := range records {
			id := graph.ID(fmt.Sprintf("org:%d-%d", records, i))
			batch.Entities = append(batch.Entities, named(id, graph.Organization, "Invented Body"))
			batch.Relationships = append(batch.Relationships, tied(graph.PartOf, id, bodyA, ""))
		}
		store.sent = nil
		must(t, store, batch)
		want := []string{"lock head", "read ends", "read known", "create entities Organization", "create ties PART_OF", "count citations", "create commit"}
		if !slices.Equal(store.sent, want) {
			t.Errorf("%d records: got %q, want %q", 2*records, store.sent, want)
		}
	}
}

// scanning lists the statements that may look at everything, and why.
var scanning = map[string]string{
	"count foreign": "counts come from the count store", "scan nodes": "looks for what others wrote", "scan ties": "looks for what others wrote",
	"count kinds": "after deletions of others", "forget merged": "after deletions of others", "find citing": "before a source is refused its removal",
	"count ties": "counts come from the count store", "list pairs": "where they are few beside the batch",
	"count ids": "counts come from the count store", "list ids": "where they are few beside the batch",
	"survey odd": "there are few", "create names": "no graph", "await schema": "no graph", "list schema": "no graph",
}

// large is as much as makes a plan differ from one for an empty graph.
func large() graph.Batch {
	batch := small()
	for i := range 300 {
		id := graph.ID(fmt.Sprintf("org:large-%d", i))
		batch.Entities = append(batch.Entities, named(id, graph.Organization, fmt.Sprintf("Invented Body %d", i)))
		for _, to := range []graph.ID{bodyA, bodyB} {
			batch.Relationships = append(batch.Relationships, tied(graph.PartOf, id, to, ""))
		}
	}
	return batch
}

func TestNoStatementScansTheGraph(t *testing.T) {
	eachVersion(t, func(t *testing.T, s *neo4j.Server) {
		store := open(t, s, options(s))
		must(t, store, large())
		for name, text := range backend.Statements() {
			if _, may := scanning[name]; may || strings.HasPrefix(name, "create entente_") {
				continue
			}
			for _, operator := range operators(t, s, text) {
				for _, scan := range []string{"AllNodesScan", "NodeByLabelScan", "DirectedAllRelationshipsScan", "UndirectedAllRelationshipsScan", "RelationshipTypeScan", "NodeIndexScan"} {
					if strings.Contains(operator, scan) {
						t.Errorf("%s: %s", name, operator)
					}
				}
			}
		}
	})
}

// operators lists what the plan of a statement does.
func operators(t *testing.T, s *neo4j.Server, text string) []string {
	t.Helper()
	client, err := driver.NewDriverWithContext(s.URL, driver.BasicAuth(s.User, s.Password, ""))
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close(t.Context())
	session := client.NewSession(t.Context(), driver.SessionConfig{})
	defer session.Close(t.Context())
	result, err := session.Run(t.Context(), "CYPHER replan=force EXPLAIN "+text, backend.Parameters(text))
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	summary, err := result.Consume(t.Context())
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	var list []string
	var walk func(driver.Plan)
	walk = func(plan driver.Plan) {
		list = append(list, fmt.Sprintf("%s %v", plan.Operator(), plan.Arguments()["Details"]))
		for _, child := range plan.Children() {
			walk(child)
		}
	}
	walk(summary.Plan())
	return list
}
