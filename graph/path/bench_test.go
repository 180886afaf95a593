package path_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"entente/bench/generate"
	"entente/graph"
	"entente/graph/index"
	"entente/graph/path"
)

// pairs is how many connected pairs a benchmark goes round.
const pairs = 300

// arena is a generated graph with its pairs.
type arena struct {
	s     *index.Snapshot
	pairs [][2]index.Vertex
}

func newArena(b *testing.B, g *generate.Graph) arena {
	b.Helper()
	s, err := index.Build(context.Background(), g.Outlines(), today)
	if err != nil {
		b.Fatalf("build the index: %v", err)
	}
	a := arena{s: s}
	for _, pair := range g.Pairs(pairs, 7) {
		from, _ := s.Lookup(pair[0])
		to, _ := s.Lookup(pair[1])
		a.pairs = append(a.pairs, [2]index.Vertex{from, to})
	}
	return a
}

// run measures a question over all pairs: the median of single askings, what
// they scan, and the usual mean.
func (a arena) run(b *testing.B, name string, ask func(from, to index.Vertex) int) {
	b.Run(name, func(b *testing.B) {
		for _, pair := range a.pairs {
			ask(pair[0], pair[1])
		}
		b.ReportAllocs()
		var times []time.Duration
		scanned, n := 0, 0
		for b.Loop() {
			pair := a.pairs[n%len(a.pairs)]
			start := time.Now()
			scanned += ask(pair[0], pair[1])
			times = append(times, time.Since(start))
			n++
		}
		slices.Sort(times)
		b.ReportMetric(float64(times[len(times)/2].Nanoseconds()), "p50-ns")
		b.ReportMetric(float64(scanned)/float64(n), "entries/op")
	})
}

func BenchmarkSearches(b *testing.B) {
	graphs := []struct {
		name string
		make func() *generate.Graph
	}{
		{"10k", func() *generate.Graph { return generate.PowerLaw(10_000, 100_000, 42) }},
		{"100k", func() *generate.Graph { return generate.PowerLaw(100_000, 1_000_000, 42) }},
	}
	for _, g := range graphs {
		b.Run(g.name, func(b *testing.B) {
			a := newArena(b, g.make())
			for _, filter := range []struct {
				name   string
				filter graph.RouteFilter
			}{{"open", everything()}, {"filtered", graph.RouteFilter{}}} {
				a.ask(b, filter.name, filter.filter)
			}
		})
	}
}

func (a arena) ask(b *testing.B, name string, filter graph.RouteFilter) {
	searcher := path.New()
	var into []index.Vertex
	a.run(b, fmt.Sprintf("shortest/%s", name), func(from, to index.Vertex) int {
		answer, err := searcher.Shortest(context.Background(), a.s, path.Query{From: from, To: to, MaxHops: 15, Filter: filter, Today: today}, into[:0])
		if err != nil {
			b.Fatal(err)
		}
		into = answer
		return 0
	})
	a.run(b, fmt.Sprintf("count/%s", name), func(from, to index.Vertex) int {
		answer, err := searcher.Count(context.Background(), a.s, path.Query{From: from, To: to, MaxHops: 15, Filter: filter, Today: today})
		if err != nil {
			b.Fatal(err)
		}
		return answer.Scanned
	})
	a.run(b, fmt.Sprintf("between/%s", name), func(from, to index.Vertex) int {
		answer, err := searcher.Between(context.Background(), a.s, path.Sides{From: []index.Vertex{from}, To: []index.Vertex{to}, MaxHops: 15, Filter: filter, Today: today})
		if err != nil {
			b.Fatal(err)
		}
		return answer.Scanned
	})
	var shares []path.Share
	a.run(b, fmt.Sprintf("shares/%s", name), func(from, to index.Vertex) int {
		list, answer, err := searcher.Shares(context.Background(), a.s, path.Sides{From: []index.Vertex{from}, To: []index.Vertex{to}, MaxHops: 15, Filter: filter, Today: today}, shares[:0])
		if err != nil {
			b.Fatal(err)
		}
		shares = list
		return answer.Scanned
	})
	for _, k := range []int{1, 10} {
		a.run(b, fmt.Sprintf("k=%d by hops in time/%s", k, name), func(from, to index.Vertex) int {
			result, err := searcher.Find(context.Background(), a.s, path.Query{
				From: from, To: to, K: k, MaxHops: 6, TimeRespecting: true, Filter: filter, Today: today})
			if err != nil {
				b.Fatal(err)
			}
			return result.Scanned
		})
		for order, word := range []string{"hops", "strength"} {
			a.run(b, fmt.Sprintf("k=%d by %s/%s", k, word, name), func(from, to index.Vertex) int {
				result, err := searcher.Find(context.Background(), a.s, path.Query{
					From: from, To: to, K: k, MaxHops: 15, Order: graph.Order(order), Filter: filter, Today: today})
				if err != nil {
					b.Fatal(err)
				}
				return result.Scanned
			})
		}
	}
}
