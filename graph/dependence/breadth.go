package dependence

import (
	"slices"

	"entente/graph/index"
)

// breadth finds everything that is reached, in the order of hops, with the
// numbers of shortest paths (Brandes, 2001).
func (w *work) breadth() {
	w.nodes[w.Of] = node{at: 1, paths: 1, parent: w.Of}
	w.order = []index.Vertex{w.Of}
	kept := map[index.Vertex]bool{}
	for i := 0; i < len(w.order); i++ {
		u := w.order[i]
		span := w.s.Spans[u]
		if !w.spend(int(span.High - span.Low)) {
			break
		}
		seen := w.nodes[u]
		last := map[index.Vertex]bool{}
		for p := span.Low; p < span.High; p++ {
			v := w.s.Adjacent[p]
			w.keptOut(p, kept)
			if !w.joins(p) || last[v] {
				continue
			}
			last[v] = true
			w.reach(u, v, seen)
		}
	}
	for v := range w.nodes {
		if w.nodes[v].hops >= 0 && w.wanted(index.Vertex(v)) {
			w.targets = append(w.targets, index.Vertex(v))
		}
	}
	slices.SortFunc(w.targets, w.s.Compare)
}

// reach counts the ways over a tie.
func (w *work) reach(u, v index.Vertex, from node) {
	n := &w.nodes[v]
	if n.hops < 0 {
		*n = node{hops: from.hops + 1, parent: u}
		if w.inner(v) {
			w.order = append(w.order, v)
			n.at = int32(len(w.order))
		}
	}
	if n.hops != from.hops+1 {
		return
	}
	n.paths += from.paths
	switch {
	case u == w.Of:
		n.alone += from.paths
	case !partner(w.s.Kind(u)):
		n.alone += from.alone
	}
}

// keptOut counts, once each, the neighbours that the filter keeps out of routes.
func (w *work) keptOut(p uint32, kept map[index.Vertex]bool) {
	v := w.s.Adjacent[p]
	if !w.gate.Admits(w.s.Words[p]) || kept[v] || v == w.Of {
		return
	}
	switch {
	case w.gate.Avoids(v):
		kept[v] = true
		w.leftOut.Avoided++
	case w.Filter.AvoidRestricted && w.s.Restricted(v):
		kept[v] = true
		w.leftOut.Restricted++
	}
}
