package path

import (
	"slices"

	"entente/graph/index"
)

// rung is a vertex reached with a number of hops more cheaply than with fewer.
type rung struct {
	vertex index.Vertex
	parent uint32
	hops   uint32
	cost   float64
}

// ladder is the scratch space of strongestWithin.
type ladder struct {
	rungs []rung
	// bound is the cost of a path that is known, floor the least cost from a
	// vertex to the goal where nothing better is known.
	bound, floor float64
}

// strongestWithin is strongest with the bound on hops. It asks strongest first;
// only when that path has too many hops it goes by layers of hops as Bellman
// and Ford do: a vertex is kept in a layer only if it is reached there more
// cheaply than in all before. The path with the fewest hops bounds the cost
// from above, and what the first search knows of the goal's surroundings from
// below. Costs are positive, so that the best walk is a path. It scans at most
// hops times the graph.
func (w *work) strongestWithin(r request) bool {
	if !w.strongest(r) {
		return false
	}
	if w.found.hops() <= r.hops {
		return true
	}
	l := &w.ladder
	// The goal's side drops a label only if its cost exceeds this: the best path less the other side's radius.
	l.floor = 0
	if rest := w.deep.heaps[0]; len(rest) > 0 {
		l.floor = max(0, w.best.cost-rest[0].cost)
	}
	if !w.fewest(r) {
		return false
	}
	l.bound = min(r.cost, w.found.cost())
	return w.climb(r)
}

// climb goes up all layers but the last, which the row of the goal replaces.
func (w *work) climb(r request) bool {
	w.fresh()
	l := &w.ladder
	l.rungs = append(l.rungs[:0], rung{vertex: r.from[0]})
	w.mark[r.from[0]] = w.base
	// Every rung has a mark of its own, so that the next search must begin behind all of them.
	defer func() { w.base += uint32(len(l.rungs)) }()
	first := 0
	for range r.hops - 1 {
		end := len(l.rungs)
		for i := first; i < end; i++ {
			if !w.climbFrom(&r, uint32(i)) {
				return false
			}
		}
		first = end
	}
	return w.top(&r)
}

// climbFrom walks the row of a rung; false stops the search.
func (w *work) climbFrom(r *request, position uint32) bool {
	if position == 0 {
		w.cover(r.barred)
		defer w.uncover()
	}
	l := &w.ladder
	here := l.rungs[position]
	span := w.s.Spans[here.vertex]
	row := w.s.Adjacent[span.Low:span.High]
	for i, v := range row {
		cost := here.cost + float64(w.s.Costs[span.Low+uint32(i)])
		if cost > l.bound {
			row = row[:i+1]
			break
		}
		word := w.s.Words[span.Low+uint32(i)]
		if m := w.mark[v]; m == dead || v == r.to[0] || cost+w.ahead(v) > l.bound || !w.gate.Admits(word) || !w.gate.Passes(v, word.Other()) {
			continue
		}
		w.hold(rung{vertex: v, parent: position, hops: here.hops + 1, cost: cost})
	}
	return w.spend(len(row))
}

// ahead bounds the cost from a vertex to the goal from below. A settled stop may
// have a worse label than its best, but only if that was dropped for being above floor.
func (w *work) ahead(v index.Vertex) float64 {
	d := &w.deep
	if slot := d.slots[v][1]; slot >= d.base && slot != dead && d.stops[1][slot-d.base].settled {
		return min(w.ladder.floor, d.stops[1][slot-d.base].cost)
	}
	return w.ladder.floor
}

// hold keeps a rung if it is better than what its vertex has.
func (w *work) hold(made rung) {
	l := &w.ladder
	m := w.mark[made.vertex]
	if m < w.base {
		w.mark[made.vertex] = w.base + uint32(len(l.rungs))
		l.rungs = append(l.rungs, made)
		return
	}
	old := &l.rungs[m-w.base]
	switch {
	case old.cost < made.cost, old.cost == made.cost && (old.hops < made.hops || !w.lower(made.parent, old.parent)):
	case old.hops == made.hops:
		*old = made
	default:
		w.mark[made.vertex] = w.base + uint32(len(l.rungs))
		l.rungs = append(l.rungs, made)
	}
}

// lower tells whether the way up to a rung comes before that of another with as many hops, by ids.
func (w *work) lower(a, b uint32) bool {
	rungs := w.ladder.rungs
	less := false
	for a != b {
		less = w.s.Less(rungs[a].vertex, rungs[b].vertex)
		a, b = rungs[a].parent, rungs[b].parent
	}
	return less
}

// top takes the best last hop from the row of the goal and leaves the path in found.
func (w *work) top(r *request) bool {
	l := &w.ladder
	span := w.s.Spans[r.to[0]]
	best, ok := rung{cost: l.bound}, false
	for i, v := range w.s.Adjacent[span.Low:span.High] {
		m := w.mark[v]
		if m < w.base || m == dead || !w.gate.Admits(w.s.Words[span.Low+uint32(i)]) || v == r.from[0] && slices.Contains(r.barred, r.to[0]) {
			continue
		}
		last := l.rungs[m-w.base]
		made := rung{vertex: r.to[0], parent: m - w.base, hops: last.hops + 1, cost: last.cost + float64(w.s.Costs[span.Low+uint32(i)])}
		if made.cost > best.cost || ok && made.cost == best.cost && (made.hops > best.hops || made.hops == best.hops && !w.lower(made.parent, best.parent)) {
			continue
		}
		best, ok = made, true
	}
	if !w.spend(int(span.High-span.Low)) || !ok {
		return false
	}
	w.found.reset()
	w.found.add(best.vertex, best.cost)
	for at := best.parent; ; at = l.rungs[at].parent {
		w.found.add(l.rungs[at].vertex, l.rungs[at].cost)
		if at == 0 {
			break
		}
	}
	w.found.reverse()
	return true
}
