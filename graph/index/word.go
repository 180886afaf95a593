package index

import "entente/graph"

// Word is all that a filter looks at, packed beside the neighbour so that a
// search reads nothing else: from the low end 5 bits of relationship kind, 4 of
// status, 1 of direction, 2 of confidence, 4 of the neighbour's entity kind, 7
// of role, 1 that marks an id of the loader's own choice, 2 for a level, 2 each
// for the precision of start and end, then 17 each for the first and the last
// day of validity.
type Word uint64

const (
	statusShift     = 5
	forwardShift    = 9
	confidenceShift = 10
	otherShift      = 12
	roleShift       = 16
	namedShift      = 23
	startPrecision  = 26
	endPrecision    = 28
	startShift      = 30
	endShift        = 47

	kindBits       = 1<<5 - 1
	statusBits     = 1<<4 - 1
	confidenceBits = 1<<2 - 1
	otherBits      = 1<<4 - 1
	roleBits       = 1<<7 - 1
	dayBits        = 1<<17 - 1
)

// What a validity of 17 bits can say: nothing known on a side, and the first
// and last day that are told apart. All days before 1800-01-03 count as one day
// and all from 2158-11-09 on as another.
const (
	openStart = 0
	openEnd   = dayBits
	firstTold = 1
	lastTold  = dayBits - 1
)

// epoch is the day that packs to 0, 1800-01-01.
var epoch = graph.Date{Year: 1800}.First()

// packDay clamps a known day into what 17 bits tell apart.
func packDay(day graph.Day) uint64 {
	return uint64(min(max(int64(day)-int64(epoch), firstTold), lastTold))
}

// pack makes the part of a word that both ends share; seen adds the rest.
func pack(tie *graph.Tie, role uint8, named bool) Word {
	w := Word(tie.Kind)&kindBits | Word(tie.Status)&statusBits<<statusShift |
		Word(tie.Confidence)&confidenceBits<<confidenceShift | Word(role)<<roleShift
	if named {
		w |= 1 << namedShift
	}
	start, end := uint64(openStart), uint64(openEnd)
	first, last := tie.Interval().Days()
	if first != graph.FirstDay {
		start = packDay(first)
	}
	if last != graph.LastDay {
		end = packDay(last)
	}
	return w | precision(tie.Start)<<startPrecision | precision(tie.End)<<endPrecision |
		Word(start)<<startShift | Word(end)<<endShift
}

// precision is 0 for a day, 1 for a month, 2 for a year.
func precision(date graph.Date) Word {
	switch {
	case date.IsZero() || date.Day != 0:
		return 0
	case date.Month != 0:
		return 1
	}
	return 2
}

// atPrecision takes from a day what its source did not say.
func atPrecision(day graph.Day, precision Word) graph.Date {
	date := day.Date()
	if precision > 0 {
		date.Day = 0
	}
	if precision > 1 {
		date.Month = 0
	}
	return date
}

// seen completes a word for the row of one end.
func (w Word) seen(forward bool, other graph.EntityKind) Word {
	w &^= 1<<forwardShift | otherBits<<otherShift
	if forward {
		w |= 1 << forwardShift
	}
	return w | Word(other)<<otherShift
}

// shared is the part of a word that both ends share.
func (w Word) shared() Word { return w.seen(false, 0) }

// Kind is the relationship kind.
func (w Word) Kind() graph.RelationshipKind { return graph.RelationshipKind(w & kindBits) }

// Status is the resolved status.
func (w Word) Status() graph.Status { return graph.Status(w >> statusShift & statusBits) }

// Forward tells whether the relationship runs from this entity to the neighbour.
func (w Word) Forward() bool { return w>>forwardShift&1 != 0 }

// Confidence is the resolved confidence.
func (w Word) Confidence() graph.Confidence {
	return graph.Confidence(w >> confidenceShift & confidenceBits)
}

// Other is the neighbour's entity kind.
func (w Word) Other() graph.EntityKind { return graph.EntityKind(w >> otherShift & otherBits) }

// role numbers the role in graph.Roles from 1; 0 is no role.
func (w Word) role() uint8 { return uint8(w >> roleShift & roleBits) }

// Named tells that the relationship has an id of its loader's own choice.
func (w Word) Named() bool { return w>>namedShift&1 != 0 }

func (w Word) start() uint64 { return uint64(w) >> startShift & dayBits }

func (w Word) end() uint64 { return uint64(w) >> endShift }

// Days gives the first and last day of validity. A side that is open, or lies
// beyond what a word can tell, is graph.FirstDay or graph.LastDay.
func (w Word) Days() (first, last graph.Day) {
	first, last = graph.FirstDay, graph.LastDay
	if start := w.start(); start > firstTold {
		first = epoch + graph.Day(start)
	}
	if end := w.end(); end < lastTold {
		last = epoch + graph.Day(end)
	}
	return first, last
}

// holds tells whether the relationship can be valid on the packed day.
func (w Word) holds(day uint64) bool { return w.start() <= day && w.end() >= day }

// Begins gives the first day, none before the given one, on which the
// relationship can have begun; false when it began before that for sure. A start of
// lower precision than a day can be any of its days, one that is not known, or
// lies beyond what a word can tell, any day until the end.
func (w Word) Begins(after graph.Day) (day graph.Day, ok bool) {
	first, last := w.Days()
	switch {
	case first >= after:
		return first, true
	case after > last:
		return 0, false
	case first == graph.FirstDay:
		return after, true
	case w>>startPrecision&3 == 0:
		return 0, false
	}
	if after > w.Interval().Start.Last() {
		return 0, false
	}
	return after, true
}

// Interval gives the validity at the precision of its source; a side that is
// open, or lies beyond what a word tells, is zero.
func (w Word) Interval() graph.Interval {
	var dates graph.Interval
	first, last := w.Days()
	if first != graph.FirstDay {
		dates.Start = atPrecision(first, w>>startPrecision&3)
	}
	if last != graph.LastDay {
		dates.End = atPrecision(last, w>>endPrecision&3)
	}
	return dates
}

// dated tells whether Interval is all that is recorded: no side lies beyond
// what a word tells.
func (w Word) dated() bool { return w.start() != firstTold && w.end() != lastTold }
