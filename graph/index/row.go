package index

import (
	"cmp"
	"slices"

	"entente/graph"
)

// entry is one position of a row, taken out of the arrays.
type entry struct {
	cost  float32
	other Vertex
	word  Word
}

// compare is the order of a row.
func (s *Snapshot) compare(a, b entry) int {
	switch {
	case a.cost != b.cost:
		return cmp.Compare(a.cost, b.cost)
	case a.other != b.other:
		return s.Compare(a.other, b.other)
	}
	return cmp.Compare(a.word.rank(), b.word.rank())
}

// rank orders the relationships between the same two entities: by kind, role and direction.
func (w Word) rank() uint64 {
	const backward = 1 << forwardShift
	return uint64(w.Kind())<<16 | uint64(w.role())<<8 | uint64(^w&backward)>>forwardShift
}

func (s *Snapshot) entry(position uint32) entry {
	return entry{s.Costs[position], s.Adjacent[position], s.Words[position]}
}

func (s *Snapshot) put(position uint32, e entry) {
	s.Costs[position], s.Adjacent[position], s.Words[position] = e.cost, e.other, e.word
}

// sortRow brings a row into order, by way of the scratch.
func (s *Snapshot) sortRow(v Vertex, scratch []entry) []entry {
	low, high := s.row(v)
	scratch = scratch[:0]
	for p := low; p < high; p++ {
		scratch = append(scratch, s.entry(p))
	}
	slices.SortFunc(scratch, s.compare)
	for i, e := range scratch {
		s.put(low+uint32(i), e)
	}
	return scratch
}

// locate gives the position of an entry in the row of a vertex, by binary search.
func (s *Snapshot) locate(v Vertex, e entry) (position uint32, ok bool) {
	low, high := s.row(v)
	for low < high {
		middle := low + (high-low)/2
		switch order := s.compare(s.entry(middle), e); {
		case order == 0:
			return middle, true
		case order < 0:
			low = middle + 1
		default:
			high = middle
		}
	}
	return 0, false
}

// seek gives the positions of a relationship in the rows of both ends. Cost:
// the shorter row is read, the longer one searched.
func (s *Snapshot) seek(key tieKey) (inFrom, inTo uint32, ok bool) {
	v, other, forward := key.from, key.to, true
	if s.length(key.to) < s.length(key.from) {
		v, other, forward = key.to, key.from, false
	}
	low, high := s.row(v)
	for p := low; p < high; p++ {
		w := s.Words[p]
		if s.Adjacent[p] != other || w.Forward() != forward || w.Kind() != key.kind || w.role() != key.role {
			continue
		}
		mirror := entry{s.Costs[p], v, w.seen(!forward, s.Kind(v))}
		q, ok := s.locate(other, mirror)
		if forward {
			return p, q, ok
		}
		return q, p, ok
	}
	return 0, 0, false
}

func (s *Snapshot) length(v Vertex) uint32 { return s.Spans[v].High - s.Spans[v].Low }

// digest works out what is kept of a row beside it: standing, restrictions,
// country and, for long rows, the sizes. The bits of seen are 0 before and after.
func (s *Snapshot) digest(v Vertex, seen []uint64) {
	low, high := s.row(v)
	kind, today := s.Kind(v), packDay(s.day)
	neighbours, restricted := uint32(0), false
	for p := low; p < high; p++ {
		w, other := s.Words[p], s.Adjacent[p]
		if s.words.contact>>w.Kind()&1 != 0 && seen[other>>6]>>(other&63)&1 == 0 {
			seen[other>>6] |= 1 << (other & 63)
			neighbours++
		}
		restricted = restricted || s.words.restricts(w, today)
	}
	for _, other := range s.Adjacent[low:high] {
		seen[other>>6] = 0
	}
	s.standings.set(v, neighbours)
	known := fact(kind)
	if restricted {
		known |= restrictedFact
	}
	s.facts.set(v, known)
	s.countries.set(v, s.findCountry(v))
	s.keepSizes(v)
}

// restricts tells whether the entry puts the vertex of its row under restrictions.
func (v *vocabulary) restricts(w Word, today uint64) bool {
	named := w.Kind() == graph.ListedUnder && w.Forward() || w.Kind() == graph.Targets && !w.Forward()
	return named && v.standing>>w.Status()&1 != 0 && w.holds(today)
}

func (s *Snapshot) findCountry(v Vertex) Vertex {
	switch s.Kind(v) {
	case 0:
		return nowhere
	case graph.Country:
		return v
	}
	const told = kindBits | 1<<forwardShift
	country := nowhere
	low, high := s.row(v)
	for p := low; p < high; p++ {
		if s.Words[p]&told != Word(graph.LocatedIn)|1<<forwardShift {
			continue
		}
		if s.Words[p].role() == 0 {
			return s.Adjacent[p]
		}
		if country == nowhere {
			country = s.Adjacent[p]
		}
	}
	if country == nowhere {
		return s.codebook.country(s.codes.get(v))
	}
	return country
}

func (s *Snapshot) keepSizes(v Vertex) {
	if s.length(v) <= longRow {
		return
	}
	for _, kind := range s.words.sized {
		key := body{v, kind}
		if size := s.countInto(kind, v); size != s.sizes.get(key) {
			s.sizes.set(key, size)
		}
	}
}
