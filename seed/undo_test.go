package seed_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/seed"
)

func undo(t *testing.T, store seed.Target, edition graph.ID) seed.Report {
	t.Helper()
	report, err := seed.Undo(t.Context(), store, edition, seed.Options{})
	if err != nil {
		t.Fatalf("got %v, %+v", err, report)
	}
	return report
}

func wantExport(t *testing.T, store graph.Store, want string) {
	t.Helper()
	if got := export(t, store); got != want {
		t.Errorf("the graph differs (-want +got):\n%s", cmp.Diff(want, got))
	}
}

func TestAnUndoneImportLeavesTheGraphAsItWas(t *testing.T) {
	for _, p := range published {
		t.Run(p.format, func(t *testing.T) {
			store := openFacts(t)
			before := export(t, store)
			report := loadFiles(t, store, p.format, samples(t, p.files...))
			undo(t, store, report.Edition)
			wantExport(t, store, before)
			if _, err := seed.Undo(t.Context(), store, report.Edition, seed.Options{}); graph.CodeOf(err) != graph.NotFound {
				t.Errorf("undone twice, got %v, want NOT_FOUND", err)
			}
			again := loadFiles(t, store, p.format, samples(t, p.files...))
			if again.Edition != report.Edition || again.Added != report.Added {
				t.Errorf("loaded again, got %+v, want %+v", again, report)
			}
		})
	}
}

// newer are changes of a sample by which a newer edition changes, adds and retires.
var newer = map[string]struct {
	file     int
	old, new string
}{
	"treaties": {1, `"ESP","ANTRCT_1959A","The Antarctic Treaty","1959-12-01","1992-12-31","1959-12-01","1982-03-31"`, `"PRT","ANTRCT_1959A","The Antarctic Treaty","1959-12-01","1992-12-31","1959-12-01","1982-03-31"`},
	"sdn":      {0, "BANK MARKAZI JOMHOURI ISLAMI IRAN,-0- ,IRAN] [SDGT] [IRGC] [IFSR", "INVENTED NEW NAME,-0- ,IRAN] [SDGT] [INVENTED"},
	// An institute is withdrawn in favour of another, which takes it over.
	"ror": {0, `"relationships": [{"label": "University of Chinese Academy of Sciences", "type": "child", "id": "https://ror.org/05qbk4x57"}, `, `"relationships": [{"label": "x", "type": "successor", "id": "https://ror.org/00wqczk30"}, `},
	// A member leaves for another body, and its city is said otherwise.
	"csv": {0, "invented-ror-b,Invented City,invented-alliance,Invented Alliance", "invented-ror-b,Invented Town,invented-network,Invented Network"},
	"un":  {0, "<LISTED_ON>2001-10-06</LISTED_ON>", "<LISTED_ON>2001-10-07</LISTED_ON><ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>INVENTED ALIAS</ALIAS_NAME></ENTITY_ALIAS>"},
}

func TestAnUndoneNewerEditionLeavesTheOlderOne(t *testing.T) {
	for _, p := range published {
		t.Run(p.format, func(t *testing.T) {
			store := openStore(t)
			older := loadFiles(t, store, p.format, samples(t, p.files...))
			before := export(t, store)
			edit := newer[p.format]
			report := loadFiles(t, store, p.format, edited(t, p.files, edit.file, edit.old, edit.new))
			after := export(t, store)
			if report.Edition == older.Edition || after == before {
				t.Fatalf("got %+v, want another edition", report)
			}
			hangsTogether(t, store)
			if undone := undo(t, store, report.Edition); len(undone.Notes) > 0 {
				t.Errorf("got notes %v, want none", undone.Notes)
			}
			wantExport(t, store, before)
			undo(t, store, older.Edition)
			if got := head(t, store); got.Sources+got.Entities+got.Relationships != 0 {
				t.Errorf("both undone, got %+v, want an empty graph", got)
			}
		})
	}
}

func TestAnUndoneOlderEditionLeavesWhatTheNewerOneSays(t *testing.T) {
	const spain, britain = "rel:PARTY_TO/iso:ES/ggo:ANTRCT_1959A/party", "rel:PARTY_TO/iso:GB/ggo:ANTRCT_1959A/party"
	store := openStore(t)
	older := loadFiles(t, store, "treaties", samples(t, treatyFiles...))
	later := loadFiles(t, store, "treaties", edited(t, treatyFiles, 1, `"1982-03-31","1982-03-31","1982-03-31"`, `"1982-03-30","1982-03-31","1982-03-31"`))
	undone := undo(t, store, older.Edition)
	if !slices.ContainsFunc(undone.Notes, func(n seed.Note) bool { return strings.Contains(n.Text, "load the newest again") }) {
		t.Errorf("got notes %v, want the advice to load the newest again", undone.Notes)
	}
	// The other two claims were those of the older edition.
	wantClaims(t, store, spain, "signed|1982-03-30||signed")
	if found, _ := store.Relationships(t.Context(), []graph.ID{britain}); found[0] != nil {
		t.Errorf("got %+v, want what only the older edition said gone", found[0])
	}
	hangsTogether(t, store)
	again := loadFiles(t, store, "treaties", edited(t, treatyFiles, 1, `"1982-03-31","1982-03-31","1982-03-31"`, `"1982-03-30","1982-03-31","1982-03-31"`))
	whole := openStore(t)
	loadFiles(t, whole, "treaties", edited(t, treatyFiles, 1, `"1982-03-31","1982-03-31","1982-03-31"`, `"1982-03-30","1982-03-31","1982-03-31"`))
	if again.Edition != later.Edition {
		t.Errorf("got %+v, want the newer edition", again)
	}
	// An entity that the newer edition refers to has stayed, and cites the older one.
	got := strings.ReplaceAll(export(t, store), string(older.Edition), string(later.Edition))
	if diff := cmp.Diff(pieces(export(t, whole)), pieces(got)); diff != "" {
		t.Errorf("the graph differs (-want +got):\n%s", diff)
	}
}

// pieces takes the lines of an export apart, so that the order of claims is no difference.
func pieces(text string) []string {
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == '{' || r == '}' || r == '\n' })
	slices.Sort(parts)
	return slices.Compact(parts)
}

func TestWhatOthersSayOutlivesTheImport(t *testing.T) {
	const tie = "rel:PARTY_TO/iso:GB/ggo:ANTRCT_1959A/party"
	store := openStore(t)
	report := loadFiles(t, store, "treaties", samples(t, treatyFiles...))
	found, _ := store.Relationships(t.Context(), []graph.ID{tie})
	also := *found[0]
	also.Claims = append(also.Claims, graph.Claim{Source: "src:invented", Confidence: graph.ConfidenceA, Status: graph.Active})
	apply(t, store, graph.Batch{
		Sources:       []*graph.Source{{ID: "src:invented", Title: "Invented page", Kind: "page"}},
		Relationships: []*graph.Relationship{&also},
	})
	undone := undo(t, store, report.Edition)
	wantClaims(t, store, tie, "active|||")
	// The country and the agreement that the tie joins, and the source that the agreement's name cites.
	if got := head(t, store); got.Entities != 2 || got.Sources != 2 || got.Relationships != 1 {
		t.Errorf("got %+v, want the tie with its ends", got)
	}
	if want := (seed.Note{Text: "entities that others refer to, kept", Count: 2}); len(undone.Notes) != 1 || undone.Notes[0] != want {
		t.Errorf("got notes %v, want %v", undone.Notes, want)
	}
	hangsTogether(t, store)
}

func TestWhatOthersChangedSinceIsLeftAsTheyLeftIt(t *testing.T) {
	store := openFacts(t)
	apply(t, store, graph.Batch{Entities: []*graph.Entity{{ID: "org:invented", Kind: graph.Organization,
		Names: []graph.Name{{Value: "Invented body", Type: graph.Label}}, ExternalIDs: []graph.ExternalID{{Scheme: "ofac-sdn", Value: "4632"}}}}})
	report := loadFiles(t, store, "sdn", samples(t, published[1].files...))
	joined := *entity(t, store, "org:invented")
	if len(joined.Names) < 3 || joined.Names[0].Value != "Invented body" {
		t.Fatalf("got %+v, want the body that carries the number joined", joined)
	}
	joined.Properties = map[string]graph.Value{"city": graph.Text("Invented City")}
	apply(t, store, graph.Batch{Entities: []*graph.Entity{&joined}})
	undo(t, store, report.Edition)
	got := entity(t, store, "org:invented")
	if len(got.Names) != 1 || got.Properties["city"].Text != "Invented City" {
		t.Errorf("got %+v, want the names of the import gone and the city kept", got)
	}
	hangsTogether(t, store)
}

func TestAStoppedUndoGoesOn(t *testing.T) {
	for _, p := range published {
		for stop := 1; ; stop++ {
			store := openStore(t)
			older := loadFiles(t, store, p.format, samples(t, p.files...))
			before := export(t, store)
			edit := newer[p.format]
			report := loadFiles(t, store, p.format, edited(t, p.files, edit.file, edit.old, edit.new))
			ctx, cancel := context.WithCancel(t.Context())
			told := 0
			_, err := seed.Undo(ctx, store, report.Edition, seed.Options{Batch: 1, Progress: func(string, int, int) {
				if told++; told == stop {
					cancel()
				}
			}})
			cancel()
			if err == nil {
				break
			}
			if graph.CodeOf(err) != graph.Canceled {
				t.Fatalf("%s: got %v, want CANCELED", p.format, err)
			}
			hangsTogether(t, store)
			undo(t, store, report.Edition)
			wantExport(t, store, before)
			undo(t, store, older.Edition)
		}
	}
}

func TestOnlyAnImportCanBeUndone(t *testing.T) {
	store := openFacts(t)
	for _, id := range []graph.ID{"src:mehr-interview", "src:treaties@000000000000", "iso:IR", ""} {
		if _, err := seed.Undo(t.Context(), store, id, seed.Options{}); graph.CodeOf(err) != graph.NotFound {
			t.Errorf("%q: got %v, want NOT_FOUND", id, err)
		}
	}
}
