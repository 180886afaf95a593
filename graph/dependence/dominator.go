package dependence

import "entente/graph/index"

// tree is the dominator tree of what is reached.
type tree struct {
	// idom is the position in the order of the search of the immediate dominator
	// of each vertex, + 1; depth is the distance from the root in the tree.
	idom, depth []int32
	// found are the vertices in the order of the search, place is their position + 1.
	found []index.Vertex
	place []int32
}

// frame is a vertex whose row is being read.
type frame struct {
	vertex index.Vertex
	next   uint32
}

// dominators makes the tree: Tarjan's search for blocks, without recursion.
func (w *work) dominators() *tree {
	n := w.s.Len()
	t := &tree{idom: make([]int32, n), depth: make([]int32, n), place: make([]int32, n)}
	low := make([]int32, n)
	var stack []index.Vertex
	open := []frame{{w.Of, w.s.Spans[w.Of].Low}}
	t.enter(w.Of, low)
	for len(open) > 0 && w.err == nil && !w.cut {
		f := &open[len(open)-1]
		u := f.vertex
		if f.next < w.s.Spans[u].High {
			p := f.next
			f.next++
			v := w.s.Adjacent[p]
			if !w.joins(p) || !w.inner(v) {
				continue
			}
			if t.place[v] > 0 {
				low[u] = min(low[u], t.place[v])
				continue
			}
			w.spend(int(w.s.Spans[v].High - w.s.Spans[v].Low))
			t.enter(v, low)
			stack = append(stack, v)
			open = append(open, frame{v, w.s.Spans[v].Low})
			continue
		}
		open = open[:len(open)-1]
		if len(open) == 0 {
			break
		}
		above := open[len(open)-1].vertex
		low[above] = min(low[above], low[u])
		if low[u] >= t.place[above] {
			stack = t.hang(stack, u, above)
		}
	}
	for _, v := range t.found[1:] {
		t.depth[v] = t.depth[t.found[t.idom[v]-1]] + 1
	}
	w.ends(t)
	return t
}

func (t *tree) enter(v index.Vertex, low []int32) {
	t.found = append(t.found, v)
	t.place[v] = int32(len(t.found))
	low[v] = t.place[v]
}

// hang takes a block off the stack: all of it hangs on its cut vertex.
func (t *tree) hang(stack []index.Vertex, last, cut index.Vertex) []index.Vertex {
	for {
		v := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		t.idom[v] = t.place[cut]
		if v == last {
			return stack
		}
	}
}

// ends hangs what is reached and leads nowhere: on the nearest that all its ways share.
func (w *work) ends(t *tree) {
	for _, u := range t.found[:len(t.found):len(t.found)] {
		span := w.s.Spans[u]
		if !w.spend(int(span.High - span.Low)) {
			return
		}
		for p := span.Low; p < span.High; p++ {
			v := w.s.Adjacent[p]
			if v == w.Of || w.inner(v) || !w.joins(p) {
				continue
			}
			if t.idom[v] == 0 {
				t.idom[v] = t.place[u]
			} else {
				t.idom[v] = t.place[t.common(t.found[t.idom[v]-1], u)]
			}
			t.depth[v] = t.depth[t.found[t.idom[v]-1]] + 1
		}
	}
}

// common is the nearest that dominates two vertices or is one of them.
func (t *tree) common(a, b index.Vertex) index.Vertex {
	for a != b {
		if t.depth[a] < t.depth[b] {
			a, b = b, a
		}
		a = t.found[t.idom[a]-1]
	}
	return a
}

// entities lists whom each dominator cuts off.
func (w *work) entities(d *Dependence) {
	t := w.dominators()
	if w.cut || w.err != nil {
		return
	}
	children := map[index.Vertex][]index.Vertex{}
	for v := range index.Vertex(w.s.Len()) {
		if v != w.Of && t.idom[v] > 0 {
			above := t.found[t.idom[v]-1]
			children[above] = append(children[above], v)
		}
	}
	for _, v := range w.targets {
		if t.idom[v] == 1 {
			d.Independent++
		}
	}
	w.gather(d, w.Of, children)
}

// gather lists the targets below a vertex, each once in one list: that of a
// vertex further down is a part of it.
func (w *work) gather(d *Dependence, root index.Vertex, children map[index.Vertex][]index.Vertex) {
	type visit struct {
		vertex index.Vertex
		start  int
		done   bool
	}
	var list []index.Vertex
	spans := map[index.Vertex][2]int{}
	for open := []visit{{vertex: root}}; len(open) > 0; {
		at := open[len(open)-1]
		open = open[:len(open)-1]
		if at.done {
			spans[at.vertex] = [2]int{at.start, len(list)}
			continue
		}
		if w.wanted(at.vertex) && at.vertex != root {
			list = append(list, at.vertex)
		}
		open = append(open, visit{at.vertex, len(list), true})
		for _, child := range children[at.vertex] {
			open = append(open, visit{vertex: child})
		}
	}
	for v := range children {
		if span := spans[v]; v != root && span[0] < span[1] {
			d.List = append(d.List, Dependency{v, list[span[0]:span[1]:span[1]]})
		}
	}
}
