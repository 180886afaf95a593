package path

import (
	"math"
	"slices"

	"entente/graph/index"
)

// dead marks a vertex that no search may enter.
const dead = math.MaxUint32

// label is a vertex as one side of a search sees it. The labels of a side lie
// in the order of discovery, so that the list of them is also the queue.
type label struct {
	vertex index.Vertex
	// parent is the position of the label from which this one was reached; that of a root is its own.
	parent uint32
	// cost is that of the cheapest way from the root with as many hops.
	cost float64
}

// work is the scratch space of one search. Nothing in it is cleared between
// searches: mark[v] says where the label of v is, as base + 2·position + side,
// and is a stale mark if it is less than base; base grows with each search.
//
// Costs are float32 in the index and summed up in float64. A strength in
// [0.0001, 0.9999] costs a multiple of 2⁻³⁷ below 16, so that sums of paths are
// exact whatever the order of the terms; paths compare as if in rational numbers.
type work struct {
	s    *index.Snapshot
	gate index.Gate
	// open says that every relationship passes, picky that inner vertices must be looked at.
	open, picky bool
	meter
	mark  []uint32
	base  uint32
	queue [2][]label
	// levels counts the levels of each side that shortest has labelled to their end.
	levels [2]int
	deep   depths
	duel   duel
	killed []index.Vertex
	found  walk
	other  walk
	best   meeting
	saved  []savedMark
	list   listing
	count  census
	flow   flow
	steps  temporal

	lattice lattice
}

// walk is the result of one search: vertices from end to end, each with the cost so far.
type walk struct {
	vertices []index.Vertex
	costs    []float64
}

func (k *walk) reset() { k.vertices, k.costs = k.vertices[:0], k.costs[:0] }

func (k *walk) hops() int { return len(k.vertices) - 1 }

// cost is that of the whole walk.
func (k *walk) cost() float64 { return k.costs[len(k.costs)-1] }

func (k *walk) reverse() {
	slices.Reverse(k.vertices)
	slices.Reverse(k.costs)
}

func (k *walk) add(v index.Vertex, cost float64) {
	k.vertices, k.costs = append(k.vertices, v), append(k.costs, cost)
}

// savedMark is what a mark was before it was covered.
type savedMark struct {
	vertex index.Vertex
	mark   uint32
}

func (w *work) begin(s *index.Snapshot, gate *index.Gate) {
	w.s, w.gate = s, *gate
	w.open = gate.Open()
	w.picky = !gate.PassesAll()
	if len(w.mark) < s.Len() {
		w.mark = make([]uint32, s.Len())
		w.base = 0
	}
	w.fresh()
}

// end lets go of the snapshot and brings the killed back to life.
func (w *work) end() {
	w.revive(0)
	w.s, w.gate, w.ctx, w.err = nil, index.Gate{}, nil, nil
}

// fresh makes every mark stale but those of the killed.
func (w *work) fresh() {
	w.base += 2 * uint32(max(len(w.queue[0]), len(w.queue[1]), 1))
	if w.base > 1<<31 {
		w.clear()
	}
	w.queue[0], w.queue[1] = w.queue[0][:0], w.queue[1][:0]
}

// clear happens once in a great many searches, before base overflows.
func (w *work) clear() {
	for i, m := range w.mark {
		if m != dead {
			w.mark[i] = 0
		}
	}
	w.base = 2
}

// kill keeps searches out of a vertex until revive.
func (w *work) kill(v index.Vertex) {
	w.mark[v] = dead
	w.killed = append(w.killed, v)
}

// revive brings back all killed vertices but the first so many.
func (w *work) revive(keep int) {
	for _, v := range w.killed[keep:] {
		w.mark[v] = 0
	}
	w.killed = w.killed[:keep]
}

// cover marks vertices as dead for a moment.
func (w *work) cover(vertices []index.Vertex) {
	w.saved = w.saved[:0]
	for _, v := range vertices {
		w.saved = append(w.saved, savedMark{vertex: v, mark: w.mark[v]})
		w.mark[v] = dead
	}
}

// uncover takes cover back, the last first, since a vertex may be covered twice.
func (w *work) uncover() {
	for _, saved := range slices.Backward(w.saved) {
		w.mark[saved.vertex] = saved.mark
	}
	w.saved = w.saved[:0]
}
