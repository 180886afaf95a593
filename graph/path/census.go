package path

import (
	"slices"

	"entente/graph/index"
)

// place says where a head is in the census: 2·position + side.
type place uint32

// head is a vertex as one side of a census sees it.
type head struct {
	vertex index.Vertex
	// parent is the position of the best head before this one on the way from the root.
	parent uint32
	// last is the position of the head that counted this one last, so that
	// parallel relationships count once.
	last uint32
	cost float64
	// paths counts the shortest ways from the roots.
	paths float64
}

// prospect is what lies before a head: the ways that lead from it to the other
// side. It stands beside the head, since few heads have any.
type prospect struct {
	// rest counts the ways.
	rest float64
	// cost is the least of one.
	cost float64
	// onward is the best head on the way.
	onward place
}

// strand is an entry that lies on a shortest way: near is closer to the root.
// In a meeting near is on side 0 and far on side 1.
type strand struct {
	near, far uint32
	cost      float32
}

// census is the scratch space of a count of shortest paths. The entries that
// were seen on the way out are kept, so that the way back reads no row again.
type census struct {
	heads     [2][]head
	prospects [2][]prospect
	strands   [2][]strand
	meets     []strand
	roots     [2]int
	// joining are the heads from which some way leads to the other side.
	joining []place
	// standings are the heads between the roots in the order of their paths.
	standings []standing
}

func (c *census) at(p place) *head { return &c.heads[p&1][p>>1] }

func (c *census) ahead(p place) *prospect { return &c.prospects[p&1][p>>1] }

// tally counts the shortest paths between two sets of vertices, from every one
// of the first to every one of the second that are no farther apart than the
// sets, and gives their length; −1 when there are none. Breadth-first search
// from both sides, with the numbers of paths of Brandes (2001).
func (w *work) tally(from, to []index.Vertex, maxHops int) int {
	c := &w.count
	made := uint32(0)
	defer func() { w.base += 2 * max(made, uint32(len(c.heads[0])), uint32(len(c.heads[1]))) }()
	if w.sow(from, to) {
		return 0
	}
	low, degrees := [2]int{}, [2]int{c.degrees(w, 0, 0), c.degrees(w, 1, 0)}
	for depth := range maxHops {
		side := 0
		if degrees[1] < degrees[0] {
			side = 1
		}
		fresh, known := uint32(len(c.heads[side])), len(c.strands[side])
		for i := uint32(low[side]); i < fresh; i++ {
			if !w.spread(uint32(side), i, fresh) {
				return -1
			}
		}
		made = max(made, uint32(len(c.heads[side])))
		if len(c.meets) > 0 {
			// What this level has made lies behind the meetings.
			c.heads[side], c.strands[side] = c.heads[side][:fresh], c.strands[side][:known]
			return depth + 1
		}
		low[side], degrees[side] = int(fresh), c.degrees(w, side, int(fresh))
		if degrees[side] == 0 {
			return -1
		}
	}
	return -1
}

// sow makes the sets the roots of the sides; true if they have a vertex in common.
func (w *work) sow(from, to []index.Vertex) bool {
	w.fresh()
	c := &w.count
	c.meets = c.meets[:0]
	common := false
	for side, roots := range [2][]index.Vertex{from, to} {
		c.heads[side], c.strands[side] = c.heads[side][:0], c.strands[side][:0]
		for _, v := range roots {
			if w.mark[v] >= w.base {
				common = common || int(w.mark[v]-w.base)&1 != side
				continue
			}
			position := uint32(len(c.heads[side]))
			w.mark[v] = w.base + 2*position + uint32(side)
			c.heads[side] = append(c.heads[side], head{vertex: v, parent: position, paths: 1})
		}
		c.roots[side] = len(c.heads[side])
	}
	return common
}

func (c *census) degrees(w *work, side, first int) int {
	sum := 0
	for i := range c.heads[side][first:] {
		span := w.s.Spans[c.heads[side][first+i].vertex]
		sum += int(span.High - span.Low)
	}
	return sum
}

// spread scans the row of one head; false stops the search. Most entries lead
// back or, in a level that closes, to nobody of interest: the loop is for these.
func (w *work) spread(side, position, fresh uint32) bool {
	mark, base, older := w.mark, w.base, 2*fresh
	span := w.s.Spans[w.count.heads[side][position].vertex]
	closing := len(w.count.meets) > 0
	for i, v := range w.s.Adjacent[span.Low:span.High] {
		m := mark[v]
		if m < base {
			if !closing {
				w.discover(side, position, span.Low+uint32(i))
			}
			continue
		}
		// A level that closes is left behind, so that other ways to it count for nothing.
		if k := m - base; k&1 != side || !closing && k >= older {
			closing = w.weave(side, k, strand{near: position, far: k >> 1}, span.Low+uint32(i)) || closing
		}
	}
	return w.spend(int(span.High - span.Low))
}

// discover makes a head of the vertex that an entry leads to, if the filter lets it.
func (w *work) discover(side, position, entry uint32) {
	v := w.s.Adjacent[entry]
	if !w.open && !w.gate.Admits(w.s.Words[entry]) || w.picky && !w.gate.Passes(v, w.s.Words[entry].Other()) {
		return
	}
	c, cost := &w.count, w.s.Costs[entry]
	here, far := &c.heads[side][position], uint32(len(c.heads[side]))
	w.mark[v] = w.base + 2*far + side
	c.strands[side] = append(c.strands[side], strand{position, far, cost})
	c.heads[side] = append(c.heads[side], head{vertex: v, parent: position, last: position, cost: here.cost + float64(cost), paths: here.paths})
}

// weave counts an entry that leads to a head, which its place less the base
// names; true if it is one of the other side.
func (w *work) weave(side, k uint32, e strand, entry uint32) (met bool) {
	if !w.open && !w.gate.Admits(w.s.Words[entry]) {
		return false
	}
	c := &w.count
	e.cost = w.s.Costs[entry]
	if k&1 != side {
		c.meet(side, e)
		return true
	}
	if w.again(side, e) {
		c.strands[side] = append(c.strands[side], e)
	}
	return false
}

// again counts another way to a head of the level that is being made; false if it was counted.
func (w *work) again(side uint32, e strand) bool {
	c := &w.count
	here, far := &c.heads[side][e.near], &c.heads[side][e.far]
	if far.last == e.near {
		return false
	}
	far.last = e.near
	far.paths += here.paths
	if whole := here.cost + float64(e.cost); whole < far.cost || whole == far.cost && w.headBefore(place(2*e.near+side), place(2*far.parent+side), side == 0) {
		far.cost, far.parent = whole, e.near
	}
	return true
}

// meet counts a hop between the sides; what the far head's last said is of no more use.
func (c *census) meet(side uint32, e strand) {
	far := &c.heads[1-side][e.far]
	if far.last == ^e.near {
		return
	}
	far.last = ^e.near
	if side == 1 {
		e.near, e.far = e.far, e.near
	}
	c.meets = append(c.meets, e)
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
		return place(2 * c.at(p).parent)
	}
	return c.ahead(p).onward
}

// toEnd gives the head behind this one on its best path, itself at the end.
func (c *census) toEnd(p place) place {
	if p&1 == 1 {
		return place(2*c.at(p).parent + 1)
	}
	return c.ahead(p).onward
}

// total counts the shortest paths.
func (c *census) total() float64 {
	sum := 0.0
	for _, m := range c.meets {
		sum += c.heads[0][m.near].paths * c.heads[1][m.far].paths
	}
	return sum
}

// complete tells every head how many ways lead on to the other side, and the best.
func (w *work) complete() {
	c := &w.count
	c.joining = c.joining[:0]
	for side := range c.heads {
		n := len(c.heads[side])
		c.prospects[side] = slices.Grow(c.prospects[side][:0], n)[:n]
		clear(c.prospects[side])
	}
	for _, m := range c.meets {
		near, far := &c.heads[0][m.near], &c.heads[1][m.far]
		w.lead(place(2*m.near), place(2*m.far+1), far.paths, far.cost+float64(m.cost))
		w.lead(place(2*m.far+1), place(2*m.near), near.paths, near.cost+float64(m.cost))
	}
	for side := range uint32(2) {
		prospects := c.prospects[side]
		for i := len(c.strands[side]) - 1; i >= 0; i-- {
			e := c.strands[side][i]
			if far := &prospects[e.far]; far.rest > 0 {
				w.lead(place(2*e.near+side), place(2*e.far+side), far.rest, far.cost+float64(e.cost))
			}
		}
	}
}

// lead adds ways that go on over another head.
func (w *work) lead(from, over place, ways, cost float64) {
	p := w.count.ahead(from)
	if p.rest == 0 {
		w.count.joining = append(w.count.joining, from)
	}
	if p.rest == 0 || cost < p.cost || cost == p.cost && w.headBefore(over, p.onward, from&1 == 1) {
		p.onward, p.cost = over, cost
	}
	p.rest += ways
}
