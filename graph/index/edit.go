package index

import (
	"slices"
	"strings"

	"entente/graph"
)

// rowEdit is what changes in one row.
type rowEdit struct {
	low, high uint32
	// gone has a bit for each old entry that is dropped.
	gone  []uint64
	drops int
	adds  []entry
}

func (r *rowEdit) dropped(position uint32) bool {
	i := position - r.low
	return r.gone != nil && r.gone[i>>6]>>(i&63)&1 != 0
}

func (r *rowEdit) drop(position uint32) {
	if r.gone == nil {
		r.gone = make([]uint64, (r.high-r.low)/64+1)
	}
	i := position - r.low
	r.gone[i>>6] |= 1 << (i & 63)
	r.drops++
}

// length is that of the new row.
func (r *rowEdit) length() int { return int(r.high-r.low) - r.drops + len(r.adds) }

// row gives the edit of a row, a new one if need be.
func (e *edit) row(v Vertex) *rowEdit {
	r, ok := e.rows[v]
	if !ok {
		r = &rowEdit{}
		if int(v) < e.old.Len() {
			r.low, r.high = e.old.row(v)
		}
		e.rows[v] = r
	}
	return r
}

// price puts the added relationships into the rows of both ends, at the cost that
// the new size of the body gives, and refuses rows of what is no longer live.
func (e *edit) price() error {
	for _, r := range e.added {
		cost := e.prices.cost(r.word, e.size(r.word.Kind(), r.to))
		from, to := e.row(r.from), e.row(r.to)
		from.adds = append(from.adds, entry{cost, r.to, r.word.seen(true, e.next.Kind(r.to))})
		to.adds = append(to.adds, entry{cost, r.from, r.word.seen(false, e.next.Kind(r.from))})
	}
	for _, v := range e.rekinded {
		if !e.next.Live(v) && e.row(v).length() > 0 {
			return graph.Errorf(graph.Internal, "%s was removed and still has relationships", e.next.ID(v))
		}
	}
	return nil
}

// size is that of a body after the changes.
func (e *edit) size(kind graph.RelationshipKind, v Vertex) int {
	size := e.shifts[body{v, kind}]
	if int(v) < e.old.Len() {
		size += e.old.Size(kind, v)
	}
	return size
}

// write puts the new rows behind the old ones and works out what is kept beside them.
func (e *edit) write() {
	touched := e.touched()
	e.next.tally.settle()
	e.claim(touched)
	for _, v := range touched {
		e.writeRow(v)
	}
	e.recode()
	seen := make([]uint64, len(e.next.Spans)/64+1)
	for _, v := range touched {
		e.next.digest(v, seen)
	}
}

// touched lists the vertices whose row or facts change, in order.
func (e *edit) touched() []Vertex {
	touched := slices.Clone(e.recoded)
	for v := range e.rows {
		if e.replaced(v) {
			touched = append(touched, v)
		}
	}
	slices.Sort(touched)
	return slices.Compact(touched)
}

// claim makes room for the new rows behind those of the shared arrays that any
// successor has taken, or in new ones when these are full.
func (e *edit) claim(touched []Vertex) {
	s := e.next
	need := 0
	for _, v := range touched {
		if e.replaced(v) {
			need += e.rows[v].length()
		}
	}
	e.next.written += need
	spans := make([]Span, s.names.len())
	copy(spans, s.Spans)
	s.Spans = spans
	low, ok := s.take(need)
	if !ok {
		e.compact(need)
		return
	}
	s.Adjacent, s.Words, s.Costs = s.Adjacent[:low+need], s.Words[:low+need], s.Costs[:low+need]
	e.free = uint32(low)
}

// take claims the next entries of the shared arrays, whoever claimed those
// before; false when they are full.
func (s *Snapshot) take(need int) (low int, ok bool) {
	for {
		taken := s.room.Load()
		if int(taken)+need > cap(s.Adjacent) {
			return 0, false
		}
		if s.room.CompareAndSwap(taken, taken+int64(need)) {
			return int(taken), true
		}
	}
}

// compact copies the rows that stay into new arrays, in the order of the
// vertices, with room for the new ones behind.
func (e *edit) compact(need int) {
	s, kept := e.next, 0
	for v := range e.old.Spans {
		if !e.replaced(Vertex(v)) {
			kept += int(e.old.length(Vertex(v)))
		}
	}
	s.allocate(kept + need)
	free := uint32(0)
	for v := range e.old.Spans {
		if e.replaced(Vertex(v)) {
			continue
		}
		low, high := e.old.row(Vertex(v))
		copy(s.Adjacent[free:], e.old.Adjacent[low:high])
		copy(s.Words[free:], e.old.Words[low:high])
		copy(s.Costs[free:], e.old.Costs[low:high])
		s.Spans[v] = Span{free, free + high - low}
		free += high - low
	}
	e.free = free
}

// replaced tells whether a vertex gets a new row.
func (e *edit) replaced(v Vertex) bool {
	r, ok := e.rows[v]
	return ok && r.drops+len(r.adds) > 0
}

// writeRow merges what stays of the old row with what is added.
func (e *edit) writeRow(v Vertex) {
	if !e.replaced(v) {
		return
	}
	r, s := e.rows[v], e.next
	slices.SortFunc(r.adds, s.compare)
	low, adds := e.free, r.adds
	for p := r.low; p < r.high; p++ {
		if r.dropped(p) {
			continue
		}
		stays := e.old.entry(p)
		for len(adds) > 0 && s.compare(adds[0], stays) < 0 {
			adds = e.take(adds)
		}
		s.put(e.free, stays)
		e.free++
	}
	for len(adds) > 0 {
		adds = e.take(adds)
	}
	s.Spans[v] = Span{low, e.free}
}

// take writes the first of the added entries.
func (e *edit) take(adds []entry) []entry {
	e.next.put(e.free, adds[0])
	e.free++
	return adds[1:]
}

// recode finds the Country of each code again when a Country changed, and the
// country of the entities with a code that changed hands.
func (e *edit) recode() {
	if !e.countries {
		return
	}
	s := e.next
	s.codebook.countries = map[uint32]Vertex{}
	for v, f := range s.facts.values {
		code := s.codes.get(Vertex(v))
		if f.kind() != graph.Country || code == 0 {
			continue
		}
		if holder := s.codebook.country(code); holder == nowhere || s.Less(Vertex(v), holder) {
			s.codebook.countries[code] = Vertex(v)
		}
	}
	for v := range s.facts.values {
		code := s.codes.get(Vertex(v))
		if s.codebook.country(code) != e.old.codebook.country(code) {
			s.countries.set(Vertex(v), s.findCountry(Vertex(v)))
		}
	}
}

// keyOfID finds a relationship by its id: among those that were chosen, else by
// every way to read a derived id, since ids may hold slashes themselves.
func (s *Snapshot) keyOfID(id graph.ID) (tieKey, bool) {
	if key := s.chosen.keys.get(id); key.kind != 0 {
		return key, true
	}
	rest, ok := strings.CutPrefix(string(id), "rel:")
	word, ends, found := strings.Cut(rest, "/")
	kind, err := graph.ParseRelationshipKind(word)
	if !ok || !found || err != nil {
		return tieKey{}, false
	}
	for i, c := range []byte(ends) {
		if c != '/' {
			continue
		}
		from, ok := s.names.find(graph.ID(ends[:i]))
		if !ok {
			continue
		}
		if key, ok := s.keyTo(tieKey{from: from, kind: kind}, ends[i+1:]); ok {
			return key, true
		}
	}
	return tieKey{}, false
}

// keyTo completes a key by what stands behind the first end: the other, and perhaps a role.
func (s *Snapshot) keyTo(key tieKey, rest string) (tieKey, bool) {
	if s.fits(&key, rest, "") {
		return key, true
	}
	slash := strings.LastIndexByte(rest, '/')
	if slash < 0 {
		return key, false
	}
	return key, s.fits(&key, rest[:slash], rest[slash+1:])
}

// fits tells whether there is such a relationship and its id is derived.
func (s *Snapshot) fits(key *tieKey, to, role string) (ok bool) {
	if key.role, ok = s.Role(role); !ok {
		return false
	}
	if key.to, ok = s.names.find(graph.ID(to)); !ok {
		return false
	}
	position, _, ok := s.seek(*key)
	return ok && !s.Words[position].Named()
}
