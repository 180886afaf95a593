package path

import (
	"math"
	"slices"
)

// prospect is what is best over a head: the way that leads to it, and the one
// that leads on from it to the other side.
type prospect struct {
	// way is the cost of the best way from the root, over the head parent.
	way float64
	// cost is that of the best way on, over onward.
	cost   float64
	parent uint32
	onward place
}

// returning is the scratch space of the way back from where the sides of a census met.
type returning struct {
	// rests count the ways that lead from the heads to the other side.
	rests [2][]float64
	// joining are the heads from which some way leads there.
	joining []place
	// standings are the heads between the roots in the order of their paths.
	standings []standing
	// prospects are those of the heads that join, used the entries on their ways
	// from the other side back; for who asks for the best ways alone.
	prospects [2][]prospect
	used      [2][]strand
}

func (c *census) ahead(p place) *prospect { return &c.prospects[p&1][p>>1] }

func (c *census) rest(p place) float64 { return c.rests[p&1][p>>1] }

// complete tells every head how many ways lead on to the other side.
func (c *census) complete() {
	c.joining = c.joining[:0]
	for side := range c.heads {
		n := len(c.heads[side])
		c.rests[side] = slices.Grow(c.rests[side][:0], n)[:n]
		clear(c.rests[side])
		c.used[side] = c.used[side][:0]
	}
	for _, m := range c.meets {
		c.credit(0, m.near, c.heads[1][m.far].paths)
		c.credit(1, m.far, c.heads[0][m.near].paths)
	}
	for side := range uint32(2) {
		c.back(side)
	}
}

// back takes the ways of one side back to its roots. All entries that lead on from a
// head come before those that lead to it.
func (c *census) back(side uint32) {
	heads, strands, rests := c.heads[side], c.strands[side], c.rests[side]
	for i := len(heads) - 1; i >= 0; i-- {
		for len(strands) > 0 && strands[len(strands)-1].near >= uint32(i) {
			last := len(strands) - 1
			c.use(side, strands[last])
			strands = strands[:last]
		}
		if rests[i] > 0 && i >= c.roots[side] {
			c.use(side, strand{heads[i].parent, uint32(i), heads[i].entry})
		}
	}
}

// use takes the ways over an entry back, if it lies on any.
func (c *census) use(side uint32, e strand) {
	if ways := c.rests[side][e.far]; ways > 0 {
		c.credit(side, e.near, ways)
		c.used[side] = append(c.used[side], e)
	}
}

// credit adds ways that lead on from a head.
func (c *census) credit(side, position uint32, ways float64) {
	rest := &c.rests[side][position]
	if *rest == 0 {
		c.joining = append(c.joining, place(2*position+side))
	}
	*rest += ways
}

// favour finds the best way over every head that joins, once they are complete: the ways to
// the heads from their roots, then those on from them.
func (w *work) favour() {
	c := &w.count
	for side, heads := range c.heads {
		c.prospects[side] = slices.Grow(c.prospects[side][:0], len(heads))[:len(heads)]
	}
	for _, p := range c.joining {
		*c.ahead(p) = prospect{way: math.Inf(1), cost: math.Inf(1)}
		if int(p>>1) < c.roots[p&1] {
			*c.ahead(p) = prospect{cost: math.Inf(1), parent: uint32(p >> 1)}
		}
	}
	for side := range uint32(2) {
		for _, e := range slices.Backward(c.used[side]) {
			w.come(side, e)
		}
	}
	for _, m := range c.meets {
		near, far, cost := place(2*m.near), place(2*m.far+1), float64(w.s.Costs[m.entry])
		w.lead(near, far, c.ahead(far).way+cost)
		w.lead(far, near, c.ahead(near).way+cost)
	}
	for side := range uint32(2) {
		for _, e := range c.used[side] {
			over := place(2*e.far + side)
			w.lead(place(2*e.near+side), over, c.ahead(over).cost+float64(w.s.Costs[e.entry]))
		}
	}
}

// come offers a head the way over an entry that leads to it.
func (w *work) come(side uint32, e strand) {
	near, far := &w.count.prospects[side][e.near], &w.count.prospects[side][e.far]
	way := near.way + float64(w.s.Costs[e.entry])
	if way < far.way || way == far.way && w.headBefore(place(2*e.near+side), place(2*far.parent+side), side == 0) {
		far.way, far.parent = way, e.near
	}
}

// lead offers a head the way on over another.
func (w *work) lead(from, over place, cost float64) {
	p := w.count.ahead(from)
	if cost < p.cost || cost == p.cost && w.headBefore(over, p.onward, from&1 == 1) {
		p.onward, p.cost = over, cost
	}
}

// headBefore compares by ids two ways that end in heads at the same distance
// from the start of the paths: the ways to them from the start, or those from
// them on, where the first vertex decides.
func (w *work) headBefore(a, b place, fromStart bool) bool {
	c := &w.count
	if !fromStart {
		return w.s.Less(c.at(a).vertex, c.at(b).vertex)
	}
	less := false
	for a != b {
		less = w.s.Less(c.at(a).vertex, c.at(b).vertex)
		nextA, nextB := c.toStart(a), c.toStart(b)
		if nextA == a {
			break
		}
		a, b = nextA, nextB
	}
	return less
}

// toStart gives the head before this one on its best path, itself at the start.
func (c *census) toStart(p place) place {
	if p&1 == 0 {
		return place(2 * c.ahead(p).parent)
	}
	return c.ahead(p).onward
}

// toEnd gives the head behind this one on its best path, itself at the end.
func (c *census) toEnd(p place) place {
	if p&1 == 1 {
		return place(2*c.ahead(p).parent + 1)
	}
	return c.ahead(p).onward
}
