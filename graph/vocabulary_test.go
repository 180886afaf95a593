package graph_test

import (
	"slices"
	"testing"

	"entente/graph"
)

func TestEveryWordReadsBack(t *testing.T) {
	for _, k := range graph.EntityKinds() {
		if got, err := graph.ParseEntityKind(k.String()); err != nil || got != k {
			t.Errorf("ParseEntityKind(%q) = %v, %v", k, got, err)
		}
	}
	for _, k := range graph.RelationshipKinds() {
		if got, err := graph.ParseRelationshipKind(k.String()); err != nil || got != k {
			t.Errorf("ParseRelationshipKind(%q) = %v, %v", k, got, err)
		}
	}
	for _, s := range graph.Statuses() {
		if got, err := graph.ParseStatus(s.String()); err != nil || got != s {
			t.Errorf("ParseStatus(%q) = %v, %v", s, got, err)
		}
	}
	for _, n := range []graph.NameType{graph.Label, graph.Alias, graph.Acronym, graph.Former} {
		if got, err := graph.ParseNameType(n.String()); err != nil || got != n {
			t.Errorf("ParseNameType(%q) = %v, %v", n, got, err)
		}
	}
	for _, c := range []graph.Confidence{graph.ConfidenceA, graph.ConfidenceB, graph.ConfidenceC} {
		if got, err := graph.ParseConfidence(c.String()); err != nil || got != c {
			t.Errorf("ParseConfidence(%q) = %v, %v", c, got, err)
		}
	}
}

func TestAnUnknownWordIsRefusedByName(t *testing.T) {
	_, err := graph.ParseEntityKind("Planet")
	if err == nil || graph.CodeOf(err) != graph.Invalid || err.Error() != `unknown entity kind "Planet"` {
		t.Errorf("got %v, want an INVALID error that names the word", err)
	}
	if _, err := graph.ParseStatus(""); err == nil {
		t.Error("the empty status was taken")
	}
}

func TestTheVocabularyIsThatOfTheDesign(t *testing.T) {
	if got := len(graph.EntityKinds()); got != 12 {
		t.Errorf("%d entity kinds, want 12", got)
	}
	counts := map[graph.Class]int{graph.Contact: 10, graph.Context: 10, graph.Restricting: 4}
	for class, want := range counts {
		if got := len(graph.KindsOf(class)); got != want {
			t.Errorf("%d kinds of class %s, want %d", got, class, want)
		}
	}
}

func TestEveryRowOfTheVocabularyIsFilled(t *testing.T) {
	for _, kind := range graph.RelationshipKinds() {
		ends := kind.Ends()
		if kind.Class() == 0 || len(ends.From) == 0 || len(ends.To) == 0 {
			t.Errorf("%s: class %v, ends %v", kind, kind.Class(), ends)
		}
		if roles := kind.Roles(); len(roles) != len(slices.Compact(slices.Sorted(slices.Values(roles)))) {
			t.Errorf("%s lists a role twice: %v", kind, roles)
		}
	}
	for _, kind := range graph.EntityKinds() {
		if len(kind.Properties()) == 0 {
			t.Errorf("%s declares no property", kind)
		}
		for _, property := range kind.Properties() {
			if property.Type == 0 || property.Name == "" {
				t.Errorf("%s: property %+v is not declared in full", kind, property)
			}
			if found, ok := kind.Property(property.Name); !ok || found.Type != property.Type {
				t.Errorf("%s.%s is declared twice or not found", kind, property.Name)
			}
		}
	}
}

func TestRolesFitTheSevenBitsThatTheIndexGivesThem(t *testing.T) {
	if got := len(graph.Roles()); got >= 1<<7 {
		t.Errorf("%d roles, at most %d can be told apart", got, 1<<7-1)
	}
	if got := len(graph.RelationshipKinds()); got >= 1<<5 {
		t.Errorf("%d relationship kinds, at most %d can be told apart", got, 1<<5-1)
	}
	if got := len(graph.EntityKinds()); got >= 1<<4 {
		t.Errorf("%d entity kinds, at most %d can be told apart", got, 1<<4-1)
	}
}

func TestOnlyPartnershipIsSymmetricAndNotWhenOneSideGives(t *testing.T) {
	for _, kind := range graph.RelationshipKinds() {
		if got, want := kind.Symmetric(""), kind == graph.PartnerOf; got != want {
			t.Errorf("%s.Symmetric() = %v, want %v", kind, got, want)
		}
	}
	for role, want := range map[string]bool{"cooperation": true, "support": false, "auspices": false, "broker": false} {
		if got := graph.PartnerOf.Symmetric(role); got != want {
			t.Errorf("PARTNER_OF.Symmetric(%q) = %v, want %v", role, got, want)
		}
	}
}
