package path

import (
	"math"
	"slices"

	"entente/graph/index"
)

// stop is a way from one end to a vertex, as one side of a search by cost sees
// it. Of the ways to a vertex those are kept that no other beats in both cost
// and hops.
type stop struct {
	cost   float64
	vertex index.Vertex
	parent uint32
	// next is a later stop of the same vertex, 0 if there is none.
	next uint32
	// touched is the last touch that leads to the vertex, as position + 1; the first stop of the vertex keeps it.
	touched uint32
	// row is, as position + 1, where the touches of its row lie; on the far
	// side, in the first stop of a vertex, where its arcs lie.
	row uint32
	// sum adds up the vertices of the way, each scrambled: ways of equal cost and sum are taken for one.
	sum     uint16
	hops    uint8
	settled bool
}

// touch is a row entry that a side scanned and found good.
type touch struct {
	// entry is its position in the index, stop that in whose row it stands.
	entry, stop uint32
	// next is an earlier touch that leads to the same vertex, as position + 1.
	next uint32
}

// encounter is a walk from end to end that the two sides have found.
type encounter struct {
	cost float64
	sum  uint16
}

// depths is the scratch space of the searches by cost: slots[v][side] says
// where the first stop of v is on a side, as base + position. Side 0, the near
// one, begins at the start of the paths, side 1 at their end.
type depths struct {
	slots   [][2]uint32
	base    uint32
	stops   [2][]stop
	heaps   [2]heap
	touches [2][]touch
	rows    []index.Span
	arcs    []arc
	rungs   []rung
	// hops bounds those of all paths, fewest counts those of the shortest.
	hops, fewest uint32
	// encounters are the cheapest so far, cheapest first, at most wanted; bound
	// is the cost of the last when there are so many.
	encounters []encounter
	wanted     int
	bound      float64
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
		d.stops[side], d.heaps[side], d.touches[side] = d.stops[side][:0], d.heaps[side][:0], d.touches[side][:0]
	}
	d.rows, d.arcs, d.encounters, d.bound = d.rows[:0], d.arcs[:0], d.encounters[:0], math.Inf(1)
}

func (d *depths) root(side int, v index.Vertex) {
	d.stops[side] = append(d.stops[side], stop{vertex: v})
	d.slots[v][side] = d.base
	d.heaps[side].push(item{})
}

// grow grows a ball around each end by Dijkstra's search until no cheaper walk
// than those wanted can be found; false stops the search.
//
// A vertex may have several stops, ever costlier with ever fewer hops (Hansen,
// 1980), so that the bound on hops is kept; it is used with the least hops that
// are ahead, see ahead. A row is ordered by cost and left where the cost and
// the radius of the other side exceed the bound. Then of every two stops u of
// the near and v of the far side, neighbours that a walk within the bound
// joins, the side that settled its own first has walked the hop from u to v:
// it is among the touches of one of them.
func (w *work) grow(from, to index.Vertex) bool {
	d := &w.deep
	d.fresh()
	d.root(0, from)
	d.root(1, to)
	for len(d.heaps[0]) > 0 && len(d.heaps[1]) > 0 && d.heaps[0][0].cost+d.heaps[1][0].cost <= d.bound {
		side := uint32(0)
		if len(d.heaps[1]) < len(d.heaps[0]) {
			side = 1
		}
		at := d.heaps[side].pop()
		if d.ripe(side, at) && !w.spend(w.relax(side, at.stop)) {
			return false
		}
	}
	return true
}

// ripe settles the stop of an item, unless the item is stale or another stop beats it.
func (d *depths) ripe(side uint32, at item) bool {
	stops := d.stops[side]
	here := &stops[at.stop]
	if here.settled || at.cost != here.cost || at.hops != uint32(here.hops) {
		return false
	}
	first := d.slots[here.vertex][side] - d.base
	if d.beaten(side, first, at) {
		return false
	}
	here.settled = true
	return true
}

// beaten tells whether a stop of a vertex is better than a way in cost or hops, and in none worse.
func (d *depths) beaten(side, first uint32, way item) bool {
	for at := first; ; {
		s := &d.stops[side][at]
		if s.cost <= way.cost && uint32(s.hops) <= way.hops && (s.cost != way.cost || uint32(s.hops) != way.hops) {
			return true
		}
		if s.next == 0 {
			return false
		}
		at = s.next
	}
}

// relax walks the row of a settled stop as far as the bound allows and counts
// the entries. Nothing goes on from the other end.
func (w *work) relax(side, position uint32) int {
	d := &w.deep
	slots, base, open, picky, single := d.slots, d.base, w.open, w.picky, d.wanted == 1
	here := &d.stops[side][position]
	if slots[here.vertex][1-side] == base {
		return 0
	}
	start, sum := here.cost, here.sum
	low := uint32(len(d.touches[side]))
	radius := 0.0
	if other := d.heaps[1-side]; len(other) > 0 {
		radius = other[0].cost
	}
	way := item{hops: uint32(here.hops) + 1, stop: position}
	near := way.hops+d.fewest <= d.hops
	span := w.s.Spans[here.vertex]
	row, costs := w.s.Adjacent[span.Low:span.High], w.s.Costs[span.Low:span.High]
	scanned := len(row)
	for i, v := range row {
		way.cost = start + float64(costs[i])
		if way.cost+radius > d.bound {
			scanned = i + 1
			break
		}
		mine, theirs := slots[v][side], slots[v][1-side]
		if mine >= base && (mine == base || single && d.beaten(side, mine-base, way)) {
			continue
		}
		word := w.s.Words[span.Low+uint32(i)]
		if !open && !w.gate.Admits(word) || picky && mine < base && theirs != base && !w.gate.Passes(v, word.Other()) {
			continue
		}
		if !near && way.hops+w.ahead(side, v) > d.hops || theirs >= base && !d.meet(side, theirs-base, way, sum) {
			continue
		}
		w.stop(side, v, way)
		d.touch(side, v, span.Low+uint32(i), position)
	}
	if side == 0 {
		d.stops[0][position].row = d.span(low, len(d.touches[0]))
	}
	return scanned
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

// meet takes the walks that a hop between the sides makes. It tells whether the
// stop that the hop makes can still matter.
func (d *depths) meet(side, there uint32, way item, sum uint16) bool {
	least := -1.0
	for at := there; ; {
		s := &d.stops[1-side][at]
		if uint32(s.hops)+way.hops <= d.hops {
			d.encounter(way.cost+s.cost, sum+s.sum)
		}
		if s.settled && (least < 0 || s.cost < least) {
			least = s.cost
		}
		if s.next == 0 {
			break
		}
		at = s.next
	}
	return least < 0 || way.cost+least <= d.bound
}

// encounter takes a walk if it is among the cheapest. The bound is only ever
// too high when two walks are taken for one.
func (d *depths) encounter(cost float64, sum uint16) {
	if cost >= d.bound {
		return
	}
	at := len(d.encounters)
	for at > 0 && d.encounters[at-1].cost > cost {
		at--
	}
	for i := at - 1; i >= 0 && d.encounters[i].cost == cost; i-- {
		if d.encounters[i].sum == sum {
			return
		}
	}
	d.encounters = slices.Insert(d.encounters, at, encounter{cost, sum})
	if len(d.encounters) >= d.wanted {
		d.encounters = d.encounters[:d.wanted]
		d.bound = d.encounters[d.wanted-1].cost
	}
}

// stop keeps a way to a vertex, the item's over its stop, if no other beats it.
// Of ways equal in cost and hops the far side keeps the first by ids.
func (w *work) stop(side uint32, v index.Vertex, way item) {
	d := &w.deep
	stops, slot := d.stops[side], &d.slots[v][side]
	made := stop{vertex: v, cost: way.cost, hops: uint8(way.hops), parent: way.stop, sum: stops[way.stop].sum + scramble(v)}
	position := uint32(len(stops))
	if *slot < d.base {
		*slot = d.base + position
	} else if last, ok := w.rival(side, *slot-d.base, made); !ok {
		return
	} else {
		stops[last].next = position
	}
	d.stops[side] = append(stops, made)
	d.heaps[side].push(item{way.cost, way.hops, position})
}

// rival goes through the stops of a vertex for one that is to stay or to give
// way to another; ok tells that there is none, and last is then the last of them.
func (w *work) rival(side, first uint32, made stop) (last uint32, ok bool) {
	d := &w.deep
	stops := d.stops[side]
	for at := first; ; {
		s := &stops[at]
		switch {
		case s.cost <= made.cost && s.hops <= made.hops:
			if side == 1 && s.cost == made.cost && s.hops == made.hops && w.s.Less(stops[made.parent].vertex, stops[s.parent].vertex) {
				s.parent = made.parent
			}
			return at, false
		case s.cost >= made.cost && s.hops >= made.hops && !s.settled:
			s.cost, s.hops, s.parent, s.sum = made.cost, made.hops, made.parent, made.sum
			d.heaps[side].push(item{made.cost, uint32(made.hops), at})
			return at, false
		case s.next == 0:
			return at, true
		}
		at = s.next
	}
}

// touch records a scanned entry that leads to a vertex.
func (d *depths) touch(side uint32, v index.Vertex, entry, from uint32) {
	first := &d.stops[side][d.slots[v][side]-d.base]
	d.touches[side] = append(d.touches[side], touch{entry: entry, stop: from, next: first.touched})
	first.touched = uint32(len(d.touches[side]))
}

// scramble spreads the numbers of vertices, so that sums of different ones differ.
func scramble(v index.Vertex) uint16 {
	x := (uint32(v) + 1) * 2_654_435_769
	x ^= x >> 15
	return uint16(x * x >> 16)
}

// span remembers where something lies and gives the position of that, plus 1.
func (d *depths) span(low uint32, high int) uint32 {
	d.rows = append(d.rows, index.Span{Low: low, High: uint32(high)})
	return uint32(len(d.rows))
}

// spanOf gives what span has remembered.
func (d *depths) spanOf(row uint32) index.Span {
	if row == 0 {
		return index.Span{}
	}
	return d.rows[row-1]
}
