package path

import (
	"math"

	"entente/graph/index"
)

// lattice is the scratch space of the search for the best paths by hops: all
// shortest paths between two ends, and all that are one hop longer. Neither can
// meet themselves: to cut a ring out of a walk makes it two hops shorter.
//
// Both sides are searched by breadth. A shortest path goes up one level of the
// near side with each hop, crosses and goes down the far side; one that is a hop
// longer has exactly one hop more, the detour: between two nodes of one level,
// or across where the sides lie one hop farther apart.
type lattice struct {
	nodes [2][]node
	links []link
	// low says where the frontier of a side begins, fresh where what lies behind the last one does.
	low, fresh [2]uint32
	met        bool
	// over is the side that came to meet the other.
	over       uint32
	beginnings []beginning
	offers     []offer
}

// node is a vertex as the side that came to it first sees it.
type node struct {
	vertex index.Vertex
	// seen is the position of the node in whose row it was seen last, or its
	// complement if that is of the other side: parallel relationships make one link.
	seen uint32
	// links is the last of the links that lead on from here, as position + 1.
	links uint32
	// rest is the least cost of the rest of the way, without and with the detour.
	rest [2]float64
}

// link leads from a node to another, towards the goal.
type link struct {
	to   place
	cost float32
	// next is another link of the same node, as position + 1.
	next   uint32
	detour bool
}

func (a *lattice) at(p place) *node { return &a.nodes[p&1][p>>1] }

// tie adds a link.
func (a *lattice) tie(from place, l link) {
	here := a.at(from)
	l.next = here.links
	a.links = append(a.links, l)
	here.links = uint32(len(a.links))
}

// briefest leaves the k best paths by hops in the list: all from the lattice
// while there are enough, then those of Yen's algorithm. Cost: that of Count,
// and if there are too few shortest paths one level more; then for each path
// the links of each of its nodes.
func (w *work) briefest(q *Query) {
	l, a := &w.list, &w.lattice
	l.paths, l.candidates = l.paths[:0], l.candidates[:0]
	hops := w.interlace(q)
	// Every node has a mark, so that the next search must begin behind all of them.
	defer func() { w.base += 2 * uint32(max(len(a.nodes[0]), len(a.nodes[1]))) }()
	if hops == 0 {
		return
	}
	a.forecast(0)
	w.enumerate(q, 0)
	if len(l.paths) == q.K || hops == q.MaxHops || !w.widen() {
		return
	}
	a.forecast(1)
	w.enumerate(q, 1)
	if len(l.paths) < q.K && hops+1 < q.MaxHops && !w.stopped() {
		w.base += 2 * uint32(max(len(a.nodes[0]), len(a.nodes[1])))
		w.goOn(q)
	}
}

// interlace searches from both ends until the sides have met and the level in
// which they do is complete. It gives the length of the shortest paths; 0 if
// there are none or the search must stop.
func (w *work) interlace(q *Query) (hops int) {
	a := &w.lattice
	w.fresh()
	a.links, a.met = a.links[:0], false
	for side, v := range [2]index.Vertex{q.From, q.To} {
		a.nodes[side] = append(a.nodes[side][:0], node{vertex: v, rest: [2]float64{0, math.Inf(1)}})
		a.low[side], a.fresh[side] = 0, 1
		w.mark[v] = w.base + uint32(side)
	}
	degrees := [2]int{w.breadth(0), w.breadth(1)}
	for depth := range q.MaxHops {
		side := uint32(0)
		if degrees[1] < degrees[0] {
			side = 1
		}
		a.fresh[side] = uint32(len(a.nodes[side]))
		for i := a.low[side]; i < a.fresh[side]; i++ {
			if !w.raise(side, i) {
				return 0
			}
		}
		if a.met {
			a.over = side
			return depth + 1
		}
		a.low[side] = a.fresh[side]
		if degrees[side] = w.breadth(side); degrees[side] == 0 {
			return 0
		}
	}
	return 0
}

// breadth sums up the row entries of a side's frontier.
func (w *work) breadth(side uint32) int {
	sum := 0
	a := &w.lattice
	for i := a.low[side]; i < uint32(len(a.nodes[side])); i++ {
		sum += degree(w.s, a.nodes[side][i].vertex)
	}
	return sum
}

// raise scans the row of a node of the frontier; false stops the search. Most
// entries lead back: the loop is for these.
func (w *work) raise(side, position uint32) bool {
	a, mark, base := &w.lattice, w.mark, w.base
	older := 2 * a.low[side]
	span := w.s.Spans[a.nodes[side][position].vertex]
	if !w.afford(int(span.High - span.Low)) {
		return false
	}
	for i, v := range w.s.Adjacent[span.Low:span.High] {
		m := mark[v]
		if m < base {
			w.unfold(side, position, span.Low+uint32(i))
			continue
		}
		if k := m - base; k&1 != side || k >= older {
			w.knot(side, position, k, span.Low+uint32(i))
		}
	}
	return true
}

// unfold makes a node of the vertex that an entry leads to, if the filter lets it.
func (w *work) unfold(side, position, entry uint32) {
	v := w.s.Adjacent[entry]
	if !w.open && !w.gate.Admits(w.s.Words[entry]) || w.picky && !w.gate.Passes(v, w.s.Words[entry].Other()) {
		return
	}
	a := &w.lattice
	at, cost := uint32(len(a.nodes[side])), w.s.Costs[entry]
	w.mark[v] = w.base + 2*at + side
	made := node{vertex: v, seen: position, rest: [2]float64{math.Inf(1), math.Inf(1)}}
	if side == 0 {
		a.nodes[0] = append(a.nodes[0], made)
		a.tie(place(2*position), link{to: place(2 * at), cost: cost})
		return
	}
	made.rest[0] = a.nodes[1][position].rest[0] + float64(cost)
	made.links = uint32(len(a.links) + 1)
	a.links = append(a.links, link{to: place(2*position + 1), cost: cost})
	a.nodes[1] = append(a.nodes[1], made)
}

// knot links a node with another of the frontier, of the level behind it or of
// the other side, which its place less the base names.
func (w *work) knot(side, position, k, entry uint32) {
	if !w.open && !w.gate.Admits(w.s.Words[entry]) {
		return
	}
	a, at, cost := &w.lattice, k>>1, w.s.Costs[entry]
	switch {
	case k&1 != side:
		a.cross(side, position, at, link{cost: cost})
		a.met = true
	case !a.notes(side, at, position):
	case at >= a.fresh[side]:
		a.step(side, position, at, cost)
	default:
		a.tie(place(2*position+side), link{to: place(k), cost: cost, detour: true})
	}
}

// notes tells whether a node is seen for the first time in a row.
func (a *lattice) notes(side, at, by uint32) bool {
	n := &a.nodes[side][at]
	if n.seen == by {
		return false
	}
	n.seen = by
	return true
}

// step links a node with one of the level behind it.
func (a *lattice) step(side, near, far uint32, cost float32) {
	if side == 0 {
		a.tie(place(2*near), link{to: place(2 * far), cost: cost})
		return
	}
	a.tie(place(2*far+1), link{to: place(2*near + 1), cost: cost})
	n := &a.nodes[1][far]
	n.rest[0] = min(n.rest[0], a.nodes[1][near].rest[0]+float64(cost))
}

// cross links a node with one of the other side.
func (a *lattice) cross(side, here, there uint32, l link) {
	if !a.notes(1-side, there, ^here) {
		return
	}
	if side == 1 {
		here, there = there, here
	}
	l.to = place(2*there + 1)
	a.tie(place(2*here), l)
}

// widen adds the links that only paths with a detour take, from the frontier
// that was not scanned yet; false stops the search.
func (w *work) widen() bool {
	a, mark, base := &w.lattice, w.mark, w.base
	side := 1 - a.over
	var known [2]uint32
	known[a.over], known[side] = 2*a.fresh[a.over], 2*a.low[side]
	for position := a.low[side]; position < uint32(len(a.nodes[side])); position++ {
		span := w.s.Spans[a.nodes[side][position].vertex]
		if !w.afford(int(span.High - span.Low)) {
			return false
		}
		for i, v := range w.s.Adjacent[span.Low:span.High] {
			m := mark[v]
			if m < base {
				continue
			}
			if k := m - base; k >= known[k&1] {
				w.bypass(side, position, k, span.Low+uint32(i))
			}
		}
	}
	return true
}

// bypass adds a link that only paths with a detour take.
func (w *work) bypass(side, position, k, entry uint32) {
	if !w.open && !w.gate.Admits(w.s.Words[entry]) {
		return
	}
	a := &w.lattice
	l := link{to: place(k), cost: w.s.Costs[entry], detour: true}
	if k&1 != side {
		a.cross(side, position, k>>1, l)
	} else if a.notes(side, k>>1, position) {
		a.tie(place(2*position+side), l)
	}
}

// forecast works out the rest of the way from every node, with so many detours.
// On the far side that without is known; levels there go up with the positions.
func (a *lattice) forecast(detours int) {
	if detours > 0 {
		for i := range a.nodes[1] {
			a.foresee(&a.nodes[1][i], detours)
		}
	}
	for i := len(a.nodes[0]) - 1; i >= 0; i-- {
		a.foresee(&a.nodes[0][i], detours)
	}
}

func (a *lattice) foresee(n *node, detours int) {
	least := math.Inf(1)
	for at := n.links; at > 0; {
		l := &a.links[at-1]
		if left, ok := l.leaves(detours); ok {
			least = min(least, float64(l.cost)+a.at(l.to).rest[left])
		}
		at = l.next
	}
	n.rest[detours] = least
}

// leaves says how many of the detours are left behind a link; not ok if it takes one too many.
func (l *link) leaves(detours int) (left int, ok bool) {
	if l.detour {
		detours--
	}
	return detours, detours >= 0
}
