package path

import (
	"slices"

	"entente/graph/index"
)

// stop is a vertex as one side of a search by cost sees it.
type stop struct {
	cost    float64
	vertex  index.Vertex
	parent  uint32
	hops    uint32
	settled bool
}

// depths is the scratch space of the searches by cost: slots[v][side] says
// where the stop of v is on a side, as base + position.
type depths struct {
	slots [][2]uint32
	base  uint32
	stops [2][]stop
	heaps [2]heap
	// ours and best take two paths that are compared by ids.
	ours, best []index.Vertex
}

// deepen makes room for searches by cost. It must go before kill.
func (w *work) deepen() {
	d := &w.deep
	if len(d.slots) < w.s.Len() {
		d.slots, d.base = make([][2]uint32, w.s.Len()), 0
	}
}

func (d *depths) fresh() {
	d.base += uint32(max(len(d.stops[0]), len(d.stops[1]), 1))
	if d.base > 1<<31 {
		d.clear()
	}
	for side := range 2 {
		d.stops[side], d.heaps[side] = d.stops[side][:0], d.heaps[side][:0]
	}
}

func (d *depths) clear() {
	for v, slot := range d.slots {
		if slot[0] != dead {
			d.slots[v] = [2]uint32{}
		}
	}
	d.base = 1
}

func (d *depths) root(side int, v index.Vertex) {
	d.stops[side] = append(d.stops[side], stop{vertex: v})
	d.slots[v][side] = d.base
	d.heaps[side].push(item{})
}

// strongest leaves in found the path with the least cost, of those the one with
// the fewest hops, of those the first by ids; the bound on hops is not looked at.
//
// It is Dijkstra's search from both ends with the usual end, when the radii
// together exceed the best meeting. A label is dropped when its cost and the
// radius of the other side exceed that already; since rows are ordered by cost
// the scan of a row then stops. What lies behind it and matters is a hop to a
// vertex that the other side has settled, and that side has then walked the hop.
// Of two labels of equal cost and hops the better by ids stays, and all bounds
// are strict, so that paths of equal cost are told apart exactly.
func (w *work) strongest(r request) bool {
	d := &w.deep
	d.fresh()
	w.best = none(r.cost)
	d.root(0, r.from[0])
	d.root(1, r.to[0])
	for len(d.heaps[0]) > 0 && len(d.heaps[1]) > 0 && d.heaps[0][0].cost+d.heaps[1][0].cost <= w.best.cost {
		side := uint32(0)
		if len(d.heaps[1]) < len(d.heaps[0]) {
			side = 1
		}
		if !w.settle(&r, side) {
			return false
		}
	}
	if !w.best.met() {
		return false
	}
	w.found.reset()
	d.trace(0, w.best.near, func(s stop) { w.found.add(s.vertex, s.cost) })
	w.found.reverse()
	d.trace(1, w.best.far, func(s stop) { w.found.add(s.vertex, w.best.cost-s.cost) })
	return true
}

// trace walks from a stop to the root of its side.
func (d *depths) trace(side int, at uint32, visit func(stop)) {
	for {
		s := d.stops[side][at]
		visit(s)
		if at == 0 {
			return
		}
		at = s.parent
	}
}

// settle takes the next stop of a side and walks its row; false stops the search.
func (w *work) settle(r *request, side uint32) bool {
	d := &w.deep
	next := d.heaps[side].pop()
	here := &d.stops[side][next.stop]
	if here.settled || next.cost != here.cost || next.hops != here.hops {
		return true
	}
	here.settled = true
	first := next.stop == 0 && side == 0 && len(r.barred) > 0
	if first {
		w.cover(r.barred)
	}
	scanned := w.relax(r, side, next)
	if first {
		w.uncover()
	}
	return w.spend(scanned)
}

// relax walks the row of a settled stop as far as the bound allows and counts the entries.
func (w *work) relax(r *request, side uint32, here item) int {
	d := &w.deep
	slots, base, open, picky := d.slots, d.base, w.open, w.picky
	from := d.stops[side][here.stop].vertex
	span := w.s.Spans[from]
	row, costs := w.s.Adjacent[span.Low:span.High], w.s.Costs[span.Low:span.High]
	radius := 0.0
	if other := d.heaps[1-side]; len(other) > 0 {
		radius = other[0].cost
	}
	way := item{hops: here.hops + 1, stop: here.stop}
	for i, v := range row {
		way.cost = here.cost + float64(costs[i])
		if way.cost+radius > w.best.cost {
			return i + 1
		}
		mine, theirs := slots[v][side], slots[v][1-side]
		if mine >= base && (mine == dead || !w.improves(side, mine-base, way)) {
			continue
		}
		word := w.s.Words[span.Low+uint32(i)]
		isEnd := theirs == base
		if !open && !w.gate.Admits(word) || picky && !isEnd && !w.gate.Passes(v, word.Other()) {
			continue
		}
		if theirs >= base && (isEnd && side == 1 && slices.Contains(r.barred, from) || !w.reach(side, way, theirs-base)) {
			continue
		}
		w.stop(side, v, way)
	}
	return len(row)
}

// improves tells whether a way over a stop, the item's, is better than a label.
func (w *work) improves(side, position uint32, way item) bool {
	l := &w.deep.stops[side][position]
	if l.settled || way.cost > l.cost || way.cost == l.cost && way.hops > l.hops {
		return false
	}
	return way.cost < l.cost || way.hops < l.hops || w.earlier(side, way.stop, l.parent)
}

// earlier is before for stops with equally many hops.
func (w *work) earlier(side, a, b uint32) bool {
	stops := w.deep.stops[side]
	if side == 1 {
		return w.s.Less(stops[a].vertex, stops[b].vertex)
	}
	less := false
	for a != b {
		less = w.s.Less(stops[a].vertex, stops[b].vertex)
		a, b = stops[a].parent, stops[b].parent
	}
	return less
}

// stop labels a vertex, or gives its label another parent.
func (w *work) stop(side uint32, v index.Vertex, way item) {
	d := &w.deep
	made := stop{vertex: v, cost: way.cost, hops: way.hops, parent: way.stop}
	slot := &d.slots[v][side]
	position := uint32(len(d.stops[side]))
	if *slot >= d.base {
		position = *slot - d.base
		d.stops[side][position] = made
	} else {
		*slot = d.base + position
		d.stops[side] = append(d.stops[side], made)
	}
	d.heaps[side].push(item{way.cost, way.hops, position})
}

// reach takes a hop between the sides if it makes a better path than the best.
// It tells whether the label that the hop makes can still matter.
func (w *work) reach(side uint32, way item, there uint32) bool {
	other := &w.deep.stops[1-side][there]
	total, hops := way.cost+other.cost, int(way.hops+other.hops)
	near, far := way.stop, there
	if side == 1 {
		near, far = there, way.stop
	}
	if total > w.best.cost {
		return !other.settled
	}
	if total < w.best.cost || hops < w.best.hops || hops == w.best.hops && w.first(near, far) {
		w.best = meeting{near: near, far: far, cost: total, hops: hops}
	}
	return true
}

// first tells whether a meeting comes before the best one, of equal cost and hops, by ids.
func (w *work) first(near, far uint32) bool {
	d := &w.deep
	d.ours, d.best = d.sequence(d.ours, near, far), d.sequence(d.best, w.best.near, w.best.far)
	return slices.CompareFunc(d.ours, d.best, w.compare) < 0
}

func (d *depths) sequence(into []index.Vertex, near, far uint32) []index.Vertex {
	into = into[:0]
	d.trace(0, near, func(s stop) { into = append(into, s.vertex) })
	slices.Reverse(into)
	d.trace(1, far, func(s stop) { into = append(into, s.vertex) })
	return into
}

// compare orders vertices by id.
func (w *work) compare(a, b index.Vertex) int {
	switch {
	case a == b:
		return 0
	case w.s.Less(a, b):
		return -1
	}
	return 1
}
