package seed_test

import (
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/match"
	"entente/seed"
)

const partnersMapping = `name: partners
entities:
  - as: partner
    kind: Organization
    id: {column: Id}
    names: [{column: Name, language: en}]
    properties: {country: {column: Country}}
relationships:
  - kind: MEMBER_OF
    from: {entity: partner}
    to: {value: org:network}
`

func loadPartners(t *testing.T, store seed.Target, rows string) seed.Report {
	t.Helper()
	files := []seed.Input{named("partners.csv", []byte("Id,Name,Country\n"+rows)), named("partners.yaml", []byte(partnersMapping))}
	report, err := seed.LoadFiles(t.Context(), store, "csv", files, seed.Options{Today: theDay})
	if err != nil || report.Refused > 0 {
		t.Fatalf("got %+v, %v", report, err)
	}
	return report
}

// located makes a body in Iran; nobody in these tests exists.
func located(id graph.ID, name string) *graph.Entity {
	return &graph.Entity{ID: id, Kind: graph.Organization, Names: []graph.Name{{Value: name, Language: "en", Type: graph.Label}},
		Properties: map[string]graph.Value{"country": graph.Text("IR")}}
}

func opticsStore(t *testing.T) graph.Store {
	t.Helper()
	store := openStore(t)
	apply(t, store, graph.Batch{Entities: []*graph.Entity{located("org:optics", "Invented Yazd Institute of Optics"), located("org:network", "Blue Harbour")}})
	return store
}

func TestABodyThatMatchesSurelyIsJoined(t *testing.T) {
	store := opticsStore(t)
	before := export(t, store)
	report := loadPartners(t, store, "p:1,Invented Yazd Institute of Optics,IR\np:2,Invented Yazd Institute for Optical Works,IR\n")
	if report.Joined != 1 {
		t.Errorf("got %+v, want one that is joined", report)
	}
	optics := entity(t, store, "p:1")
	if optics == nil || optics.ID != "org:optics" || match.Keeps(optics, "p:1") != match.Same {
		t.Errorf("p:1 resolves to %+v, want org:optics with the decision", optics)
	}
	found, err := store.Relationships(t.Context(), []graph.ID{"rel:MEMBER_OF/org:optics/org:network", "rel:MEMBER_OF/p:1/org:network"})
	if err != nil || found[0] == nil || found[1] != nil {
		t.Errorf("got %v, %v, want that the tie has moved", found, err)
	}
	again := loadPartners(t, store, "p:1,Invented Yazd Institute of Optics,IR\np:2,Invented Yazd Institute for Optical Works,IR\n")
	if again.Added+again.Changed+again.Joined > 0 {
		t.Errorf("the same again changed something: %+v", again)
	}
	undo(t, store, report.Edition)
	apply(t, store, graph.Batch{Remove: []graph.ID{match.Matcher}})
	wantExport(t, store, before)
}

// The load joins p:1 and asks about p:3, and so says the dry run.
func TestADryRunForetellsWhatIsJoined(t *testing.T) {
	store := opticsStore(t)
	twins := located("org:glass", "Invented Qom Academy of Glass")
	apply(t, store, graph.Batch{Entities: []*graph.Entity{twins, renamed(twins, "org:glass-too")}})
	const rows = "Id,Name,Country\np:1,Invented Yazd Institute of Optics,IR\np:2,Blue Mountain,IR\np:3,Invented Qom Academy of Glass,IR\n"
	files := []seed.Input{named("partners.csv", []byte(rows)), named("partners.yaml", []byte(partnersMapping))}
	before := export(t, store)
	dry, err := seed.LoadFiles(t.Context(), store, "csv", files, seed.Options{Today: theDay, DryRun: true})
	if err != nil {
		t.Fatal(err)
	}
	wantExport(t, store, before)
	if len(dry.Joins) != 1 || dry.Joins[0].Gone != "p:1" || dry.Joins[0].Heir != "org:optics" || !strings.Contains(dry.Joins[0].Reason, "country: \u201cIR\u201d") {
		t.Errorf("got the joins %+v, want p:1 with org:optics and why", dry.Joins)
	}
	real, err := seed.LoadFiles(t.Context(), store, "csv", files, seed.Options{Today: theDay})
	if err != nil || foretold(dry) != foretold(real) || real.Joined != 1 || real.Waiting != 2 || real.Joins != nil {
		t.Errorf("%v: the dry run said\n%s, the load came to\n%s", err, foretold(dry), foretold(real))
	}
}

func renamed(e *graph.Entity, id graph.ID) *graph.Entity {
	other := *e
	other.ID = id
	return &other
}

func TestTwoOfOneImportAreNotJoined(t *testing.T) {
	store := opticsStore(t)
	report := loadPartners(t, store, "p:1,Invented Qom Academy of Glass,IR\np:2,Invented Qom Academy of Glass,IR\n")
	if report.Joined > 0 || entity(t, store, "p:2").ID != "p:2" {
		t.Errorf("got %+v, want that the publisher's word stands", report)
	}
}

func TestWhoMatchesSeveralSurelyWaits(t *testing.T) {
	store := opticsStore(t)
	apply(t, store, graph.Batch{Entities: []*graph.Entity{located("org:twin", "Invented Yazd Institute of Optics")}})
	report := loadPartners(t, store, "p:1,Invented Yazd Institute of Optics,IR\n")
	if report.Joined > 0 || report.Waiting != 2 || entity(t, store, "p:1").ID != "p:1" {
		t.Errorf("got %+v, want two pairs that wait", report)
	}
}

func TestWhatWasDecidedToBeTwoStaysTwo(t *testing.T) {
	store := opticsStore(t)
	optics := located("org:optics", "Invented Yazd Institute of Optics")
	optics.Statements = match.Record(nil, match.Decision{Other: "p:1", Verdict: match.Different, On: theDay, Source: match.Reviewers})
	apply(t, store, graph.Batch{Sources: match.Sources(), Entities: []*graph.Entity{optics}})
	report := loadPartners(t, store, "p:1,Invented Yazd Institute of Optics,IR\n")
	if report.Joined+report.Waiting > 0 || entity(t, store, "p:1").ID != "p:1" {
		t.Errorf("got %+v, want that the decision stands", report)
	}
}

// Both organisations come from the registry; a reviewer has joined the second with the first.
func TestADumpKeepsToWhatWasDecided(t *testing.T) {
	store := openStore(t)
	input := dump(t, org("00aaaaa01", "Invented Institute of Glass", in("IR")), org("00aaaaa02", "Invented Institute of Sand", in("IR")))
	load := func() seed.Report {
		report, err := seed.Load(t.Context(), store, "ror", input, seed.Options{Today: theDay})
		if err != nil {
			t.Fatal(err)
		}
		return report
	}
	load()
	first := entity(t, store, "ror:00aaaaa01")
	heir := *first
	heir.Merged = []graph.ID{"ror:00aaaaa02"}
	heir.Statements = match.Record(nil, match.Decision{Other: "ror:00aaaaa02", Verdict: match.Same, On: theDay, Source: match.Reviewers})
	apply(t, store, graph.Batch{Sources: match.Sources(), Entities: []*graph.Entity{&heir},
		Remove: []graph.ID{"rel:LOCATED_IN/ror:00aaaaa02/iso:IR", "ror:00aaaaa02"}})
	load()
	if e := entity(t, store, "ror:00aaaaa02"); e == nil || e.ID != "ror:00aaaaa01" || e.Names[0].Value != "Invented Institute of Glass" {
		t.Errorf("got %+v, want that the two stay one, under the name of the first", e)
	}
	if again := load(); again.Added+again.Changed > 0 {
		t.Errorf("the same again changed something: %+v", again)
	}
}

func TestADumpKeepsApartWhatCarriesItsID(t *testing.T) {
	store := openStore(t)
	carrier := located("org:glass", "Invented Glass Museum")
	carrier.ExternalIDs = []graph.ExternalID{{Scheme: "ror", Value: "00aaaaa01"}}
	carrier.Statements = match.Record(nil, match.Decision{Other: "ror:00aaaaa01", Verdict: match.Different, On: theDay, Source: match.Reviewers})
	apply(t, store, graph.Batch{Sources: match.Sources(), Entities: []*graph.Entity{carrier}})
	if _, err := seed.Load(t.Context(), store, "ror", dump(t, org("00aaaaa01", "Invented Institute of Glass", in("IR"))), seed.Options{Today: theDay}); err != nil {
		t.Fatal(err)
	}
	if e := entity(t, store, "ror:00aaaaa01"); e == nil || e.ID != "ror:00aaaaa01" {
		t.Errorf("got %+v, want an entity of its own", e)
	}
}

func TestOurOwnFormKeepsToWhatWasDecided(t *testing.T) {
	store := opticsStore(t)
	claim := graph.Claim{Source: "src:invented", Confidence: graph.ConfidenceA, Status: graph.Active}
	tie := func(from graph.ID) *graph.Relationship {
		return &graph.Relationship{ID: graph.RelationshipID(graph.MemberOf, from, "org:network", ""), Kind: graph.MemberOf, From: from, To: "org:network",
			Claims: []graph.Claim{claim}}
	}
	twin := tie("org:twin")
	twin.Claims[0].Locator = "p. 2"
	apply(t, store, graph.Batch{
		Sources:       []*graph.Source{{ID: "src:invented", Title: "Invented page", Kind: "page"}},
		Entities:      []*graph.Entity{located("org:twin", "Invented Optics")},
		Relationships: []*graph.Relationship{tie("org:optics"), twin},
	})
	input := named("facts.jsonl", []byte(export(t, store)))
	optics := located("org:optics", "Invented Yazd Institute of Optics")
	optics.Names, optics.Merged = append(optics.Names, located("", "Invented Optics").Names...), []graph.ID{"org:twin"}
	optics.Statements = match.Record(nil, match.Decision{Other: "org:twin", Verdict: match.Same, On: theDay, Source: match.Reviewers})
	network := located("org:network", "Blue Harbour")
	network.Statements = match.Record(nil, match.Decision{Other: "org:optics", Verdict: match.Different, On: theDay, Source: match.Reviewers})
	both := tie("org:optics")
	both.Claims = append(both.Claims, twin.Claims...)
	apply(t, store, graph.Batch{Sources: match.Sources(), Entities: []*graph.Entity{optics, network},
		Relationships: []*graph.Relationship{both}, Remove: []graph.ID{twin.ID, "org:twin"}})
	before := export(t, store)
	report, err := seed.Load(t.Context(), store, "entente", input, seed.Options{})
	if err != nil || report.Added+report.Changed > 0 {
		t.Errorf("got %+v, %v, want that nothing changes", report, err)
	}
	wantExport(t, store, before)
}
