package path

import (
	"slices"

	"entente/graph/index"
)

// ledger is the scratch space of the searches for routes of the least total
// length. Unlike elsewhere every vertex has its two states, at 2·vertex + state.
type ledger struct {
	cells []cell
	// changed are the states of another worth than 0.
	changed []uint32
	base    uint32
	entries [2][]entry
	// buckets hold the positions of entries by length; at is the first that may not be empty.
	buckets [2][][]uint32
	at      [2]int
	spent   [2]int
	// near and far are the entries of the shortest walk so far, and best its length.
	near, far uint32
	best      int
}

// cell is what is known of a state.
type cell struct {
	// slots say where its entries are on the two sides, as base + position.
	slots [2]uint32
	// worth is what the flow has made of it: no way left is shorter than the
	// difference of worth between its ends.
	worth int32
}

// entry is a state as one side of a search sees it.
type entry struct {
	state   uint32
	parent  uint32
	length  int
	settled bool
}

// economize adds routes until there are so many or no more, with as few hops in
// total as so many routes can have. Each search finds the shortest walk in what
// the flow leaves, where a way back gains what it undoes (Suurballe, 1974;
// Bhandari, 1999). It is Dijkstra's search from both ends, made possible by
// worth, in which no way gains (Edmonds & Karp, 1972). Cost: that of a search
// by breadth for each route.
func (f *flow) economize(most int) {
	l := &f.ledger
	l.begin(f.s.Len())
	for f.value < most && f.thriftiest() {
		l.revalue()
		f.reroute()
	}
	for _, state := range l.changed {
		l.cells[state].worth = 0
	}
	l.changed = l.changed[:0]
}

func (l *ledger) begin(size int) {
	if len(l.cells) < 2*size {
		l.cells, l.base = make([]cell, 2*size), 0
	}
}

// fresh makes all entries stale.
func (l *ledger) fresh() {
	l.base += uint32(max(len(l.entries[0]), len(l.entries[1]), 1))
	if l.base > 1<<31 {
		for i := range l.cells {
			l.cells[i].slots = [2]uint32{}
		}
		l.base = 1
	}
	for side := range 2 {
		l.entries[side], l.at[side], l.spent[side] = l.entries[side][:0], 0, 0
		for i := range l.buckets[side] {
			l.buckets[side][i] = l.buckets[side][i][:0]
		}
	}
	l.best = unlimited
}

// thriftiest leaves the shortest walk in walk; false if there is none or the search must stop.
func (f *flow) thriftiest() bool {
	l := &f.ledger
	f.number()
	l.fresh()
	// A search leaves the one end and enters the other.
	l.put(0, entry{state: 2*uint32(f.ends[0]) + 1})
	l.put(1, entry{state: 2 * uint32(f.ends[1])})
	for l.advance(0) && l.advance(1) && l.at[0]+l.at[1] < l.best {
		side := uint32(0)
		if l.spent[1] < l.spent[0] {
			side = 1
		}
		bucket := l.buckets[side][l.at[side]]
		position := bucket[len(bucket)-1]
		l.buckets[side][l.at[side]] = bucket[:len(bucket)-1]
		if here := &l.entries[side][position]; here.settled || here.length != l.at[side] {
			continue
		}
		l.entries[side][position].settled = true
		if !f.relaxState(side, position) {
			return false
		}
	}
	if l.best == unlimited {
		return false
	}
	f.recount()
	return true
}

// advance goes on to the first bucket that is not empty; false if all are, and
// all that the side can reach is known.
func (l *ledger) advance(side int) bool {
	for l.at[side] < len(l.buckets[side]) && len(l.buckets[side][l.at[side]]) == 0 {
		l.at[side]++
	}
	if l.at[side] < len(l.buckets[side]) {
		return true
	}
	l.at[side] = unlimited
	return false
}

// put takes an entry in if it is shorter than what its state has.
func (l *ledger) put(side uint32, e entry) {
	slot := &l.cells[e.state].slots[side]
	position := uint32(len(l.entries[side]))
	if *slot >= l.base {
		position = *slot - l.base
		if l.entries[side][position].length <= e.length {
			return
		}
		l.entries[side][position] = e
	} else {
		*slot = l.base + position
		l.entries[side] = append(l.entries[side], e)
	}
	for e.length >= len(l.buckets[side]) {
		l.buckets[side] = append(l.buckets[side], nil)
	}
	l.buckets[side][e.length] = append(l.buckets[side][e.length], position)
}

// relaxState walks all ways from an entry; false stops the search.
func (f *flow) relaxState(side, position uint32) bool {
	l := &f.ledger
	state := l.entries[side][position].state
	v, isEntry := index.Vertex(state/2), state&1 == side
	mark := f.mark[v]
	switch {
	case isEntry && f.isHeld(mark):
		if back := f.held[dead-1-mark].links[side]; back != f.ends[side] {
			l.way(side, position, 2*uint32(back)+1-side, -1)
		}
		return true
	case isEntry:
		l.way(side, position, state^1, 0)
		return true
	case f.isHeld(mark):
		l.way(side, position, state^1, 0)
	}
	span := f.s.Spans[v]
	entries := int(span.High - span.Low)
	l.spent[side] += entries
	for i, other := range f.s.Adjacent[span.Low:span.High] {
		word := f.s.Words[span.Low+uint32(i)]
		isGoal := other == f.ends[1-side]
		if other == f.ends[side] || isGoal && v == f.ends[side] || !f.gate.Admits(word) || !isGoal && !f.gate.Passes(other, word.Other()) {
			continue
		}
		l.way(side, position, 2*uint32(other)+side, 1)
	}
	return f.spend(entries)
}

// way walks from an entry to a state over a way of so many hops.
func (l *ledger) way(side, position, state uint32, hops int) {
	here := l.entries[side][position]
	gain := int(l.cells[here.state].worth - l.cells[state].worth)
	if side == 1 {
		gain = -gain
	}
	length := here.length + hops + gain
	if slot := l.cells[state].slots[1-side]; slot >= l.base {
		if total := length + l.entries[1-side][slot-l.base].length; total < l.best {
			l.best, l.near, l.far = total, position, slot-l.base
			if side == 1 {
				l.near, l.far = l.far, l.near
			}
		}
	}
	l.put(side, entry{state: state, parent: position, length: length})
}

// revalue makes every way of the walk worth its length, and no other more: up
// to the radius of the start a state is worth its distance from it, behind that
// what it lacks to the end.
func (l *ledger) revalue() {
	radius := min(l.at[0], l.best)
	for i := range l.entries[0] {
		if e := &l.entries[0][i]; e.length < radius {
			l.change(e.state, e.length-radius)
		}
	}
	for i := range l.entries[1] {
		e := &l.entries[1][i]
		slot := l.cells[e.state].slots[0]
		isNear := slot >= l.base && l.entries[0][slot-l.base].length < radius
		if e.length < l.best-radius && !isNear {
			l.change(e.state, l.best-radius-e.length)
		}
	}
}

func (l *ledger) change(state uint32, by int) {
	c := &l.cells[state]
	if c.worth == 0 {
		l.changed = append(l.changed, state)
	}
	c.worth += int32(by)
}

// recount writes the walk in the steps of the flow, where a vertex on no route is one step.
func (f *flow) recount() {
	l := &f.ledger
	f.walk = f.walk[:0]
	for at := l.near; ; at = l.entries[0][at].parent {
		f.walk = append(f.walk, f.stepAt(l.entries[0][at].state))
		if at == 0 {
			break
		}
	}
	slices.Reverse(f.walk)
	for at := l.far; ; at = l.entries[1][at].parent {
		f.walk = append(f.walk, f.stepAt(l.entries[1][at].state))
		if at == 0 {
			break
		}
	}
	f.walk = slices.Compact(f.walk)
}

func (f *flow) stepAt(state uint32) step {
	v := index.Vertex(state / 2)
	if mark := f.mark[v]; f.isHeld(mark) {
		return step{vertex: v, state: stateOf(dead-1-mark, state&1)}
	}
	return step{vertex: v}
}
