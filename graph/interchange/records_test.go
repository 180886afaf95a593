package interchange_test

import (
	"entente/graph"
	"entente/graph/interchange"
)

// canonical are records in the one form that Append gives them, with every
// field that may be null or absent both ways. The bodies are invented.
var canonical = []struct {
	what string
	line string
	want interchange.Record
}{
	{
		"a source with everything",
		`{"record":"source","id":"src:invented","title":"An \"invented\" register\n","publisher":"Invented University","url":"https://example.org/?a=1&b=<2>","kind":"dataset","retrieved":"2026-11-22","licence":"CC0"}`,
		interchange.Record{Source: &graph.Source{
			ID: "src:invented", Title: "An \"invented\" register\n", Publisher: "Invented University", URL: "https://example.org/?a=1&b=<2>",
			Kind: "dataset", Retrieved: graph.Date{Year: 2026, Month: 11, Day: 22}, Licence: "CC0",
		}},
	},
	{
		"a source with what it needs",
		`{"record":"source","id":"src:bare","title":"Bare","publisher":null,"url":null,"kind":"page","retrieved":null}`,
		interchange.Record{Source: &graph.Source{ID: "src:bare", Title: "Bare", Kind: "page"}},
	},
	{
		"an entity with names in many scripts, every type of value, statements and merged ids",
		`{"record":"entity","id":"org:invented","kind":"Organization","names":[` +
			`{"value":"Invented University","lang":"en","type":"label","start":"1990","end":"2001-05","source":"src:invented"},` +
			`{"value":"دانشگاه` + "\u200c" + `ها","lang":"fa","type":"alias"},{"value":"中国科学院","lang":"zh","type":"alias"},` +
			`{"value":"Академия\\","lang":null,"type":"former"},{"value":"IU","lang":"en","type":"acronym"}],` +
			`"ids":[{"scheme":"ror","value":"000000000"}],` +
			`"props":{"founded":"1990","latitude":-0.5,"longitude":1e-7,"type":"UNIVERSITY"},` +
			`"statements":[{"property":"memberCount","value":"12","asOf":"2024-06","source":"src:invented","locator":"p. 3","note":"as printed"},` +
			`{"property":"memberCount","value":"13","asOf":null,"source":"src:bare","locator":null,"note":null}],"merged":["ror:000000000","old:x"]}`,
		interchange.Record{Entity: &graph.Entity{
			ID: "org:invented", Kind: graph.Organization,
			Names: []graph.Name{
				{Value: "Invented University", Language: "en", Type: graph.Label, Start: graph.Date{Year: 1990}, End: graph.Date{Year: 2001, Month: 5}, Source: "src:invented"},
				{Value: "دانشگاه\u200cها", Language: "fa", Type: graph.Alias},
				{Value: "中国科学院", Language: "zh", Type: graph.Alias},
				{Value: `Академия\`, Type: graph.Former},
				{Value: "IU", Language: "en", Type: graph.Acronym},
			},
			ExternalIDs: []graph.ExternalID{{Scheme: "ror", Value: "000000000"}},
			Properties: map[string]graph.Value{
				"founded": graph.DateOf(graph.Date{Year: 1990}), "latitude": graph.Float(-0.5),
				"longitude": graph.Float(1e-7), "type": graph.Text("UNIVERSITY"),
			},
			Statements: []graph.Statement{
				{Property: "memberCount", Value: "12", AsOf: graph.Date{Year: 2024, Month: 6}, Source: "src:invented", Locator: "p. 3", Note: "as printed"},
				{Property: "memberCount", Value: "13", Source: "src:bare"},
			},
			Merged: []graph.ID{"ror:000000000", "old:x"},
		}},
	},
	{
		"a country with a truth value and no lists",
		`{"record":"entity","id":"iso:XX","kind":"Country","names":[{"value":"Invented Country","lang":"en","type":"label"}],"ids":[],"props":{"historical":true},"statements":[]}`,
		interchange.Record{Entity: &graph.Entity{
			ID: "iso:XX", Kind: graph.Country, Names: []graph.Name{{Value: "Invented Country", Language: "en", Type: graph.Label}},
			Properties: map[string]graph.Value{"historical": graph.Bool(true)},
		}},
	},
	{
		"an agreement with a list of strings",
		`{"record":"entity","id":"agreement:x","kind":"Agreement","names":[{"value":"Invented treaty","lang":"en","type":"label"}],"ids":[],"props":{"territories":["Here","There"]},"statements":[]}`,
		interchange.Record{Entity: &graph.Entity{
			ID: "agreement:x", Kind: graph.Agreement, Names: []graph.Name{{Value: "Invented treaty", Language: "en", Type: graph.Label}},
			Properties: map[string]graph.Value{"territories": graph.List("Here", "There")},
		}},
	},
	{
		"a relationship with two claims",
		`{"record":"relationship","id":"rel:MEMBER_OF/iso:XX/org:invented/founder","kind":"MEMBER_OF","from":"iso:XX","to":"org:invented","role":"founder","claims":[` +
			`{"source":"src:invented","locator":"P54","confidence":"A","status":"active","start":"1990","end":null,"note":"says so"},` +
			`{"source":"src:bare","locator":null,"confidence":"C","status":"ended","start":"1990-02","end":"2001-05-09","note":null}]}`,
		interchange.Record{Relationship: &graph.Relationship{
			ID: "rel:MEMBER_OF/iso:XX/org:invented/founder", Kind: graph.MemberOf, From: "iso:XX", To: "org:invented", Role: "founder",
			Claims: []graph.Claim{
				{Source: "src:invented", Locator: "P54", Confidence: graph.ConfidenceA, Status: graph.Active, Start: graph.Date{Year: 1990}, Note: "says so"},
				{Source: "src:bare", Confidence: graph.ConfidenceC, Status: graph.Ended, Start: graph.Date{Year: 1990, Month: 2}, End: graph.Date{Year: 2001, Month: 5, Day: 9}},
			},
		}},
	},
	{
		"a relationship without a role",
		`{"record":"relationship","id":"rel:FUNDS/iso:XX/org:invented","kind":"FUNDS","from":"iso:XX","to":"org:invented","role":null,"claims":[` +
			`{"source":"src:bare","locator":null,"confidence":"B","status":"unknown","start":null,"end":null,"note":null}]}`,
		interchange.Record{Relationship: &graph.Relationship{
			ID: "rel:FUNDS/iso:XX/org:invented", Kind: graph.Funds, From: "iso:XX", To: "org:invented",
			Claims: []graph.Claim{{Source: "src:bare", Confidence: graph.ConfidenceB, Status: graph.Unknown}},
		}},
	},
}
