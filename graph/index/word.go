package index

import "entente/graph"

// Word is all that a filter looks at, packed beside the neighbour so that a
// search reads nothing else: from the low end 5 bits of relationship kind, 4 of
// status, 1 of direction, 2 of confidence, 4 of the neighbour's entity kind, 7
// of role, 1 that marks an id of the loader's own choice, 2 for a level, 4
// spare, then 17 each for the first and the last day of validity.
type Word uint64

const (
	statusShift     = 5
	forwardShift    = 9
	confidenceShift = 10
	otherShift      = 12
	roleShift       = 16
	namedShift      = 23
	startShift      = 30
	endShift        = 47

	kindBits   = 1<<5 - 1
	statusBits = 1<<4 - 1
	otherBits  = 1<<4 - 1
	roleBits   = 1<<7 - 1
	dayBits    = 1<<17 - 1
)

// epoch is the first day that a Word can tell from an open start, 1800-01-01.
// 17 bits reach to 2158-11-10; the last of them stands for an open end.
var epoch = graph.Date{Year: 1800}.First()

// packDay clamps a day into 17 bits: what lies before is 0, what lies behind is the last.
func packDay(day graph.Day) uint64 {
	return uint64(min(max(int64(day)-int64(epoch), 0), dayBits))
}

// Kind is the relationship kind.
func (w Word) Kind() graph.RelationshipKind { return graph.RelationshipKind(w & kindBits) }

// Status is the resolved status.
func (w Word) Status() graph.Status { return graph.Status(w >> statusShift & statusBits) }

// Forward tells whether the relationship runs from this entity to the neighbour.
func (w Word) Forward() bool { return w>>forwardShift&1 != 0 }

// Confidence is the resolved confidence.
func (w Word) Confidence() graph.Confidence { return graph.Confidence(w >> confidenceShift & 3) }

// Other is the neighbour's entity kind.
func (w Word) Other() graph.EntityKind { return graph.EntityKind(w >> otherShift & otherBits) }

// role numbers the role in graph.Roles from 1; 0 is no role.
func (w Word) role() uint8 { return uint8(w >> roleShift & roleBits) }

// Named tells that the relationship has an id of its loader's own choice.
func (w Word) Named() bool { return w>>namedShift&1 != 0 }

// Days gives the first and last day of validity; open sides are graph.FirstDay and graph.LastDay.
func (w Word) Days() (first, last graph.Day) {
	first, last = graph.FirstDay, graph.LastDay
	if start := w >> startShift & dayBits; start != 0 {
		first = epoch + graph.Day(start)
	}
	if end := w >> endShift; end != dayBits {
		last = epoch + graph.Day(end)
	}
	return first, last
}
