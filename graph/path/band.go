package path

import (
	"cmp"
	"math"
	"slices"

	"entente/graph/index"
)

// beyond stands for hops that are not known.
const beyond = math.MaxUint8

// band is the part of the graph in which all paths lie that lead from one side
// to the other in at most so many hops: who is on a way of that length, and
// over whom it leads on.
type band struct {
	*work
	// limit bounds the hops of paths.
	limit int
	// wayward tells that ends may stand between other ends, as they may on paths by way of others.
	wayward bool
	// members are in the order of their ids once the band is complete.
	members []member
	// strides lead on from each member, from first[i] to first[i+1]: those closer
	// to the far side first, then by id.
	first   []uint32
	strides []stride

	// spot says where a vertex stands in members, as base + position; less than base is nowhere.
	spot []uint32
	base uint32
}

// member is an entity of a band.
type member struct {
	vertex index.Vertex
	// hops are those from the near side and those to the far one.
	hops [2]uint8
	// end tells to which side it belongs, inner whether it may stand between the ends.
	end   [2]bool
	inner bool
}

// whole is the length of the shortest walk over the member.
func (m *member) whole() int { return int(m.hops[0]) + int(m.hops[1]) }

// stride leads to a member by the strongest relationship of the filter.
type stride struct {
	to   uint32
	far  uint8
	cost float32
}

// band takes scratch space for a band; it is not complete yet.
func (r *Searcher) band(w *work, limit int) *band {
	b, _ := r.bands.Get().(*band)
	if b == nil {
		b = &band{}
	}
	b.work, b.limit, b.wayward = w, limit, len(w.gate.Via) > 0
	if len(b.spot) < w.s.Len() || b.base > math.MaxUint32/2 {
		b.spot, b.base = make([]uint32, w.s.Len()), 1
	}
	b.members, b.first, b.strides = b.members[:0], b.first[:0], b.strides[:0]
	return b
}

// release gives the scratch space back.
func (r *Searcher) release(b *band) {
	b.work = nil
	b.base += uint32(len(b.members))
	r.bands.Put(b)
}

// at gives the position of a vertex.
func (b *band) at(v index.Vertex) (uint32, bool) {
	return b.spot[v] - b.base, b.spot[v] >= b.base
}

// stretch completes the band; false stops the search. Both balls are grown,
// the one with the smaller frontier first, until their radii add up to the
// limit. Then each side goes on where the other has been and the whole way can
// be within the limit. Cost: twice the rows of the two balls.
func (b *band) stretch(from, to []index.Vertex) bool {
	frontier := b.plant(from, to)
	var radius [2]int
	for radius[0]+radius[1] < b.limit {
		side := 0
		if b.degrees(frontier[1]) < b.degrees(frontier[0]) {
			side = 1
		}
		radius[side]++
		frontier[side] = b.expand(frontier[side], ring{side: side, hops: radius[side], room: beyond})
	}
	for side := range 2 {
		for hops := radius[side] + 1; hops <= b.limit; hops++ {
			frontier[side] = b.expand(frontier[side], ring{side: side, hops: hops, room: b.limit - hops})
		}
	}
	return !b.stopped() && b.finish()
}

// plant makes the ends members.
func (b *band) plant(from, to []index.Vertex) (frontier [2][]uint32) {
	for side, ends := range [2][]index.Vertex{from, to} {
		for _, v := range ends {
			position, known := b.at(v)
			if !known {
				position = b.admit(v, b.wayward && b.gate.Passes(v, b.s.Kind(v)))
			}
			m := &b.members[position]
			m.end[side], m.hops[side] = true, 0
			frontier[side] = append(frontier[side], position)
		}
	}
	return frontier
}

// admit adds a member.
func (b *band) admit(v index.Vertex, inner bool) (position uint32) {
	position = uint32(len(b.members))
	b.spot[v] = b.base + position
	b.members = append(b.members, member{vertex: v, hops: [2]uint8{beyond, beyond}, inner: inner})
	return position
}

func (b *band) degrees(frontier []uint32) (sum int) {
	for _, position := range frontier {
		sum += degree(b.s, b.members[position].vertex)
	}
	return sum
}

// ring is one level of one side. With room beyond anyone is new in it; else
// only who is no farther than that from the other side.
type ring struct {
	side, hops, room int
}

// expand gives the members of the ring that the frontier knows.
func (b *band) expand(frontier []uint32, r ring) (next []uint32) {
	for _, position := range frontier {
		m := b.members[position]
		if r.room != beyond && m.whole() > b.limit {
			continue
		}
		span := b.s.Spans[m.vertex]
		if !b.spend(int(span.High - span.Low)) {
			return nil
		}
		for p := span.Low; p < span.High; p++ {
			if b.gate.Admits(b.s.Words[p]) {
				next = b.meet(next, b.s.Adjacent[p], b.s.Words[p], r)
			}
		}
	}
	return next
}

// meet puts a neighbour in the ring if it belongs there.
func (b *band) meet(next []uint32, v index.Vertex, word index.Word, r ring) []uint32 {
	position, known := b.at(v)
	if !known {
		if r.room != beyond || !b.gate.Passes(v, word.Other()) {
			return next
		}
		position = b.admit(v, true)
	}
	m := &b.members[position]
	if m.hops[r.side] != beyond || r.room != beyond && int(m.hops[1-r.side]) > r.room {
		return next
	}
	m.hops[r.side] = uint8(r.hops)
	if m.inner {
		next = append(next, position)
	}
	return next
}

// finish keeps the members that are on a way within the limit, in the order of
// their ids, and lists their strides.
func (b *band) finish() bool {
	all := len(b.members)
	for i := range b.members {
		b.spot[b.members[i].vertex] = 0
	}
	b.members = slices.DeleteFunc(b.members, func(m member) bool { return m.whole() > b.limit })
	slices.SortFunc(b.members, func(x, y member) int { return b.compare(x.vertex, y.vertex) })
	b.base += uint32(all)
	for i := range b.members {
		b.spot[b.members[i].vertex] = b.base + uint32(i)
	}
	seen := make([]uint32, len(b.members))
	for i := range b.members {
		b.first = append(b.first, uint32(len(b.strides)))
		if !b.lead(uint32(i), seen) {
			return false
		}
	}
	b.first = append(b.first, uint32(len(b.strides)))
	return true
}

// lead lists the strides of one member; seen holds who was seen last by whom, as position + 1.
func (b *band) lead(position uint32, seen []uint32) bool {
	m := b.members[position]
	if !m.inner && !m.end[0] {
		return true
	}
	low, span := len(b.strides), b.s.Spans[m.vertex]
	for p := span.Low; p < span.High; p++ {
		to, known := b.at(b.s.Adjacent[p])
		if !known || seen[to] == position+1 || !b.gate.Admits(b.s.Words[p]) {
			continue
		}
		// Of parallel relationships the first that is admitted is the strongest.
		seen[to] = position + 1
		other := &b.members[to]
		if (other.inner || other.end[1]) && int(m.hops[0])+1+int(other.hops[1]) <= b.limit {
			b.strides = append(b.strides, stride{to: to, far: other.hops[1], cost: b.s.Costs[p]})
		}
	}
	slices.SortFunc(b.strides[low:], func(x, y stride) int { return cmp.Or(cmp.Compare(x.far, y.far), cmp.Compare(x.to, y.to)) })
	return b.spend(int(span.High - span.Low))
}

// onward are the strides of a member.
func (b *band) onward(position uint32) []stride {
	return b.strides[b.first[position]:b.first[position+1]]
}
