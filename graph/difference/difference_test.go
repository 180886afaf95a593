package difference_test

import (
	"testing"

	"entente/graph"
	"entente/graph/difference"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// The records are invented.
func entity(change func(*graph.Entity)) graph.Change {
	e := &graph.Entity{ID: "org:a", Kind: graph.Organization,
		Names:       []graph.Name{label("Invented University"), {Value: "IU", Type: graph.Acronym}},
		ExternalIDs: []graph.ExternalID{{Scheme: "ror", Value: "1"}},
		Properties:  map[string]graph.Value{"city": graph.Text("Invented City")},
		Statements:  []graph.Statement{{Property: "memberCount", Value: "12", Source: "src:a", Locator: "p. 1"}},
	}
	if change != nil {
		change(e)
	}
	return graph.Change{Revision: 1, Entity: e}
}

func label(value string) graph.Name {
	return graph.Name{Value: value, Language: "en", Type: graph.Label}
}

func tie(claims ...graph.Claim) graph.Change {
	return graph.Change{Revision: 1, Relationship: &graph.Relationship{ID: "rel:x", Kind: graph.MemberOf, From: "org:a", To: "org:b", Role: "member", Claims: claims}}
}

func claim(source graph.ID, locator string, status graph.Status) graph.Claim {
	return graph.Claim{Source: source, Locator: locator, Confidence: graph.ConfidenceA, Status: status}
}

// told writes differences short: the part, a sign, and what of it says the most.
func told(list []difference.Difference) (lines []string) {
	say := func(v *difference.Value) string {
		switch {
		case v == nil:
			return ""
		case v.Name != nil:
			return v.Name.Value
		case v.ExternalID != nil:
			return v.ExternalID.Scheme + "=" + v.ExternalID.Value
		case v.Property != nil:
			return v.Property.Name + "=" + v.Property.Value.Text
		case v.Statement != nil:
			return v.Statement.Property + "=" + v.Statement.Value
		case v.Claim != nil:
			return string(v.Claim.Source) + " " + v.Claim.Locator + " " + v.Claim.Status.String()
		}
		return v.Text
	}
	for _, d := range list {
		lines = append(lines, d.Part.String()+": "+say(d.Before)+" > "+say(d.After))
	}
	return lines
}

func TestEachPartThatChangedIsTold(t *testing.T) {
	active, ended := claim("src:a", "row 1", graph.Active), claim("src:a", "row 1", graph.Ended)
	for _, test := range []struct {
		name          string
		before, after graph.Change
		want          []string
	}{
		{"nothing", entity(nil), entity(nil), nil},
		{"a label is another", entity(nil), entity(func(e *graph.Entity) { e.Names[0] = label("Invented Institute") }),
			[]string{"name: Invented University > Invented Institute"}},
		{"a name is of another type", entity(nil), entity(func(e *graph.Entity) { e.Names[1].Type = graph.Former }),
			[]string{"name: IU > IU"}},
		{"one alias goes and another comes: they are two", entity(nil), entity(func(e *graph.Entity) {
			e.Names[1] = graph.Name{Value: "UI", Type: graph.Acronym}
		}), []string{"name:  > UI", "name: IU > "}},
		{"the order alone is no difference", entity(nil), entity(func(e *graph.Entity) {
			e.Names = []graph.Name{e.Names[1], e.Names[0]}
		}), nil},
		{"kind, ids, properties, statements, merged ids", entity(nil), entity(func(e *graph.Entity) {
			e.Kind = graph.Firm
			e.ExternalIDs[0].Value = "2"
			e.Properties = map[string]graph.Value{"website": graph.Text("invented")}
			e.Statements[0].Value = "13"
			e.Merged = []graph.ID{"org:old"}
		}), []string{"kind: Organization > Firm", "external id: ror=1 > ror=2", "property:  > website=invented", "property: city=Invented City > ",
			"statement: memberCount=12 > memberCount=13", "merged id:  > org:old"}},
		{"a claim is known by source and locator", tie(active), tie(ended), []string{"claim: src:a row 1 active > src:a row 1 ended"}},
		{"then by source alone", tie(active), tie(claim("src:a", "row 2", graph.Active)), []string{"claim: src:a row 1 active > src:a row 2 active"}},
		{"of two of a source the one with the locator", tie(active, claim("src:a", "row 2", graph.Active)), tie(claim("src:a", "row 2", graph.Done)),
			[]string{"claim: src:a row 2 active > src:a row 2 done", "claim: src:a row 1 active > "}},
		{"a claim of another source is another", tie(active), tie(claim("src:b", "row 1", graph.Active)),
			[]string{"claim:  > src:b row 1 active", "claim: src:a row 1 active > "}},
		{"a record that comes has all its parts", graph.Change{}, tie(active),
			[]string{"kind:  > MEMBER_OF", "from:  > org:a", "to:  > org:b", "role:  > member", "claim:  > src:a row 1 active"}},
		{"one that goes loses them", tie(), graph.Change{Removed: "rel:x"},
			[]string{"kind: MEMBER_OF > ", "from: org:a > ", "to: org:b > ", "role: member > "}},
		{"sources", graph.Change{Source: &graph.Source{ID: "src:a", Title: "one", Kind: "page"}},
			graph.Change{Source: &graph.Source{ID: "src:a", Title: "two", Kind: "page", Retrieved: graph.Date{Year: 2026}}},
			[]string{"title: one > two", "retrieved:  > 2026"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, told(difference.Between(test.before, test.after))); diff != "" {
				t.Errorf("differences (-want +got):\n%s", diff)
			}
		})
	}
}

func TestDifferencesMakeOneStateOutOfTheOther(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		draw := rapid.Custom(func(rt *rapid.T) graph.Change {
			return tie(rapid.SliceOfN(rapid.Custom(func(rt *rapid.T) graph.Claim {
				return claim(rapid.SampledFrom([]graph.ID{"src:a", "src:b"}).Draw(rt, "source"), rapid.SampledFrom([]string{"", "x"}).Draw(rt, "locator"),
					rapid.SampledFrom([]graph.Status{graph.Active, graph.Ended}).Draw(rt, "status"))
			}), 0, 5).Draw(rt, "claims")...)
		})
		before, after := draw.Draw(rt, "before"), draw.Draw(rt, "after")
		counts := map[graph.Claim]int{}
		for _, c := range before.Relationship.Claims {
			counts[c]++
		}
		for _, d := range difference.Between(before, after) {
			if d.Before != nil {
				counts[*d.Before.Claim]--
			}
			if d.After != nil {
				counts[*d.After.Claim]++
			}
			if d.Before != nil && d.After != nil && *d.Before.Claim == *d.After.Claim {
				rt.Errorf("%v is told as changed and is the same", *d.After.Claim)
			}
		}
		for _, c := range after.Relationship.Claims {
			counts[c]--
		}
		for c, n := range counts {
			if n != 0 {
				rt.Errorf("%v: %d too many", c, n)
			}
		}
	})
}

func TestEachPartHasAWord(t *testing.T) {
	for _, part := range difference.Parts() {
		if part.String() == "" {
			t.Errorf("part %d has none", part)
		}
	}
}
