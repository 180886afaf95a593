// Package match owns how likely it is that two bodies are one, feature by
// feature, and which pairs among many are worth asking about.
//
// # The score
//
// Each feature of a pair that can be compared has a weight in bits, the
// logarithm of how much more often it comes out so for one body than for two.
// The weights and a prior are summed and the sum brought into (0,1), so that a
// score is the probability that the two are one (I. P. Fellegi and A. B.
// Sunter, A theory for record linkage, JASA 64, 1969). What is rare weighs more:
// a word, a name, a country that few bodies have (W. E. Winkler, Frequency-based
// matching in the Fellegi-Sunter model, Census Bureau RR 2000/06). Contradictions
// weigh against.
//
// # The grades
//
// A pair is Sure when its score is at least SureFrom, no register and no country
// contradicts, and either an external id is shared, or the names are equal, the
// country is the same and the city is not another one. A body that a sanctions list names is Sure to be another
// one only by a shared external id: a listing that is put on the wrong body is
// the worst error of all. What reaches ReviewFrom and is not Sure is for people.
package match

import (
	"math"

	"entente/graph"
)

// The scores from which on a pair is of a grade.
const (
	SureFrom   = 0.98
	ReviewFrom = 0.5
)

// Grade says what becomes of a pair.
type Grade uint8

// The grades.
const (
	// Apart: the two are taken for two.
	Apart Grade = iota
	// Review: somebody has to look.
	Review
	// Sure: the two are taken for one.
	Sure
)

// String is the grade in the form of the API, such as "REVIEW".
func (g Grade) String() string { return [...]string{"APART", "REVIEW", "SURE"}[g] }

// Match is a pair of bodies that may be one.
type Match struct {
	// A is the one with the smaller id.
	A, B graph.ID
	// Score is the probability that the two are one, in (0,1).
	Score    float64
	Grade    Grade
	Features []Feature
	// Listed tells that a sanctions list names one of the two.
	Listed bool
	// Decision is what somebody has decided of the pair; nil when nobody has.
	Decision *Decision
}

// score brings bits into (0,1).
func score(bits float64) float64 { return 1 / (1 + math.Exp2(-bits)) }

// Matched tells whether bodies of the kind are compared.
func Matched(kind graph.EntityKind) bool {
	return kind == graph.Academy || kind == graph.Organization || kind == graph.Firm
}
