package seed_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/seed"
)

var treatyFiles = published[0].files

func TestTheReportOfTheTreatiesNamesWhatWasRefusedAndLeftOut(t *testing.T) {
	report := loadFiles(t, openStore(t), "treaties", samples(t, treatyFiles...))
	want := []seed.Refusal{{Record: "parties.csv, row 24", Field: "stateID", Reason: `nobody knows which state "BZL" is`}}
	if diff := cmp.Diff(want, report.Refusals); diff != "" || report.Read != 60 {
		t.Errorf("got %d read, refusals differ (-want +got):\n%s", report.Read, diff)
	}
	want = []seed.Refusal{{Record: "agreements.csv, row 11", Field: "Force", Reason: `"0014-022005" is no date, or one that cannot be`}}
	if diff := cmp.Diff(want, report.Warnings[2:3]); diff != "" {
		t.Errorf("warnings differ (-want +got):\n%s", diff)
	}
}

func TestAPartyMakesOneClaimForEachStep(t *testing.T) {
	store := openStore(t)
	loadFiles(t, store, "treaties", samples(t, treatyFiles...))
	for id, want := range map[graph.ID][]string{
		// what is over is ended
		"rel:PARTY_TO/iso:ES/ggo:ESP-GBR_1351A/party": {"signed|1351-08-01||signed", "ended|1351-08-01|1371-07-31|left"},
		// 9999-12-31 is no end
		"rel:PARTY_TO/iso:GB/ggo:ANTRCT_1959A/party": {"signed|1959-12-01||signed", "signed|1960-05-31||ratified", "active|1961-06-23||in force"},
		// a former state, by its code of ISO 3166-3
		"rel:PARTY_TO/iso:CSHH/ggo:ANTRCT_1959A/party": {"signed|1962-06-14||signed", "signed|1962-06-14||ratified", "ended|1962-06-14|1992-12-31|left"},
		// one that ISO never had, and an agreement that only the parties name
		"rel:PARTY_TO/state:tanganyika/ggo:RPFFNS_1933P:RPFFNS_1933A/party": {"signed|1963-03-03||signed", "signed|1962-12-03||ratified", "active|1963-03-03||in force"},
		// an id that says what it belongs to
		"rel:IMPLEMENTS/ggo:RPFFNS_1933P:RPFFNS_1933A/ggo:RPFFNS_1933A": {"unknown|1933-11-08||"},
		// a state of which only the end is said
		"rel:PARTY_TO/iso:CH/ggo:WM04CP_1981R/party": {"ended||2018-10|left"},
	} {
		wantClaims(t, store, id, want...)
	}
	if e := entity(t, store, "ggo:WM04CP_1981R"); e.Properties["signed"].Date != (graph.Date{Year: 1981}) {
		t.Errorf("got %v, want what 1981-09 and 1981-10 have in common", e.Properties["signed"])
	}
}

func TestANewerEditionOfTheTreaties(t *testing.T) {
	const spain, britain = "rel:PARTY_TO/iso:ES/ggo:ANTRCT_1959A/party", "rel:PARTY_TO/iso:GB/ggo:ANTRCT_1959A/party"
	store := openStore(t)
	old := loadFiles(t, store, "treaties", samples(t, treatyFiles...))
	britishRow := `"GBR","ANTRCT_1959A","The Antarctic Treaty","1959-12-01","9999-12-31","1959-12-01","1959-12-01","1960-05-31","1961-06-23",` + "\n"
	t.Run("retires what is gone and changes nothing else", func(t *testing.T) {
		report := loadFiles(t, store, "treaties", edited(t, treatyFiles, 1, britishRow, ""))
		// Only the new edition's source is added.
		if report.Retired != 1 || report.Added != 1 || report.Changed != 0 || report.Edition == old.Edition {
			t.Errorf("got %+v, want one relationship retired", report)
		}
		wantClaims(t, store, britain, "ended|1959-12-01|2026-11-25|no longer in the source",
			"ended|1960-05-31|2026-11-25|no longer in the source", "ended|1961-06-23|2026-11-25|no longer in the source")
	})
	t.Run("says once that it is gone", func(t *testing.T) {
		report := loadFiles(t, store, "treaties", edited(t, treatyFiles, 1, britishRow, "\n"))
		if report.Retired != 0 || report.Added != 1 {
			t.Errorf("got %+v, want nothing retired", report)
		}
	})
	t.Run("brings back what returns, and replaces what is said otherwise", func(t *testing.T) {
		report := loadFiles(t, store, "treaties", edited(t, treatyFiles, 1, `"1982-03-31","1982-03-31","1982-03-31"`, `"1982-03-30","1982-03-31","1982-03-31"`))
		if report.Retired != 0 || report.Changed != 2 {
			t.Errorf("got %+v, want two relationships changed", report)
		}
		wantClaims(t, store, britain, "signed|1959-12-01||signed", "signed|1960-05-31||ratified", "active|1961-06-23||in force")
		wantClaims(t, store, spain, "signed|1982-03-31||ratified", "ended|1982-03-31|1992-12-31|left", "signed|1982-03-30||signed")
	})
}

func TestWhatOthersSayOfATreatyStays(t *testing.T) {
	const id = "rel:PARTY_TO/iso:GB/ggo:ANTRCT_1959A/party"
	store := openStore(t)
	loadFiles(t, store, "treaties", samples(t, treatyFiles...))
	found, _ := store.Relationships(t.Context(), []graph.ID{id})
	also := *found[0]
	also.Claims = append(also.Claims, graph.Claim{Source: "src:invented", Confidence: graph.ConfidenceA, Status: graph.Active})
	treaty := *entity(t, store, "ggo:ANTRCT_1959A")
	treaty.Names = append(treaty.Names, graph.Name{Value: "Invented name", Language: "en", Type: graph.Alias, Source: "src:invented"})
	apply(t, store, graph.Batch{
		Sources:  []*graph.Source{{ID: "src:invented", Title: "Invented page", Kind: "page"}},
		Entities: []*graph.Entity{&treaty}, Relationships: []*graph.Relationship{&also},
	})
	newer := edited(t, treatyFiles, 0, `"The Antarctic Treaty","1959-12-01",,"1959-12-01","1961-06-23"`, `"The Antarctic Treaty","1959-12-01",,"1959-12-01","1961-06-24"`)
	loadFiles(t, store, "treaties", newer)
	wantClaims(t, store, id, "signed|1959-12-01||signed", "signed|1960-05-31||ratified", "active|1961-06-23||in force", "active|||")
	got := entity(t, store, "ggo:ANTRCT_1959A")
	if len(got.Names) != 2 || got.Properties["inForce"].Date.Day != 24 {
		t.Errorf("got %+v, want the other name kept and the date changed", got)
	}
}
