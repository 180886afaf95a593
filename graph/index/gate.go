package index

import (
	"math"
	"math/bits"

	"entente/graph"
)

// Gate is a graph.RouteFilter made ready for a search: masks against which one
// Word is tested, and what is asked of the entities. It belongs to the snapshot
// that made it.
type Gate struct {
	kinds, statuses, confidences uint64
	roles                        [2]uint64
	// pairs has a bit for each pair of an admitted kind and status, which are the
	// lowest nine bits of a Word.
	pairs [8]uint64
	// floor is the least Word that holds on the first day of the question or
	// later; ceiling bounds, likewise, a Word from which the end is shifted out.
	floor, ceiling uint64
	// coarse tells that nothing but kind, status and days is asked for, open that Admits holds for all.
	coarse, open bool
	// asked and until are the days of the question, today when it is about any time.
	asked, until graph.Day

	through uint64
	// sketch has the bit, modulo 64, of each vertex in avoid.
	sketch uint64
	avoid  vertexSet
	// facts is set when entities under restrictions are to be kept out.
	facts []fact

	// Via are the entities that every path must contain, in the order of the filter.
	Via []Vertex
}

const (
	anyKind       = 1<<(otherBits+1) - 1
	anyConfidence = 1<<graph.ConfidenceA | 1<<graph.ConfidenceB | 1<<graph.ConfidenceC
)

// everyRole is the mask that admits all roles and none.
func everyRole() [2]uint64 { return [2]uint64{1<<64 - 1, 1<<64 - 1} }

// Admits tells whether a search may walk a relationship. It looks at nothing
// but the word. What a filter refuses is hard to foretell for a processor, so
// that kind, status and days are one branch; few filters ask for more.
func (g *Gate) Admits(w Word) bool {
	return g.Roughly(w) != 0 && (g.coarse ||
		g.confidences>>(w>>confidenceShift&confidenceBits)&(g.roles[w>>(roleShift+6)&1]>>(w>>roleShift&63))&1 != 0)
}

// Roughly is 0 for a relationship that Admits refuses by kind, status or days,
// else 1: what refuses most, without a branch.
func (g *Gate) Roughly(w Word) uint64 {
	_, over := bits.Sub64(uint64(w), g.floor, 0)
	_, ahead := bits.Sub64(g.ceiling, uint64(w)<<(64-endShift), 0)
	return g.pairs[w>>6&7] >> (w & 63) &^ (over | ahead) & 1
}

// Coarse tells that what Roughly lets through is admitted.
func (g *Gate) Coarse() bool { return g.coarse }

// Sieve is what Admits asks of a Word. Gates of one snapshot with equal sieves
// admit the same relationships, whatever else they ask.
type Sieve struct {
	pairs          [8]uint64
	confidences    uint64
	roles          [2]uint64
	floor, ceiling uint64
}

// Sieve gives the gate's.
func (g *Gate) Sieve() Sieve { return Sieve{g.pairs, g.confidences, g.roles, g.floor, g.ceiling} }

// Covers tells whether the sieve admits, for sure, all that the other admits.
func (s *Sieve) Covers(other *Sieve) bool {
	for i, pairs := range other.pairs {
		if pairs&^s.pairs[i] != 0 {
			return false
		}
	}
	return s.floor <= other.floor && s.ceiling >= other.ceiling && other.confidences&^s.confidences == 0 &&
		other.roles[0]&^s.roles[0] == 0 && other.roles[1]&^s.roles[1] == 0
}

// settle makes what follows from the masks.
func (g *Gate) settle() {
	g.coarse = g.confidences == anyConfidence && g.roles == everyRole()
	for i := range g.pairs {
		two := g.statuses >> (2 * i)
		g.pairs[i] = g.kinds&-(two&1) | g.kinds<<(1<<statusShift)&-(two>>1&1)
	}
}

// between sets the packed days of the question.
func (g *Gate) between(first, last uint64) {
	g.floor, g.ceiling = first<<endShift, last<<endShift|(1<<endShift-1)
}

// AdmitEarlier widens the gate to relationships that were over before the day of the question.
func (g *Gate) AdmitEarlier() { g.floor = 0 }

// AdmitLater widens the gate to relationships that begin after the day of the question.
func (g *Gate) AdmitLater() { g.ceiling = math.MaxUint64 }

// Open tells that Admits holds for every relationship of the snapshot, so that
// a search may do without it.
func (g *Gate) Open() bool { return g.open }

// Days gives the first and last day that the question is about; today when it
// is about any time.
func (g *Gate) Days() (first, last graph.Day) { return g.asked, g.until }

// Timeless gives the gate of the same filter at any time.
func (g *Gate) Timeless() Gate {
	timeless := *g
	timeless.between(0, dayBits)
	return timeless
}

// Avoids tells whether no path may contain the entity, be it as an end or between the ends.
func (g *Gate) Avoids(v Vertex) bool { return g.sketch>>(v&63)&1 != 0 && g.avoid.has(v) }

// Passes tells whether an entity, which is of the kind, may stand between the
// ends: it is not to be avoided, is of a kind in Through and, where the filter
// says AvoidRestricted, under no restrictions. The ends are the reader's own
// choice; of them only Avoids is asked.
func (g *Gate) Passes(v Vertex, kind graph.EntityKind) bool {
	return g.through>>(kind&otherBits)&1 != 0 && !g.Avoids(v) && (g.facts == nil || g.facts[v]&restrictedFact == 0)
}

// PassesAll tells that Passes holds for every entity, so that a search may do without it.
func (g *Gate) PassesAll() bool { return g.through == anyKind && g.sketch == 0 && g.facts == nil }

// admitsAll tells whether nothing that was counted fails the masks.
func (g *Gate) admitsAll(t *tally) bool {
	return g.coarse && t.latestStart<<endShift <= g.ceiling && t.earliestEnd<<endShift >= g.floor &&
		t.occurring.kinds&^g.kinds == 0 && t.occurring.statuses&^g.statuses == 0
}

// vertexSet is a small set: an open-addressing table, at most a quarter full, of v+1.
type vertexSet []uint32

func newVertexSet(members []Vertex) vertexSet {
	set := make(vertexSet, 4<<bits.Len(uint(len(members))))
	for _, v := range members {
		set[set.slot(v)] = uint32(v) + 1
	}
	return set
}

func (s vertexSet) has(v Vertex) bool { return s[s.slot(v)] != 0 }

// slot is where a vertex stands, or would stand. Fibonacci hashing spreads
// them (Knuth, volume 3, 6.4).
func (s vertexSet) slot(v Vertex) uint32 {
	const golden = 2_654_435_769
	mask := uint32(len(s) - 1)
	i := uint32(v) * golden >> bits.LeadingZeros32(mask)
	for s[i] != 0 && s[i] != uint32(v)+1 {
		i = (i + 1) & mask
	}
	return i
}
