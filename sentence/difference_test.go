package sentence_test

import (
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/difference"
	"entente/sentence"
)

func TestDifferencesInWords(t *testing.T) {
	name := func(value string) *difference.Value {
		return &difference.Value{Name: &graph.Name{Value: value, Language: "en", Type: graph.Label}}
	}
	claim := func(status graph.Status, start graph.Date) *difference.Value {
		return &difference.Value{Claim: &graph.Claim{Source: "src:invented", Locator: "row 1", Confidence: graph.ConfidenceA, Status: status, Start: start}}
	}
	day := graph.Date{Year: 2018, Month: 11, Day: 4}
	property := func(v graph.Value) *difference.Value {
		return &difference.Value{Property: &difference.PropertyValue{Name: "founded", Value: v}}
	}
	for _, test := range []struct {
		name        string
		given       difference.Difference
		english, fa string
	}{
		{"a name came", difference.Difference{Part: difference.Name, After: name("Invented University")},
			"name added: “Invented University”, label, language en", "نام افزوده شد: «Invented University»، برچسب، زبان en"},
		{"a name became another", difference.Difference{Part: difference.Name, Before: name("A"), After: name("B")},
			"name changed: “A” → “B”", "نام تغییر کرد: «A» ← «B»"},
		{"a claim tells only what differs", difference.Difference{Part: difference.Claim, Before: claim(graph.Signed, graph.Date{}), After: claim(graph.Active, day)},
			"claim of src:invented changed: status signed → active, from none → 4 November 2018",
			"ادعای src:invented تغییر کرد: وضعیت امضاشده ← برقرار، از هیچ ← ۱۳ آبان ۱۳۹۷"},
		{"a claim went", difference.Difference{Part: difference.Claim, Before: claim(graph.Active, graph.Date{})},
			"claim of src:invented removed: status active, confidence A, at row 1", "ادعای src:invented برداشته شد: وضعیت برقرار، اطمینان A، در row 1"},
		{"a property", difference.Difference{Part: difference.Property, Before: property(graph.DateOf(graph.Date{Year: 2018})), After: property(graph.DateOf(day))},
			"property founded changed: 2018 → 4 November 2018", "ویژگی founded تغییر کرد: ۲۰۱۸ میلادی ← ۱۳ آبان ۱۳۹۷"},
		{"a truth", difference.Difference{Part: difference.Property, After: property(graph.Bool(true))}, "property founded added: yes", "ویژگی founded افزوده شد: آری"},
		{"a number", difference.Difference{Part: difference.Property, After: property(graph.Float(1.5))}, "property founded added: 1.5", "ویژگی founded افزوده شد: 1.5"},
		{"a list", difference.Difference{Part: difference.Property, After: property(graph.List("a", "b"))}, "property founded added: a, b", "ویژگی founded افزوده شد: a، b"},
		{"a statement", difference.Difference{Part: difference.Statement, After: &difference.Value{Statement: &graph.Statement{Property: "memberCount", Value: "67", AsOf: graph.Date{Year: 2024}, Source: "src:invented"}}},
			"statement memberCount of src:invented added: “67”, as of 2024", "گزاره memberCount از src:invented افزوده شد: «67»، به تاریخ ۲۰۲۴ میلادی"},
		{"an external id", difference.Difference{Part: difference.ExternalID, Before: &difference.Value{ExternalID: &graph.ExternalID{Scheme: "ror", Value: "1"}}},
			"external id ror removed: 1", "شناسهٔ بیرونی ror برداشته شد: 1"},
		{"a plain text", difference.Difference{Part: difference.Role, Before: &difference.Value{Text: "member"}, After: &difference.Value{Text: "board"}},
			"role changed: member → board", "نقش تغییر کرد: member ← board"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := sentence.Difference("en", test.given); got != test.english {
				t.Errorf("got %q, want %q", got, test.english)
			}
			if got := sentence.Difference("fa", test.given); got != test.fa {
				t.Errorf("got %q, want %q", got, test.fa)
			}
		})
	}
}

func TestEachPartIsNamedInPersian(t *testing.T) {
	for _, part := range difference.Parts() {
		told := sentence.Difference("fa", difference.Difference{Part: part, After: &difference.Value{Text: "x"}})
		if strings.HasPrefix(told, part.String()) {
			t.Errorf("%s has no word: %s", part, told)
		}
	}
}
