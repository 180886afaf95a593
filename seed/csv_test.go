package seed_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/seed"
)

// listMapping maps a list of members of bodies that the graph knows.
const listMapping = `name: invented-list
confidence: A
entities:
  - as: member
    kind: Organization
    id: {column: Id}
    names: [{column: Name, language: en}]
    ids: [{scheme: invented, column: Code}]
    properties: {city: {column: City}}
relationships:
  - kind: MEMBER_OF
    from: {entity: member}
    to: {column: Body}
    role: member
    status: active
`

const listHeader = "Id,Name,Code,City,Body\n"

func loadList(t *testing.T, store seed.Target, rows string, options seed.Options) (seed.Report, error) {
	t.Helper()
	options.Today = theDay
	return seed.LoadFiles(t.Context(), store, "csv", []seed.Input{named("list.csv", []byte(listHeader+rows)), named("list.yaml", []byte(listMapping))}, options)
}

// bodiesStore holds two bodies of one name, one with an id in a register, and one that was merged away.
func bodiesStore(t *testing.T) graph.Store {
	t.Helper()
	store := openStore(t)
	names := func(values ...string) (names []graph.Name) {
		for _, value := range values {
			names = append(names, graph.Name{Value: value, Language: "en", Type: graph.Label})
		}
		return names
	}
	apply(t, store, graph.Batch{Entities: []*graph.Entity{
		{ID: "org:one", Kind: graph.Organization, Names: names("Twin Body")},
		{ID: "org:two", Kind: graph.Organization, Names: names("Twin Body", "Body Two"), Merged: []graph.ID{"org:old"}},
		{ID: "org:carrier", Kind: graph.Organization, Names: names("Carrier"), ExternalIDs: []graph.ExternalID{{Scheme: "invented", Value: "C1"}},
			Properties: map[string]graph.Value{"city": graph.Text("First City")}},
		{ID: "agreement:x", Kind: graph.Agreement, Names: names("Paper")},
	}})
	return store
}

func TestARowRefersByIDByNameOrByARegister(t *testing.T) {
	for _, c := range []struct{ name, row, tie string }{
		{"by id", "org:new,New,,,org:one", "rel:MEMBER_OF/org:new/org:one/member"},
		{"by an id that was merged away", "org:new,New,,,org:old", "rel:MEMBER_OF/org:new/org:two/member"},
		{"by the exact name, whatever its case", "org:new,New,,,body  two", "rel:MEMBER_OF/org:new/org:two/member"},
		{"a member by its id in a register", "org:other,Carrier,C1,Other City,Body Two", "rel:MEMBER_OF/org:carrier/org:two/member"},
	} {
		store := bodiesStore(t)
		if report, err := loadList(t, store, c.row+"\n", seed.Options{}); err != nil || report.Refused > 0 {
			t.Errorf("%s: got %v, %+v", c.name, err, report)
			continue
		}
		wantClaims(t, store, graph.ID(c.tie), "active|||")
	}
}

func TestARowThatRefersToNobodyOrToSeveralIsRefused(t *testing.T) {
	store := bodiesStore(t)
	report, err := loadList(t, store, strings.Join([]string{
		"org:a,A,,,Twin Body", "org:b,B,,,Nobody", "org:c,C,,,agreement:x", "agreement:x,D,,,org:one", "org:e,E,,,org:e", "org:f,F,,,", "",
	}, "\n"), seed.Options{})
	if err != nil || report.Refused != 5 {
		t.Fatalf("got %v, %+v, want five rows refused", err, report)
	}
	for _, want := range []string{
		`list.csv, row 2: Body: "Twin Body" is the name or id of several: org:one (Twin Body), org:two (Twin Body); say which by its id`,
		`list.csv, row 3: Body: nothing in the graph or in the rows above has the id or the exact name "Nobody"`,
		"list.csv, row 4: Body: MEMBER_OF does not run to agreement:x (Agreement)",
		"list.csv, row 5: Id.kind: agreement:x is recorded as Agreement, not Organization",
		"list.csv, row 6: Body: nothing in the graph",
	} {
		if said := spoken(report); !strings.Contains(said, want) {
			t.Errorf("got %s, want it to say %q", said, want)
		}
	}
	if len(report.Notes) != 1 || report.Notes[0].Count != 1 {
		t.Errorf("got notes %+v, want one of the empty end", report.Notes)
	}
	found, err := store.Entities(t.Context(), []graph.ID{"org:a", "org:b", "org:c", "org:f"})
	if err != nil || found[0] != nil || found[1] != nil || found[2] != nil || found[3] == nil {
		t.Errorf("got %v, %v, want nothing of the refused rows", found, err)
	}
}

func TestWhatOthersSayOfABodyStays(t *testing.T) {
	store := bodiesStore(t)
	if _, err := loadList(t, store, "org:carrier,Renamed,,Other City,org:one\n", seed.Options{}); err != nil {
		t.Fatal(err)
	}
	found, err := store.Entities(t.Context(), []graph.ID{"org:carrier"})
	if err != nil || found[0].Name("en").Value != "Carrier" || found[0].Properties["city"].Text != "First City" || len(found[0].Names) != 2 {
		t.Errorf("got %+v, %v, want the name and the city that it had, and a further name", found[0], err)
	}
}

func TestANewerListUpdatesAndRetires(t *testing.T) {
	store := bodiesStore(t)
	older, err := loadList(t, store, "org:a,A,,City,org:one\norg:b,B,,,org:one\n", seed.Options{})
	if err != nil {
		t.Fatal(err)
	}
	before := export(t, store)
	newer, err := loadList(t, store, "org:a,A,,Town,org:one\n", seed.Options{})
	if err != nil || newer.Retired != 1 || newer.Edition == older.Edition {
		t.Fatalf("got %v, %+v, want one relationship retired", err, newer)
	}
	wantClaims(t, store, "rel:MEMBER_OF/org:b/org:one/member", "ended||2026-11-25|no longer in the source")
	found, err := store.Entities(t.Context(), []graph.ID{"org:a"})
	if err != nil || found[0].Properties["city"].Text != "Town" {
		t.Errorf("got %+v, %v, want the city of the newer list", found[0], err)
	}
	undo(t, store, newer.Edition)
	wantExport(t, store, before)
}

func TestListsOfOtherNamesAreOtherImporters(t *testing.T) {
	store := bodiesStore(t)
	if _, err := loadList(t, store, "org:a,A,,,org:one\n", seed.Options{}); err != nil {
		t.Fatal(err)
	}
	other := strings.Replace(listMapping, "invented-list", "other-list", 1)
	report := loadFiles(t, store, "csv", []seed.Input{named("o.csv", []byte(listHeader+"org:b,B,,,org:one\n")), named("o.yaml", []byte(other))})
	if report.Retired != 0 || report.Format != "csv:other-list" {
		t.Errorf("got %+v, want nothing retired", report)
	}
	wantClaims(t, store, "rel:MEMBER_OF/org:a/org:one/member", "active|||")
}

func TestADryRunWritesNothingAndSaysWhatWouldChange(t *testing.T) {
	store := bodiesStore(t)
	older, err := loadList(t, store, "org:a,A,,City,org:one\norg:b,B,,,org:one\n", seed.Options{})
	if err != nil {
		t.Fatal(err)
	}
	before, revision := export(t, store), head(t, store)
	const newer = "org:a,A,,Town,org:one\norg:c,C,,,org:two\norg:d,D,,,Nobody\n"
	dry, err := loadList(t, store, newer, seed.Options{DryRun: true})
	if err != nil {
		t.Fatal(err)
	}
	if got := export(t, store); got != before || head(t, store) != revision {
		t.Error("the dry run has written")
	}
	if len(dry.First) == 0 || !strings.Contains(string(dry.First[0]), `"Town"`) {
		t.Errorf("got %s, want the first records", dry.First)
	}
	want := []seed.Altered{
		{ID: "org:a", Differences: []string{"property city changed: \u201cCity\u201d \u2192 \u201cTown\u201d"}},
		{ID: "rel:MEMBER_OF/org:b/org:one/member", Differences: []string{
			"claim of " + string(dry.Edition) + " added: status ended, confidence A, until 25 November 2026, at org:b, note no longer in the source",
			"claim of " + string(older.Edition) + " removed: status active, confidence A, at org:b",
		}},
	}
	if diff := cmp.Diff(want, dry.Altered); diff != "" {
		t.Errorf("what it would change (-want +got):\n%s", diff)
	}
	real, err := loadList(t, store, newer, seed.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if foretold(dry) != foretold(real) || dry.Refused != 1 || dry.Retired != 1 {
		t.Errorf("the dry run said %+v, the load came to %+v", dry, real)
	}
}

// foretold is what a dry run says that the load must come to.
func foretold(r seed.Report) string {
	r.Revision, r.First, r.Altered, r.Joins = 0, nil, nil, nil
	return fmt.Sprintf("%+v", r)
}

func TestAGuessIsWrittenForAFile(t *testing.T) {
	guess, err := seed.GuessMapping(t.Context(), named("list.csv", packed([]byte(listHeader+"org:a,A,,,ANSO\n"))))
	if err != nil || !strings.Contains(guess, `to: {column: "Body"}`) {
		t.Errorf("got %s, %v", guess, err)
	}
	if _, err := seed.GuessMapping(t.Context(), named("list.csv", nil)); graph.CodeOf(err) != graph.Invalid || !strings.Contains(err.Error(), "list.csv, row 1") {
		t.Errorf("got %v, want INVALID", err)
	}
}

// theList is a workbook of one sheet with the columns of listHeader.
func theList(t *testing.T, name string) []byte {
	t.Helper()
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for _, part := range [][2]string{
		{"xl/workbook.xml", `<workbook><sheets><sheet name="List" id="rId1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`},
		{"xl/worksheets/sheet1.xml", `<worksheet><sheetData>` + cellsOf(strings.Split(strings.TrimSpace(listHeader), ",")) +
			cellsOf([]string{"org:a", name, "", "", "org:one"}) + `</sheetData></worksheet>`},
	} {
		file, err := archive.Create(part[0])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := file.Write([]byte(part[1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func cellsOf(texts []string) string {
	row := "<row>"
	for _, text := range texts {
		row += `<c t="inlineStr"><is><t>` + text + `</t></is></c>`
	}
	return row + "</row>"
}

func TestAWorkbookIsLoadedAsATextIs(t *testing.T) {
	store := bodiesStore(t)
	mapping := named("list.yaml", []byte(listMapping))
	report := loadFiles(t, store, "csv", []seed.Input{named("list.xlsx", theList(t, "A")), mapping})
	if report.Refused != 0 || report.Added != 3 {
		t.Errorf("got %+v, want a source, an entity and a relationship", report)
	}
	wantClaims(t, store, "rel:MEMBER_OF/org:a/org:one/member", "active|||")
	report, err := seed.LoadFiles(t.Context(), store, "csv", []seed.Input{named("list.xlsx", theList(t, "=1+1")), mapping}, seed.Options{Today: theDay})
	if err == nil || graph.CodeOf(err) != graph.Invalid || !strings.Contains(spoken(report), "list.xlsx, row 2: Name: the cell holds a formula") {
		t.Errorf("got %v, %+v, want the row refused", err, report)
	}
}
