package path

import (
	"math"
	"slices"

	"entente/graph/index"
)

// reach is the strongest way from one end to a vertex: the cheapest, of those
// with the fewest hops, of those the first by ids.
type reach struct {
	cost   float64
	vertex index.Vertex
	parent uint32
	hops   uint32
}

// duel is the scratch space of the search for the single strongest path
// between two ends, which gives no heed to the bound on hops.
type duel struct {
	reaches [2][]reach
	// bound is the cost of the best paths so far, hops their length, and
	// crossings are the vertices at which both sides have come by them.
	bound     float64
	hops      uint32
	crossings []index.Vertex
	// within is the least cost of the paths met of at most so many hops, which
	// need not be the best of those.
	within float64
	most   uint32
}

// ample is a bound on hops that few strongest paths exceed.
const ample = 2 * DefaultHops

// likely tells whether the strongest path, whatever its hops, will be one of the
// query. Few strongest paths have more than twelve hops, or twice those of the shortest.
func (w *work) likely(q *Query) bool {
	return q.MaxHops >= ample || w.shortest([]index.Vertex{q.From}, []index.Vertex{q.To}, q.MaxHops/2+1)
}

// single leaves the strongest path in found, whatever its hops; false if there
// is none or the search must stop. It is Dijkstra's search from both ends until
// no path can be cheaper, with rows scanned as in grow. Where two neighbours lie
// on a best path, the side that settled its own first has walked the hop between
// them, so that the two ways of some crossing make the best path. Cost: two
// balls of half its cost.
func (w *work) single(from, to index.Vertex) bool {
	d, u := &w.deep, &w.duel
	d.fresh()
	defer func() { d.base += uint32(max(len(u.reaches[0]), len(u.reaches[1]))) }()
	u.bound, u.hops, u.crossings, u.within = math.Inf(1), unlimited, u.crossings[:0], math.Inf(1)
	for side, v := range [2]index.Vertex{from, to} {
		u.reaches[side] = append(u.reaches[side][:0], reach{vertex: v})
		d.slots[v][side] = d.base
		d.heaps[side].push(item{})
	}
	for len(d.heaps[0]) > 0 && len(d.heaps[1]) > 0 && d.heaps[0][0].cost+d.heaps[1][0].cost <= u.bound {
		side := uint32(0)
		if len(d.heaps[1]) < len(d.heaps[0]) {
			side = 1
		}
		w.settle(side, d.heaps[side].pop())
		if w.stopped() {
			return false
		}
	}
	for side := range uint32(2) {
		for i := range d.cursors[side] {
			c := &d.cursors[side][i]
			w.walk(side, c, c.high-c.entry)
		}
	}
	w.pick()
	return len(u.crossings) > 0 && !w.stopped()
}

// settle goes on from what was the cheapest of a side.
func (w *work) settle(side uint32, at item) {
	d := &w.deep
	number := at.stop - resumed
	if at.stop < resumed {
		here := &w.duel.reaches[side][at.stop]
		if at.cost != here.cost || at.hops != here.hops {
			return
		}
		span := w.s.Spans[here.vertex]
		c := cursor{stop: at.stop, entry: span.Low, high: span.High, step: firstStep / 2}
		if other := d.heaps[1-side]; len(other) > 0 {
			c.radius = other[0].cost
		}
		number = uint32(len(d.cursors[side]))
		d.cursors[side] = append(d.cursors[side], c)
	}
	c := &d.cursors[side][number]
	c.step *= 2
	w.walk(side, c, c.step)
	if c.entry < c.high {
		cost := w.duel.reaches[side][c.stop].cost + float64(w.s.Costs[c.entry])
		d.heaps[side].push(item{cost: cost, stop: resumed + number})
	}
}

// walk walks so many entries of a row, as far as the bound allows.
func (w *work) walk(side uint32, c *cursor, most uint32) {
	d, u := &w.deep, &w.duel
	slots, base, open, picky := d.slots, d.base, w.open, w.picky
	start := u.reaches[side][c.stop].cost
	way := reach{parent: c.stop, hops: u.reaches[side][c.stop].hops + 1}
	radius := 0.0
	if other := d.heaps[1-side]; len(other) > 0 {
		radius = other[0].cost
	}
	first := c.entry
	c.entry += min(most, c.high-first)
	row, costs, words := w.s.Adjacent[first:c.entry], w.s.Costs[first:c.entry], w.s.Words[first:c.entry]
	for i, v := range row {
		way.cost = start + float64(costs[i])
		if way.cost+c.radius > u.bound {
			row, c.entry = row[:i+1], c.high
			break
		}
		mine, theirs := slots[v][side], slots[v][1-side]
		if mine >= base && !w.improves(side, mine-base, way) {
			continue
		}
		// What the other side has not settled is no nearer to its end than its radius.
		if way.cost+radius > u.bound && (theirs < base || u.reaches[1-side][theirs-base].cost >= radius) {
			continue
		}
		// The word is not read where no filter asks for it: it lies in an array of its own.
		if !open && !w.gate.Admits(words[i]) || picky && mine < base && theirs != base && !w.gate.Passes(v, words[i].Other()) {
			continue
		}
		if theirs >= base && !u.crosses(way, v, &u.reaches[1-side][theirs-base], radius) {
			continue
		}
		way.vertex = v
		at := mine - base
		if mine < base {
			at = uint32(len(u.reaches[side]))
			slots[v][side] = base + at
			u.reaches[side] = append(u.reaches[side], way)
		} else {
			u.reaches[side][at] = way
		}
		d.heaps[side].push(item{way.cost, way.hops, at})
	}
	w.spend(len(row))
}

// improves tells whether a way is better than the one to the same vertex.
func (w *work) improves(side, position uint32, way reach) bool {
	old := &w.duel.reaches[side][position]
	if way.cost != old.cost || way.hops != old.hops {
		return way.cost < old.cost || way.cost == old.cost && way.hops < old.hops
	}
	return w.foremost(side, way.parent, old.parent)
}

// foremost tells whether the paths over the way to a vertex come before those
// over another to a vertex with as many hops, by ids from the start of the path on.
func (w *work) foremost(side, a, b uint32) bool {
	reaches := w.duel.reaches[side]
	if side == 1 {
		return w.s.Less(reaches[a].vertex, reaches[b].vertex)
	}
	less := false
	for a != b {
		less = w.s.Less(reaches[a].vertex, reaches[b].vertex)
		a, b = reaches[a].parent, reaches[b].parent
	}
	return less
}

// crosses takes a path over a vertex that the other side has come by, if none
// is better. It tells whether the way there can still matter.
func (u *duel) crosses(way reach, v index.Vertex, there *reach, radius float64) bool {
	cost, hops := way.cost+there.cost, way.hops+there.hops
	if cost < u.within && hops <= u.most {
		u.within = cost
	}
	switch {
	case cost > u.bound:
		return there.cost >= radius
	case cost < u.bound || hops < u.hops:
		u.bound, u.hops, u.crossings = cost, hops, append(u.crossings[:0], v)
	case hops == u.hops:
		u.crossings = append(u.crossings, v)
	}
	return true
}

// pick leaves the first of the best paths in found.
func (w *work) pick() {
	found, other := &w.found, &w.other
	for i, v := range w.duel.crossings {
		w.pass(other, v)
		if i == 0 || slices.CompareFunc(other.vertices, found.vertices, w.compare) < 0 {
			*found, *other = *other, *found
		}
	}
}

// pass makes the path over a crossing.
func (w *work) pass(into *walk, v index.Vertex) {
	u := &w.duel
	slots := w.deep.slots[v]
	near, far := u.reaches[0], u.reaches[1]
	into.reset()
	for at := slots[0] - w.deep.base; ; at = near[at].parent {
		into.add(near[at].vertex, near[at].cost)
		if at == 0 {
			break
		}
	}
	into.reverse()
	for at := slots[1] - w.deep.base; at != 0; {
		at = far[at].parent
		into.add(far[at].vertex, u.bound-far[at].cost)
	}
}
