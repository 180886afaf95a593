package engine

import (
	"cmp"
	"context"
	"encoding/binary"
	"slices"

	"entente/graph"
)

// AgreementQuery asks for agreements as they stand on a day.
type AgreementQuery struct {
	// On is the day; no date is today, one of lower precision its first day.
	On    graph.Date
	Where AgreementFilter
	Order AgreementOrder
	Page  PageQuery
}

// AgreementFilter says which agreements a list holds. The zero value admits all.
type AgreementFilter struct {
	States []AgreementState
	// SignedFrom and SignedTo admit those that may have been signed between, both included.
	SignedFrom, SignedTo graph.Date
	// EndsWithin admits those whose term may end within so many days from On,
	// NoticeWithin those whose next last safe day for notice is within them; nil admits all.
	EndsWithin, NoticeWithin *int
	// Renewals are words of the property renewal.
	Renewals []string
	// Parties are those who must all have a tie to the agreement, Country the code of a
	// country that is a party or has one, Field a field that it covers.
	Parties []graph.ID
	Country string
	Field   graph.ID
	// PartyStages admits those in which each of Parties, else somebody of Country, else
	// anybody has come so far by the day.
	PartyStages []graph.Stage
}

// AgreementState says how an agreement stands on a day.
type AgreementState = graph.AgreementState

// AgreementOrder is the order of a list of agreements; what it orders by comes
// last where it is not known, and ties are broken by id.
type AgreementOrder uint8

// The orders of agreements.
const (
	// BySigned puts those signed last first.
	BySigned AgreementOrder = iota
	// ByEnd puts those whose term ends first first.
	ByEnd
	// ByNotice puts those first that need notice first.
	ByNotice
)

// AgreementPage is a page of agreements.
type AgreementPage struct {
	Items []AgreementItem
	PageInfo
	// On is the day of the question.
	On graph.Date
}

// AgreementItem is an agreement as it stands on the day of the question.
type AgreementItem struct {
	Agreement graph.ID
	State     AgreementState
	// Signed is when it was signed, by its own record, else by its parties'.
	Signed graph.Date
	Terms  graph.Terms
	// Term is the one in which the day lies; nil when nothing says when it ends.
	Term *graph.Term
	// Parties are its PARTY_TO relationships, by the other end's id.
	Parties []AgreementParty
	// Restricted tells that one of those ends is under restrictions.
	Restricted bool
	Cursor     string
}

// AgreementParty is a relationship of an agreement, and the end that is not it.
type AgreementParty struct {
	Relationship, Party graph.ID
}

// Agreements gives a page of agreements. The index and the register of terms
// answer; no record is read but those of agreements that changed, and, for PartyStages, those of parties. Cost: a look at
// each relationship of the agreements that parties, country and field leave.
func (g *Graph) Agreements(ctx context.Context, query AgreementQuery) (AgreementPage, error) {
	window, err := windowOf(agreementList, query.Page)
	if err != nil {
		return AgreementPage{}, err
	}
	ask := asking{query: query, day: g.today()}
	if !query.On.IsZero() {
		ask.day = query.On.First()
	}
	if err := query.Where.check(); err != nil {
		return AgreementPage{}, err
	}
	if ask.snapshot, err = g.current(); err != nil {
		return AgreementPage{}, err
	}
	among, err := ask.candidates()
	if err != nil {
		return AgreementPage{}, err
	}
	if ask.terms, err = g.register.of(ctx, ask.snapshot, g.store.Entities); err != nil {
		return AgreementPage{}, err
	}
	found, err := ask.admitted(ctx, among)
	if err == nil {
		found, err = ask.staged(ctx, found, g.store.Relationships)
	}
	if err != nil {
		return AgreementPage{}, err
	}
	return ask.page(found, window), nil
}

func (f AgreementFilter) check() error {
	const longest = 36_525
	for name, days := range map[string]*int{"endsWithin": f.EndsWithin, "noticeWithin": f.NoticeWithin} {
		if days != nil && (*days < 0 || *days > longest) {
			return graph.Errorf(graph.Invalid, "%s is %d; it must be 0 to %d days", name, *days, longest).At(name)
		}
	}
	if len(f.Parties) > MaxPage {
		return graph.Errorf(graph.TooLarge, "%d parties are given, at most %d are looked for", len(f.Parties), MaxPage).At("parties")
	}
	if !f.SignedFrom.IsZero() && !f.SignedTo.IsZero() && f.SignedTo.Last() < f.SignedFrom.First() {
		return graph.Errorf(graph.Invalid, "signedTo %s lies before signedFrom %s", f.SignedTo, f.SignedFrom).At("signedTo")
	}
	return nil
}

// page cuts the page out of what was found, in order.
func (a *asking) page(found []candidate, window window) AgreementPage {
	compare := func(i int) int {
		return cmp.Or(cmp.Compare(found[i].key, window.place.Key), cmp.Compare(a.snapshot.ID(found[i].vertex), window.place.ID))
	}
	low, high := window.cut(len(found), func(i int) bool { return compare(i) < 0 }, func(i int) bool { return compare(i) == 0 })
	more := high < len(found)
	if window.backward {
		more = low > 0
	}
	page := AgreementPage{PageInfo: window.info(len(found), more), On: a.day.Date(), Items: make([]AgreementItem, 0, high-low)}
	for _, c := range found[low:high] {
		page.Items = append(page.Items, a.item(c))
	}
	return page
}

func (a *asking) item(c candidate) AgreementItem {
	id := a.snapshot.ID(c.vertex)
	item := AgreementItem{Agreement: id, State: c.state, Signed: c.signed, Terms: a.terms[id], Term: c.term,
		Cursor: encodeCursor(agreementList, graph.Place{Key: c.key, ID: id})}
	span := a.snapshot.Spans[c.vertex]
	for position := span.Low; position < span.High; position++ {
		if word := a.snapshot.Words[position]; word.Kind() == graph.PartyTo && !word.Forward() {
			party := a.snapshot.Adjacent[position]
			item.Parties = append(item.Parties, AgreementParty{a.snapshot.Tie(c.vertex, position).ID, a.snapshot.ID(party)})
			item.Restricted = item.Restricted || a.snapshot.Restricted(party)
		}
	}
	slices.SortFunc(item.Parties, func(x, y AgreementParty) int {
		return cmp.Or(cmp.Compare(x.Party, y.Party), cmp.Compare(x.Relationship, y.Relationship))
	})
	return item
}

// keyOf orders by a day, what has none last.
func (o AgreementOrder) keyOf(c *candidate) string {
	const none = 1<<64 - 1
	place := uint64(none)
	known := func(day graph.Day) uint64 { return uint64(int64(day) - int64(graph.FirstDay)) }
	switch {
	case o == BySigned && !c.signed.IsZero():
		place = uint64(int64(graph.LastDay) - int64(c.signed.First()))
	case o == ByEnd && c.term != nil:
		first, _ := c.term.Days()
		place = known(first)
	case o == ByNotice && c.term != nil && !c.term.NextNoticeBy.IsZero():
		place = known(c.term.NextNoticeBy.First())
	}
	return string(binary.BigEndian.AppendUint64(nil, place))
}
