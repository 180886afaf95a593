package scalar

import (
	"entente/engine"
	"entente/graph"

	"github.com/99designs/gqlgen/graphql"
)

var (
	agreementStates = newEnum("state of an agreement", pair[engine.AgreementState]{graph.AgreementUnknown, "UNKNOWN"},
		pair[engine.AgreementState]{graph.AgreementPending, "PENDING"}, pair[engine.AgreementState]{graph.AgreementInForce, "IN_FORCE"},
		pair[engine.AgreementState]{graph.AgreementEnded, "ENDED"})
	agreementOrders = newEnum("order of agreements", pair[engine.AgreementOrder]{engine.BySigned, "SIGNED"},
		pair[engine.AgreementOrder]{engine.ByEnd, "ENDS"}, pair[engine.AgreementOrder]{engine.ByNotice, "NOTICE"})
	partyStages = newEnum("stage of a party", pair[graph.Stage]{graph.StageUnknown, "UNKNOWN"}, pair[graph.Stage]{graph.StagePlanned, "PLANNED"},
		pair[graph.Stage]{graph.StageSigned, "SIGNED"}, pair[graph.Stage]{graph.StageRatified, "RATIFIED"}, pair[graph.Stage]{graph.StageInForce, "IN_FORCE"},
		pair[graph.Stage]{graph.StageSuspended, "SUSPENDED"}, pair[graph.Stage]{graph.StageLeft, "LEFT"})
)

// MarshalAgreementState writes an AgreementState.
func MarshalAgreementState(v engine.AgreementState) graphql.Marshaler {
	return agreementStates.marshal(v)
}

// UnmarshalAgreementState reads an AgreementState.
func UnmarshalAgreementState(v any) (engine.AgreementState, error) {
	return agreementStates.unmarshal(v)
}

// MarshalAgreementOrder writes an AgreementOrder.
func MarshalAgreementOrder(v engine.AgreementOrder) graphql.Marshaler {
	return agreementOrders.marshal(v)
}

// UnmarshalAgreementOrder reads an AgreementOrder; null is SIGNED.
func UnmarshalAgreementOrder(v any) (engine.AgreementOrder, error) {
	return agreementOrders.unmarshal(v)
}

// MarshalPartyStage writes a PartyStage.
func MarshalPartyStage(v graph.Stage) graphql.Marshaler { return partyStages.marshal(v) }

// UnmarshalPartyStage reads a PartyStage.
func UnmarshalPartyStage(v any) (graph.Stage, error) { return partyStages.unmarshal(v) }
