package scalar

import (
	"strings"

	"entente/engine"
	"entente/graph"
	"entente/graph/difference"

	"github.com/99designs/gqlgen/graphql"
)

// The enumerations of the schema whose values the records hold as numbers.
var (
	entityKinds       = ofWords("entity kind", graph.EntityKinds()...)
	relationshipKinds = ofWords("relationship kind", graph.RelationshipKinds()...)
	classes           = ofWords("relationship class", graph.Contact, graph.Context, graph.Restricting)
	statuses          = ofWords("relationship status", graph.Statuses()...)
	confidences       = ofWords("confidence", graph.ConfidenceA, graph.ConfidenceB, graph.ConfidenceC)
	calendars         = newEnum("calendar", pair[Calendar]{Gregorian, "GREGORIAN"}, pair[Calendar]{Jalali, "JALALI"})
	nameTypes         = ofWords("name type", graph.Label, graph.Alias, graph.Acronym, graph.Former)
	directions        = ofWords("direction", graph.Both, graph.Out, graph.In)
	pathOrders        = newEnum("path order", pair[graph.Order]{graph.ByHops, "HOPS"}, pair[graph.Order]{graph.ByStrength, "STRENGTH"})
	entityOrders      = newEnum("entity order",
		pair[engine.Order]{engine.ByName, "NAME"}, pair[engine.Order]{engine.ByID, "ID"}, pair[engine.Order]{engine.ByStanding, "STANDING"})
	recordParts       = newEnum("part of a record", partWords()...)
	changeActions     = ofWords("action", difference.Actions()...)
	dependenceTargets = newEnum("target of dependence", pair[engine.DependenceOn]{engine.OnPartners, "PARTNERS"}, pair[engine.DependenceOn]{engine.OnFields, "FIELDS"})
	dependenceMeans   = newEnum("means of dependence", pair[engine.DependenceMeans]{engine.ThroughEntity, "ENTITY"}, pair[engine.DependenceMeans]{engine.ThroughCountry, "COUNTRY"})
)

// MarshalEntityKind writes an EntityKind.
func MarshalEntityKind(v graph.EntityKind) graphql.Marshaler { return entityKinds.marshal(v) }

// UnmarshalEntityKind reads an EntityKind.
func UnmarshalEntityKind(v any) (graph.EntityKind, error) { return entityKinds.unmarshal(v) }

// MarshalRelationshipKind writes a RelationshipKind.
func MarshalRelationshipKind(v graph.RelationshipKind) graphql.Marshaler {
	return relationshipKinds.marshal(v)
}

// UnmarshalRelationshipKind reads a RelationshipKind.
func UnmarshalRelationshipKind(v any) (graph.RelationshipKind, error) {
	return relationshipKinds.unmarshal(v)
}

// MarshalRelationshipClass writes a RelationshipClass.
func MarshalRelationshipClass(v graph.Class) graphql.Marshaler { return classes.marshal(v) }

// UnmarshalRelationshipClass reads a RelationshipClass.
func UnmarshalRelationshipClass(v any) (graph.Class, error) { return classes.unmarshal(v) }

// MarshalRelationshipStatus writes a RelationshipStatus.
func MarshalRelationshipStatus(v graph.Status) graphql.Marshaler { return statuses.marshal(v) }

// UnmarshalRelationshipStatus reads a RelationshipStatus.
func UnmarshalRelationshipStatus(v any) (graph.Status, error) { return statuses.unmarshal(v) }

// MarshalConfidence writes a Confidence.
func MarshalConfidence(v graph.Confidence) graphql.Marshaler { return confidences.marshal(v) }

// UnmarshalConfidence reads a Confidence.
func UnmarshalConfidence(v any) (graph.Confidence, error) { return confidences.unmarshal(v) }

// MarshalNameType writes a NameType.
func MarshalNameType(v graph.NameType) graphql.Marshaler { return nameTypes.marshal(v) }

// UnmarshalNameType reads a NameType.
func UnmarshalNameType(v any) (graph.NameType, error) { return nameTypes.unmarshal(v) }

// MarshalDirection writes a Direction.
func MarshalDirection(v graph.Direction) graphql.Marshaler { return directions.marshal(v) }

// UnmarshalDirection reads a Direction; null is BOTH.
func UnmarshalDirection(v any) (graph.Direction, error) { return directions.unmarshal(v) }

// MarshalPathOrder writes a PathOrder.
func MarshalPathOrder(v graph.Order) graphql.Marshaler { return pathOrders.marshal(v) }

// UnmarshalPathOrder reads a PathOrder; null is HOPS.
func UnmarshalPathOrder(v any) (graph.Order, error) { return pathOrders.unmarshal(v) }

// MarshalEntityOrder writes an EntityOrder.
func MarshalEntityOrder(v engine.Order) graphql.Marshaler { return entityOrders.marshal(v) }

// UnmarshalEntityOrder reads an EntityOrder; null is NAME.
func UnmarshalEntityOrder(v any) (engine.Order, error) { return entityOrders.unmarshal(v) }

// MarshalDependenceTarget writes a DependenceTarget.
func MarshalDependenceTarget(v engine.DependenceOn) graphql.Marshaler {
	return dependenceTargets.marshal(v)
}

// UnmarshalDependenceTarget reads a DependenceTarget; null is the zero value.
func UnmarshalDependenceTarget(v any) (engine.DependenceOn, error) {
	return dependenceTargets.unmarshal(v)
}

// MarshalDependenceMeans writes a DependenceMeans.
func MarshalDependenceMeans(v engine.DependenceMeans) graphql.Marshaler {
	return dependenceMeans.marshal(v)
}

// UnmarshalDependenceMeans reads a DependenceMeans; null is the zero value.
func UnmarshalDependenceMeans(v any) (engine.DependenceMeans, error) {
	return dependenceMeans.unmarshal(v)
}

// partWords are the parts of a record in the words of the schema: "external id" is EXTERNAL_ID.
func partWords() (pairs []pair[difference.Part]) {
	for _, part := range difference.Parts() {
		pairs = append(pairs, pair[difference.Part]{part, strings.ToUpper(strings.ReplaceAll(part.String(), " ", "_"))})
	}
	return pairs
}

// MarshalRecordPart writes a RecordPart.
func MarshalRecordPart(v difference.Part) graphql.Marshaler { return recordParts.marshal(v) }

// UnmarshalRecordPart reads a RecordPart.
func UnmarshalRecordPart(v any) (difference.Part, error) { return recordParts.unmarshal(v) }

// MarshalChangeAction writes a ChangeAction.
func MarshalChangeAction(v difference.Action) graphql.Marshaler { return changeActions.marshal(v) }

// UnmarshalChangeAction reads a ChangeAction.
func UnmarshalChangeAction(v any) (difference.Action, error) { return changeActions.unmarshal(v) }
