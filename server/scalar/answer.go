package scalar

import (
	"strings"

	"entente/engine"
	"entente/graph"

	"github.com/99designs/gqlgen/graphql"
)

// The enumerations that stand in answers only.
var (
	brokerageRoles = newEnum("brokerage role",
		pair[engine.Role]{engine.Coordinator, "COORDINATOR"},
		pair[engine.Role]{engine.Itinerant, "ITINERANT"},
		pair[engine.Role]{engine.Gatekeeper, "GATEKEEPER"},
		pair[engine.Role]{engine.Representative, "REPRESENTATIVE"},
		pair[engine.Role]{engine.Liaison, "LIAISON"})
	groupings  = newEnum("brokerage group", pair[engine.Grouping]{engine.ByCountry, "COUNTRY"}, pair[engine.Grouping]{engine.ByKind, "KIND"})
	reasons    = ofWords("diagnosis reason", engine.Reasons()...)
	tieForms   = ofWords("form of tie", engine.TieForms()...)
	likenesses = ofWords("likeness", engine.Likenesses()...)
	matches    = ofWords("kind of match", engine.MatchKinds()...)
	states     = ofWords("standing state", engine.Running, engine.Ready, engine.Renewing)
	stages     = ofWords("standing stage", engine.StandingStages()...)
)

// MarshalBrokerageRole writes a BrokerageRole; the zero value is null.
func MarshalBrokerageRole(v engine.Role) graphql.Marshaler { return brokerageRoles.marshal(v) }

// UnmarshalBrokerageRole reads a BrokerageRole.
func UnmarshalBrokerageRole(v any) (engine.Role, error) { return brokerageRoles.unmarshal(v) }

// MarshalBrokerageGroup writes a BrokerageGroup.
func MarshalBrokerageGroup(v engine.Grouping) graphql.Marshaler { return groupings.marshal(v) }

// UnmarshalBrokerageGroup reads a BrokerageGroup; null is COUNTRY.
func UnmarshalBrokerageGroup(v any) (engine.Grouping, error) { return groupings.unmarshal(v) }

// MarshalMatchKind writes a MatchKind.
func MarshalMatchKind(v engine.MatchKind) graphql.Marshaler { return matches.marshal(v) }

// UnmarshalMatchKind reads a MatchKind.
func UnmarshalMatchKind(v any) (engine.MatchKind, error) { return matches.unmarshal(v) }

// MarshalStandingState writes a StandingState.
func MarshalStandingState(v engine.StandingState) graphql.Marshaler { return states.marshal(v) }

// UnmarshalStandingState reads a StandingState.
func UnmarshalStandingState(v any) (engine.StandingState, error) { return states.unmarshal(v) }

// MarshalStandingStage writes a StandingStage.
func MarshalStandingStage(v engine.StandingStage) graphql.Marshaler { return stages.marshal(v) }

// UnmarshalStandingStage reads a StandingStage.
func UnmarshalStandingStage(v any) (engine.StandingStage, error) { return stages.unmarshal(v) }

// MarshalDiagnosisReason writes a DiagnosisReason.
func MarshalDiagnosisReason(v engine.Reason) graphql.Marshaler { return reasons.marshal(v) }

// UnmarshalDiagnosisReason reads a DiagnosisReason.
func UnmarshalDiagnosisReason(v any) (engine.Reason, error) { return reasons.unmarshal(v) }

// MarshalTieForm writes a TieForm.
func MarshalTieForm(v engine.TieForm) graphql.Marshaler { return tieForms.marshal(v) }

// UnmarshalTieForm reads a TieForm.
func UnmarshalTieForm(v any) (engine.TieForm, error) { return tieForms.unmarshal(v) }

// MarshalLikeness writes a Likeness.
func MarshalLikeness(v engine.Likeness) graphql.Marshaler { return likenesses.marshal(v) }

// UnmarshalLikeness reads a Likeness.
func UnmarshalLikeness(v any) (engine.Likeness, error) { return likenesses.unmarshal(v) }

// MarshalSourceKind writes a SourceKind, which the records hold in lower case.
func MarshalSourceKind(v string) graphql.Marshaler { return MarshalWord(strings.ToUpper(v)) }

// UnmarshalSourceKind reads a SourceKind into its form in the records.
func UnmarshalSourceKind(v any) (string, error) {
	word, err := UnmarshalWord(v)
	return strings.ToLower(word), err
}

// MarshalWord writes a value of the enumerations that the records hold as
// words, such as OrganizationType; the empty word is null.
func MarshalWord(v string) graphql.Marshaler {
	if v == "" {
		return graphql.Null
	}
	return graphql.MarshalString(v)
}

// UnmarshalWord reads a word; whether it is one of its enumeration, the
// validation of the query has checked before.
func UnmarshalWord(v any) (string, error) {
	word, ok := v.(string)
	if !ok && v != nil {
		return "", graph.Errorf(graph.Invalid, "%s is no word", excerpt(v))
	}
	return word, nil
}
