package path

import (
	"cmp"
	"math"
	"slices"

	"entente/graph/index"
)

// arc leads from one vertex to another, towards the goal.
type arc struct {
	cost float64
	// whole is the cost of the best walk over it to the goal.
	whole float64
	// first is the first stop of the other on the far side.
	first uint32
}

// lens leaves what is needed to list paths: how far it is to the goal, in cost
// and hops, from each vertex of a path within the bound, and where the next
// hops lead. The bound is the cost of the worst of as many paths as are wanted.
// It is false when there is no path, the search must stop or the patience is spent.
//
// Both balls are grown until their radii together exceed the bound. Then the
// search from the goal goes on, inside the near ball and only where the whole
// way can be within the bound: in the lens where the balls overlap. Its hops
// are touches already, so that no row is read again. A path within the bound
// begins with settled stops of the near side and ends with such of the far
// side, without a gap: where one side left a row early, the other had come from
// there before. Cost: twice the ball of half the bound, which is a small part
// of a graph with hubs.
func (w *work) lens(r request, wanted int) bool {
	d := &w.deep
	if !w.shortest(r.from, r.to, r.hops) {
		return false
	}
	d.hops, d.fewest, d.wanted, d.bound, d.barred = uint32(r.hops), uint32(w.found.hops()), wanted, r.cost, r.barred
	return w.grow(r.from[0], r.to[0]) && w.overlap()
}

// overlap goes on from the goal; false stops the search.
func (w *work) overlap() bool {
	d := &w.deep
	waiting := d.heaps[1]
	d.heaps[1] = waiting[:0]
	for _, at := range waiting {
		if at.stop < resumed && d.inside(d.stops[1][at.stop].vertex, at) {
			d.heaps[1].push(at)
		}
	}
	for i := range d.stops[1] {
		if d.stops[1][i].settled && !w.back(uint32(i)) {
			return false
		}
	}
	for len(d.heaps[1]) > 0 {
		if at := d.heaps[1].pop(); d.ripe(1, at) && !w.back(at.stop) {
			return false
		}
	}
	return true
}

// back takes the hops to a stop of the far side that the near side walked.
func (w *work) back(position uint32) bool {
	d := &w.deep
	here := d.stops[1][position]
	slot := d.slots[here.vertex][0]
	if slot <= d.base {
		return true
	}
	seen := 0
	for i := d.stops[0][slot-d.base].touched; i > 0; seen++ {
		t := d.touches[0][i-1]
		way := item{cost: here.cost + float64(w.s.Costs[t.entry]), hops: uint32(here.hops) + 1, stop: position}
		if v := d.stops[0][t.stop].vertex; d.inside(v, way) {
			w.stop(1, v, way)
		}
		i = t.next
	}
	return w.spend(seen)
}

// inside tells whether the near side has a way to a vertex that the item's
// makes a walk within the bounds.
func (d *depths) inside(v index.Vertex, way item) bool {
	slot := d.slots[v][0]
	if slot < d.base {
		return false
	}
	for at := slot - d.base; ; {
		s := &d.stops[0][at]
		if s.settled && s.cost+way.cost <= d.bound && uint32(s.hops)+way.hops <= d.hops {
			return true
		}
		if s.next == 0 {
			return false
		}
		at = s.next
	}
}

// arcsOf gives the hops from a vertex, the first stop of which on the far side
// is given, that can be on a path within the bound, the one with the best walk
// to the goal first. A hop may be there twice.
func (w *work) arcsOf(first uint32) []arc {
	d := &w.deep
	here := &d.stops[1][first]
	if here.row == 0 {
		low := uint32(len(d.arcs))
		w.fan(here)
		slices.SortFunc(d.arcs[low:], func(a, b arc) int { return cmp.Compare(a.whole, b.whole) })
		d.fans = append(d.fans, index.Span{Low: low, High: uint32(len(d.arcs))})
		here.row = uint32(len(d.fans))
	}
	span := d.fans[here.row-1]
	return d.arcs[span.Low:span.High]
}

// fan finds the arcs among the touches: those of the near side in the row of
// the vertex, those of the far side that lead to it.
func (w *work) fan(here *stop) {
	d := &w.deep
	before, seen := 0.0, 0
	if slot := d.slots[here.vertex][0]; slot >= d.base {
		before = d.least(0, slot-d.base)
		for at := slot - d.base; ; {
			s := &d.stops[0][at]
			for i := s.row; i > 0; seen++ {
				t := d.touches[0][i-1]
				if slot := d.slots[w.s.Adjacent[t.entry]][1]; slot >= d.base {
					d.arc(before, float64(w.s.Costs[t.entry]), slot-d.base)
				}
				i = t.above
			}
			if s.next == 0 {
				break
			}
			at = s.next
		}
	}
	if math.IsInf(before, 1) {
		before = 0
	}
	for i := here.touched; i > 0; seen++ {
		t := d.touches[1][i-1]
		d.arc(before, float64(w.s.Costs[t.entry]), d.slots[d.stops[1][t.stop].vertex][1]-d.base)
		i = t.next
	}
	w.spend(seen)
}

// arc adds a hop if a way over it can be within the bound.
func (d *depths) arc(before, cost float64, first uint32) {
	if whole := cost + d.least(1, first); before+whole <= d.bound {
		d.arcs = append(d.arcs, arc{cost, whole, first})
	}
}

// least is the least cost of the settled stops of a vertex, infinite without one.
func (d *depths) least(side, first uint32) float64 {
	least := math.Inf(1)
	for at := first; ; {
		s := &d.stops[side][at]
		if s.settled {
			least = min(least, s.cost)
		}
		if s.next == 0 {
			return least
		}
		at = s.next
	}
}

// onward finds the best settled stop of a vertex on the far side with so many
// hops at most: the best walk to the goal.
func (d *depths) onward(first, hops uint32) (position uint32, ok bool) {
	for at := first; ; {
		s := &d.stops[1][at]
		if s.settled && uint32(s.hops) <= hops {
			if best := &d.stops[1][position]; !ok || s.cost < best.cost || s.cost == best.cost && s.hops < best.hops {
				position, ok = at, true
			}
		}
		if s.next == 0 {
			return position, ok
		}
		at = s.next
	}
}
