package interchange_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/graph"
	"entente/graph/interchange"
)

func TestCanonicalLines(t *testing.T) {
	for _, row := range canonical {
		t.Run("reads "+row.what, func(t *testing.T) {
			got, err := interchange.Decode([]byte(row.line))
			if err != nil {
				t.Fatalf("got error %v", err)
			}
			if diff := cmp.Diff(row.want, got); diff != "" {
				t.Errorf("record differs (-want +got):\n%s", diff)
			}
		})
		t.Run("writes "+row.what, func(t *testing.T) {
			if diff := cmp.Diff(row.line, string(interchange.Append(nil, row.want))); diff != "" {
				t.Errorf("line differs (-want +got):\n%s", diff)
			}
		})
		t.Run("agrees with JSON on "+row.what, func(t *testing.T) {
			if !json.Valid([]byte(row.line)) {
				t.Errorf("the line is no JSON: %s", row.line)
			}
		})
	}
}

func TestAppendKeepsWhatStandsBefore(t *testing.T) {
	got := string(interchange.Append([]byte("before "), canonical[1].want))
	if want := "before " + canonical[1].line; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// Nothing is promised about the order of keys and white space in what others write.
func TestDecodeIsLenientAboutForm(t *testing.T) {
	want := canonical[3].want
	for what, line := range map[string]string{
		"keys in another order":        `{"statements":[],"props":{"historical":true},"ids":[],"names":[{"type":"label","lang":"en","value":"Invented Country"}],"kind":"Country","id":"iso:XX","record":"entity"}`,
		"white space everywhere":       " {\t\"record\" : \"entity\" , \"id\":\"iso:XX\",\"kind\":\"Country\",\"names\":[ {\"value\":\"Invented Country\",\"lang\":\"en\",\"type\":\"label\"} ],\"props\":{ \"historical\" : true } } \r",
		"escapes that nobody needs":    `{"\u0072ecord":"entity","id":"iso\u003aXX","kind":"Country","names":[{"value":"Invented\u0020Country","lang":"en","type":"label"}],"props":{"historical":true}}`,
		"empty lists left out":         `{"record":"entity","id":"iso:XX","kind":"Country","names":[{"value":"Invented Country","lang":"en","type":"label"}],"props":{"historical":true}}`,
		"an empty list of merged ids":  `{"record":"entity","id":"iso:XX","kind":"Country","names":[{"value":"Invented Country","lang":"en","type":"label"}],"props":{"historical":true},"merged":[]}`,
		"null for a name's open dates": `{"record":"entity","id":"iso:XX","kind":"Country","names":[{"value":"Invented Country","lang":"en","type":"label","start":null,"end":null,"source":null}],"props":{"historical":true}}`,
	} {
		t.Run("it reads "+what, func(t *testing.T) {
			got, err := interchange.Decode([]byte(line))
			if err != nil {
				t.Fatalf("got error %v", err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("record differs (-want +got):\n%s", diff)
			}
		})
	}
}

func TestTextsSurvive(t *testing.T) {
	for what, text := range map[string]string{
		"control characters":           "a\x00\x01\b\f\n\r\t\x1f\x7f",
		"quotes and backslashes":       `"\" \\ "`,
		"what HTML would escape":       `<a href='x'>&amp;`,
		"line and paragraph separator": "\u2028\u2029",
		"ZWNJ, Arabic yeh and kaf":     "\u0645\u06cc\u200c\u0643\u064a",
		"characters beyond the BMP":    "😀𐎠",
		"nothing":                      "",
	} {
		t.Run(what, func(t *testing.T) {
			line := interchange.Append(nil, interchange.Record{Source: &graph.Source{ID: "src:x", Title: text, Kind: "page"}})
			got, err := interchange.Decode(line)
			if err != nil || got.Source.Title != text {
				t.Errorf("got %q, %v, want %q from %s", got.Source, err, text, line)
			}
			var plain struct{ Title string }
			if err := json.Unmarshal(line, &plain); err != nil || plain.Title != text {
				t.Errorf("JSON reads %q, %v, want %q from %s", plain.Title, err, text, line)
			}
		})
	}
}

func TestSurrogatePairs(t *testing.T) {
	got, err := interchange.Decode([]byte(`{"record":"source","id":"src:x","title":"\ud83d\ude00\/","kind":"page"}`))
	if err != nil || got.Source.Title != "😀/" {
		t.Errorf("got %v, %v, want the title 😀/", got.Source, err)
	}
}

const entityStart = `{"record":"entity","id":"org:x","kind":"Organization","names":[{"value":"X","lang":"en","type":"label"}]`

// Each row breaks one rule; field is where the error must say that it lies.
func TestDecodeRefuses(t *testing.T) {
	for _, row := range []struct {
		what, line, field, says string
	}{
		{"an empty line", ``, "", "ends where an object is wanted"},
		{"a list", `[]`, "", "where an object is wanted"},
		{"a record without a form", `{"id":"org:x"}`, "record", "missing"},
		{"an unknown form", `{"record":"person","id":"org:x"}`, "record", "no form of record"},
		{"a form that is no text", `{"record":1}`, "record", "where a text is wanted"},
		{"an entity without a kind", `{"record":"entity","id":"org:x"}`, "kind", "missing"},
		{"an unknown kind of entity", `{"record":"entity","id":"org:x","kind":"Spaceship"}`, "kind", `unknown entity kind "Spaceship"`},
		{"an unknown field", entityStart + `,"colour":"red"}`, "colour", "unknown field"},
		{"a field given twice", entityStart + `,"id":"org:y"}`, "id", "given twice"},
		{"a property given twice", entityStart + `,"props":{"city":"A","city":"B"}}`, "props.city", "given twice"},
		{"an unknown property", entityStart + `,"props":{"colour":"red"}}`, "props.colour", `Organization has no property "colour"`},
		{"a text for a number", entityStart + `,"props":{"latitude":"35"}}`, "props.latitude", "where a number is wanted"},
		{"a number for a text", entityStart + `,"props":{"city":7}}`, "props.city", "where a text is wanted"},
		{"a number beyond 64 bits", entityStart + `,"props":{"latitude":1e999}}`, "props.latitude", "too large"},
		{"a number with a leading zero", entityStart + `,"props":{"latitude":01}}`, "props.latitude", "where a number is wanted"},
		{"a number without digits", entityStart + `,"props":{"latitude":-}}`, "props.latitude", "where a number is wanted"},
		{"a number with an open fraction", entityStart + `,"props":{"latitude":1.}}`, "props.latitude", "where a digit is wanted"},
		{"null for a property", entityStart + `,"props":{"city":null}}`, "props.city", "where a text is wanted"},
		{"an impossible date", entityStart + `,"props":{"founded":"1990-02-30"}}`, "props.founded", "does not exist"},
		{"a date with a word", entityStart + `,"props":{"founded":"recently"}}`, "props.founded", "is no date"},
		{"a truth value as a text", `{"record":"entity","id":"iso:XX","kind":"Country","props":{"historical":"true"}}`, "props.historical", "where true or false is wanted"},
		{"a text for a list", `{"record":"entity","id":"agreement:x","kind":"Agreement","props":{"territories":"Here"}}`, "props.territories", "where a list is wanted"},
		{"a number in a list of texts", `{"record":"entity","id":"agreement:x","kind":"Agreement","props":{"territories":["Here",7]}}`, "props.territories[1]", "where a text is wanted"},
		{"an unknown type of name", `{"record":"entity","id":"org:x","kind":"Firm","names":[{"value":"X"},{"value":"X","type":"nickname"}]}`, "names[1].type", `unknown name type "nickname"`},
		{"an unknown field of a name", `{"record":"entity","id":"org:x","kind":"Firm","names":[{"text":"X"}]}`, "names[0].text", "unknown field"},
		{"a number as an external id", entityStart + `,"ids":[{"scheme":"isni","value":7}]}`, "ids[0].value", "where a text is wanted"},
		{"an unknown field of an external id", entityStart + `,"ids":[{"scheme":"isni","url":""}]}`, "ids[0].url", "unknown field"},
		{"an unknown field of a statement", entityStart + `,"statements":[{"claim":"x"}]}`, "statements[0].claim", "unknown field"},
		{"a statement's impossible date", entityStart + `,"statements":[{"asOf":"2020-13"}]}`, "statements[0].asOf", "does not exist"},
		{"a merged id that is no text", entityStart + `,"merged":["old:x",{}]}`, "merged[1]", "where an id is wanted"},
		{"an unknown kind of relationship", `{"record":"relationship","kind":"LOVES"}`, "kind", `unknown relationship kind "LOVES"`},
		{"a role of another kind", `{"record":"relationship","kind":"FUNDS","role":"founder"}`, "role", `FUNDS has no role "founder"`},
		{"a role without a kind", `{"record":"relationship","role":"founder"}`, "role", "has no role"},
		{"an unknown field of a relationship", `{"record":"relationship","weight":1}`, "weight", "unknown field"},
		{"an unknown status", `{"record":"relationship","kind":"FUNDS","claims":[{"status":"fine"}]}`, "claims[0].status", `unknown status "fine"`},
		{"an unknown confidence", `{"record":"relationship","kind":"FUNDS","claims":[{"confidence":"D"}]}`, "claims[0].confidence", `unknown confidence "D"`},
		{"a claim's impossible start", `{"record":"relationship","kind":"FUNDS","claims":[{"start":"2023-02-29"}]}`, "claims[0].start", "does not exist"},
		{"a claim's padded end", `{"record":"relationship","kind":"FUNDS","claims":[{},{"end":"2023-00-00"}]}`, "claims[1].end", "is no date"},
		{"an unknown field of a claim", `{"record":"relationship","kind":"FUNDS","claims":[{"by":"me"}]}`, "claims[0].by", "unknown field"},
		{"null for a claim's source", `{"record":"relationship","kind":"FUNDS","claims":[{"source":null}]}`, "claims[0].source", "where an id is wanted"},
		{"an unknown field of a source", `{"record":"source","id":"src:x","author":"x"}`, "author", "unknown field"},
		{"a source's impossible date", `{"record":"source","id":"src:x","retrieved":"yesterday"}`, "retrieved", "is no date"},
		{"text after the record", `{"record":"source","id":"src:x"} x`, "", "where the end of the line is wanted"},
		{"a comma too many", `{"record":"source","id":"src:x",}`, "", "where a field name is wanted"},
		{"a missing comma", `{"record":"source" "id":"src:x"}`, "", "where a comma or the end of the object is wanted"},
		{"a missing colon", `{"record" "source"}`, "", "where a colon is wanted"},
		{"a line that ends in a text", `{"record":"source","id":"src:x`, "id", "the line ends"},
		{"a raw control character", "{\"record\":\"source\",\"id\":\"src:\x01\"}", "id", "where text is wanted"},
		{"a raw control character after an escape", "{\"record\":\"source\",\"id\":\"src\\u003a\x01\"}", "id", "where text is wanted"},
		{"an unknown escape", `{"record":"source","id":"src:\x"}`, "id", "where an escape is wanted"},
		{"half an escape", `{"record":"source","id":"src:\u00g1"}`, "id", "four hexadecimal digits"},
		{"half of a surrogate pair", `{"record":"source","id":"src:\ud83d"}`, "id", "surrogate pair"},
		{"two first halves of a pair", `{"record":"source","id":"src:\ud83d\ud83d"}`, "id", "surrogate pair"},
		{"bytes that are no UTF-8", "{\"record\":\"source\",\"id\":\"src:\xff\"}", "", "not UTF-8"},
		{"endless nesting before the form", strings.Repeat(`{"a":`, 1000), "a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a", "nested more than"},
		{"endless lists before the form", `{"a":` + strings.Repeat(`[`, 1000), "a[0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0]", "nested more than"},
	} {
		t.Run("it refuses "+row.what, func(t *testing.T) {
			record, err := interchange.Decode([]byte(row.line))
			var refused *graph.Error
			if !errors.As(err, &refused) || refused.Code != graph.Invalid {
				t.Fatalf("got %v, %v, want an error of code INVALID", record, err)
			}
			if refused.Field != row.field || !strings.Contains(refused.Message, row.says) {
				t.Errorf("got %q at %q, want %q at %q", refused.Message, refused.Field, row.says, row.field)
			}
		})
	}
}

// A line of many unread fields must cost time in proportion to its length:
// with a search for twins in them this case would take minutes.
func TestDecodeReadsManyUnknownFieldsFast(t *testing.T) {
	line := `{"a":{` + strings.Repeat(`"b":1,`, 150_000) + `"b":1}}`
	if _, err := interchange.Decode([]byte(line)); graph.CodeOf(err) != graph.Invalid {
		t.Errorf("got %v, want an error of code INVALID", err)
	}
}

func TestDecodeAllocates(t *testing.T) {
	line := []byte(canonical[5].line)
	allocations := testing.AllocsPerRun(100, func() {
		if _, err := interchange.Decode(line); err != nil {
			t.Fatal(err)
		}
	})
	if most := 6.0; allocations > most {
		t.Errorf("got %v allocations for a relationship with two claims, want at most %v", allocations, most)
	}
}

func TestNumbersComeBackInTheirShortestForm(t *testing.T) {
	for want, f := range map[string]float64{"1e+300": 1e300, "1e-300": 1e-300, "1e-7": 1e-7, "1e+21": 1e21, "36.8": 36.8, "-1.5e-9": -1.5e-9, "0": 0} {
		entity := &graph.Entity{ID: "org:x", Kind: graph.Organization, Names: []graph.Name{{Value: "X", Type: graph.Label}},
			Properties: map[string]graph.Value{"latitude": graph.Float(f)}}
		line := interchange.Append(nil, interchange.Record{Entity: entity})
		if !strings.Contains(string(line), `"latitude":`+want+`}`) {
			t.Errorf("%g is written %s, want %s", f, line, want)
		}
		back, err := interchange.Decode(line)
		if err != nil || back.Entity.Properties["latitude"].Float != f {
			t.Errorf("%s reads back as %v, %v", want, back.Entity.Properties["latitude"].Float, err)
		}
	}
}

func TestEveryValidRecordComesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := record().Draw(t, "record")
		if err := want.Validate(); err != nil {
			t.Skip(err)
		}
		line := interchange.Append(nil, want)
		got, err := interchange.Decode(line)
		if err != nil {
			t.Fatalf("got error %v for %s", err, line)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("record differs (-want +got):\n%s", diff)
		}
	})
}

func record() *rapid.Generator[interchange.Record] {
	return rapid.Custom(func(t *rapid.T) interchange.Record {
		switch rapid.IntRange(0, 2).Draw(t, "form") {
		case 0:
			return interchange.Record{Source: &graph.Source{ID: id(t), Title: text(t), Publisher: text(t), URL: text(t), Kind: "page", Retrieved: date(t), Licence: text(t)}}
		case 1:
			return interchange.Record{Relationship: &graph.Relationship{ID: id(t), Kind: rapid.SampledFrom(graph.RelationshipKinds()).Draw(t, "kind"),
				From: id(t), To: id(t), Claims: []graph.Claim{{Source: id(t), Locator: text(t), Confidence: graph.ConfidenceB, Status: graph.Done, Start: date(t), Note: text(t)}}}}
		}
		e := &graph.Entity{ID: id(t), Kind: rapid.SampledFrom(graph.EntityKinds()).Draw(t, "kind")}
		e.Names = []graph.Name{{Value: text(t), Language: rapid.SampledFrom([]string{"", "fa", "zh-Hans"}).Draw(t, "lang"), Type: graph.Former, End: date(t)}}
		for _, p := range e.Kind.Properties() {
			if rapid.Bool().Draw(t, p.Name) {
				continue
			}
			if e.Properties == nil {
				e.Properties = map[string]graph.Value{}
			}
			e.Properties[p.Name] = value(t, p)
		}
		return interchange.Record{Entity: e}
	})
}

func id(t *rapid.T) graph.ID {
	return graph.ID(rapid.StringMatching(`[a-z]{1,3}:[^\x00-\x20\pZ\p{Cc}\p{Cf}]{0,8}`).Draw(t, "id"))
}

func text(t *rapid.T) string {
	return rapid.StringOf(rapid.SampledFrom([]rune("aZ \n\t\"\\/<&\u200c\u06cc\u0643中Я😀\u2028"))).Draw(t, "text")
}

func date(t *rapid.T) graph.Date {
	return rapid.SampledFrom([]graph.Date{{}, {Year: 7}, {Year: 2018, Month: 11}, {Year: 2024, Month: 2, Day: 29}}).Draw(t, "date")
}

func value(t *rapid.T, p graph.Property) graph.Value {
	switch p.Type {
	case graph.IntValue:
		return graph.Int(rapid.Int64().Draw(t, "int"))
	case graph.FloatValue:
		return graph.Float(rapid.Float64().Draw(t, "float"))
	case graph.BoolValue:
		return graph.Bool(rapid.Bool().Draw(t, "bool"))
	case graph.DateValue:
		return graph.DateOf(graph.Date{Year: 1990, Month: 2})
	case graph.ListValue:
		return graph.List(text(t), text(t))
	}
	if p.Period {
		return graph.Text("P2Y6M")
	}
	if p.Words != nil {
		return graph.Text(p.Words[0])
	}
	return graph.Text(text(t))
}

// What Decode reads is JSON, and what validates comes back the same.
func FuzzDecode(f *testing.F) {
	for _, row := range canonical {
		f.Add([]byte(row.line))
	}
	f.Add([]byte(`{"record":"source","id":"src:\ud83d\ude00","title":"\u0000","kind":"page"}`))
	f.Add([]byte(entityStart + `,"props":{"latitude":1e-7,"longitude":-0}}`))
	f.Fuzz(func(t *testing.T, line []byte) {
		record, err := interchange.Decode(line)
		if err != nil {
			if graph.CodeOf(err) != graph.Invalid {
				t.Errorf("got code %v, want INVALID: %v", graph.CodeOf(err), err)
			}
			return
		}
		if !json.Valid(line) {
			t.Errorf("read what is no JSON: %q", line)
		}
		if record.Validate() != nil {
			return
		}
		again, err := interchange.Decode(interchange.Append(nil, record))
		if diff := cmp.Diff(record, again); diff != "" || err != nil {
			t.Errorf("record differs (-want +got):\n%s%v", diff, err)
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	line := []byte(canonical[2].line)
	b.SetBytes(int64(len(line)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := interchange.Decode(line); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAppend(b *testing.B) {
	var line []byte
	b.ReportAllocs()
	for b.Loop() {
		line = interchange.Append(line[:0], canonical[2].want)
	}
	b.SetBytes(int64(len(line)))
}
