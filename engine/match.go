package engine

import (
	"entente/graph"
	"entente/graph/match"
)

// What the matching of bodies is told in; see package match.
type (
	// Verdict is what somebody decides of two bodies.
	Verdict = match.Verdict
	// Grade says what becomes of a pair without a decision.
	Grade = match.Grade
	// Feature is one comparison of two bodies.
	Feature = match.Feature
	// FeatureKind names what is compared.
	FeatureKind = match.FeatureKind
	// Decision is a verdict on a pair.
	Decision = match.Decision
)

// The verdicts.
const (
	Same      = match.Same
	Different = match.Different
	Unsure    = match.Unsure
)

// The grades.
const (
	Apart  = match.Apart
	Review = match.Review
	Sure   = match.Sure
)

// Matcher is the source of decisions that an import made.
const Matcher graph.ID = match.Matcher

// Verdicts lists the verdicts.
func Verdicts() []Verdict { return match.Verdicts() }

// ParseVerdict reads "SAME", "DIFFERENT" or "UNSURE".
func ParseVerdict(word string) (Verdict, error) { return match.ParseVerdict(word) }

// FeatureKinds lists what is compared.
func FeatureKinds() []FeatureKind { return match.FeatureKinds() }
