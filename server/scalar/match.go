package scalar

import (
	"entente/engine"

	"github.com/99designs/gqlgen/graphql"
)

var (
	verdicts     = ofWords("verdict", engine.Verdicts()...)
	matchGrades  = ofWords("grade of a match", engine.Apart, engine.Review, engine.Sure)
	featureKinds = ofWords("feature of a match", engine.FeatureKinds()...)
)

// MarshalVerdict writes a Verdict.
func MarshalVerdict(v engine.Verdict) graphql.Marshaler { return verdicts.marshal(v) }

// UnmarshalVerdict reads a Verdict.
func UnmarshalVerdict(v any) (engine.Verdict, error) { return verdicts.unmarshal(v) }

// MarshalMatchGrade writes a MatchGrade.
func MarshalMatchGrade(v engine.Grade) graphql.Marshaler { return matchGrades.marshal(v) }

// UnmarshalMatchGrade reads a MatchGrade.
func UnmarshalMatchGrade(v any) (engine.Grade, error) { return matchGrades.unmarshal(v) }

// MarshalMatchFeatureKind writes a MatchFeatureKind.
func MarshalMatchFeatureKind(v engine.FeatureKind) graphql.Marshaler { return featureKinds.marshal(v) }

// UnmarshalMatchFeatureKind reads a MatchFeatureKind.
func UnmarshalMatchFeatureKind(v any) (engine.FeatureKind, error) { return featureKinds.unmarshal(v) }
