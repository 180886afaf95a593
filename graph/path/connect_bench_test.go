package path_test

import (
	"context"
	"fmt"
	"testing"

	"entente/graph"
	"entente/graph/index"
	"entente/graph/path"
)

func BenchmarkConnect(b *testing.B) {
	for _, g := range larger() {
		b.Run(g.name, func(b *testing.B) {
			a := newArena(b, g.make)
			searcher := path.New()
			for _, members := range []int{3, 10, 50} {
				n := 0
				a.run(b, fmt.Sprintf("%d members", members), func(index.Vertex, index.Vertex) int {
					q := path.Group{MaxHops: 15, Filter: graph.RouteFilter{}, Today: today}
					for i := range members {
						q.Members = append(q.Members, a.pairs[(n+i)%len(a.pairs)][0])
					}
					n++
					answer, err := searcher.Connect(context.Background(), a.s, q)
					if err != nil {
						b.Fatal(err)
					}
					return answer.Scanned
				})
			}
		})
	}
}
