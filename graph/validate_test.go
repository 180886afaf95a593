package graph_test

import (
	"math"
	"strings"
	"testing"

	"entente/graph"
)

func goodEntity() *graph.Entity {
	return &graph.Entity{ID: "org:invented", Kind: graph.Organization,
		Names:       []graph.Name{{Value: "Invented Institute", Language: "en", Type: graph.Label}},
		ExternalIDs: []graph.ExternalID{{Scheme: "ror", Value: "000000000"}},
		Properties:  map[string]graph.Value{"type": graph.Text("INSTITUTE"), "founded": graph.DateOf(graph.Date{Year: 1983})},
		Statements:  []graph.Statement{{Property: "function", Value: "none; it is invented", Source: "src:invented"}},
		Merged:      []graph.ID{"org:before"}}
}

func goodRelationship() *graph.Relationship {
	return &graph.Relationship{ID: "rel:MEMBER_OF/org:invented/academy:invented/founder", Kind: graph.MemberOf,
		From: "org:invented", To: "academy:invented", Role: "founder",
		Claims: []graph.Claim{{Source: "src:invented", Confidence: graph.ConfidenceA, Status: graph.Active, Start: graph.Date{Year: 2018}}}}
}

func TestAGoodRecordIsTaken(t *testing.T) {
	if err := goodEntity().Validate(); err != nil {
		t.Error(err)
	}
	if err := goodRelationship().Validate(); err != nil {
		t.Error(err)
	}
	source := graph.Source{ID: "src:invented", Title: "Invented page", Kind: "page"}
	if err := source.Validate(); err != nil {
		t.Error(err)
	}
}

func TestABadEntityIsRefusedAtItsField(t *testing.T) {
	long := strings.Repeat("x", graph.MaxText+1)
	cases := []struct {
		name  string
		spoil func(*graph.Entity)
		field string
		code  graph.Code
	}{
		{"no id", func(e *graph.Entity) { e.ID = "" }, "id", graph.Invalid},
		{"an id without a scheme", func(e *graph.Entity) { e.ID = "invented" }, "id", graph.Invalid},
		{"an id with a space", func(e *graph.Entity) { e.ID = "org:a b" }, "id", graph.Invalid},
		{"an id with a zero-width non-joiner", func(e *graph.Entity) { e.ID = "org:a\u200cb" }, "id", graph.Invalid},
		{"an id too long", func(e *graph.Entity) { e.ID = graph.ID("org:" + strings.Repeat("x", graph.MaxID)) }, "id", graph.Invalid},
		{"an id that is not UTF-8", func(e *graph.Entity) { e.ID = "org:\xff" }, "id", graph.Invalid},
		{"no kind", func(e *graph.Entity) { e.Kind = 0 }, "kind", graph.Invalid},
		{"a kind beyond the table", func(e *graph.Entity) { e.Kind = 200 }, "kind", graph.Invalid},
		{"no name", func(e *graph.Entity) { e.Names = nil }, "names", graph.Invalid},
		{"an empty name", func(e *graph.Entity) { e.Names[0].Value = " \t" }, "names[0].value", graph.Invalid},
		{"a name without a type", func(e *graph.Entity) { e.Names[0].Type = 0 }, "names[0].type", graph.Invalid},
		{"a name of no known type", func(e *graph.Entity) { e.Names[0].Type = 99 }, "names[0].type", graph.Invalid},
		{"a name from a day that cannot be", func(e *graph.Entity) { e.Names[0].Start = graph.Date{Year: 2018, Month: 13} }, "names[0].end", graph.Invalid},
		{"a statement as of a day without a month", func(e *graph.Entity) { e.Statements[0].AsOf = graph.Date{Year: 2018, Day: 3} }, "statements[0].asOf", graph.Invalid},
		{"a name with NUL", func(e *graph.Entity) { e.Names[0].Value = "a\x00b" }, "names[0].value", graph.Invalid},
		{"a name that is not UTF-8", func(e *graph.Entity) { e.Names[0].Value = "caf\xe9" }, "names[0].value", graph.Invalid},
		{"a name too long", func(e *graph.Entity) { e.Names[0].Value = long }, "names[0].value", graph.TooLarge},
		{"a language that is none", func(e *graph.Entity) { e.Names[0].Language = "en us" }, "names[0].lang", graph.Invalid},
		{"a name that ends before it starts", func(e *graph.Entity) {
			e.Names[0].Start, e.Names[0].End = graph.Date{Year: 2020}, graph.Date{Year: 2019}
		}, "names[0].end", graph.Invalid},
		{"an external id without a value", func(e *graph.Entity) { e.ExternalIDs[0].Value = "" }, "ids[0]", graph.Invalid},
		{"an unknown property", func(e *graph.Entity) { e.Properties["colour"] = graph.Text("red") }, "props.colour", graph.Invalid},
		{"a property of another type", func(e *graph.Entity) { e.Properties["founded"] = graph.Text("1983") }, "props.founded", graph.Invalid},
		{"a property with an unknown word", func(e *graph.Entity) { e.Properties["type"] = graph.Text("CIRCUS") }, "props.type", graph.Invalid},
		{"a number that is not finite", func(e *graph.Entity) { e.Properties["latitude"] = graph.Float(math.NaN()) }, "props.latitude", graph.Invalid},
		{"a statement without a source", func(e *graph.Entity) { e.Statements[0].Source = "" }, "statements[0].source", graph.Invalid},
		{"a statement without a value", func(e *graph.Entity) { e.Statements[0].Value = "" }, "statements[0]", graph.Invalid},
		{"a note of 10 MB", func(e *graph.Entity) { e.Statements[0].Note = strings.Repeat("x", 10<<20) }, "statements[0].note", graph.TooLarge},
		{"merged into itself", func(e *graph.Entity) { e.Merged = []graph.ID{e.ID} }, "merged[0]", graph.Invalid},
		{"many long notes together", func(e *graph.Entity) {
			for range 40 {
				e.Statements = append(e.Statements, graph.Statement{Property: "p", Value: "v", Source: "src:invented", Note: long[1:]})
			}
		}, "", graph.TooLarge},
		{"too many names", func(e *graph.Entity) { e.Names = make([]graph.Name, graph.MaxItems+1) }, "", graph.TooLarge},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			entity := goodEntity()
			c.spoil(entity)
			wantRefusal(t, entity.Validate(), c.code, c.field)
		})
	}
}

func TestABadRelationshipIsRefusedAtItsField(t *testing.T) {
	cases := []struct {
		name  string
		spoil func(*graph.Relationship)
		field string
	}{
		{"no kind", func(r *graph.Relationship) { r.Kind = 0 }, "kind"},
		{"no start", func(r *graph.Relationship) { r.From = "" }, "from"},
		{"no end", func(r *graph.Relationship) { r.To = "" }, "to"},
		{"joined to itself", func(r *graph.Relationship) { r.To = r.From }, "to"},
		{"a symmetric tie the wrong way round", func(r *graph.Relationship) {
			r.Kind, r.Role, r.From, r.To = graph.PartnerOf, "cooperation", "org:b", "org:a"
		}, "from"},
		{"a role of another kind", func(r *graph.Relationship) { r.Role = "minister" }, "role"},
		{"no claim", func(r *graph.Relationship) { r.Claims = nil }, "claims"},
		{"a claim without a source", func(r *graph.Relationship) { r.Claims[0].Source = "" }, "claims[0].source"},
		{"a claim without a status", func(r *graph.Relationship) { r.Claims[0].Status = 0 }, "claims[0].status"},
		{"a claim without a confidence", func(r *graph.Relationship) { r.Claims[0].Confidence = 0 }, "claims[0].confidence"},
		{"a claim that ends before it starts", func(r *graph.Relationship) { r.Claims[0].End = graph.Date{Year: 2017} }, "claims[0].end"},
		{"a status beyond the list", func(r *graph.Relationship) { r.Claims[0].Status = 99 }, "claims[0].status"},
		{"a confidence beyond the list", func(r *graph.Relationship) { r.Claims[0].Confidence = 4 }, "claims[0].confidence"},
		{"a claim from 30 February", func(r *graph.Relationship) { r.Claims[0].Start = graph.Date{Year: 2018, Month: 2, Day: 30} }, "claims[0].end"},
		{"a note with a bell", func(r *graph.Relationship) { r.Claims[0].Note = "\a" }, "claims[0].note"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			relationship := goodRelationship()
			c.spoil(relationship)
			wantRefusal(t, relationship.Validate(), graph.Invalid, c.field)
		})
	}
}

func TestABadSourceIsRefusedAtItsField(t *testing.T) {
	cases := []struct {
		name   string
		source graph.Source
		field  string
	}{
		{"no id", graph.Source{Title: "t", Kind: "page"}, "id"},
		{"no title", graph.Source{ID: "src:x", Kind: "page"}, "title"},
		{"read before the calendar", graph.Source{ID: "src:x", Title: "t", Kind: "page", Retrieved: graph.Date{Year: -3}}, "retrieved"},
		{"an unknown kind", graph.Source{ID: "src:x", Title: "t", Kind: "rumour"}, "kind"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) { wantRefusal(t, c.source.Validate(), graph.Invalid, c.field) })
	}
}

func TestEndsOutsideTheVocabularyAreRefused(t *testing.T) {
	r := goodRelationship()
	if err := r.ValidateEnds(graph.Organization, graph.Academy); err != nil {
		t.Error(err)
	}
	wantRefusal(t, r.ValidateEnds(graph.TechnologyField, graph.Academy), graph.Invalid, "from")
	wantRefusal(t, r.ValidateEnds(graph.Organization, graph.Person), graph.Invalid, "to")
}

func wantRefusal(t *testing.T, err *graph.Error, code graph.Code, field string) {
	t.Helper()
	switch {
	case err == nil:
		t.Errorf("it was taken, want a refusal at %s", field)
	case err.Code != code || err.Field != field:
		t.Errorf("got %s at %q (%v), want %s at %q", err.Code, err.Field, err, code, field)
	}
}
