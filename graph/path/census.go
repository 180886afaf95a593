package path

import "entente/graph/index"

// place says where a head is in the census: 2·position + side.
type place uint32

// head is a vertex as one side of a census sees it.
type head struct {
	vertex index.Vertex
	// parent is the position of the head in whose row this one was found, at entry; a root is its own parent.
	parent, entry uint32
	// last is the position of the head that counted this one last, so that
	// parallel relationships count once.
	last uint32
	// paths counts the shortest ways from the roots.
	paths float64
}

// strand is an entry that lies on a shortest way: near is closer to the root.
// In a meeting near is on side 0 and far on side 1. Of parallel relationships
// it is the strongest, which is the first in its row.
type strand struct {
	near, far, entry uint32
}

// census is the scratch space of a count of shortest paths. The entries that
// were seen on the way out are kept, so that the way back reads no row again:
// a head has that by which it was found, and strands are the others. Costs are
// read only on the way back, by who asks for them.
type census struct {
	heads   [2][]head
	strands [2][]strand
	meets   []strand
	roots   [2]int
	returning
}

func (c *census) at(p place) *head { return &c.heads[p&1][p>>1] }

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

// spread scans the row of one head; false stops the search. A level in which
// the sides meet makes no more heads: what it would make lies behind the meetings.
func (w *work) spread(side, position, fresh uint32) bool {
	span := w.s.Spans[w.count.heads[side][position].vertex]
	at := span.Low
	if len(w.count.meets) == 0 {
		if w.open && !w.picky {
			at += w.discoverAll(side, position, fresh, span)
		} else {
			at += w.discover(side, position, fresh, span)
		}
	}
	w.join(side, position, index.Span{Low: at, High: span.High})
	return w.spend(int(span.High - span.Low))
}

// discover makes heads of whom a row leads to, if the filter lets it, up to the
// first entry that leads to the other side; it gives how many come before that one.
func (w *work) discover(side, position, fresh uint32, span index.Span) (scanned uint32) {
	c, mark, base, words := &w.count, w.mark, w.base, w.s.Words[span.Low:span.High]
	heads := c.heads[side]
	ways := heads[position].paths
	for i, v := range w.s.Adjacent[span.Low:span.High] {
		m := mark[v]
		k := m - base
		if m >= base && k&1 == side && k < 2*fresh || !w.gate.Admits(words[i]) {
			continue
		}
		entry := span.Low + uint32(i)
		switch {
		case m < base:
			if !w.picky || w.gate.Passes(v, words[i].Other()) {
				mark[v] = base + 2*uint32(len(heads)) + side
				heads = append(heads, head{vertex: v, parent: position, entry: entry, last: position, paths: ways})
			}
		case k&1 != side:
			c.heads[side] = heads
			return uint32(i)
		default:
			c.again(side, &heads[k>>1], ways, strand{position, k >> 1, entry})
		}
	}
	c.heads[side] = heads
	return span.High - span.Low
}

// discoverAll is discover without a filter, as touchAll is touch.
func (w *work) discoverAll(side, position, fresh uint32, span index.Span) (scanned uint32) {
	c, mark, base := &w.count, w.mark, w.base
	heads := c.heads[side]
	ways := heads[position].paths
	for i, v := range w.s.Adjacent[span.Low:span.High] {
		m := mark[v]
		if m < base {
			mark[v] = base + 2*uint32(len(heads)) + side
			heads = append(heads, head{vertex: v, parent: position, entry: span.Low + uint32(i), last: position, paths: ways})
			continue
		}
		k := m - base
		if k&1 != side {
			c.heads[side] = heads
			return uint32(i)
		}
		if k >= 2*fresh {
			c.again(side, &heads[k>>1], ways, strand{position, k >> 1, span.Low + uint32(i)})
		}
	}
	c.heads[side] = heads
	return span.High - span.Low
}

// again counts other ways to a head of the level that is being made, unless they were counted.
func (c *census) again(side uint32, far *head, ways float64, e strand) {
	if far.last == e.near {
		return
	}
	far.last = e.near
	far.paths += ways
	c.strands[side] = append(c.strands[side], e)
}

// join counts the hops to the other side in the rest of a row; nothing else in it is of interest.
func (w *work) join(side, position uint32, span index.Span) {
	mark, base := w.mark, w.base
	for i, v := range w.s.Adjacent[span.Low:span.High] {
		m := mark[v]
		if k := m - base; m >= base && k&1 != side && (w.open || w.gate.Admits(w.s.Words[span.Low+uint32(i)])) {
			w.count.meet(side, strand{position, k >> 1, span.Low + uint32(i)})
		}
	}
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

// total counts the shortest paths.
func (c *census) total() float64 {
	sum := 0.0
	for _, m := range c.meets {
		sum += c.heads[0][m.near].paths * c.heads[1][m.far].paths
	}
	return sum
}
