package names

import (
	"entente/graph/token"
)

// scratch is the memory of one search over a part.
type scratch struct {
	// slots gives the candidate of each name plus one, 0 for none.
	slots      []uint32
	candidates []candidate
	// admitted are the names that hold the rarest token of the query, while picky; marked lists them.
	admitted []bool
	marked   []uint32
	picky    bool
}

// candidate is a name that matches every token so far.
type candidate struct {
	name  uint32
	sum   token.Sum
	match Match
	// translated tells that a token stands there in another language.
	translated bool
	// now is the best of the token at hand.
	now          bool
	nowMatch     Match
	nowPlace     place
	worth, cover float64
}

func newScratch(p *part) *scratch {
	return &scratch{slots: make([]uint32, len(p.owners)), admitted: make([]bool, len(p.owners))}
}

func (p *part) borrow() *scratch { return p.scratch.Get().(*scratch) }

// giveBack leaves the memory clean for the next search.
func (p *part) giveBack(s *scratch) {
	for _, c := range s.candidates {
		s.slots[c.name] = 0
	}
	for _, name := range s.marked {
		s.admitted[name] = false
	}
	s.candidates, s.marked, s.picky = s.candidates[:0], s.marked[:0], false
	p.scratch.Put(s)
}

// gather fills the scratch with the names that match every token of a query;
// options has what each token may mean. It costs about 10 ns for each posting, and 3 for one of a
// name that lacks a much rarer token.
func (p *part) gather(s *scratch, query []asked, options [][]option) {
	p.admit(s, options)
	for i, a := range query {
		for _, o := range options[i] {
			if o.names != nil {
				for _, held := range o.names {
					s.take(held, o, i == 0)
				}
				continue
			}
			for held := range p.holding(o.token) {
				s.take(held, o, i == 0)
			}
		}
		s.settle(a.length)
	}
}

// admit marks the names that hold the rarest token, where that is much rarer than the
// first one, which brings the candidates.
func (p *part) admit(s *scratch, options [][]option) {
	const much = 4
	rarest, fewest := 0, p.weight(options[0])
	first := fewest
	for i, list := range options[1:] {
		if weight := p.weight(list); weight < fewest {
			rarest, fewest = i+1, weight
		}
	}
	if s.picky = fewest < first/much; !s.picky {
		return
	}
	for _, o := range options[rarest] {
		for held := range p.bearing(o) {
			if !s.admitted[held.name] {
				s.admitted[held.name] = true
				s.marked = append(s.marked, held.name)
			}
		}
	}
}

// weight is how many bytes of postings some options have.
func (p *part) weight(list []option) (sum uint32) {
	for _, o := range list {
		if o.names != nil {
			sum += uint32(len(o.names)) * 2
			continue
		}
		sum += p.starts[o.token+1] - p.starts[o.token]
	}
	return sum
}

// take notes that a name holds a token; only the first token of a query brings new candidates.
func (s *scratch) take(held posting, o option, first bool) {
	slot := s.slots[held.name]
	if slot == 0 {
		if !first || s.picky && !s.admitted[held.name] {
			return
		}
		s.candidates = append(s.candidates, candidate{name: held.name})
		slot = uint32(len(s.candidates))
		s.slots[held.name] = slot
	}
	c := &s.candidates[slot-1]
	if c.now && (o.worth < c.worth || o.worth == c.worth && held.place >= c.nowPlace) {
		return
	}
	c.now, c.nowMatch, c.nowPlace, c.worth, c.cover = true, o.match, held.place, o.worth, o.covered
}

// settle adds what the token at hand found, and drops the candidates without it.
func (s *scratch) settle(length int) {
	kept := 0
	for i := range s.candidates {
		c := &s.candidates[i]
		if !c.now {
			s.slots[c.name] = 0
			continue
		}
		c.sum.Add(length, c.worth, c.cover, c.nowPlace.number())
		c.match, c.translated, c.now = max(c.match, c.nowMatch), c.translated || c.nowMatch == Translated, false
		if kept != i {
			s.candidates[kept] = *c
		}
		kept++
		s.slots[c.name] = uint32(kept)
	}
	s.candidates = s.candidates[:kept]
}
