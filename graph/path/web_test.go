package path_test

import (
	"cmp"
	"math/bits"
	"slices"
	"testing"

	"entente/graph"
	"entente/graph/index"
	"entente/graph/path"
)

// web is who knows whom according to a filter, in the plainest form.
type web struct {
	s      *index.Snapshot
	near   map[index.Vertex][]index.Vertex
	passes map[index.Vertex]bool
	avoids map[index.Vertex]bool
}

func newWeb(t testing.TB, s *index.Snapshot, filter graph.RouteFilter) web {
	t.Helper()
	gate, err := s.Gate(filter, today)
	if err != nil {
		t.Fatalf("gate: %v", err)
	}
	w := web{s: s, near: map[index.Vertex][]index.Vertex{}, passes: map[index.Vertex]bool{}, avoids: map[index.Vertex]bool{}}
	e := &exhaustive{s: s, filter: filter}
	for v := range index.Vertex(s.Len()) {
		w.passes[v], w.avoids[v] = e.mayBeInner(v), slices.Contains(filter.Avoid, s.ID(v))
		for p := s.Spans[v].Low; p < s.Spans[v].High; p++ {
			if gate.Admits(s.Words[p]) && !slices.Contains(w.near[v], s.Adjacent[p]) {
				w.near[v] = append(w.near[v], s.Adjacent[p])
			}
		}
	}
	return w
}

// joined tells whether a path is left between two entities without some others.
func (w web) joined(from, to index.Vertex, without []index.Vertex) bool {
	if w.avoids[from] || w.avoids[to] {
		return false
	}
	seen := map[index.Vertex]bool{from: true}
	for queue := []index.Vertex{from}; len(queue) > 0; queue = queue[1:] {
		for _, v := range w.near[queue[0]] {
			if v == to {
				return true
			}
			if !seen[v] && w.passes[v] && !slices.Contains(without, v) {
				seen[v] = true
				queue = append(queue, v)
			}
		}
	}
	return from == to
}

// smallestCuts lists the smallest sets without which no path is left, by trying all.
func (w web) smallestCuts(from, to index.Vertex) (cuts [][]index.Vertex) {
	var inner []index.Vertex
	for v := range index.Vertex(w.s.Len()) {
		if v != from && v != to && w.passes[v] {
			inner = append(inner, v)
		}
	}
	best := len(inner) + 1
	for set := range uint(1) << len(inner) {
		size := bits.OnesCount(set)
		if size > best {
			continue
		}
		var cut []index.Vertex
		for i, v := range inner {
			if set>>i&1 != 0 {
				cut = append(cut, v)
			}
		}
		if w.joined(from, to, cut) {
			continue
		}
		if size < best {
			best, cuts = size, nil
		}
		cuts = append(cuts, cut)
	}
	return cuts
}

// capacity is how many paths can share nobody but one entity, which any number
// may share; it does not count beyond the limit. It is the flow of Ford and Fulkerson with every state written out.
func (w web) capacity(from, to, shared index.Vertex, limit int) int {
	// Of a vertex v the state 2v is entered and 2v+1 left; used counts the flow.
	used := map[[2]index.Vertex]int{}
	room := func(a, b index.Vertex) int {
		switch {
		case a/2 != b/2 && a%2 == 1 && b%2 == 0:
			return len(w.near) + used[[2]index.Vertex{b, a}]
		case a/2 == b/2 && a%2 == 0 && a/2 == shared:
			return len(w.near)
		case a/2 == b/2 && a%2 == 0:
			return 1 - used[[2]index.Vertex{a, b}]
		}
		return used[[2]index.Vertex{b, a}]
	}
	for value := range limit {
		parent := map[index.Vertex]index.Vertex{2*from + 1: 2*from + 1}
		for queue := []index.Vertex{2*from + 1}; len(queue) > 0 && !has(parent, 2*to); queue = queue[1:] {
			a := queue[0]
			states := []index.Vertex{a ^ 1}
			for _, v := range w.near[a/2] {
				if v != from && (v == to || w.passes[v]) {
					states = append(states, 2*v+1-a%2)
				}
			}
			for _, b := range states {
				if !has(parent, b) && room(a, b) > 0 {
					parent[b] = a
					queue = append(queue, b)
				}
			}
		}
		if !has(parent, 2*to) {
			return value
		}
		for b := 2 * to; b != 2*from+1; b = parent[b] {
			a := parent[b]
			if back := [2]index.Vertex{b, a}; used[back] > 0 {
				used[back]--
			} else {
				used[[2]index.Vertex{a, b}]++
			}
		}
	}
	return limit
}

func has(m map[index.Vertex]index.Vertex, v index.Vertex) bool { _, ok := m[v]; return ok }

// checkRoutes holds routes to what they promise: paths of the filter in their
// order, without detours, that share nobody.
func (w web) checkRoutes(t *testing.T, seed uint64, q path.Passage, routes []path.Route) {
	t.Helper()
	taken := map[index.Vertex]bool{}
	for i, route := range routes {
		last := len(route.Vertices) - 1
		if route.Vertices[0] != q.From || route.Vertices[last] != q.To {
			t.Fatalf("seed %d: %v does not join the ends", seed, route.Vertices)
		}
		for j, v := range route.Vertices {
			if j > 0 && j < last && (taken[v] || !w.passes[v] || v == q.From || v == q.To) {
				t.Fatalf("seed %d: %v must not stand in %v", seed, v, route.Vertices)
			}
			taken[v] = true
			for k, other := range route.Vertices[j+1:] {
				// A tie between any but neighbours would be a short cut; the direct tie is a route of its own.
				isWhole := j == 0 && j+1+k == last
				if (k == 0) != slices.Contains(w.near[v], other) && !isWhole {
					t.Fatalf("seed %d: %v has a gap or a detour between %v and %v", seed, route.Vertices, v, other)
				}
			}
		}
		if i > 0 && cmp.Or(cmp.Compare(len(routes[i-1].Hops), len(route.Hops)), cmp.Compare(route.Strength, routes[i-1].Strength),
			slices.CompareFunc(routes[i-1].Vertices, route.Vertices, w.s.Compare)) > 0 {
			t.Fatalf("seed %d: routes %d and %d are out of order", seed, i-1, i)
		}
	}
}
