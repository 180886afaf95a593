package graph_test

import (
	"math"
	"testing"

	"entente/graph"
)

func weight(kind graph.RelationshipKind, role string) graph.Weight {
	return graph.Weight{Kind: kind, Role: role, Resolution: graph.Resolution{Status: graph.Active, Confidence: graph.ConfidenceA},
		Today: graph.Date{Year: 2026, Month: 11, Day: 24}.First()}
}

func TestStrengthIsTheProductOfItsFactorsAndLiesBetweenNoneAndOne(t *testing.T) {
	for _, kind := range graph.RelationshipKinds() {
		for _, role := range append([]string{""}, kind.Roles()...) {
			for _, status := range graph.Statuses() {
				w := weight(kind, role)
				w.Status, w.Size, w.Start = status, 193, graph.Date{Year: 1948}
				got := w.Strength()
				product := 1.0
				for _, factor := range got.Factors {
					product *= factor.Value
					if factor.Reason == "" {
						t.Errorf("%s %s: factor %s has no reason", kind, role, factor.Name)
					}
				}
				if math.Abs(product-got.Value) > 1e-12 || got.Value != w.Product() {
					t.Errorf("%s %s %s: value %g, factors make %g, Product %g", kind, role, status, got.Value, product, w.Product())
				}
				if got.Value <= 0 || got.Value >= 1 {
					t.Errorf("%s %s %s: strength %g is not in (0,1)", kind, role, status, got.Value)
				}
			}
		}
	}
}

func TestStrengthFollowsTheOrderOfTheDesign(t *testing.T) {
	inForce := func(w graph.Weight, status graph.Status) graph.Weight { w.Status = status; return w }
	sure := func(w graph.Weight, c graph.Confidence) graph.Weight { w.Confidence = c; return w }
	sized := func(w graph.Weight, size int) graph.Weight { w.Size = size; return w }
	member := weight(graph.MemberOf, "member")
	cases := []struct {
		name             string
		stronger, weaker graph.Weight
	}{
		{"board above founder", weight(graph.MemberOf, "board"), weight(graph.MemberOf, "founder")},
		{"founder above member", weight(graph.MemberOf, "founder"), member},
		{"member above associate", member, weight(graph.MemberOf, "associate")},
		{"associate above observer", weight(graph.MemberOf, "associate"), weight(graph.MemberOf, "observer")},
		{"in force above signed", inForce(weight(graph.PartyTo, "party"), graph.Active), inForce(weight(graph.PartyTo, "party"), graph.Signed)},
		{"officer above participant", weight(graph.OfficerOf, "head"), weight(graph.TookPartIn, "participant")},
		{"A above B", member, sure(member, graph.ConfidenceB)},
		{"B above C", sure(member, graph.ConfidenceB), sure(member, graph.ConfidenceC)},
		{"a small body above a large one", sized(member, 10), sized(member, 193)},
		{"founders of a large body stay closer than its members", sized(weight(graph.MemberOf, "founder"), 193), sized(member, 60)},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if c.stronger.Product() <= c.weaker.Product() {
				t.Errorf("%g is not above %g", c.stronger.Product(), c.weaker.Product())
			}
		})
	}
}

func TestMembersOfALargeBodyAreNoPartners(t *testing.T) {
	member := weight(graph.MemberOf, "member")
	member.Size = 193
	partner := weight(graph.PartnerOf, "cooperation")
	if through := member.Product() * member.Product(); through > partner.Product()/10 {
		t.Errorf("two hops through a body of 193 weigh %g, a partnership %g", through, partner.Product())
	}
}

func TestSizeBucketsDoubleFromFive(t *testing.T) {
	cases := []struct{ size, want int }{{0, 0}, {1, 0}, {4, 0}, {5, 1}, {8, 1}, {9, 2}, {16, 2}, {17, 3}, {193, 6}, {256, 6}, {257, 7}}
	for _, c := range cases {
		if got := graph.SizeBucket(graph.MemberOf, c.size); got != c.want {
			t.Errorf("SizeBucket(MEMBER_OF, %d) = %d, want %d", c.size, got, c.want)
		}
	}
	if got := graph.SizeBucket(graph.PartOf, 1000); got != 0 {
		t.Errorf("SizeBucket(PART_OF, 1000) = %d, want 0: size does not matter there", got)
	}
}

func TestOnlyWhatHasAStartAndNoEndAges(t *testing.T) {
	fresh, old, ended, undated := weight(graph.PartOf, ""), weight(graph.PartOf, ""), weight(graph.PartOf, ""), weight(graph.PartOf, "")
	fresh.Start = graph.Date{Year: 2022}
	old.Start = graph.Date{Year: 1990}
	ended.Start, ended.End = graph.Date{Year: 1990}, graph.Date{Year: 2030}
	if fresh.Product() <= old.Product() {
		t.Errorf("what began in 2022 weighs %g, no more than what began in 1990: %g", fresh.Product(), old.Product())
	}
	if ended.Product() != undated.Product() || fresh.Product() != undated.Product() {
		t.Errorf("a known end %g and a recent start %g should weigh like no dates %g", ended.Product(), fresh.Product(), undated.Product())
	}
}
