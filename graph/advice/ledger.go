package advice

import (
	"cmp"
	"slices"

	"entente/graph"
	"entente/graph/index"
)

// What precedents count for; the plausibility of a tie is mass/(mass+half).
const (
	// ofKinds is for each tie of the form between the same kinds of ends.
	ofKinds = 0.02
	// ofCountries is for each between bodies of the same two countries.
	ofCountries = 0.5
	// perAcquaintance is for each of up to mostAcquaintances whom both know.
	perAcquaintance   = 0.5
	mostAcquaintances = 3
	half              = 4.0
)

// ledger sums up the deeds of one entity: those of an end of the new tie with
// others of the kind of the other end count their mass, and once more if these
// others are of the same country as that end.
type ledger struct {
	kinds [Participation + 1][2][graph.Product + 1]float64
	lands map[land]float64
}

// land is a part in a form with bodies of a country.
type land struct {
	form    Form
	first   bool
	country index.Vertex
}

func side(first bool) int {
	if first {
		return 0
	}
	return 1
}

// ledgerOf sums up what an entity did.
func (h *history) ledgerOf(v index.Vertex) *ledger {
	if l, ok := h.ledgers[v]; ok {
		return l
	}
	l := &ledger{lands: map[land]float64{}}
	list := h.done(v)
	for i := range list {
		d := &list[i]
		mass := h.mass(d)
		l.kinds[d.form][side(d.first)][h.s.Kind(d.with)] += mass
		if country, ok := h.s.Country(d.with); ok {
			l.lands[land{d.form, d.first, country}] += mass
		}
	}
	h.ledgers[v] = l
	return l
}

// general is what is known of ties of every form, whoever made them.
type general struct {
	kinds   map[pattern]float64
	lands   map[pairing]float64
	example map[pattern]deed
}

// pattern is a form between two kinds of entity, the smaller first where the form is symmetric.
type pattern struct {
	form     Form
	from, to graph.EntityKind
}

// pairing is a form between bodies of two countries.
type pairing struct {
	form     Form
	from, to index.Vertex
}

// survey reads every tie once, unless the context ends before.
func (h *history) survey() *general {
	if h.general != nil {
		return h.general
	}
	g := &general{kinds: map[pattern]float64{}, lands: map[pairing]float64{}, example: map[pattern]deed{}}
	for v := range index.Vertex(h.s.Len()) {
		span := h.s.Spans[v]
		if v%attention == 0 && h.w.ctx.Err() != nil {
			h.w.spend(0)
			return g
		}
		if !h.spend(int(span.High - span.Low)) {
			break
		}
		if !slices.Contains(parties, h.s.Kind(v)) {
			continue
		}
		for p := span.Low; p < span.High; p++ {
			if word := h.s.Words[p]; word.Forward() && happened(word) {
				g.count(h, h.deedsAt(v, p))
			}
		}
	}
	h.general = g
	return g
}

// attention is how many rows are surveyed between two looks at the context.
const attention = 256

func (g *general) count(h *history, deeds []deed) {
	for _, d := range deeds {
		if d.form == Agreement && h.s.Compare(d.owner, d.with) > 0 {
			continue // seen from the other end too
		}
		key := patternOf(d.form, h.s.Kind(d.owner), h.s.Kind(d.with))
		g.kinds[key]++
		if old, ok := g.example[key]; !ok || d.start > old.start {
			g.example[key] = d
		}
		from, known := h.s.Country(d.owner)
		to, ok := h.s.Country(d.with)
		if !known || !ok {
			continue
		}
		mass := 0.5
		if d.start >= h.since {
			mass = 1
		}
		g.lands[pairingOf(d.form, from, to)] += mass
	}
}

func patternOf(f Form, from, to graph.EntityKind) pattern {
	if f.symmetric() && from > to {
		from, to = to, from
	}
	return pattern{f, from, to}
}

func pairingOf(f Form, from, to index.Vertex) pairing {
	if f.symmetric() && from > to {
		from, to = to, from
	}
	return pairing{f, from, to}
}

// judge gives the plausibility of a tie, 0 without a precedent: there must be
// one between such kinds, and a body must have such a member already.
func (h *history) judge(o *option) {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	general := h.survey()
	fromKind, toKind := h.s.Kind(o.from), h.s.Kind(o.to)
	kinds := general.kinds[patternOf(o.form, fromKind, toKind)]
	from, to, back := h.ledgerOf(o.from), h.ledgerOf(o.to), o.form.symmetric()
	theirs := to.kinds[o.form][side(back)][fromKind]
	if kinds == 0 || !back && theirs == 0 {
		return
	}
	mass := ofKinds*kinds + theirs + from.kinds[o.form][0][toKind]
	fromLand, known := h.s.Country(o.from)
	toLand, ok := h.s.Country(o.to)
	if known {
		mass += to.lands[land{o.form, back, fromLand}]
	}
	if ok {
		mass += from.lands[land{o.form, true, toLand}]
	}
	if known && ok {
		mass += ofCountries * general.lands[pairingOf(o.form, fromLand, toLand)]
	}
	o.acquaintances = h.common(o.from, o.to)
	mass += perAcquaintance * float64(min(o.acquaintances, mostAcquaintances))
	o.plausibility = mass / (mass + half)
}

// Likeness says what a precedent has in common with the tie.
type Likeness uint8

// The likenesses, the closest first.
const (
	// Same: the tie between the same two, at another time.
	Same Likeness = iota + 1
	// SameEnd: one of the two made it, with another like the other.
	SameEnd
	// SameKinds: others of the same kinds made it.
	SameKinds
)

// String is the likeness in the form of the API, such as "SAME_END".
func (l Likeness) String() string { return [...]string{"", "SAME", "SAME_END", "SAME_KINDS"}[l] }

// Precedent is a tie that was made, with what came of it.
type Precedent struct {
	Form     Form
	From, To index.Vertex
	Likeness Likeness
	// Ties are its relationships in the recorded snapshot.
	Ties []Record
	// Opening is what it opened, or what opened it; nil for neither.
	Opening *Opening
}

// mostPrecedents is how many are shown with a tie.
const mostPrecedents = 3

// precedents chooses those most like the tie: what opened something first, then the same
// two, bodies of the same country, and the latest.
func (h *history) precedents(o *option) []Precedent {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	list := h.alike(o, o.from, o.to, true)
	list = append(list, h.alike(o, o.to, o.from, o.form.symmetric())...)
	slices.SortStableFunc(list, func(a, b deed) int {
		return cmp.Or(cmp.Compare(h.rank(o, &b), h.rank(o, &a)), cmp.Compare(b.start, a.start))
	})
	var chosen []Precedent
	for i := range list {
		if p := h.precedent(o, &list[i]); len(chosen) < mostPrecedents && !slices.ContainsFunc(chosen, p.like) {
			chosen = append(chosen, p)
		}
	}
	if len(chosen) == 0 {
		if d, ok := h.survey().example[patternOf(o.form, h.s.Kind(o.from), h.s.Kind(o.to))]; ok {
			chosen = append(chosen, h.precedent(o, &d))
		}
	}
	return chosen
}

// like tells whether another precedent is the same tie.
func (p Precedent) like(other Precedent) bool {
	return p.Form == other.Form && (p.From == other.From && p.To == other.To || p.Form.symmetric() && p.From == other.To && p.To == other.From)
}

// alike lists what one end did, in its part of the form, with others of the other's kind.
func (h *history) alike(o *option, end, other index.Vertex, first bool) (list []deed) {
	for _, d := range h.done(end) {
		if d.form == o.form && d.first == first && h.s.Kind(d.with) == h.s.Kind(other) {
			list = append(list, d)
		}
	}
	return list
}

// rank says how much a precedent tells about a tie.
func (h *history) rank(o *option, d *deed) (rank int) {
	if h.openingOf(d) != nil {
		rank += 4
	}
	other := o.to
	if d.owner == o.to {
		other = o.from
	}
	if d.with == other {
		rank += 2
	}
	one, known := h.s.Country(d.with)
	two, ok := h.s.Country(other)
	if known && ok && one == two {
		rank++
	}
	return rank
}

func (h *history) precedent(o *option, d *deed) Precedent {
	p := Precedent{Form: d.form, From: d.owner, To: d.with, Ties: d.ties, Opening: h.openingOf(d), Likeness: SameKinds}
	if !d.first {
		p.From, p.To = d.with, d.owner
	}
	ends := []index.Vertex{o.from, o.to}
	switch one, two := slices.Contains(ends, p.From), slices.Contains(ends, p.To); {
	case one && two:
		p.Likeness = Same
	case one || two:
		p.Likeness = SameEnd
	}
	return p
}
