package sheet_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/seed/sheet"
)

const members = `name: invented
calendar: jalali
entities:
  - as: member
    kind: Organization
    id: {column: Name, prefix: "invented:"}
    names:
      - {column: Name, language: en}
      - {column: Other names, split: ";", type: alias}
    properties:
      type: {column: Type, words: {دانشگاه: UNIVERSITY}}
      founded: {column: Founded}
relationships:
  - kind: MEMBER_OF
    from: {entity: member}
    to: {column: Bodies, split: ";"}
    role: member
    status: {column: Status, value: unknown, words: {فعال: active}}
    start: {column: Since}
    end: {column: Until}
`

func parse(t *testing.T, text string) *sheet.Mapping {
	t.Helper()
	mapping, err := sheet.ParseMapping([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return mapping
}

// record gives the first record of a table by the mapping of members.
func record(t *testing.T, cells string) sheet.Record {
	t.Helper()
	mapping := parse(t, members)
	content := "Name,Other names,Type,Founded,Bodies,Status,Since,Until\n" + cells + "\n"
	for row, err := range sheet.Read(t.Context(), []byte(content), mapping.Layout()) {
		if err != nil {
			t.Fatal(err)
		}
		return mapping.Record(row)
	}
	t.Fatal("no row")
	return sheet.Record{}
}

func TestARowSaysWhatItsMappingSays(t *testing.T) {
	got := record(t, `Invented University (A),IUA; Old Name,دانشگاه,1310,ANSO; Invented Network,فعال,۱۳۹۷/۰۸/۱۳,`)
	if got.Refused != nil || len(got.Entities) != 1 || len(got.Relationships) != 1 {
		t.Fatalf("got %+v", got)
	}
	want := &graph.Entity{
		ID: "invented:invented-university-a", Kind: graph.Organization,
		Names: []graph.Name{
			{Value: "Invented University (A)", Language: "en", Type: graph.Label}, {Value: "IUA", Type: graph.Alias}, {Value: "Old Name", Type: graph.Alias},
		},
		Properties: map[string]graph.Value{"type": graph.Text("UNIVERSITY"), "founded": graph.DateOf(graph.Date{Year: 1931})},
	}
	if diff := cmp.Diff(want, got.Entities[0].Entity); diff != "" {
		t.Errorf("the entity differs (-want +got):\n%s", diff)
	}
	tie := sheet.Tie{
		Kind: graph.MemberOf, From: []sheet.Reference{{Entity: "member"}}, Role: "member",
		To:    []sheet.Reference{{Text: "ANSO", Column: "Bodies"}, {Text: "Invented Network", Column: "Bodies"}},
		Claim: graph.Claim{Confidence: graph.ConfidenceB, Status: graph.Active, Start: graph.Date{Year: 2018, Month: 11, Day: 4}},
	}
	if diff := cmp.Diff(tie, got.Relationships[0]); diff != "" {
		t.Errorf("the relationship differs (-want +got):\n%s", diff)
	}
	if len(got.Warnings) != 1 || got.Warnings[0].Field != "Founded" {
		t.Errorf("got warnings %v, want one of the year", got.Warnings)
	}
}

func TestARowThatBreaksARuleIsRefusedByItsColumn(t *testing.T) {
	for _, c := range []struct{ name, cells, says string }{
		{"an impossible day", "A,,,,ANSO,,1403-12-31,", "row 2: Since: the Jalali date 1403-12-31 does not exist"},
		{"an end before the start", "A,,,,ANSO,,1403-12-30,1390/01/01", "row 2: Until: the end 2011-03-21 lies before the start 2025-03-20"},
		{"an unknown status", "A,,,,ANSO,شاید,,", "row 2: Status: unknown status"},
		{"an unknown type", "A,,SPACESHIP,,ANSO,,,", "row 2: Type: unknown value \"SPACESHIP\""},
		{"a name without an id", ",Other,,,ANSO,,,", "row 2: Name: the entity has a name and no id"},
		{"an id that is too long", strings.Repeat("x", 600) + ",,,,ANSO,,,", "row 2: Name: id"},
	} {
		if got := record(t, c.cells); got.Refused == nil || !strings.Contains(got.Refused.Error(), c.says) {
			t.Errorf("%s: got %v, want %q", c.name, got.Refused, c.says)
		}
	}
}

func TestMappingsThatCannotBeAreRefused(t *testing.T) {
	change := func(old, new string) string {
		if !strings.Contains(members, old) {
			t.Fatalf("the mapping does not hold %q", old)
		}
		return strings.Replace(members, old, new, 1)
	}
	for _, c := range []struct{ name, text, says string }{
		{"nothing", "", "a mapping needs a name"},
		{"no YAML", "name: [", "cannot be read"},
		{"an unknown field", change("calendar:", "calender:"), "calender"},
		{"an unknown field within", change("{entity: member}", "{entity: member, colunm: x}"), "colunm"},
		{"an unknown field of a text", change("{column: Since}", "{colunm: Since}"), "colunm"},
		{"a field twice", members + "name: other\n", "name"},
		{"a name that leads out", change("name: invented", "name: ../x"), "a mapping needs a name"},
		{"an unknown calendar", change("jalali", "lunar"), `unknown calendar "lunar"`},
		{"an unknown encoding", "encoding: latin-1\n" + members, "unknown encoding"},
		{"an unknown separator", "separator: x\n" + members, "unknown separator"},
		{"an unknown confidence", "confidence: D\n" + members, "confidence"},
		{"an unknown kind", change("Organization", "Spaceship"), "unknown entity kind"},
		{"an unknown relationship", change("MEMBER_OF", "KNOWS"), "unknown relationship kind"},
		{"an unknown property", change("founded:", "colour:"), `Organization has no property "colour"`},
		{"an unknown end", change("{entity: member}", "{entity: nobody}"), `no entity called "nobody"`},
		{"an end of two kinds", change("{entity: member}", "{entity: member, value: x}"), "not both"},
		{"an end of nothing", change("{entity: member}", "{split: x}"), "an end needs"},
		{"an entity without an id", change(`    id: {column: Name, prefix: "invented:"}`+"\n", ""), "needs the column of its id"},
		{"an anchor", change("jalali", "&a jalali"), "no anchors"},
		{"laughs", "a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "no anchors"},
		{"nesting without end", "name: " + strings.Repeat("[", 10_000), "nests at most"},
		{"lists without end", "name:\n" + strings.Repeat("- ", 10_000), "nests at most"},
		{"too long", "# " + strings.Repeat("x", sheet.MaxMapping), "at most"},
		{"a number for a list", "name: x\nentities: 5\n", "cannot be read"},
		{"NULs", "name: \x00\x00", ""},
	} {
		if got, err := sheet.ParseMapping([]byte(c.text)); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: got %+v, %v, want it to say %q", c.name, got, err, c.says)
		}
	}
}

func TestAFirstGuessOfAMapping(t *testing.T) {
	for _, c := range []struct {
		name, file string
		content    []byte
		want       []string
	}{
		{"a membership list in Persian", "اعضا.csv", []byte("نام عضو;Name;نهاد;وضعیت;تاریخ عضویت;یادداشت\nدانشگاه ساختگی;Invented University;ANSO;فعال;۱۳۹۷/۰۸/۱۳;x\n"),
			[]string{"name: register", "separator: semicolon", "calendar: jalali", `id: {column: "Name", prefix: "register:"}`, `{column: "نام عضو", language: fa}`, `{column: "Name", language: en}`,
				`to: {column: "نهاد"}`, `words: {"فعال": "active"}`, `start: {column: "تاریخ عضویت"}`, `# not understood: the column "یادداشت"`}},
		{"an agreement register", "Register 2026.csv", []byte("No,Title,Parties,Signed,In force,Status\n7,Invented MoU,Iran; Oman,25/11/2018,,in force\n"),
			[]string{"name: register-2026", "calendar: gregorian", "order: dmy", "kind: Agreement", `id: {column: "No", prefix: "register-2026:"}`, `from: {column: "Parties", split: ";"}`,
				`signed: {column: "Signed"}`, `status: {column: "Status", words: {"in force": "active"}}`}},
		{"a workbook", "list.xlsx", archive(parts(nil)), []string{"name: list", `start: {column: "Since"}`}},
		{"Windows-1256", "list.csv", inEncoding(t, sheet.Windows1256, "نام\nكتاب\n"), []string{"encoding: windows-1256"}},
	} {
		got, err := sheet.Guess(t.Context(), c.file, c.content)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		for _, want := range c.want {
			if !strings.Contains(got, want) {
				t.Errorf("%s: got\n%s\nwant it to say %q", c.name, got, want)
			}
		}
		if _, err := sheet.ParseMapping([]byte(got)); err != nil {
			t.Errorf("%s: the guess is no mapping: %v\n%s", c.name, err, got)
		}
	}
}

func TestThereIsNothingToGuessWithoutColumns(t *testing.T) {
	for _, content := range []string{"", ",,\n", "a,a\n1,2\n"} {
		if got, err := sheet.Guess(t.Context(), "x.csv", []byte(content)); err == nil || graph.CodeOf(err) != graph.Invalid {
			t.Errorf("%q: got %q, %v, want INVALID", content, got, err)
		}
	}
}

func FuzzParseMapping(f *testing.F) {
	f.Add([]byte(members))
	f.Add([]byte("name: x\nentities: [{kind: Country, id: {column: a}, names: [{column: a}]}]"))
	f.Fuzz(func(t *testing.T, text []byte) {
		mapping, err := sheet.ParseMapping(text)
		if err != nil {
			return
		}
		row := sheet.Row{Number: 2, Cells: make([]sheet.Cell, len(mapping.Layout().Columns))}
		for i := range row.Cells {
			row.Cells[i].Text = "x"
		}
		_ = mapping.Record(row)
	})
}
