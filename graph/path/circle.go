package path

import (
	"math"
	"slices"

	"entente/graph/index"
)

// gathering is a search for circles.
type gathering struct {
	*work
	q *Group
	// joinable are the members that are not to be avoided.
	joinable []index.Vertex
	// best are the circles found so far.
	best []tree
}

// tree joins some vertices.
type tree struct {
	vertices []index.Vertex
	branches [][2]index.Vertex
}

// take adds a path that begins in the tree.
func (t *tree) take(path []index.Vertex) {
	for i, v := range path[1:] {
		t.vertices = append(t.vertices, v)
		t.branches = append(t.branches, [2]index.Vertex{path[i], v})
	}
}

// mostTries bounds how many who know several members are tried as middles of a circle.
const mostTries = 4

// search leaves the circles in best. The first are grown from the members
// alone. Then each optional member is tried as a member, and who knows three
// members or more: in the middle of a circle it may replace several.
func (g *gathering) search() {
	g.best = g.grow(g.joinable)
	chosen := slices.Clone(g.joinable)
	try := func(v index.Vertex, room int) {
		if g.stopped() || g.gate.Avoids(v) {
			return
		}
		trees := g.grow(append(chosen, v))
		if !g.stopped() && weigh(trees)+room <= weigh(g.best) && stands(trees, v) {
			g.best, chosen = trees, append(chosen, v)
		}
	}
	for _, v := range g.q.Optional {
		try(v, 0)
	}
	for i, a := range g.acquaintances(g.joinable, 3) {
		if i < mostTries && !stands(g.best, a.vertex) {
			try(a.vertex, 1)
		}
	}
	for _, v := range g.q.Members {
		if g.gate.Avoids(v) {
			g.best = append(g.best, tree{vertices: []index.Vertex{v}})
		}
	}
}

// weigh compares circles: fewer are better, then those of fewer entities.
func weigh(trees []tree) int {
	weight := len(trees) << 32
	for _, t := range trees {
		weight += len(t.vertices)
	}
	return weight
}

func stands(trees []tree, v index.Vertex) bool {
	return slices.ContainsFunc(trees, func(t tree) bool { return slices.Contains(t.vertices, v) })
}

// grow joins vertices to trees: the first, then always the nearest of the rest,
// by the best path from any part of the tree (Takahashi & Matsuyama, 1980).
// What is too far to be joined begins a tree of its own; trees that have come
// near each other meanwhile are joined in the end. Parts that join no member are left out.
func (g *gathering) grow(vertices []index.Vertex) []tree {
	var trees []tree
	for rest := slices.Clone(vertices); len(rest) > 0; {
		t := tree{vertices: rest[:1:1]}
		rest = rest[1:]
		for len(rest) > 0 && g.reach(t.vertices, rest) {
			found := g.found.vertices
			t.take(found)
			rest = slices.DeleteFunc(rest, func(v index.Vertex) bool { return v == found[len(found)-1] })
		}
		trees = append(trees, t)
	}
	trees = g.merge(trees)
	for i := range trees {
		g.prune(&trees[i])
	}
	return slices.DeleteFunc(trees, func(t tree) bool { return len(t.vertices) == 0 })
}

// reach finds the best path from one set to another.
func (g *gathering) reach(from, to []index.Vertex) bool {
	return !g.stopped() && g.fewest(request{from: from, to: to, hops: g.q.MaxHops, cost: math.Inf(1)})
}

// merge joins trees until none is near another.
func (g *gathering) merge(trees []tree) []tree {
	for i := 0; i < len(trees) && len(trees) > 1; i++ {
		var others []index.Vertex
		for j := range trees {
			if j != i {
				others = append(others, trees[j].vertices...)
			}
		}
		if !g.reach(trees[i].vertices, others) {
			continue
		}
		found := g.found.vertices
		last := found[len(found)-1]
		j := slices.IndexFunc(trees, func(t tree) bool { return slices.Contains(t.vertices, last) })
		trees[i].take(found[:len(found)-1])
		trees[i].branches = append(trees[i].branches, [2]index.Vertex{found[len(found)-2], last})
		trees[i].vertices = append(trees[i].vertices, trees[j].vertices...)
		trees[i].branches = append(trees[i].branches, trees[j].branches...)
		trees = slices.Delete(trees, j, j+1)
		i = -1
	}
	return trees
}

// prune takes away leaves that are no members.
func (g *gathering) prune(t *tree) {
	for {
		before := len(t.vertices)
		t.vertices = slices.DeleteFunc(t.vertices, func(v index.Vertex) bool {
			return !slices.Contains(g.joinable, v) && t.branchesAt(v) < 2
		})
		if len(t.vertices) == before {
			return
		}
		t.branches = slices.DeleteFunc(t.branches, func(b [2]index.Vertex) bool {
			return !slices.Contains(t.vertices, b[0]) || !slices.Contains(t.vertices, b[1])
		})
	}
}

func (t *tree) branchesAt(v index.Vertex) int {
	n := 0
	for _, b := range t.branches {
		if b[0] == v || b[1] == v {
			n++
		}
	}
	return n
}
