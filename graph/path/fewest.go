package path

import (
	"math"
	"slices"

	"entente/graph/index"
)

// request asks for the best path from one of some vertices to one of others
// that enters no killed vertex. Only fewest takes several on a side.
type request struct {
	from, to []index.Vertex
	// barred are the vertices to which the first hop must not lead.
	barred []index.Vertex
	// hops and cost bound the path from above, both included.
	hops int
	cost float64
}

// meeting is the best hop so far that joins the two sides.
type meeting struct {
	near, far uint32
	cost      float64
	hops      int
}

// none is the meeting of two sides that have not met.
func none(cost float64) meeting { return meeting{cost: cost, hops: unlimited} }

func (m meeting) met() bool { return m.hops != unlimited }

// fewest leaves in found the path with the fewest hops, of those the cheapest,
// of those the first by ids. It is shortest with costs: each label keeps the
// best way back to its root, and the level in which the sides meet is scanned
// to its end, as far as the costs of rows that are ordered by cost allow.
// An inner vertex of a shortest path lies on the frontier of one side when the
// sides meet, so that no way is missed. The bound on cost holds only for paths
// that have all the hops allowed.
func (w *work) fewest(r request) bool {
	w.plant(r.from, r.to)
	w.best = none(math.Inf(1))
	low, degrees := [2]int{}, [2]int{w.degrees(0, 0), w.degrees(1, 0)}
	cheapest := [2]float64{}
	for depth := 0; depth < r.hops; depth++ {
		side := 0
		if degrees[1] < degrees[0] {
			side = 1
		}
		if depth+1 == r.hops {
			w.best = none(r.cost)
		}
		level := level{request: &r, side: uint32(side), fresh: uint32(len(w.queue[side])), cheapest: cheapest[1-side], hops: depth + 1}
		for i := low[side]; i < int(level.fresh); i++ {
			if !w.level(&level, uint32(i)) {
				return false
			}
		}
		if w.best.met() {
			w.splice(0, w.best.near, w.best.far, w.best.cost)
			return true
		}
		low[side] = int(level.fresh)
		degrees[side], cheapest[side] = w.frontier(side, low[side])
		if degrees[side] == 0 {
			return false
		}
	}
	return false
}

// level is one level of one side while it is scanned.
type level struct {
	*request
	side uint32
	// fresh is the first position of the labels that this level makes.
	fresh uint32
	// cheapest is the least cost on the frontier of the other side.
	cheapest float64
	// hops is the length of the paths that meet in this level.
	hops int
}

// frontier sums up the row entries of a side's labels from a position on, and gives their least cost.
func (w *work) frontier(side, first int) (degrees int, cheapest float64) {
	cheapest = math.Inf(1)
	for i := range w.queue[side][first:] {
		l := &w.queue[side][first+i]
		span := w.s.Spans[l.vertex]
		degrees += int(span.High - span.Low)
		cheapest = min(cheapest, l.cost)
	}
	return degrees, cheapest
}

// level scans the row of one label; false stops the search.
func (w *work) level(l *level, position uint32) bool {
	first := position == 0 && l.side == 0 && len(l.barred) > 0
	if first {
		w.cover(l.barred)
	}
	ok := w.scan(l, position)
	if first {
		w.uncover()
	}
	return ok
}

// scan is level without the bars.
func (w *work) scan(l *level, position uint32) bool {
	queue, mark, base, side := w.queue[l.side], w.mark, w.base, l.side
	here := queue[position]
	span := w.s.Spans[here.vertex]
	row, costs, words := w.s.Adjacent[span.Low:span.High], w.s.Costs[span.Low:span.High], w.s.Words[span.Low:span.High]
	bound, closing := w.best.cost-l.cheapest, l.hops == l.request.hops || w.best.met()
	for i, v := range row {
		cost := here.cost + float64(costs[i])
		if cost > bound {
			row = row[:i+1]
			break
		}
		m := mark[v]
		if m >= base {
			k := m - base
			// Most of what was seen before is an older label of this side.
			switch older := k&1 == side && k>>1 < l.fresh; {
			case older, m == dead, !w.open && !w.gate.Admits(words[i]):
			case k&1 == side:
				w.queue[side] = queue
				w.improve(side, k>>1, label{vertex: v, parent: position, cost: cost})
			case w.meet(l, position, k>>1, cost):
				bound, closing = w.best.cost-l.cheapest, true
			}
			continue
		}
		if closing || !w.open && !w.gate.Admits(words[i]) || w.picky && !w.gate.Passes(v, words[i].Other()) {
			continue
		}
		mark[v] = base + 2*uint32(len(queue)) + side
		queue = append(queue, label{vertex: v, parent: position, cost: cost})
	}
	w.queue[side] = queue
	return w.spend(len(row))
}

// improve gives a label another parent of the same level if that is better.
func (w *work) improve(side, position uint32, other label) {
	l := &w.queue[side][position]
	if other.cost < l.cost || other.cost == l.cost && w.before(side, other.parent, l.parent) {
		*l = other
	}
}

// before tells whether the walk between a root and a label comes before that
// of another label as deep, by the ids from the start of the path on.
func (w *work) before(side, a, b uint32) bool {
	queue := w.queue[side]
	if side == 1 {
		return w.s.Less(queue[a].vertex, queue[b].vertex)
	}
	less := false
	for a != b {
		less = w.s.Less(queue[a].vertex, queue[b].vertex)
		if queue[a].parent == a {
			break
		}
		a, b = queue[a].parent, queue[b].parent
	}
	return less
}

// meet takes a hop between the sides if it makes a better path than the best;
// cost is that up to the far label of this hop.
func (w *work) meet(l *level, here, there uint32, cost float64) bool {
	near, far := here, there
	if l.side == 1 {
		near, far = there, here
		if near == 0 && slices.Contains(l.barred, w.queue[1][far].vertex) {
			return false
		}
	}
	cost += w.queue[1-l.side][there].cost
	if cost > w.best.cost || cost == w.best.cost && w.best.met() && !w.precedes(near, far) {
		return false
	}
	w.best = meeting{near: near, far: far, cost: cost, hops: l.hops}
	return true
}

// precedes tells whether a meeting comes before the best one, of equal hops and cost, by ids.
func (w *work) precedes(near, far uint32) bool {
	if near != w.best.near {
		return w.before(0, near, w.best.near)
	}
	return w.before(1, far, w.best.far)
}
