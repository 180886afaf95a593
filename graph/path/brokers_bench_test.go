package path_test

import (
	"context"
	"fmt"
	"testing"

	"entente/bench/generate"
	"entente/graph/index"
	"entente/graph/path"
)

// BenchmarkBrokers measures what the counts by role and pair, and longer paths,
// cost beside the shares alone.
func BenchmarkBrokers(b *testing.B) {
	a := newArena(b, generate.PowerLaw(100_000, 1_000_000, 1))
	searcher := path.New()
	sides := func(from, to index.Vertex) path.Sides {
		return path.Sides{From: []index.Vertex{from}, To: []index.Vertex{to}, Today: today}
	}
	a.run(b, "the shares alone", func(from, to index.Vertex) int {
		found, err := searcher.Between(context.Background(), a.s, sides(from, to))
		if err != nil {
			b.Fatal(err)
		}
		return found.Scanned
	})
	for slack := range 3 {
		a.run(b, fmt.Sprintf("slack %d", slack), func(from, to index.Vertex) int {
			found, err := searcher.Brokers(context.Background(), a.s, path.Brokering{Sides: sides(from, to), Slack: slack})
			if err != nil {
				b.Fatal(err)
			}
			return found.Scanned
		})
	}
}
