package path_test

import (
	"context"
	"fmt"
	"testing"

	"entente/bench/generate"
	"entente/graph"
	"entente/graph/index"
	"entente/graph/path"
)

// larger are the graphs on which routes apart and circles are measured.
func larger() []shape {
	return []shape{
		{"10k", generate.PowerLaw(10_000, 100_000, 42), 0},
		{"100k", generate.PowerLaw(100_000, 1_000_000, 42), 0},
		{"flat", generate.Flat(300_000, 1_000_000, 42), 0},
	}
}

func BenchmarkGatekeepers(b *testing.B) {
	for _, g := range larger() {
		b.Run(g.name, func(b *testing.B) {
			a := newArena(b, g.make)
			searcher := path.New()
			for _, filter := range []struct {
				name   string
				filter graph.RouteFilter
			}{{"open", everything()}, {"filtered", graph.RouteFilter{}}} {
				a.run(b, fmt.Sprintf("gatekeepers/%s", filter.name), func(from, to index.Vertex) int {
					answer, err := searcher.Gatekeepers(context.Background(), a.s, path.Passage{From: from, To: to, Filter: filter.filter, Today: today})
					if err != nil {
						b.Fatal(err)
					}
					return answer.Scanned
				})
			}
			a.run(b, "least total/open", func(from, to index.Vertex) int {
				answer, err := searcher.Gatekeepers(context.Background(), a.s, path.Passage{From: from, To: to, Least: true, Filter: everything(), Today: today})
				if err != nil {
					b.Fatal(err)
				}
				return answer.Scanned
			})
		})
	}
}
