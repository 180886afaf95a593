package standing_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"entente/graph"
	"entente/graph/index"
	"entente/graph/standing"
)

// planted draws a graph of equal parts, dense inside and thin between.
func planted(r *rand.Rand, parts, each int, inside, between float64) *plan {
	p := newPlan(parts * each)
	for a := range parts * each {
		for b := range a {
			if density := map[bool]float64{true: inside, false: between}[a/each == b/each]; r.Float64() < density {
				p.tie(a, b)
			}
		}
	}
	return p
}

// holds checks what every answer promises: the formula of modularity, the
// numbers of communities and their sizes, and that none falls apart.
func holds(t *testing.T, c circle, m *standing.Measures) {
	t.Helper()
	if want := c.modularity(m.Of); math.Abs(m.Modularity-want) > 1e-9 {
		t.Fatalf("got the modularity %v, by definition it is %v", m.Modularity, want)
	}
	sizes, first := make([]int, len(m.Sizes)), make([]int, len(m.Sizes))
	for i := len(m.Of) - 1; i >= 0; i-- {
		sizes[m.Of[i]]++
		first[m.Of[i]] = i
	}
	if !slices.Equal(sizes, m.Sizes) {
		t.Fatalf("got the sizes %v, counted %v", m.Sizes, sizes)
	}
	for i := 1; i < len(sizes); i++ {
		if sizes[i] > sizes[i-1] || sizes[i] == sizes[i-1] && first[i] < first[i-1] {
			t.Fatalf("communities are out of order: sizes %v, first members %v", sizes, first)
		}
	}
	place := map[index.Vertex]int{}
	for i, v := range c.members {
		place[v] = i
	}
	for number, size := range m.Sizes {
		reached := map[int]bool{first[number]: true}
		for queue := []int{first[number]}; len(queue) > 0; queue = queue[1:] {
			for v := range c.knows[c.members[queue[0]]] {
				if i := place[v]; m.Of[i] == uint32(number) && !reached[i] {
					reached[i] = true
					queue = append(queue, i)
				}
			}
		}
		if len(reached) != size {
			t.Fatalf("community %d falls apart: %d of %d hang together", number, len(reached), size)
		}
	}
}

// partitions visits every division of n into communities.
func partitions(n int, visit func(of []uint32)) {
	of := make([]uint32, n)
	var next func(i int, most uint32)
	next = func(i int, most uint32) {
		if i == n {
			visit(of)
			return
		}
		for c := range most + 1 {
			of[i] = c
			next(i+1, max(most, c+1))
		}
	}
	next(0, 0)
}

func TestCommunitiesOfSmallGraphsAreAlmostAlwaysTheBest(t *testing.T) {
	const graphs = 250
	best := 0
	for seed := range uint64(graphs) {
		r := rand.New(rand.NewPCG(seed, 2))
		s := random(r, 4+r.IntN(5), 0.3+0.3*r.Float64()).build(t)
		c := circleOf(t, s, graph.RouteFilter{})
		m := measure(t, s, graph.RouteFilter{}, standing.Options{})
		if len(c.members) == 0 {
			best++
			continue
		}
		holds(t, c, m)
		most := -1.0
		partitions(len(c.members), func(of []uint32) { most = max(most, c.modularity(of)) })
		if m.Modularity > most+1e-9 || m.Modularity < most-0.1 {
			t.Fatalf("seed %d: got %v, the best of all divisions has %v", seed, m.Modularity, most)
		}
		if m.Modularity > most-1e-9 {
			best++
		}
	}
	if best < graphs*9/10 {
		t.Errorf("the best division was found %d times of %d", best, graphs)
	}
}

func TestPlantedCommunitiesAreFound(t *testing.T) {
	for seed := range uint64(10) {
		r := rand.New(rand.NewPCG(seed, 3))
		const parts, each = 6, 30
		s := planted(r, parts, each, 0.4, 0.01).build(t)
		m := measure(t, s, graph.RouteFilter{}, standing.Options{Seed: seed})
		holds(t, circleOf(t, s, graph.RouteFilter{}), m)
		if len(m.Sizes) != parts {
			t.Fatalf("seed %d: got communities of %v, want %d", seed, m.Sizes, parts)
		}
		for i := range m.Of {
			if m.Of[i] != m.Of[i/each*each] {
				t.Fatalf("seed %d: %d is not with the others of its part", seed, i)
			}
		}
	}
}

// A ring of cliques is where Louvain and resolution are tested: each clique is a community.
func TestARingOfCliquesFallsIntoItsCliques(t *testing.T) {
	const cliques, each = 10, 5
	p := newPlan(cliques * each)
	for c := range cliques {
		for a := range each {
			for b := range a {
				p.tie(c*each+a, c*each+b)
			}
		}
		p.tie(c*each, (c*each+each+1)%(cliques*each))
	}
	s := p.build(t)
	m := measure(t, s, graph.RouteFilter{}, standing.Options{})
	holds(t, circleOf(t, s, graph.RouteFilter{}), m)
	// Each clique has 10 of the 110 ties inside and 22 of the 220 ends.
	if want := 10 * (10.0/110 - 0.01); len(m.Sizes) != cliques || math.Abs(m.Modularity-want) > 1e-9 {
		t.Errorf("got %v with the modularity %v, want %d cliques and %v", m.Sizes, m.Modularity, cliques, want)
	}
}

// The friendships in a karate club, recorded by Zachary (1977), are the usual
// yardstick: the best division has the modularity 0.4198 (Brandes et al., 2008).
func TestTheKarateClub(t *testing.T) {
	p := newPlan(34)
	for a, friends := range [][]int{
		{1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 17, 19, 21, 31}, {2, 3, 7, 13, 17, 19, 21, 30}, {3, 7, 8, 9, 13, 27, 28, 32}, {7, 12, 13},
		{6, 10}, {6, 10, 16}, {16}, nil, {30, 32, 33}, {33}, nil, nil, nil, {33}, {32, 33}, {32, 33}, nil, nil, {32, 33}, {33}, {32, 33}, nil,
		{32, 33}, {25, 27, 29, 32, 33}, {25, 27, 31}, {31}, {29, 33}, {33}, {31, 33}, {32, 33}, {32, 33}, {32, 33}, {33}, nil,
	} {
		for _, b := range friends {
			p.tie(a, b)
		}
	}
	s := p.build(t)
	best := 0.0
	for seed := range uint64(5) {
		m := measure(t, s, graph.RouteFilter{}, standing.Options{Seed: seed})
		if m.Ties != 78 {
			t.Fatalf("got %d ties, want 78", m.Ties)
		}
		holds(t, circleOf(t, s, graph.RouteFilter{}), m)
		best = max(best, m.Modularity)
	}
	if best < 0.4197 || best > 0.4199 {
		t.Errorf("got the modularity %v, want 0.4198", best)
	}
}

func TestCommunitiesOfLargerGraphsHangTogether(t *testing.T) {
	for seed := range uint64(6) {
		r := rand.New(rand.NewPCG(seed, 4))
		s := planted(r, 12, 20, 0.15, 0.02).build(t)
		holds(t, circleOf(t, s, graph.RouteFilter{}), measure(t, s, graph.RouteFilter{}, standing.Options{Seed: seed}))
	}
}
