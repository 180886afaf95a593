package neo4j_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/engine"
	"entente/graph"
	"entente/internal/neo4j"
	"entente/seed"
	"entente/seed/facts"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// documentation is the page whose queries are run and whose words are held against the store.
const documentation = "../../docs/neo4j.md"

func readPage(t *testing.T) string {
	t.Helper()
	content, err := os.ReadFile(documentation)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// queries are the blocks of Cypher with the sentence in bold before each.
var queries = regexp.MustCompile("(?s)\\*\\*([^*]+)\\*\\*[^*]*?```cypher\n(.*?)```")

// unclosed is a store that outlives its graph.
type unclosed struct{ graph.Store }

func (unclosed) Close() error { return nil }

// loadFacts puts the built-in facts into a store.
func loadFacts(t *testing.T, store graph.Store) {
	t.Helper()
	g, err := engine.Open(t.Context(), unclosed{store}, engine.Options{Poll: -1})
	if err != nil {
		t.Fatal(err)
	}
	defer g.Close()
	if _, err := seed.Load(context.Background(), g, "entente", seed.Input{Name: facts.Name, Open: facts.Open}, seed.Options{}); err != nil {
		t.Fatal(err)
	}
}

func TestTheQueriesOfThePageAnswer(t *testing.T) {
	blocks := queries.FindAllStringSubmatch(readPage(t), -1)
	if len(blocks) != 10 {
		t.Fatalf("the page has %d queries, want 10", len(blocks))
	}
	eachVersion(t, func(t *testing.T, s *neo4j.Server) {
		loadFacts(t, open(t, s, options(s)))
		var answers strings.Builder
		for _, block := range blocks {
			t.Run(block[1], func(t *testing.T) {
				fmt.Fprintf(&answers, "%s\n", block[1])
				rows := cypher(t, s, block[2])
				if len(rows) == 0 {
					t.Error("got no rows")
				}
				for _, row := range rows {
					fmt.Fprintf(&answers, "  %v\n", row)
				}
			})
		}
		golden(t, "testdata/page.golden", answers.String())
	})
}

// golden compares with a file, or writes it.
func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}
