package path

import (
	"slices"

	"entente/graph/index"
)

// cursor stands in the row of a settled stop.
type cursor struct {
	// radius is that of the other side when the stop was settled.
	radius float64
	stop   uint32
	// entry is the next one to scan, high lies behind the last.
	entry, high uint32
	// step is how many are scanned before others have their turn.
	step uint32
}

// firstStep is the first step of a cursor; each is twice as long as the one before.
const firstStep = 8

// resumed marks the items of heaps that stand for a cursor, not for a stop.
const resumed = 1 << 31

// depths is the scratch space of the searches by cost: slots[v][side] says
// where the first stop of v is on a side, as base + position. Side 0, the near
// one, begins at the start of the paths, side 1 at their end.
type depths struct {
	slots   [][2]uint32
	base    uint32
	stops   [2][]stop
	heaps   [2]heap
	touches [2][]touch
	cursors [2][]cursor
	arcs    []arc
	fans    []index.Span
	rungs   []rung
	// hops bounds those of all paths, fewest counts those of the shortest.
	hops, fewest uint32
	// encounters are the cheapest so far, cheapest first, at most wanted; bound
	// is the cost of the last when there are so many.
	encounters []encounter
	wanted     int
	bound      float64
	// barred are the vertices to which the first hop must not lead.
	barred []index.Vertex
	// patience is how many entries may be scanned before it is spent.
	patience int
}

// deepen makes room for searches by cost.
func (w *work) deepen() {
	d := &w.deep
	if len(d.slots) < w.s.Len() {
		d.slots, d.base = make([][2]uint32, w.s.Len()), 0
	}
}

func (d *depths) fresh() {
	d.base += uint32(max(len(d.stops[0]), len(d.stops[1]), 1))
	if d.base > 1<<31 {
		clear(d.slots)
		d.base = 1
	}
	for side := range 2 {
		d.stops[side], d.heaps[side] = d.stops[side][:0], d.heaps[side][:0]
		d.touches[side], d.cursors[side] = d.touches[side][:0], d.cursors[side][:0]
	}
	d.arcs, d.fans, d.encounters = d.arcs[:0], d.fans[:0], d.encounters[:0]
}

func (d *depths) root(side int, v index.Vertex) {
	d.stops[side] = append(d.stops[side], stop{vertex: v})
	d.slots[v][side] = d.base
	d.heaps[side].push(item{})
}

// grow grows a ball around each end by Dijkstra's search until no cheaper path
// than those wanted can be found; false stops the search.
//
// A vertex may have several stops, ever costlier with ever fewer hops (Hansen,
// 1980), so that the bound on hops is kept; it is used with the least hops that
// are ahead, see ahead. A row is ordered by cost and left where the cost and
// the radius of the other side exceed the bound. Then of every two stops u of
// the near and v of the far side, neighbours that a walk within the bound
// joins, the side that settled its own first has walked the hop from u to v:
// it is among the touches of one of them. Long rows are scanned by steps, each
// when the radius has come to it, so that the rows of hubs wait for the bound.
func (w *work) grow(from, to index.Vertex) bool {
	d := &w.deep
	d.fresh()
	for _, v := range w.killed {
		d.slots[v] = [2]uint32{dead, dead}
	}
	d.root(0, from)
	d.root(1, to)
	for len(d.heaps[0]) > 0 && len(d.heaps[1]) > 0 && d.heaps[0][0].cost+d.heaps[1][0].cost <= d.bound {
		side := uint32(0)
		if len(d.heaps[1]) < len(d.heaps[0]) {
			side = 1
		}
		at := d.heaps[side].pop()
		switch {
		case at.stop >= resumed:
			w.resume(side, at.stop-resumed)
		case d.ripe(side, at):
			w.begins(side, at.stop)
		}
		if w.stopped() || w.scanned > d.patience {
			return false
		}
	}
	for side := range uint32(2) {
		for i := range d.cursors[side] {
			if c := &d.cursors[side][i]; !w.spend(w.relax(side, c, c.high-c.entry)) {
				return false
			}
		}
	}
	return true
}

// begins walks the row of a stop that was settled. Nothing goes on from the other end.
func (w *work) begins(side, position uint32) {
	d := &w.deep
	v := d.stops[side][position].vertex
	if d.slots[v][1-side] == d.base {
		return
	}
	span := w.s.Spans[v]
	c := cursor{stop: position, entry: span.Low, high: span.High, step: firstStep}
	if other := d.heaps[1-side]; len(other) > 0 {
		c.radius = other[0].cost
	}
	w.spend(w.relax(side, &c, c.step))
	if c.entry < c.high {
		d.cursors[side] = append(d.cursors[side], c)
		w.wait(side, uint32(len(d.cursors[side])-1))
	}
}

// resume takes the next step of a cursor.
func (w *work) resume(side, number uint32) {
	c := &w.deep.cursors[side][number]
	c.step *= 2
	w.spend(w.relax(side, c, c.step))
	if c.entry < c.high {
		w.wait(side, number)
	}
}

// wait lets a cursor wait until the radius comes to its next entry.
func (w *work) wait(side, number uint32) {
	d := &w.deep
	c := &d.cursors[side][number]
	cost := d.stops[side][c.stop].cost + float64(w.s.Costs[c.entry])
	d.heaps[side].push(item{cost: cost, stop: resumed + number})
}

// relax walks so many entries of a row, as far as the bound allows, and counts them.
func (w *work) relax(side uint32, c *cursor, most uint32) int {
	d := &w.deep
	slots, base, open, picky, single := d.slots, d.base, w.open, w.picky, d.wanted == 1
	here := &d.stops[side][c.stop]
	start, from := here.cost, here.vertex
	way := item{hops: uint32(here.hops) + 1, stop: c.stop}
	near := way.hops+d.fewest <= d.hops
	first := c.entry
	c.entry += min(most, c.high-first)
	row, costs, words := w.s.Adjacent[first:c.entry], w.s.Costs[first:c.entry], w.s.Words[first:c.entry]
	for i, v := range row {
		way.cost = start + float64(costs[i])
		if way.cost+c.radius > d.bound {
			c.entry = c.high
			return i + 1
		}
		mine, theirs := slots[v][side], slots[v][1-side]
		if mine >= base && (mine == base || mine == dead || single && d.beaten(side, mine-base, way)) {
			continue
		}
		// The word is not read where no filter asks for it: it lies in an array of its own.
		if !open && !w.gate.Admits(words[i]) || picky && mine < base && theirs != base && !w.gate.Passes(v, words[i].Other()) {
			continue
		}
		if len(d.barred) > 0 && (way.stop == 0 && side == 0 && slices.Contains(d.barred, v) || theirs == base && side == 1 && slices.Contains(d.barred, from)) {
			continue
		}
		if !near && way.hops+w.ahead(side, v) > d.hops || theirs >= base && !d.meet(side, theirs-base, way) {
			continue
		}
		w.stop(side, v, way)
		d.touch(side, v, first+uint32(i), c.stop)
	}
	return len(row)
}

// ahead bounds the hops from a vertex to the other end from below, by what a
// breadth-first search from both ends has seen until it met: shortest must
// have gone before.
func (w *work) ahead(side uint32, v index.Vertex) uint32 {
	beyond := uint32(w.levels[1-side]) + 1
	m := w.mark[v]
	if m < w.base || m == dead {
		return beyond
	}
	seen, at, level := (m-w.base)&1, (m-w.base)>>1, uint32(0)
	queue := w.queue[seen]
	for queue[at].parent != at {
		at = queue[at].parent
		level++
	}
	if seen != side {
		return min(level, beyond)
	}
	return max(beyond, w.deep.fewest-min(w.deep.fewest, level))
}
