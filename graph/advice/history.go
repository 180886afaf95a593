package advice

import (
	"cmp"
	"slices"

	"entente/graph"
	"entente/graph/index"
)

// Bounds of what counts as a precedent.
const (
	// smallAgreement is the most parties of an agreement that is a precedent for
	// two who conclude one; a treaty of many is none.
	smallAgreement = 4
	// mostDeeds is how many ties of one entity are looked at, the strongest first.
	mostDeeds = 1000
	// recentYears is how long a tie counts in full.
	recentYears = 10
)

// deed is a tie that was made, as one of the two ends sees it.
type deed struct {
	form Form
	// first tells that the owner is the first end: the member, not the body. Both
	// ends of a symmetric tie are first.
	first       bool
	owner, with index.Vertex
	ties        []Record
	// start is graph.FirstDay if it is not known.
	start graph.Day
	// opening is what it opened, or what opened it; nil for neither.
	opening *Opening
}

// Record is a relationship of the recorded snapshot, as the row that it is read from and its position.
type Record struct {
	Row      index.Vertex
	Position uint32
}

// history looks up for one question what was done before, by whom.
type history struct {
	*memory
	w *work
	s *index.Snapshot
	// scanned counts row entries; beyond the limit no more is looked up: cut.
	scanned int
	cut     bool
}

// limit is half of the question's budget, so that the other half is left for the search.
func (h *history) limit() int { return h.w.budget / 2 }

// spend counts entries that are about to be scanned; false ends the looking up.
func (h *history) spend(entries int) bool {
	h.scanned += entries
	h.cut = h.cut || h.scanned > h.limit()
	return !h.cut
}

func newHistory(w *work) *history {
	since := graph.Date{Year: w.start.Year - recentYears}.First()
	return &history{memory: newMemory(w.Recorded, since), w: w, s: w.Recorded}
}

// happened tells whether a tie came about, rather than being planned.
func happened(w index.Word) bool {
	status := w.Status()
	return status != graph.Proposed && status != graph.Planned && status != graph.Draft
}

// done lists what an entity did, in the order of its row.
func (h *history) done(v index.Vertex) []deed {
	if list, ok := h.deeds[v]; ok {
		return list
	}
	var list []deed
	span := h.s.Spans[v]
	if !h.spend(int(span.High - span.Low)) {
		return nil
	}
	for p := span.Low; p < span.High && len(list) < mostDeeds; p++ {
		if happened(h.s.Words[p]) {
			list = append(list, h.deedsAt(v, p)...)
		}
	}
	h.deeds[v] = list
	h.size += len(list)
	return list
}

// deedsAt lists the ties that an entry is, or is part of.
func (h *history) deedsAt(v index.Vertex, p uint32) []deed {
	word, other := h.s.Words[p], h.s.Adjacent[p]
	start, _ := word.Days()
	made := deed{owner: v, with: other, first: word.Forward(), ties: []Record{{v, p}}, start: start}
	switch word.Kind() {
	case graph.MemberOf:
		made.form = Membership
	case graph.ParticipatesIn:
		made.form = Participation
	case graph.PartnerOf:
		made.form, made.first = Partnership, true
	case graph.PartyTo:
		if word.Forward() {
			return h.agreements(made)
		}
		return nil
	default:
		return nil
	}
	if !made.between(h.s) {
		return nil
	}
	return []deed{made}
}

// between tells whether the ends are such as a form is made between.
func (d *deed) between(s *index.Snapshot) bool {
	from, to := d.owner, d.with
	if !d.first {
		from, to = to, from
	}
	return d.form.fits(s.Kind(from), s.Kind(to))
}

// agreements lists with whom an entity is a party to one small agreement.
func (h *history) agreements(own deed) (list []deed) {
	agreement := own.with
	span := h.s.Spans[agreement]
	var others []Record
	for p := span.Low; p < span.High; p++ {
		word := h.s.Words[p]
		if word.Kind() == graph.PartyTo && !word.Forward() && h.s.Adjacent[p] != own.owner {
			others = append(others, Record{agreement, p})
		}
	}
	h.spend(int(span.High - span.Low))
	if len(others) >= smallAgreement {
		return nil
	}
	for _, other := range others {
		word := h.s.Words[other.Position]
		made := own
		made.form, made.first, made.with = Agreement, true, h.s.Adjacent[other.Position]
		made.ties = []Record{own.ties[0], other}
		if start, _ := word.Days(); start > made.start {
			made.start = start
		}
		if happened(word) && made.between(h.s) {
			list = append(list, made)
		}
	}
	return list
}

// mass is how much a deed counts: in full if it is recent, half if it is older
// or has no date, twice if it opened something or was opened.
func (h *history) mass(d *deed) float64 {
	mass := 0.5
	if d.start >= h.since {
		mass = 1
	}
	if h.openingOf(d) != nil {
		mass *= 2
	}
	return mass
}

// acquaintances lists whom an entity is tied to by contact, by number.
func (h *history) acquaintances(v index.Vertex) []index.Vertex {
	if list, ok := h.known[v]; ok {
		return list
	}
	var list []index.Vertex
	span := h.s.Spans[v]
	for p := span.Low; p < span.High; p++ {
		if word := h.s.Words[p]; word.Kind().Class() == graph.Contact && happened(word) {
			list = append(list, h.s.Adjacent[p])
		}
	}
	h.spend(int(span.High - span.Low))
	slices.Sort(list)
	list = slices.Compact(list)
	h.known[v] = list
	return list
}

// common counts whom two entities both know.
func (h *history) common(a, b index.Vertex) (n int) {
	one, two := h.acquaintances(a), h.acquaintances(b)
	for len(one) > 0 && len(two) > 0 {
		switch c := cmp.Compare(one[0], two[0]); {
		case c < 0:
			one = one[1:]
		case c > 0:
			two = two[1:]
		default:
			n, one, two = n+1, one[1:], two[1:]
		}
	}
	return n
}
