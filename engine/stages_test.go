package engine_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/engine"
	"entente/graph"
)

func TestAgreementsAreFoundByHowFarAPartyHasCome(t *testing.T) {
	g := register(t)
	a, b := []graph.ID{"org:a"}, []graph.ID{"org:b"}
	for _, c := range []struct {
		why    string
		on     string
		where  engine.AgreementFilter
		wanted []string
	}{
		{"a party that signed and no more", "", engine.AgreementFilter{Parties: b, PartyStages: []graph.Stage{graph.StageSigned}}, []string{"later", "one-bound", "signed"}},
		{"the other one", "", engine.AgreementFilter{Parties: a, PartyStages: []graph.Stage{graph.StageSigned}}, []string{"later", "signed"}},
		{"anybody", "", engine.AgreementFilter{PartyStages: []graph.Stage{graph.StageSigned}}, []string{"later", "one-bound", "signed"}},
		{"each of two parties", "", engine.AgreementFilter{Parties: append(a, b...), PartyStages: []graph.Stage{graph.StageInForce}}, []string{"renews", "ends"}},
		{"a party that has left", "", engine.AgreementFilter{Parties: b, PartyStages: []graph.Stage{graph.StageLeft}}, []string{"begun-unknown", "deserted", "over"}},
		{"before it left", "2019-06-30", engine.AgreementFilter{Parties: b, PartyStages: []graph.Stage{graph.StageInForce}}, []string{"deserted", "ends"}},
		{"either of two stages", "", engine.AgreementFilter{Parties: a, PartyStages: []graph.Stage{graph.StageSigned, graph.StageInForce}},
			[]string{"renews", "later", "one-bound", "signed", "deserted", "ends"}},
		{"a country in which nobody is", "", engine.AgreementFilter{Country: "XX", PartyStages: []graph.Stage{graph.StageSigned}}, nil},
		{"none has ratified", "", engine.AgreementFilter{PartyStages: []graph.Stage{graph.StageRatified}}, nil},
	} {
		t.Run(c.why, func(t *testing.T) {
			query := engine.AgreementQuery{Where: c.where}
			if c.on != "" {
				query.On = date(c.on)
			}
			if diff := cmp.Diff(c.wanted, idsOf(agreements(t, g, query))); diff != "" {
				t.Errorf("agreements (-want +got):\n%s", diff)
			}
		})
	}
}
