package path

import (
	"math"
	"slices"

	"entente/graph/index"
)

// patience is how many entries a lens may scan for each path that is asked for.
const patience = 10_000

// strongest leaves the k strongest paths in the list, best first: of equally
// strong ones those with fewer hops, then by ids. One alone is searched for
// without the bound on hops, which it then mostly keeps. Cost: one lens and, for each
// path found, a look at the arcs of each of its vertices; a mend now and then.
//
// It lists paths as k does, but a candidate is only the best walk of its set,
// which the lens gives at once. Only when it comes to be the best candidate and
// does meet itself, the best path of the set is searched for (postponed
// classification: Al Zoobi, Coudert & Nisse, 2020; the exact distances that
// guide it stand in for the tree of Kurz & Mutzel, 2016).
//
// Where one vertex carries all strong ways, to it and on from it, the walks of
// the two balls meet themselves, and the balls grow long before there are k
// paths. Then each path is searched for alone.
func (w *work) strongest(q *Query) {
	d, l := &w.deep, &w.list
	l.paths = l.paths[:0]
	all := request{from: []index.Vertex{q.From}, to: []index.Vertex{q.To}, hops: q.MaxHops, cost: math.Inf(1)}
	if q.K == 1 && w.likely(q) {
		w.duel.most = uint32(q.MaxHops)
		found := w.single(q.From, q.To)
		if found && w.found.hops() <= q.MaxHops {
			l.paths = append(l.paths, w.found.trail())
		}
		if !found || len(l.paths) > 0 {
			return
		}
		all.cost = w.duel.within
	}
	d.patience = math.MaxInt
	if q.K > 1 {
		d.patience = w.scanned + patience*q.K
	}
	if w.lens(all, q.K) {
		l.most = d.bound
		w.k(q)
		return
	}
	if d.patience < w.scanned && !w.stopped() {
		w.oneByOne(q)
	}
}

// oneByOne is strongest with a lens for each candidate. Cost: that of the
// strongest path for each hop of each path found.
func (w *work) oneByOne(q *Query) {
	w.deep.patience = math.MaxInt
	w.list.spur, w.list.most, w.list.loose = (*work).alone, math.Inf(1), false
	w.k(q)
}

// alone leaves in found the best path from a vertex that enters no killed one.
func (w *work) alone(r request) bool {
	found := w.lens(r, 1) && w.guided(r)
	for _, v := range w.killed {
		w.deep.slots[v] = [2]uint32{}
	}
	return found
}

// guided leaves in found the best walk from a vertex, and in the list whether it
// is loose: that it meets itself or the killed.
func (w *work) guided(r request) bool {
	d, from := &w.deep, r.from[0]
	slot := d.slots[from][1]
	w.found.reset()
	if slot < d.base {
		return false
	}
	total, hops, first, ok := r.cost, uint8(0), uint32(0), false
	for _, a := range w.arcsOf(slot - d.base) {
		if a.whole > total {
			break
		}
		next := d.stops[1][a.first].vertex
		if w.mark[next] == dead || slices.Contains(r.barred, next) {
			continue
		}
		position, reaches := d.onward(a.first, uint32(r.hops)-1)
		if !reaches {
			continue
		}
		s := &d.stops[1][position]
		cost := a.cost + s.cost
		if cost > total || ok && cost == total && (s.hops > hops || s.hops == hops && !w.s.Less(next, d.stops[1][first].vertex)) {
			continue
		}
		total, hops, first, ok = cost, s.hops, position, true
	}
	if ok {
		w.follow(from, first, total)
	}
	return ok
}

// follow makes the walk over a stop of the far side to the goal.
func (w *work) follow(from index.Vertex, first uint32, total float64) {
	w.found.add(from, 0)
	w.list.loose = false
	for at := first; ; {
		s := &w.deep.stops[1][at]
		w.found.add(s.vertex, total-s.cost)
		w.list.loose = w.list.loose || w.mark[s.vertex] == dead || s.vertex == from
		if at == 0 {
			return
		}
		at = s.parent
	}
}

// rung is a way from a fork to a vertex.
type rung struct {
	cost   float64
	vertex index.Vertex
	// first is the first stop of the vertex on the far side.
	first  uint32
	parent uint32
	hops   uint32
	// next is a later rung of the same vertex, 0 if there is none.
	next uint32
}

// mend leaves in found the best path from a vertex that enters no killed one.
// It is a search by A* (Hart, Nilsson & Raphael, 1968) that is guided by the
// lens. Of the ways to a vertex it keeps those that no other beats in cost and
// hops, and of equal ones the first by ids. Ways are taken by the least cost
// and hops that a walk over them can have and then by their own hops, so that
// all that can come before a path do so. Cost: the arcs of the vertices, from
// which a walk within the bound leads on.
func (w *work) mend(r request) bool {
	d, from := &w.deep, r.from[0]
	w.fresh()
	w.list.loose = false
	d.rungs = append(d.rungs[:0], rung{vertex: from, first: d.slots[from][1] - d.base})
	w.mark[from] = w.base
	// Every rung has a mark of its own, so that the next search must begin behind all of them.
	defer func() { w.base += uint32(len(d.rungs)) }()
	queue := &d.heaps[0]
	*queue = append((*queue)[:0], item{})
	for len(*queue) > 0 {
		at := queue.pop()
		if d.rungs[at.stop].vertex == r.to[0] {
			w.descend(at.stop)
			return true
		}
		if d.bettered(w.mark[d.rungs[at.stop].vertex]-w.base, at.stop) {
			continue
		}
		if !w.climb(&r, at.stop, queue) {
			return false
		}
	}
	return false
}

// bettered tells whether another rung of its vertex beats a rung.
func (d *depths) bettered(first, position uint32) bool {
	here := &d.rungs[position]
	for at := first; ; {
		other := &d.rungs[at]
		if at != position && other.cost <= here.cost && other.hops <= here.hops {
			return true
		}
		if other.next == 0 {
			return false
		}
		at = other.next
	}
}

// climb goes on from a rung; false stops the search.
func (w *work) climb(r *request, position uint32, queue *heap) bool {
	d := &w.deep
	here := d.rungs[position]
	seen := 0
	for _, a := range w.arcsOf(here.first) {
		if here.cost+a.whole > r.cost {
			break
		}
		seen++
		made := rung{cost: here.cost + a.cost, vertex: d.stops[1][a.first].vertex, first: a.first, parent: position, hops: here.hops + 1}
		if w.mark[made.vertex] == dead || position == 0 && slices.Contains(r.barred, made.vertex) || made.hops > uint32(r.hops) {
			continue
		}
		rest, ok := d.onward(a.first, uint32(r.hops)-made.hops)
		if !ok {
			continue
		}
		s := &d.stops[1][rest]
		if made.cost+s.cost > r.cost || !w.hold(made) {
			continue
		}
		queue.push(item{cost: made.cost + s.cost, hops: (made.hops+uint32(s.hops))<<8 | made.hops, stop: uint32(len(d.rungs) - 1)})
	}
	return w.spend(seen)
}

// hold keeps a rung, as the last, if none of its vertex beats it.
func (w *work) hold(made rung) bool {
	d := &w.deep
	m := w.mark[made.vertex]
	if m < w.base {
		w.mark[made.vertex] = w.base + uint32(len(d.rungs))
		d.rungs = append(d.rungs, made)
		return true
	}
	for at := m - w.base; ; {
		old := &d.rungs[at]
		if old.cost == made.cost && old.hops == made.hops && w.lower(made.parent, old.parent) {
			old.parent = made.parent
		}
		if old.cost <= made.cost && old.hops <= made.hops {
			return false
		}
		if old.next == 0 {
			old.next = uint32(len(d.rungs))
			d.rungs = append(d.rungs, made)
			return true
		}
		at = old.next
	}
}

// lower tells whether the way up to a rung comes before that of another with as many hops, by ids.
func (w *work) lower(a, b uint32) bool {
	rungs := w.deep.rungs
	less := false
	for a != b {
		less = w.s.Less(rungs[a].vertex, rungs[b].vertex)
		a, b = rungs[a].parent, rungs[b].parent
	}
	return less
}

// descend makes the path over a rung.
func (w *work) descend(position uint32) {
	w.found.reset()
	for at := position; ; at = w.deep.rungs[at].parent {
		w.found.add(w.deep.rungs[at].vertex, w.deep.rungs[at].cost)
		if at == 0 {
			break
		}
	}
	w.found.reverse()
}
