package graph

// Terms are what is recorded of how long an agreement holds.
type Terms struct {
	Signed, InForce, Ends Date
	// Renewal is AUTOMATIC, BY_AGREEMENT, NONE, or empty where nobody says.
	Renewal string
	// Term is the first term, RenewalTerm each one after it, Notice how long before
	// the end of a term notice must be given.
	Term, RenewalTerm, Notice Period
}

// AutomaticRenewal is the Renewal of an agreement that goes on unless notice is given.
const AutomaticRenewal = "AUTOMATIC"

// TermsOf reads the terms of an agreement from its properties.
func TermsOf(agreement *Entity) Terms {
	date := func(name string) Date { return agreement.Properties[name].Date }
	// What is recorded was checked; an absent one is no period.
	period := func(name string) Period {
		p, _ := ParsePeriod(agreement.Properties[name].Text)
		return p
	}
	t := Terms{Signed: date("signed"), InForce: date("inForce"), Ends: date("ends"), Renewal: agreement.Properties["renewal"].Text,
		Term: period("term"), RenewalTerm: period("renewalTerm"), Notice: period("notice")}
	if t.RenewalTerm == (Period{}) {
		t.RenewalTerm = t.Term
	}
	return t
}

// Renews tells whether the agreement goes on from term to term unless notice is given.
func (t Terms) Renews() bool { return t.Renewal == AutomaticRenewal && t.RenewalTerm != (Period{}) }

// Term is one term of an agreement, and when to act before its end.
type Term struct {
	// Ends is the last day of the term, at the precision of the source.
	Ends Date
	// first and last are the days that Ends may mean.
	first, last Day
	// NoticeBy is the last safe day to give notice for the end of this term, no
	// date where no notice is recorded. NextNoticeBy is the first such day that is
	// not past: of this term, or of the one after it.
	NoticeBy, NextNoticeBy Date
	// Over tells that the term is past and nothing renews it.
	Over bool
}

// At gives the term in which a day lies, the first where that lies ahead, the
// last where it is past; false where nothing says when it ends.
//
// The first term ends on Ends, else on the day before the one that is Term after
// the entry into force (after the signature, where that is not recorded). Each
// renewal ends RenewalTerm later, counted from the first end and not from the one
// before, so that no month's end wears off. The last safe day is Notice before the
// first day that the end may mean: of two readings the earlier one is safe.
func (t Terms) At(day Day) (Term, bool) {
	term, ok := t.first()
	if !ok {
		return Term{}, false
	}
	number := 0
	if t.Renews() && term.last < day {
		number = t.renewalsTo(term, day)
		term = t.renewed(term, number)
	}
	term.Over = term.last < day
	if t.Notice == (Period{}) {
		return term, true
	}
	notice := t.Notice.Before(term.first)
	term.NoticeBy = notice.Date()
	switch {
	case notice >= day:
		term.NextNoticeBy = term.NoticeBy
	case t.Renews():
		first, _ := t.first()
		term.NextNoticeBy = t.Notice.Before(t.renewed(first, number+1).first).Date()
	}
	return term, true
}

func (t Terms) first() (Term, bool) {
	if !t.Ends.IsZero() {
		return Term{Ends: t.Ends, first: t.Ends.First(), last: t.Ends.Last()}, true
	}
	start := t.InForce
	if start.IsZero() {
		start = t.Signed
	}
	if start.IsZero() || t.Term == (Period{}) {
		return Term{}, false
	}
	return spanning(start, t.Term.After(start.First())-1, t.Term.After(start.Last())-1), true
}

// renewed is the term so many renewals after the first.
func (t Terms) renewed(first Term, number int) Term {
	by := t.RenewalTerm.Times(number)
	return spanning(first.Ends, by.After(first.first+1)-1, by.After(first.last+1)-1)
}

// renewalsTo counts the renewals to the first term that does not end before the day.
func (t Terms) renewalsTo(first Term, day Day) int {
	const longestMonth = 31
	number := int(day-first.last) / (t.RenewalTerm.Months*longestMonth + t.RenewalTerm.Days)
	for t.renewed(first, number).last < day {
		number++
	}
	return number
}

// spanning is a term that ends between two days, said at the precision of a date.
func spanning(like Date, first, last Day) Term {
	ends := last.Date()
	if like.Day == 0 {
		ends.Day = 0
	}
	if like.Month == 0 {
		ends.Month = 0
	}
	return Term{Ends: ends, first: first, last: last}
}

// Days are the first and the last day that the end may mean.
func (t Term) Days() (first, last Day) { return t.first, t.last }

// AgreementState says how an agreement stands on a day. The zero value is not known.
type AgreementState uint8

// The states of an agreement.
const (
	AgreementUnknown AgreementState = iota
	AgreementPending
	AgreementInForce
	AgreementEnded
)

// String names the state for people.
func (s AgreementState) String() string {
	return [...]string{"unknown", "pending", "in force", "ended"}[s]
}
