package engine_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/match"
)

// org:b was a partner of both org:a and org:c; it went into org:a, and that into org:c.
// Taken back, both relationships run between org:b and org:c, and are one.
func TestTwoTiesThatComeBackBetweenTheSameAreOne(t *testing.T) {
	g := empty(t, at("2026-11-24"))
	batch := twins()
	batch.Entities = append(batch.Entities, body("org:c"))
	other := tie(graph.PartnerOf, "org:c", "org:b")
	other.Claims[0].Locator = "p. 3"
	batch.Relationships = append(batch.Relationships, other)
	apply(t, g, batch)
	decide(t, g, "org:a", "org:b", match.Same)
	decide(t, g, "org:c", "org:a", match.Same)
	decide(t, g, "org:c", "org:b", match.Different)
	found, err := g.Relationships(t.Context(), []graph.ID{"rel:PARTNER_OF/org:b/org:c", "rel:PARTNER_OF/org:a/org:b"})
	if err != nil || found[0] == nil || found[1] != nil {
		t.Fatalf("got %v, %v, want one relationship of org:b and org:c", found, err)
	}
	var locators []string
	for _, claim := range found[0].Claims {
		locators = append(locators, claim.Locator)
	}
	if diff := cmp.Diff([]string{"", "p. 3"}, locators); diff != "" {
		t.Errorf("its claims (-want +got):\n%s", diff)
	}
}
