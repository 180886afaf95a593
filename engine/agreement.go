package engine

import (
	"cmp"
	"context"
	"slices"

	"entente/graph"
	"entente/graph/index"
)

// asking is a question about agreements under way.
type asking struct {
	query    AgreementQuery
	day      graph.Day
	snapshot *index.Snapshot
	terms    map[graph.ID]graph.Terms
}

// candidate is an agreement with what the filter and the order look at.
type candidate struct {
	vertex index.Vertex
	state  AgreementState
	signed graph.Date
	term   *graph.Term
	key    string
}

// candidates are the agreements that parties, country and field leave.
func (a *asking) candidates() ([]index.Vertex, error) {
	where := a.query.Where
	var sets [][]index.Vertex
	for _, id := range where.Parties {
		party, err := vertexOf(a.snapshot, id, "parties")
		if err != nil {
			return nil, err
		}
		sets = append(sets, a.agreementsOf([]index.Vertex{party}))
	}
	if where.Country != "" {
		sets = append(sets, a.agreementsOf(a.snapshot.InCountry(where.Country)))
	}
	if where.Field != "" {
		covering, err := candidates(a.snapshot, EntityFilter{Field: where.Field})
		if err != nil {
			return nil, err
		}
		sets = append(sets, slices.DeleteFunc(*covering, func(v index.Vertex) bool { return a.snapshot.Kind(v) != graph.Agreement }))
	}
	if len(sets) > 0 {
		return common(sets), nil
	}
	var all []index.Vertex
	for v := range index.Vertex(a.snapshot.Len()) {
		if a.snapshot.Kind(v) == graph.Agreement {
			all = append(all, v)
		}
	}
	return all, nil
}

// agreementsOf lists the agreements to which PARTY_TO leads from any of the vertices.
func (a *asking) agreementsOf(parties []index.Vertex) (agreements []index.Vertex) {
	for _, party := range parties {
		span := a.snapshot.Spans[party]
		for position := span.Low; position < span.High; position++ {
			if word := a.snapshot.Words[position]; word.Kind() == graph.PartyTo && word.Forward() {
				agreements = append(agreements, a.snapshot.Adjacent[position])
			}
		}
	}
	slices.Sort(agreements)
	return slices.Compact(agreements)
}

// admitted gives the agreements that the rest of the filter admits, in order.
func (a *asking) admitted(ctx context.Context, among []index.Vertex) ([]candidate, error) {
	const between = 1 << 10
	var found []candidate
	for i, v := range among {
		if i%between == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		c := a.look(v)
		if a.admits(&c) {
			c.key = a.query.Order.keyOf(&c)
			found = append(found, c)
		}
	}
	slices.SortFunc(found, func(x, y candidate) int {
		return cmp.Or(cmp.Compare(x.key, y.key), a.snapshot.Compare(x.vertex, y.vertex))
	})
	return found, nil
}

func (a *asking) admits(c *candidate) bool {
	where := a.query.Where
	if len(where.States) > 0 && !slices.Contains(where.States, c.state) {
		return false
	}
	if len(where.Renewals) > 0 && !slices.Contains(where.Renewals, a.terms[a.snapshot.ID(c.vertex)].Renewal) {
		return false
	}
	between := func(from, to graph.Date) bool {
		return !c.signed.IsZero() && (from.IsZero() || c.signed.Last() >= from.First()) && (to.IsZero() || c.signed.First() <= to.Last())
	}
	if bounded := !where.SignedFrom.IsZero() || !where.SignedTo.IsZero(); bounded && !between(where.SignedFrom, where.SignedTo) {
		return false
	}
	return a.endsWithin(c, where.EndsWithin) && a.noticeWithin(c, where.NoticeWithin)
}

func (a *asking) endsWithin(c *candidate, days *int) bool {
	if days == nil {
		return true
	}
	if c.term == nil || c.state == graph.AgreementEnded {
		return false
	}
	first, last := c.term.Days()
	return last >= a.day && first <= a.day+graph.Day(*days)
}

func (a *asking) noticeWithin(c *candidate, days *int) bool {
	if days == nil {
		return true
	}
	if c.term == nil || c.state == graph.AgreementEnded || c.term.NextNoticeBy.IsZero() {
		return false
	}
	return c.term.NextNoticeBy.First() <= a.day+graph.Day(*days)
}

// force counts the parties of an agreement by how they stand on a day.
type force struct {
	parties, live, left, signed int
	// firstSigned and lastEnd come from the parties; open tells that one has no end.
	firstSigned graph.Date
	lastEnd     graph.Date
	open        bool
}

// look gives the agreement as it stands on the day.
func (a *asking) look(v index.Vertex) candidate {
	terms, parties := a.terms[a.snapshot.ID(v)], a.count(v)
	c := candidate{vertex: v, signed: terms.Signed}
	if c.signed.IsZero() {
		c.signed = parties.firstSigned
	}
	term, ended := terms.At(a.day)
	if !ended && !parties.open && !parties.lastEnd.IsZero() {
		terms.Ends = parties.lastEnd
		term, ended = terms.At(a.day)
	}
	if ended {
		c.term = &term
	}
	c.state = parties.state(terms, a.day, ended && term.Over)
	if !c.signed.IsZero() && a.day < c.signed.First() {
		// Where no party's beginning is known, all of the past would be in force.
		c.state = graph.AgreementPending
	}
	return c
}

// count looks at the words of the agreement's parties; those who broker or
// implement it are none.
func (a *asking) count(v index.Vertex) (f force) {
	span := a.snapshot.Spans[v]
	for position := span.Low; position < span.High; position++ {
		word := a.snapshot.Words[position]
		if word.Kind() != graph.PartyTo || word.Forward() {
			continue
		}
		if role := a.snapshot.RoleOf(position); role != "broker" && role != "implementer" {
			f.take(word, a.day)
		}
	}
	return f
}

func (f *force) take(word index.Word, day graph.Day) {
	first, last := word.Days()
	dates := word.Interval()
	f.parties++
	f.open = f.open || dates.End.IsZero()
	if !dates.End.IsZero() && (f.lastEnd.IsZero() || f.lastEnd.Last() < dates.End.Last()) {
		f.lastEnd = dates.End
	}
	switch status := word.Status(); {
	case status == graph.Ended && (dates.End.IsZero() || last < day):
		f.left++
	case status == graph.Ended || status == graph.Active:
		if first <= day && day <= last {
			f.live++
		} else if day < first {
			f.signed++
		} else {
			f.left++
		}
	case status == graph.Signed:
		f.signed++
		if !dates.Start.IsZero() && (f.firstSigned.IsZero() || dates.Start.First() < f.firstSigned.First()) {
			f.firstSigned = dates.Start
		}
	}
}

// state is by this rule: an agreement has ended when its last term is over or
// when parties have left and fewer than two remain. It is in force from the
// recorded day of its entry into force; where none is recorded, when two
// parties are, or the only one that is recorded. It is pending when it is to
// enter into force, or is signed and nothing says that it has.
func (f *force) state(terms graph.Terms, day graph.Day, over bool) AgreementState {
	const fewest = 2
	switch {
	case over, f.left > 0 && f.parties-f.left < fewest:
		return graph.AgreementEnded
	case !terms.InForce.IsZero() && terms.InForce.First() <= day:
		return graph.AgreementInForce
	case !terms.InForce.IsZero():
		return graph.AgreementPending
	case f.live > 0 && f.live >= min(fewest, f.parties):
		return graph.AgreementInForce
	case f.signed > 0 || f.live > 0 || !terms.Signed.IsZero():
		return graph.AgreementPending
	}
	return graph.AgreementUnknown
}
