package path

import (
	"slices"

	"entente/graph"
	"entente/graph/index"
)

// question is what a diagnosis loosens, step by step.
type question struct {
	from, to []index.Vertex
	maxHops  int
	filter   graph.RouteFilter
	today    graph.Day
	budget   int
	// past and future admit relationships that are over, or not yet begun, on the day.
	past, future bool
}

// gate compiles the filter.
func (q *question) gate(s *index.Snapshot) (index.Gate, error) {
	gate, err := s.Gate(q.filter, q.today)
	if q.past {
		gate.AdmitEarlier()
	}
	if q.future {
		gate.AdmitLater()
	}
	return gate, err
}

// without is the question with some limits lifted.
func (q question) without(limits []loosening) question {
	for _, l := range limits {
		l.loosen(&q)
	}
	return q
}

// loosening lifts one limit; it tells whether the question had that limit.
type loosening struct {
	reason Reason
	loosen func(*question) bool
}

// loosenings are in the order in which they are tried.
func loosenings() []loosening {
	return []loosening{
		{TooLong, anyLength},
		{BreaksEarly, anyEnd},
		{Ended, alsoOver},
		{Later, alsoToCome},
		{Avoided, anybody},
		{Restricted, alsoRestricted},
		{WrongKind, anyKindBetween},
		{Bypassed, anyWay},
		{LowConfidence, anyConfidence},
		{Filtered, anyContact},
		{ContextOnly, anyContext},
	}
}

func anyLength(q *question) bool {
	limited := q.maxHops < unlimited
	q.maxHops = unlimited
	return limited
}

func anyEnd(q *question) bool {
	limited := q.filter.HoldsFor > 0
	q.filter.HoldsFor = 0
	return limited
}

// alsoOver admits what was valid before the day, in any status but that of a plan.
func alsoOver(q *question) bool {
	q.past = true
	return q.admitStatuses(func(s graph.Status) bool { return !planned(s) }) || !q.filter.AnyTime
}

// alsoToCome admits what becomes valid after the day, plans included.
func alsoToCome(q *question) bool {
	q.future = true
	return q.admitStatuses(planned) || !q.filter.AnyTime
}

// planned tells whether a status says that something has not come about yet.
func planned(s graph.Status) bool {
	return s == graph.Proposed || s == graph.Planned || s == graph.Draft
}

// admitStatuses adds statuses to those of the filter; it tells whether one was missing.
func (q *question) admitStatuses(which func(graph.Status) bool) bool {
	admitted, missing := q.filter.Statuses, false
	if len(admitted) == 0 {
		admitted = graph.DefaultStatuses()
	}
	admitted = slices.Clone(admitted)
	for _, status := range graph.Statuses() {
		if which(status) && !slices.Contains(admitted, status) {
			admitted, missing = append(admitted, status), true
		}
	}
	q.filter.Statuses = admitted
	return missing
}

func anybody(q *question) bool {
	limited := len(q.filter.Avoid) > 0
	q.filter.Avoid = nil
	return limited
}

func alsoRestricted(q *question) bool {
	limited := q.filter.AvoidRestricted
	q.filter.AvoidRestricted = false
	return limited
}

func anyKindBetween(q *question) bool {
	limited := len(q.filter.Through) > 0
	q.filter.Through = nil
	return limited
}

func anyWay(q *question) bool {
	limited := len(q.filter.Via) > 0
	q.filter.Via = nil
	return limited
}

func anyConfidence(q *question) bool {
	limited := q.filter.MinConfidence != 0
	q.filter.MinConfidence = 0
	return limited
}

func anyContact(q *question) bool {
	f := &q.filter
	limited := len(f.Kinds) > 0 || len(f.Roles) > 0
	f.Roles = nil
	if len(f.Kinds) > 0 {
		f.Kinds = slices.Concat(f.Kinds, graph.KindsOf(graph.Contact))
	}
	return limited
}

func anyContext(q *question) bool {
	q.filter.Kinds = slices.Concat(q.filter.Kinds, graph.KindsOf(graph.Contact), graph.KindsOf(graph.Context))
	return true
}
