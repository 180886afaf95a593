// Package generate owns the invented graphs that benchmarks and tests search:
// deterministic by seed, of the shapes that decide how fast a search is. Every
// id begins with "org:g" and a number, every country code is one of those that
// ISO 3166 leaves to its users, so that nothing here passes for a real body.
package generate

import (
	"fmt"
	"iter"
	"math/rand/v2"

	"entente/graph"
)

// Graph is an invented graph.
type Graph struct {
	// Nodes counts the entities; they are numbered from 0.
	Nodes int
	edges []edge
	seed  uint64
}

// edge joins two entities by number.
type edge struct{ from, to uint32 }

// Edges counts the relationships.
func (g *Graph) Edges() int { return len(g.edges) }

// ID names the entity with a number.
func ID(number int) graph.ID { return graph.ID(fmt.Sprintf("org:g%07d", number)) }

// Outlines gives the graph in the form that an index is built from: the
// entities in the order of their ids, then the relationships.
func (g *Graph) Outlines() iter.Seq2[graph.Outline, error] {
	return func(yield func(graph.Outline, error) bool) {
		for i := range g.Nodes {
			node := &graph.Node{ID: ID(i), Kind: graph.Organization, Code: country(i)}
			if !yield(graph.Outline{Revision: 1, Node: node}, nil) {
				return
			}
		}
		random := rand.New(rand.NewPCG(g.seed, attributes))
		for _, e := range g.edges {
			if !yield(graph.Outline{Revision: 1, Tie: drawTie(random, e)}, nil) {
				return
			}
		}
	}
}

// The streams of random numbers that one seed gives.
const (
	shape uint64 = iota + 1
	attributes
	choice
)

// country is one of the codes XA to XZ, by blocks of a thousand numbers.
func country(number int) string { return "X" + string(rune('A'+number/1000%26)) }

// Pairs draws pairs of different entities that some path joins. It gives fewer
// than asked when the largest component is small.
func (g *Graph) Pairs(count int, seed uint64) [][2]graph.ID {
	var pairs [][2]graph.ID
	for _, numbers := range g.Numbers(count, seed) {
		pairs = append(pairs, [2]graph.ID{ID(numbers[0]), ID(numbers[1])})
	}
	return pairs
}

// Numbers is Pairs by number.
func (g *Graph) Numbers(count int, seed uint64) [][2]int {
	giant := g.largest()
	if len(giant) < 2 {
		return nil
	}
	random := rand.New(rand.NewPCG(seed, choice))
	pairs := make([][2]int, 0, count)
	for len(pairs) < count {
		a, b := giant[random.IntN(len(giant))], giant[random.IntN(len(giant))]
		if a != b {
			pairs = append(pairs, [2]int{a, b})
		}
	}
	return pairs
}

// largest lists the largest component, by union-find with path halving.
func (g *Graph) largest() []int {
	leader := make([]int, g.Nodes)
	for i := range leader {
		leader[i] = i
	}
	find := func(x int) int {
		for leader[x] != x {
			leader[x] = leader[leader[x]]
			x = leader[x]
		}
		return x
	}
	for _, e := range g.edges {
		leader[find(int(e.from))] = find(int(e.to))
	}
	members := make(map[int][]int)
	best := 0
	for i := range leader {
		members[find(i)] = append(members[find(i)], i)
		if len(members[find(i)]) > len(members[best]) {
			best = find(i)
		}
	}
	return members[best]
}
