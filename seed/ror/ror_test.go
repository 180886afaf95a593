package ror_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/seed/ror"
)

// record is an invented record of a dump; the fields take the place of its own.
func record(fields string) string {
	merged := map[string]json.RawMessage{}
	base := `{"id":"https://ror.org/0invent0a","status":"active","types":["education"],"names":[{"value":"Invented","lang":"en","types":["ror_display","label"]}]}`
	for _, part := range []string{base, "{" + fields + "}"} {
		if err := json.Unmarshal([]byte(part), &merged); err != nil {
			panic(err)
		}
	}
	content, err := json.Marshal(merged)
	if err != nil {
		panic(err)
	}
	return string(content)
}

// read reads a dump to its end.
func read(t *testing.T, input io.Reader) ([]ror.Record, error) {
	t.Helper()
	var records []ror.Record
	for record, err := range ror.Read(t.Context(), input) {
		if err != nil {
			return records, err
		}
		records = append(records, record)
	}
	return records, nil
}

// one reads a dump of one record.
func one(t *testing.T, content string) ror.Record {
	t.Helper()
	records, err := read(t, strings.NewReader("["+content+"]"))
	if err != nil || len(records) != 1 {
		t.Fatalf("got %v, %v, want one record", records, err)
	}
	return records[0]
}

func TestARecordOfEverything(t *testing.T) {
	got := one(t, record(`"status":"inactive","types":["funder","facility"],"established":1990,"domains":["example.org"],"admin":{"new":"field"},
		"names":[{"value":"IO","lang":null,"types":["acronym"]},{"value":"Invented Org","lang":null,"types":["alias"]},{"value":"سازمان ساختگی","lang":"fa","types":["label"]},
			{"value":"Invented Organisation","lang":"en","types":["ror_display","label"]},{"value":"Invented Org","lang":null,"types":["alias"]}],
		"links":[{"type":"wikipedia","value":"https://example.org/wiki"},{"type":"website","value":"https://example.org"},{"type":"website","value":"https://example.com"}],
		"locations":[{"geonames_id":1,"geonames_details":{"country_code":"IR","country_name":"Iran","country_subdivision_name":"Tehran","name":"Tehran","lat":35.69439,"lng":51.42151}},
			{"geonames_id":2,"geonames_details":{"country_code":"DE","country_name":"Germany","name":"Bonn","lat":50.7,"lng":7.1}},
			{"geonames_id":3,"geonames_details":{"country_code":"IR","country_name":"Iran","name":"Qom","lat":34.6,"lng":50.8}}],
		"external_ids":[{"type":"isni","preferred":null,"all":["0000 0001"]},{"type":"fundref","preferred":"2","all":["1","2"]}],
		"relationships":[{"type":"parent","id":"https://ror.org/0invent0b","label":"B"},{"type":"child","id":"https://ror.org/0invent0b","label":"B"},
			{"type":"related","id":"https://ror.org/0invent0b","label":"B"},{"type":"predecessor","id":"https://ror.org/0invent0b","label":"B"},{"type":"successor","id":"https://ror.org/0invent0b","label":"B"}]`))
	want := ror.Record{
		Number: 1, ID: "0invent0a", Ended: true,
		Entity: &graph.Entity{
			ID: "ror:0invent0a", Kind: graph.Organization,
			Names: []graph.Name{
				{Value: "Invented Organisation", Language: "en", Type: graph.Label},
				{Value: "سازمان ساختگی", Language: "fa", Type: graph.Label},
				{Value: "Invented Org", Type: graph.Alias},
				{Value: "IO", Type: graph.Acronym},
			},
			ExternalIDs: []graph.ExternalID{{Scheme: "ror", Value: "0invent0a"}, {Scheme: "isni", Value: "0000 0001"}, {Scheme: "fundref", Value: "2"}, {Scheme: "fundref", Value: "1"}},
			Properties: map[string]graph.Value{
				"type": graph.Text("INSTITUTE"), "state": graph.Text("INACTIVE"), "founded": graph.DateOf(graph.Date{Year: 1990}), "website": graph.Text("https://example.org"),
				"country": graph.Text("IR"), "region": graph.Text("Tehran"), "city": graph.Text("Tehran"), "latitude": graph.Float(35.69439), "longitude": graph.Float(51.42151),
			},
		},
		Countries: []ror.Country{{Code: "IR", Name: "Iran"}, {Code: "DE", Name: "Germany"}},
		Ties: []ror.Tie{
			{Kind: graph.PartOf, From: "0invent0a", To: "0invent0b"}, {Kind: graph.PartOf, From: "0invent0b", To: "0invent0a"},
			{Kind: graph.PartnerOf, From: "0invent0a", To: "0invent0b"},
			{Kind: graph.SucceededBy, From: "0invent0b", To: "0invent0a"}, {Kind: graph.SucceededBy, From: "0invent0a", To: "0invent0b"},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("record differs (-want +got):\n%s", diff)
	}
}

func TestKinds(t *testing.T) {
	for _, row := range []struct {
		types    string
		kind     graph.EntityKind
		property string
	}{
		{`"company"`, graph.Firm, ""},
		{`"education"`, graph.Organization, "UNIVERSITY"},
		{`"healthcare"`, graph.Organization, "HOSPITAL"},
		{`"facility"`, graph.Organization, "INSTITUTE"},
		{`"government"`, graph.Organization, "GOVERNMENT"},
		{`"nonprofit"`, graph.Organization, "NGO"},
		{`"archive"`, graph.Organization, "OTHER"},
		{`"other"`, graph.Organization, "OTHER"},
		{`"funder"`, graph.Organization, "FUND"},
		{`"funder","company"`, graph.Firm, ""},
		{`"funder","nonprofit"`, graph.Organization, "NGO"},
		{`"archive","government"`, graph.Organization, "GOVERNMENT"},
		{`"facility","healthcare"`, graph.Organization, "HOSPITAL"},
		{`"healthcare","education"`, graph.Organization, "UNIVERSITY"},
	} {
		t.Run("what is "+row.types, func(t *testing.T) {
			got := one(t, record(`"types":[`+row.types+`]`)).Entity
			if got.Kind != row.kind || got.Properties["type"].Text != row.property {
				t.Errorf("got %s %s, want %s %s", got.Kind, got.Properties["type"].Text, row.kind, row.property)
			}
		})
	}
}

func TestNameTypes(t *testing.T) {
	for types, want := range map[string]graph.NameType{
		`"label"`: graph.Label, `"label","ror_display"`: graph.Label, `"ror_display"`: graph.Label, `"alias","label"`: graph.Label, `"acronym","label"`: graph.Label,
		`"alias"`: graph.Alias, `"alias","ror_display"`: graph.Alias, `"acronym","alias"`: graph.Alias, `"acronym"`: graph.Acronym, `"acronym","ror_display"`: graph.Acronym,
	} {
		t.Run("a name that is "+types, func(t *testing.T) {
			got := one(t, record(`"names":[{"value":"Invented","lang":null,"types":[`+types+`]}]`)).Entity.Names[0].Type
			if got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		})
	}
}

func TestFoundingYears(t *testing.T) {
	for year, dropped := range map[string]bool{"null": false, "0": true, "-5": true, "499": true, "500": false, "2100": false, "2101": true, "20190101": true} {
		t.Run("established "+year, func(t *testing.T) {
			got := one(t, record(`"established":`+year))
			if _, has := got.Entity.Properties["founded"]; got.YearDropped != dropped || has == (dropped || year == "null") {
				t.Errorf("got dropped %v, %v, want %v", got.YearDropped, got.Entity.Properties, dropped)
			}
		})
	}
}

func TestStates(t *testing.T) {
	for status, want := range map[string]ror.Record{"active": {}, "inactive": {Ended: true}, "withdrawn": {Ended: true, Withdrawn: true}} {
		t.Run("status "+status, func(t *testing.T) {
			got := one(t, record(`"status":"`+status+`"`))
			if got.Ended != want.Ended || got.Withdrawn != want.Withdrawn || got.Entity.Properties["state"].Text != strings.ToUpper(status) {
				t.Errorf("got %+v", got)
			}
		})
	}
}

// Each row breaks one rule of a record; field is where the refusal must lie.
func TestRefusedRecords(t *testing.T) {
	place := func(details string) string { return record(`"locations":[{"geonames_details":{` + details + `}}]`) }
	for _, row := range []struct{ what, record, label, field, says string }{
		{"no id", `{"status":"active"}`, "record 2", "id", "no ROR id"},
		{"an id of another register", record(`"id":"https://example.org/0invent0a"`), "record 2 (https://example.org/0invent0a)", "id", "no ROR id"},
		{"an id that is too short", record(`"id":"https://ror.org/0invent"`), "record 2 (https://ror.org/0invent)", "id", "no ROR id"},
		{"an id with a capital", record(`"id":"https://ror.org/0Invent0a"`), "record 2 (https://ror.org/0Invent0a)", "id", "no ROR id"},
		{"no status", `{"id":"https://ror.org/0invent0a","types":["other"],"names":[]}`, "", "status", "unknown status"},
		{"an unknown status", record(`"status":"closed"`), "", "status", `unknown status "closed"`},
		{"no types", record(`"types":[]`), "", "types", "missing"},
		{"an unknown type", record(`"types":["funder","castle"]`), "", "types[1]", `unknown type "castle"`},
		{"no names, as in schema v1", record(`"names":null,"name":"Invented"`), "", "names", "missing"},
		{"a name of no type", record(`"names":[{"value":"X","types":[]}]`), "", "names[0].types", "unknown types"},
		{"a name of unknown types", record(`"names":[{"value":"X","types":["nickname"]}]`), "", "names[0].types", "unknown types"},
		{"an empty name", record(`"names":[{"value":" ","types":["label"]}]`), "", "names[0].value", "empty"},
		{"a name of 10 KB", record(`"names":[{"value":"` + strings.Repeat("x", 10<<10) + `","types":["label"]}]`), "", "names[0].value", "at most"},
		{"a language that is none", record(`"names":[{"value":"X","lang":"per sian","types":["label"]}]`), "", "names[0].lang", "no language tag"},
		{"a country code of three letters", place(`"country_code":"IRN"`), "", "locations[0].geonames_details.country_code", "two letters"},
		{"a country code in small letters", place(`"country_code":"ir"`), "", "locations[0].geonames_details.country_code", "two letters"},
		{"a latitude beyond the pole", place(`"country_code":"IR","lat":91,"lng":0`), "", "locations[0].geonames_details.lat", "no latitude"},
		{"a longitude beyond the date line", place(`"lat":0,"lng":-180.5`), "", "locations[0].geonames_details.lng", "no longitude"},
		{"a relationship of an unknown type", record(`"relationships":[{"type":"parent","id":"https://ror.org/0invent0b"},{"type":"rival","id":"https://ror.org/0invent0b"}]`), "", "relationships[1].type", `unknown type "rival"`},
		{"a relationship to no ROR id", record(`"relationships":[{"type":"parent","id":"B"}]`), "", "relationships[0].id", "no ROR id"},
		{"a text for a number", record(`"established":"1990"`), "", "established", "a int is wanted, not a string"},
		{"a number for a list", record(`"names":7`), "", "names", "not a number"},
		{"a text for a record", `"organisation"`, "record 2", "", "not a string"},
	} {
		t.Run(row.what, func(t *testing.T) {
			records, err := read(t, strings.NewReader("["+record("")+","+row.record+","+record("")+"]"))
			if err != nil || len(records) != 3 || records[0].Refused != nil || records[2].Refused != nil {
				t.Fatalf("got %v, %v, want three records, the second refused", records, err)
			}
			refused, label := records[1].Refused, row.label
			if label == "" {
				label = "record 2 (https://ror.org/0invent0a)"
			}
			if refused == nil || refused.Record != label || refused.Field != row.field || !strings.Contains(refused.Message, row.says) {
				t.Errorf("got %v, want %q at %q of %q", refused, row.says, row.field, label)
			}
		})
	}
}

func TestDamagedDumps(t *testing.T) {
	whole := "[" + record("") + "," + record("") + "]"
	for _, row := range []struct {
		what   string
		input  io.Reader
		code   graph.Code
		record string
		says   string
	}{
		{"nothing", strings.NewReader(""), graph.Invalid, "record 1", "cut off"},
		{"an object", strings.NewReader(record("")), graph.Invalid, "record 1", "one JSON array"},
		{"a dump without its end", strings.NewReader(whole[:len(whole)-1]), graph.Invalid, "record 2", "cut off"},
		{"half a record", strings.NewReader(whole[:len(whole)-9]), graph.Invalid, "record 2", "cut off"},
		{"a comma too many", strings.NewReader("[" + record("") + ",]"), graph.Invalid, "record 2", "damaged"},
		{"no comma", strings.NewReader("[" + record("") + record("") + "]"), graph.Invalid, "record 2", "damaged"},
		{"more behind the end", strings.NewReader(whole + "[]"), graph.Invalid, "record 2", "goes on"},
		{"no JSON", strings.NewReader("[{'id':1}]"), graph.Invalid, "record 1", "damaged"},
		{"no UTF-8", strings.NewReader(strings.Replace(whole, "Invented", "Invent\xe9", 1)), graph.Invalid, "record 1", "not UTF-8"},
		{"a character cut off at the end", strings.NewReader("[\"\xd8"), graph.Invalid, "record 1", "cut off"},
		{"a byte order mark", strings.NewReader("\xef\xbb\xbf" + whole), graph.Invalid, "record 1", "byte order mark"},
		{"a record without end", io.MultiReader(strings.NewReader(`["`), endless{}), graph.TooLarge, "record 1", "longer than"},
		{"space without end", io.MultiReader(strings.NewReader("["+record("")), blank{}), graph.TooLarge, "record 1", "longer than"},
		{"an input that fails", io.MultiReader(strings.NewReader("["), iotest.ErrReader(errors.New("disk on fire"))), graph.Internal, "record 1", "disk on fire"},
		{"an input that fails with a code", io.MultiReader(strings.NewReader("["), iotest.ErrReader(graph.Errorf(graph.TooLarge, "too much"))), graph.TooLarge, "record 1", "too much"},
	} {
		t.Run(row.what, func(t *testing.T) {
			_, err := read(t, row.input)
			var damage *graph.Error
			if !errors.As(err, &damage) || damage.Code != row.code || damage.Record != row.record || !strings.Contains(err.Error(), row.says) {
				t.Errorf("got %v, want %v at %s that says %q", err, row.code, row.record, row.says)
			}
		})
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}

type blank struct{}

func (blank) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

// Characters of two to four bytes that the input gives in pieces must not look damaged.
func TestCharactersMayComeInPieces(t *testing.T) {
	name := "é中😀\u200c"
	content := "[" + record(`"names":[{"value":"`+name+`","types":["label"]}]`) + "]"
	for what, input := range map[string]io.Reader{"byte by byte": iotest.OneByteReader(strings.NewReader(content)), "by halves": iotest.HalfReader(strings.NewReader(content))} {
		t.Run(what, func(t *testing.T) {
			records, err := read(t, input)
			if err != nil || len(records) != 1 || records[0].Entity.Names[0].Value != name {
				t.Errorf("got %v, %v, want the name %q", records, err, name)
			}
		})
	}
}

func TestReadStops(t *testing.T) {
	content := "[" + record("") + "," + record("") + "," + record("") + "]"
	t.Run("with its context", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		count, last := 0, error(nil)
		for _, err := range ror.Read(ctx, strings.NewReader(content)) {
			cancel()
			count, last = count+1, err
		}
		if count != 2 || graph.CodeOf(last) != graph.Canceled {
			t.Errorf("got %d records, the last with %v, want 2, the last CANCELED", count, last)
		}
	})
	t.Run("with its consumer", func(t *testing.T) {
		count := 0
		for range ror.Read(t.Context(), strings.NewReader(content)) {
			count++
			break
		}
		if count != 1 {
			t.Errorf("got %d records, want 1", count)
		}
	})
}

func TestIDs(t *testing.T) {
	if id, ok := ror.Of("ror:0invent0a"); !ok || id.Entity() != "ror:0invent0a" || id.Locator() != "https://ror.org/0invent0a" {
		t.Errorf("got %q, %v", id, ok)
	}
	if id, ok := ror.Of("academy:cas"); ok {
		t.Errorf("got %q for academy:cas, want none", id)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("[" + record("") + "]"))
	f.Add([]byte("[" + record(`"locations":[{"geonames_details":{"country_code":"IR","lat":1,"lng":2}}],"established":1990`) + ",7]"))
	f.Add([]byte("[" + record(`"relationships":[{"type":"child","id":"https://ror.org/0invent0b"}]`)))
	f.Fuzz(func(t *testing.T, input []byte) {
		number := 0
		for record, err := range ror.Read(t.Context(), bytes.NewReader(input)) {
			if err != nil {
				if code := graph.CodeOf(err); code != graph.Invalid && code != graph.TooLarge {
					t.Fatalf("got %v, %v", code, err)
				}
				return
			}
			if number++; record.Number != number {
				t.Fatalf("got number %d, want %d", record.Number, number)
			}
			if record.Refused == nil && record.Entity.Validate() != nil {
				t.Fatalf("record %d does not validate: %v", number, record.Entity.Validate())
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	var content strings.Builder
	for i := range 1_000 {
		content.WriteString([]string{"[", ","}[min(i, 1)] + strings.Replace(record(`"established":1990`), "0invent0a", fmt.Sprintf("0%08d", i), 1))
	}
	content.WriteString("]")
	b.SetBytes(int64(content.Len()))
	for b.Loop() {
		for _, err := range ror.Read(b.Context(), strings.NewReader(content.String())) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}
