package standing_test

import (
	"context"
	"testing"

	"entente/bench/generate"
	"entente/graph"
	"entente/graph/index"
	"entente/graph/standing"
)

// BenchmarkMeasure takes the measures of a graph that is too large to do so exactly.
func BenchmarkMeasure(b *testing.B) {
	for _, c := range []struct {
		name  string
		graph *generate.Graph
	}{
		{"power law, 100,000 entities and 1,000,000 ties", generate.PowerLaw(100_000, 1_000_000, 1)},
		{"flat, 317,000 entities and 1,050,000 ties", generate.Flat(317_000, 1_050_000, 1)},
	} {
		s, err := index.Build(context.Background(), c.graph.Outlines(), today)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				m := measure(b, s, graph.RouteFilter{}, standing.Options{})
				b.ReportMetric(float64(m.Samples), "samples")
				b.ReportMetric(float64(len(m.Sizes)), "communities")
				b.ReportMetric(m.Modularity, "modularity")
			}
		})
	}
}
