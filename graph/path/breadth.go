package path

import (
	"context"
	"math/bits"

	"entente/graph/index"
)

// Shortest finds one path with the fewest hops, whichever is met first, and
// appends its vertices to into; nothing when there is none. K, Order and the
// filter's Via are not looked at. It is the fastest search: bidirectional
// breadth-first, always expanding the side whose frontier has fewer row
// entries (Borassi & Natale, KADABRA, 2016); it scans a small power of the
// graph's size where there are hubs, and every entry once at worst.
func (r *Searcher) Shortest(ctx context.Context, s *index.Snapshot, q Query, into []index.Vertex) ([]index.Vertex, error) {
	if err := q.normal(s); err != nil {
		return into, err
	}
	gate, err := s.Gate(q.Filter, q.Today)
	if err != nil {
		return into, err
	}
	w := r.begin(ctx, s, &gate, q.Budget)
	defer r.end(w)
	if w.admitsEnds(q.From, q.To) && w.shortest([]index.Vertex{q.From}, []index.Vertex{q.To}, q.MaxHops) {
		into = append(into, w.found.vertices...)
	}
	return into, w.err
}

// shortest leaves in found a path from one of some vertices to one of others.
// Sets of more than one must have none in common. How far it saw from each side is in levels.
func (w *work) shortest(from, to []index.Vertex, maxHops int) bool {
	w.found.reset()
	if from[0] == to[0] {
		w.found.add(from[0], 0)
		return true
	}
	w.plant(from, to)
	w.levels = [2]int{}
	low, degrees := [2]int{}, [2]int{w.degrees(0, 0), w.degrees(1, 0)}
	for range maxHops {
		side := 0
		if degrees[1] < degrees[0] {
			side = 1
		}
		first, end := low[side], len(w.queue[side])
		for i := first; i < end; i++ {
			met, ok := w.touch(uint32(side), uint32(i))
			if met >= 0 {
				w.splice(side, uint32(i), uint32(met), 0)
				return true
			}
			if !ok {
				return false
			}
		}
		w.levels[side]++
		low[side], degrees[side] = end, w.degrees(side, end)
		if degrees[side] == 0 {
			return false
		}
	}
	return false
}

// plant makes the ends the roots of the two sides.
func (w *work) plant(from, to []index.Vertex) {
	w.fresh()
	for side, roots := range [2][]index.Vertex{from, to} {
		for i, v := range roots {
			w.queue[side] = append(w.queue[side], label{vertex: v, parent: uint32(i)})
			w.mark[v] = w.base + 2*uint32(i) + uint32(side)
		}
	}
}

// degrees sums up the row entries of a side's labels from a position on.
func (w *work) degrees(side, first int) int {
	sum := 0
	for _, l := range w.queue[side][first:] {
		span := w.s.Spans[l.vertex]
		sum += int(span.High - span.Low)
	}
	return sum
}

// touch scans the row of a label and labels what is new, until it meets the
// other side; then it gives the position of the label met there, else −1. It
// is not ok when the search must stop.
func (w *work) touch(side, position uint32) (met int, ok bool) {
	met = -1
	span := w.s.Spans[w.queue[side][position].vertex]
	if !w.spend(int(span.High - span.Low)) {
		return -1, false
	}
	if w.open && !w.picky {
		return w.touchAll(side, position, w.s.Adjacent[span.Low:span.High]), true
	}
	for low := span.Low; low < span.High && met < 0; low += lot {
		met = w.touchSome(side, position, index.Span{Low: low, High: min(low+lot, span.High)})
	}
	return met, true
}

// lot is how many entries of a row are looked at before those of interest are gone on from.
const lot = 32

// touchSome is touch for at most a lot of entries. Those that lead back or that
// the filter refuses are hard to foretell and left out first, without a branch.
func (w *work) touchSome(side, position uint32, span index.Span) (met int) {
	var kept [lot]uint8
	n, mark, base, gate := 0, w.mark, w.base, &w.gate
	row, words := w.s.Adjacent[span.Low:span.High], w.s.Words[span.Low:span.High]
	for i, v := range row {
		m := mark[v]
		_, stale := bits.Sub32(m, base, 0)
		kept[n%lot] = uint8(i)
		n += int(gate.Roughly(words[i]) & uint64(stale|(m^base^side)&1))
	}
	queue, fine := w.queue[side], !gate.Coarse()
	for _, i := range kept[:n] {
		v := row[i]
		if fine && !gate.Admits(words[i]) {
			continue
		}
		m := mark[v]
		if m < base {
			if !w.picky || gate.Passes(v, words[i].Other()) {
				mark[v] = base + 2*uint32(len(queue)) + side
				queue = append(queue, label{vertex: v, parent: position})
			}
			continue
		}
		if (m^base^side)&1 != 0 && m != dead {
			w.queue[side] = queue
			return int(m-base) >> 1
		}
	}
	w.queue[side] = queue
	return -1
}

// touchAll is touch without a filter: few searches do without, and those are to pay nothing for it.
func (w *work) touchAll(side, position uint32, row []index.Vertex) (met int) {
	queue, mark, base := w.queue[side], w.mark, w.base
	for _, v := range row {
		m := mark[v]
		if m < base {
			mark[v] = base + 2*uint32(len(queue)) + side
			queue = append(queue, label{vertex: v, parent: position})
			continue
		}
		if (m^base^side)&1 != 0 && m != dead {
			w.queue[side] = queue
			return int(m-base) >> 1
		}
	}
	w.queue[side] = queue
	return -1
}

// splice makes the walk from root to root over a hop between a label of this
// side and one of the other; total is its cost.
func (w *work) splice(side int, here, there uint32, total float64) {
	if side == 1 {
		here, there = there, here
	}
	w.found.reset()
	near, far := w.queue[0], w.queue[1]
	for at := here; ; at = near[at].parent {
		w.found.add(near[at].vertex, near[at].cost)
		if near[at].parent == at {
			break
		}
	}
	w.found.reverse()
	for at := there; ; at = far[at].parent {
		w.found.add(far[at].vertex, total-far[at].cost)
		if far[at].parent == at {
			break
		}
	}
}
