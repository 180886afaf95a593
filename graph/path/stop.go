package path

import "entente/graph/index"

// stop is a way from one end to a vertex, as one side of a search by cost sees
// it. Of the ways to a vertex those are kept that no other beats in both cost
// and hops.
type stop struct {
	cost   float64
	vertex index.Vertex
	parent uint32
	// next is a later stop of the same vertex, 0 if there is none.
	next uint32
	// touched is the last touch that leads to the vertex, as position + 1; the first stop of the vertex keeps it.
	touched uint32
	// row is the last touch of its row, as position + 1; on the far side, in the
	// first stop of a vertex, it says where its arcs lie.
	row uint32
	// sum adds up the vertices of the way, each scrambled: ways of equal sum are taken for one.
	sum     uint16
	hops    uint8
	settled bool
}

// touch is a row entry that a side scanned and found good.
type touch struct {
	// entry is its position in the index, stop that in whose row it stands.
	entry, stop uint32
	// next is an earlier touch that leads to the same vertex, above an earlier
	// one of the same row, both as position + 1.
	next, above uint32
}

// ripe settles the stop of an item, unless the item is stale or another stop beats it.
func (d *depths) ripe(side uint32, at item) bool {
	stops := d.stops[side]
	here := &stops[at.stop]
	if here.settled || at.cost != here.cost || at.hops != uint32(here.hops) {
		return false
	}
	first := d.slots[here.vertex][side] - d.base
	if d.beaten(side, first, at) {
		return false
	}
	here.settled = true
	return true
}

// beaten tells whether a stop of a vertex is better than a way in cost or hops, and in none worse.
func (d *depths) beaten(side, first uint32, way item) bool {
	for at := first; ; {
		s := &d.stops[side][at]
		if s.cost <= way.cost && uint32(s.hops) <= way.hops && (s.cost != way.cost || uint32(s.hops) != way.hops) {
			return true
		}
		if s.next == 0 {
			return false
		}
		at = s.next
	}
}

// stop keeps a way to a vertex, the item's over its stop, if no other beats it.
// Of ways equal in cost and hops the far side keeps the first by ids.
func (w *work) stop(side uint32, v index.Vertex, way item) {
	d := &w.deep
	stops, slot := d.stops[side], &d.slots[v][side]
	made := stop{vertex: v, cost: way.cost, hops: uint8(way.hops), parent: way.stop, sum: stops[way.stop].sum + scramble(v)}
	position := uint32(len(stops))
	if *slot < d.base {
		*slot = d.base + position
	} else if last, ok := w.rival(side, *slot-d.base, made); !ok {
		return
	} else {
		stops[last].next = position
	}
	d.stops[side] = append(stops, made)
	d.heaps[side].push(item{way.cost, way.hops, position})
}

// rival goes through the stops of a vertex for one that is to stay or to give
// way to another; ok tells that there is none, and last is then the last of them.
func (w *work) rival(side, first uint32, made stop) (last uint32, ok bool) {
	d := &w.deep
	stops := d.stops[side]
	for at := first; ; {
		s := &stops[at]
		switch {
		case s.cost <= made.cost && s.hops <= made.hops:
			if side == 1 && s.cost == made.cost && s.hops == made.hops && w.s.Less(stops[made.parent].vertex, stops[s.parent].vertex) {
				s.parent, s.sum = made.parent, made.sum
			}
			return at, false
		case s.cost >= made.cost && s.hops >= made.hops && !s.settled:
			s.cost, s.hops, s.parent, s.sum = made.cost, made.hops, made.parent, made.sum
			d.heaps[side].push(item{made.cost, uint32(made.hops), at})
			return at, false
		case s.next == 0:
			return at, true
		}
		at = s.next
	}
}

// touch records a scanned entry that leads to a vertex.
func (d *depths) touch(side uint32, v index.Vertex, entry, from uint32) {
	first, scanned := &d.stops[side][d.slots[v][side]-d.base], &d.stops[side][from]
	d.touches[side] = append(d.touches[side], touch{entry: entry, stop: from, next: first.touched, above: scanned.row})
	first.touched = uint32(len(d.touches[side]))
	if side == 0 {
		scanned.row = first.touched
	}
}

// scramble spreads the numbers of vertices, so that sums of different ones differ.
func scramble(v index.Vertex) uint16 {
	x := (uint32(v) + 1) * 2_654_435_769
	x ^= x >> 15
	return uint16(x * x >> 16)
}
