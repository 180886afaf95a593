package opinion_test

import (
	"context"
	"io"
	"os"
	"strings"
	"testing"

	"entente/graph"
	"entente/internal/neo4j"
	"entente/seed"
)

// labelled is where the labelled queries and their sample of ROR lie.
const labelled = "../../engine/testdata/search/"

// withSample loads the built-in facts and the sample.
func withSample(ctx context.Context, s graph.Store) error {
	if err := builtIn(ctx, s); err != nil {
		return err
	}
	open := func() (io.ReadCloser, error) { return os.Open(labelled + "ror.jsonl") }
	_, err := seed.Load(ctx, s, "entente", seed.Input{Name: "ror.jsonl", Open: open}, seed.Options{})
	return err
}

// TestEveryLabelledQueryFindsTheSameOnBothStores compares hits, names, highlights and order.
func TestEveryLabelledQueryFindsTheSameOnBothStores(t *testing.T) {
	content, err := os.ReadFile(labelled + "queries.tsv")
	if err != nil {
		t.Fatal(err)
	}
	const query = `query ($text: String!) {
	all: search(text: $text, first: 30) {totalCount edges {cursor score match matched {value language type} highlight {start end} node {id}}}
	iran: search(text: $text, first: 5, where: {country: "IR", kinds: [ORGANIZATION]}) {totalCount edges {node {id}}}
}`
	versions := neo4j.Versions()
	both := sides(t, versions[len(versions)-1], withSample)
	asked := 0
	for line := range strings.Lines(string(content)) {
		if text, _, ok := strings.Cut(line, "\t"); ok {
			agree(t, both, query, map[string]any{"text": text})
			asked++
		}
	}
	if asked < 200 {
		t.Errorf("%d queries were asked, want at least 200", asked)
	}
}
