package merge_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/merge"
)

func heir() *graph.Entity {
	return &graph.Entity{
		ID: "org:a", Kind: graph.Organization, Names: []graph.Name{{Value: "Kavir", Language: "en", Type: graph.Label}},
		ExternalIDs: []graph.ExternalID{{Scheme: "isni", Value: "1"}}, Properties: map[string]graph.Value{"city": graph.Text("Qom")},
	}
}

func gone() *graph.Entity {
	return &graph.Entity{
		ID: "org:b", Kind: graph.Organization, Names: []graph.Name{{Value: "Kavir", Type: graph.Alias}, {Value: "Old Kavir", Type: graph.Former}},
		ExternalIDs: []graph.ExternalID{{Scheme: "isni", Value: "1"}, {Scheme: "ror", Value: "2"}},
		Properties:  map[string]graph.Value{"city": graph.Text("Yazd"), "country": graph.Text("IR")},
		Statements:  []graph.Statement{{Property: "staff", Value: "7", Source: "src:x"}}, Merged: []graph.ID{"org:c"},
	}
}

func TestWhatAnEntityGains(t *testing.T) {
	a, b := heir(), gone()
	got := merge.Into(a, b)
	want := heir()
	want.Names = append(want.Names, graph.Name{Value: "Old Kavir", Type: graph.Former})
	want.ExternalIDs = append(want.ExternalIDs, graph.ExternalID{Scheme: "ror", Value: "2"})
	want.Properties["country"] = graph.Text("IR")
	want.Statements, want.Merged = b.Statements, []graph.ID{"org:b", "org:c"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(heir(), a); diff != "" {
		t.Errorf("the record that was given has changed:\n%s", diff)
	}
}

func TestAMergeThatIsTakenBackLeavesWhatWas(t *testing.T) {
	a, b := heir(), gone()
	merged := merge.Into(a, b)
	if diff := cmp.Diff(a, merge.Apart(merged, a, b)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	later := merge.Clone(merged)
	later.Names = append(later.Names, graph.Name{Value: "New Kavir", Type: graph.Alias})
	later.Properties["city"] = graph.Text("Shiraz")
	rest := merge.Apart(later, a, b)
	if len(rest.Names) != 2 || rest.Properties["city"].Text != "Shiraz" {
		t.Errorf("what came later is gone: %+v", rest)
	}
	only := merge.Apart(merge.Into(&graph.Entity{ID: "org:a"}, b), nil, b)
	if len(only.Names) == 0 {
		t.Error("an entity is left without a name")
	}
}

func TestAPropertyThatDoesNotFitTheKindIsNotGained(t *testing.T) {
	firm := &graph.Entity{ID: "firm:a", Kind: graph.Firm}
	merge.Gain(firm, &graph.Entity{Properties: map[string]graph.Value{"type": graph.Text("UNIVERSITY"), "city": graph.Text("Qom")}})
	if diff := cmp.Diff(map[string]graph.Value{"city": graph.Text("Qom")}, firm.Properties); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// records holds relationships by id.
type records map[graph.ID]*graph.Relationship

func (r records) Relationships(_ context.Context, ids []graph.ID) ([]*graph.Relationship, error) {
	found := make([]*graph.Relationship, len(ids))
	for i, id := range ids {
		found[i] = r[id]
	}
	return found, nil
}

func (records) Entities(context.Context, []graph.ID) ([]*graph.Entity, error) { return nil, nil }
func (records) Sources(context.Context, []graph.ID) ([]*graph.Source, error)  { return nil, nil }

func tie(kind graph.RelationshipKind, from, to graph.ID, locators ...string) *graph.Relationship {
	r := &graph.Relationship{ID: graph.RelationshipID(kind, from, to, ""), Kind: kind, From: from, To: to}
	for _, locator := range locators {
		r.Claims = append(r.Claims, graph.Claim{Source: "src:x", Locator: locator})
	}
	return r
}

func TestWhereTiesMove(t *testing.T) {
	present := tie(graph.MemberOf, "org:a", "org:club", "1")
	chosen := tie(graph.Funds, "org:a", "org:lone")
	chosen.ID = "rel:own"
	move := merge.Move{
		Gone:   map[graph.ID]graph.ID{"org:z": "org:a"},
		Chosen: map[graph.ID]graph.ID{graph.RelationshipID(graph.Funds, "org:a", "org:lone", ""): "rel:own"},
		Drop:   func(c graph.Claim) bool { return c.Locator == "dropped" },
	}
	ties := []*graph.Relationship{
		tie(graph.MemberOf, "org:z", "org:club", "1", "2"), tie(graph.PartnerOf, "org:m", "org:z", "3"), tie(graph.PartOf, "org:z", "org:a", "4"),
		tie(graph.Funds, "org:z", "org:lone", "5"), tie(graph.Hosts, "org:z", "org:lone", "dropped"),
	}
	got, err := move.Ties(t.Context(), ties, records{present.ID: present})
	if err != nil {
		t.Fatal(err)
	}
	funds := tie(graph.Funds, "org:a", "org:lone", "5")
	funds.ID = "rel:own"
	want := []*graph.Relationship{tie(graph.MemberOf, "org:a", "org:club", "1", "2"), tie(graph.PartnerOf, "org:a", "org:m", "3"), funds}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if len(present.Claims) != 1 {
		t.Error("the record that is shared has changed")
	}
	left := merge.Claims(got[0].Claims, present.Claims, ties[0].Claims)
	if diff := cmp.Diff(present.Claims, left); diff != "" {
		t.Errorf("taken back (-want +got):\n%s", diff)
	}
}
