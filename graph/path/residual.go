package path

import (
	"slices"

	"entente/graph/index"
)

// seek looks for a walk from one root to another in what the flow leaves.
// Vertices on no route are walked as in any search. A held vertex that is
// entered from outside can be left only backwards along its route, and the one
// before it, thereby freed from going on to it, anywhere. It is shortest in
// that graph; the side of the end sees all ways turned round. It leaves the
// walk in the flow, or says which side ran dry.
func (f *flow) seek(roots [2]step) bool {
	f.enrol(roots)
	defer func() { f.base += 2 * uint32(max(len(f.queue[0]), len(f.queue[1]))) }()
	low, degrees := [2]int{}, [2]int{f.effort(0, 0), f.effort(1, 0)}
	for {
		side := uint32(0)
		if degrees[1] < degrees[0] {
			side = 1
		}
		first, end := low[side], len(f.queue[side])
		if first == end {
			f.dry = side
			return false
		}
		for i := first; i < end; i++ {
			met, ok := f.leave(side, uint32(i))
			if met >= 0 {
				f.connect(side, uint32(i), uint32(met))
				return true
			}
			if !ok {
				return false
			}
		}
		low[side], degrees[side] = end, f.effort(side, end)
	}
}

// enrol marks the held vertices and the roots.
func (f *flow) enrol(roots [2]step) {
	f.fresh()
	f.number()
	for i := range f.held {
		f.held[i].steps = [2]uint32{}
	}
	for side, root := range roots {
		f.queue[side] = append(f.queue[side][:0], root)
		if root.state == 0 {
			f.mark[root.vertex] = f.base + uint32(side)
			continue
		}
		f.held[(root.state-1)/2].steps[(root.state-1)&1] = uint32(side) + 1
	}
}

// effort sums up the row entries of a side's steps from a position on.
func (f *flow) effort(side uint32, first int) int {
	sum := 0
	for _, at := range f.queue[side][first:] {
		sum += degree(f.s, at.vertex)
	}
	return sum
}

// leave goes on from a step, until it meets the other side; then it gives the
// position of the step met there, else −1. It is not ok when the search must stop.
func (f *flow) leave(side, position uint32) (met int, ok bool) {
	here := f.queue[side][position]
	back := unlinked
	if here.state != 0 {
		h := &f.held[(here.state-1)/2]
		back = h.links[side]
		if (here.state-1)&1 == side {
			return f.retreat(side, position, back), true
		}
		if met := f.enter(side, position, (here.state-1)/2, side); met >= 0 {
			return met, true
		}
	}
	if !f.spend(degree(f.s, here.vertex)) {
		return -1, false
	}
	return f.sweep(side, position, back), true
}

// retreat goes back along a route, to the other state of the vertex there.
func (f *flow) retreat(side, position uint32, back index.Vertex) (met int) {
	if m := f.mark[back]; f.isHeld(m) {
		return f.enter(side, position, dead-1-m, 1-side)
	}
	return -1
}

// enter reaches a state of a held vertex; if the other side has, the two have met.
func (f *flow) enter(side, position, at, state uint32) (met int) {
	h := &f.held[at]
	if reached := h.steps[state]; reached != 0 {
		if h.reached(state, side) {
			return -1
		}
		return int(reached-1) >> 1
	}
	h.steps[state] = 2*uint32(len(f.queue[side])) + side + 1
	f.queue[side] = append(f.queue[side], step{vertex: h.vertex, parent: position, state: stateOf(at, state)})
	return -1
}

// sweep scans the row of a step. What lies back on its own route is left out:
// the way there leads over its other state.
func (f *flow) sweep(side, position uint32, back index.Vertex) (met int) {
	queue, mark, base, lowest := f.queue[side], f.mark, f.base, dead-uint32(len(f.held))
	from := queue[position].vertex
	direct := from == f.ends[side]
	span := f.s.Spans[from]
	words := f.s.Words[span.Low:span.High]
	for i, v := range f.s.Adjacent[span.Low:span.High] {
		m := mark[v]
		if m < base {
			if !f.open && !f.gate.Admits(words[i]) || f.picky && !f.gate.Passes(v, words[i].Other()) {
				continue
			}
			mark[v] = base + 2*uint32(len(queue)) + side
			queue = append(queue, step{vertex: v, parent: position})
			continue
		}
		isHeld := m >= lowest
		if m == dead || v == back || !isHeld && (m^base^side)&1 == 0 || direct && v == f.ends[1-side] || !f.open && !f.gate.Admits(words[i]) {
			continue
		}
		if !isHeld {
			f.queue[side] = queue
			return int(m-base) >> 1
		}
		f.queue[side] = queue
		if met := f.enter(side, position, dead-1-m, side); met >= 0 {
			return met
		}
		queue = f.queue[side]
	}
	f.queue[side] = queue
	return -1
}

// connect makes the walk from root to root over a way between a step of this
// side and one of the other.
func (f *flow) connect(side, here, there uint32) {
	if side == 1 {
		here, there = there, here
	}
	f.walk = f.walk[:0]
	for at := here; ; at = f.queue[0][at].parent {
		f.walk = append(f.walk, f.queue[0][at])
		if at == 0 {
			break
		}
	}
	slices.Reverse(f.walk)
	for at := there; ; at = f.queue[1][at].parent {
		f.walk = append(f.walk, f.queue[1][at])
		if at == 0 {
			break
		}
	}
}
