package advice

import (
	"cmp"
	"slices"

	"entente/graph"
	"entente/graph/index"
)

// Opening is a tie that led to another: the entity was tied to a patron, who
// leads a body, and later became a member of that body.
type Opening struct {
	Entity, Patron, Body index.Vertex
	// Steps are the ties in the order of time, those without a date first: with
	// the patron, at its events or those of the body, and the membership last. An
	// agreement is two relationships.
	Steps [][]Record
}

// leading are the roles of those who can bring others into a body; a founder
// can do so for those who are none.
var leading = []string{"board", "secretariat"}

// openingOf gives what a deed opened, or what opened it.
func (h *history) openingOf(d *deed) *Opening {
	if d.opening != nil {
		return d.opening
	}
	entities := []index.Vertex{d.owner, d.with}
	for i, entity := range entities {
		other := entities[1-i]
		for j := range h.opened(entity) {
			o := &h.openings[entity][j]
			if (d.form == Agreement || d.form == Partnership) && o.Patron == other || d.form == Membership && o.Body == other {
				d.opening = o
				return o
			}
		}
	}
	return nil
}

// opened lists what ties opened for an entity: memberships with a known start,
// in bodies led by somebody to whom it was tied before by an agreement or a
// partnership. A tie without a date may have been before.
func (h *history) opened(v index.Vertex) []Opening {
	if list, ok := h.openings[v]; ok {
		return list
	}
	h.openings[v] = nil
	if h.cut || !slices.Contains(parties, h.s.Kind(v)) {
		return nil
	}
	var list []Opening
	partners := map[index.Vertex]bool{}
	for _, d := range h.done(v) {
		partners[d.with] = partners[d.with] || d.form == Agreement || d.form == Partnership
	}
	for _, joined := range h.done(v) {
		if joined.form != Membership || !joined.first || joined.start == graph.FirstDay {
			continue
		}
		for _, patron := range h.leaders(joined.with, v) {
			if !partners[patron] {
				continue
			}
			if o, ok := h.chain(v, patron, &joined); ok {
				list = append(list, o)
			}
		}
	}
	h.openings[v] = list
	return list
}

// circle is who leads a body.
type circle struct{ leaders, founders []index.Vertex }

// leaders lists who could bring an entity into a body.
func (h *history) leaders(body, entity index.Vertex) []index.Vertex {
	inner, ok := h.circles[body]
	if !ok {
		inner = h.circle(body)
		h.circles[body] = inner
	}
	list := slices.Clone(inner.leaders)
	if !slices.Contains(inner.founders, entity) {
		list = append(list, inner.founders...)
	}
	slices.Sort(list)
	return slices.DeleteFunc(slices.Compact(list), func(v index.Vertex) bool { return v == entity })
}

// circle finds who leads a body.
func (h *history) circle(body index.Vertex) (inner circle) {
	span := h.s.Spans[body]
	if !h.spend(int(span.High - span.Low)) {
		return inner
	}
	for p := span.Low; p < span.High; p++ {
		word, other := h.s.Words[p], h.s.Adjacent[p]
		if word.Kind() != graph.MemberOf && word.Kind() != graph.Hosts || word.Forward() || !happened(word) {
			continue
		}
		switch role := h.s.RoleOf(p); {
		case slices.Contains(leading, role):
			inner.leaders = append(inner.leaders, other)
		case role == "founder":
			inner.founders = append(inner.founders, other)
		}
	}
	return inner
}

// chain puts the ties that led to a membership in order; ok is false when
// none with the patron came before.
func (h *history) chain(v, patron index.Vertex, joined *deed) (Opening, bool) {
	var steps []deed
	for _, d := range h.done(v) {
		if d.with == patron && (d.form == Agreement || d.form == Partnership) && d.start <= joined.start {
			steps = append(steps, d)
		}
	}
	if len(steps) == 0 {
		return Opening{}, false
	}
	steps = append(steps, h.meetings(v, patron, joined)...)
	slices.SortStableFunc(steps, func(a, b deed) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.form, b.form)) })
	o := Opening{Entity: v, Patron: patron, Body: joined.with}
	for _, d := range append(steps, *joined) {
		o.Steps = append(o.Steps, d.ties)
	}
	return o, true
}

// meetings lists the events of a patron or a body in which an entity took part before it joined.
func (h *history) meetings(v, patron index.Vertex, joined *deed) (list []deed) {
	span := h.s.Spans[v]
	for p := span.Low; p < span.High; p++ {
		word, event := h.s.Words[p], h.s.Adjacent[p]
		start, _ := word.Days()
		if word.Kind() != graph.TookPartIn || !word.Forward() || !happened(word) || start > joined.start || start == graph.FirstDay {
			continue
		}
		if h.organizes(patron, event) || h.organizes(joined.with, event) {
			list = append(list, deed{form: Participation + 1, ties: []Record{{v, p}}, start: start})
		}
	}
	return list
}

// organizes tells whether an entity organized an event or was its host.
func (h *history) organizes(v, event index.Vertex) bool {
	span := h.s.Spans[event]
	for p := span.Low; p < span.High; p++ {
		if h.s.Adjacent[p] != v || h.s.Words[p].Kind() != graph.TookPartIn {
			continue
		}
		if role := h.s.RoleOf(p); role == "organizer" || role == "host" {
			return true
		}
	}
	return false
}
