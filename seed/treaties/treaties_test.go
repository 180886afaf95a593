package treaties_test

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"entente/graph"
	"entente/seed/treaties"
)

// testDay is a day long after what the rows say.
var testDay = time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC)

const partyHeader = "stateID,treatyID,Title,Begin,Signature,StateSignature,StateRatification,StateForce,StateEnd\n"

// party reads one row, given by the dates of the state.
func party(t *testing.T, signed, ratified, force, end string) treaties.Party {
	t.Helper()
	row := "FRA,X_1900A,Invented Treaty,1900-01-01,1900-01-01," + strings.Join([]string{signed, ratified, force, end}, ",") + "\n"
	for p, err := range treaties.Parties(t.Context(), strings.NewReader(partyHeader+row)) {
		if err != nil || p.Refused != nil {
			t.Fatalf("got %v, %v", p.Refused, err)
		}
		return p
	}
	t.Fatal("got no party")
	return treaties.Party{}
}

func TestDatesAreKeptAsPreciseAsTheyAreWritten(t *testing.T) {
	for text, want := range map[string]string{
		"1973-12-15":             "1973-12-15",
		"1973-12":                "1973-12",
		"1973":                   "1973",
		"1969-03-04?":            "1969-03-04",
		"1961-01-26~":            "1961-01-26",
		"1964-XX-16":             "1964",
		"2010-XX-XX-":            "2010",
		"1981-09..1981-10":       "1981",
		"1981-09-01..1981-09-05": "1981-09",
		"1981-09-01..1981-09-01": "1981-09-01",
		"9999-12-31":             "",
		"":                       "",
		// left out with a warning
		"0014-022005":      "!",
		"1972-06-31?":      "!",
		"1981-12..1982-01": "!",
		"yesterday":        "!",
		"..":               "!",
		"1981..":           "!",
	} {
		p := party(t, "", "", text, "")
		got := p.Force.String()
		if len(p.Warnings) > 0 {
			got += "!"
		}
		if got != want {
			t.Errorf("%q: got %q %v, want %q", text, got, p.Warnings, want)
		}
	}
}

func TestAnUncertainDateMakesTheClaimsLessSure(t *testing.T) {
	for date, want := range map[string]graph.Confidence{"1969-03-04": graph.ConfidenceB, "1969-03-04?": graph.ConfidenceC, "1981-09..1981-10": graph.ConfidenceC} {
		claims, _ := party(t, date, "", "", "").Claims(0)
		if len(claims) != 1 || claims[0].Confidence != want {
			t.Errorf("%s: got %+v, want confidence %s", date, claims, want)
		}
	}
}

func TestWhatHasEndedDependsOnTheDay(t *testing.T) {
	p := party(t, "", "", "1990", "2030-06")
	for day, want := range map[graph.Date]graph.Status{
		{Year: 2030, Month: 6, Day: 30}: graph.Active,
		{Year: 2030, Month: 7, Day: 1}:  graph.Ended,
	} {
		claims, dropped := p.Claims(day.First())
		if len(claims) != 1 || claims[0].Status != want || claims[0].End.String() != "2030-06" || dropped {
			t.Errorf("%s: got %+v, want %s", day, claims, want)
		}
	}
}

func TestAnEndBeforeTheBeginningIsLeftOut(t *testing.T) {
	claims, dropped := party(t, "", "", "1993", "1992").Claims(graph.DayOf(testDay))
	if len(claims) != 1 || !dropped || claims[0].Status != graph.Active || !claims[0].End.IsZero() {
		t.Errorf("got %+v, %v, want in force without an end", claims, dropped)
	}
}

func TestAPartyWithoutDatesIsOneAllTheSame(t *testing.T) {
	claims, _ := party(t, "", "", "9999-12-31", "9999-12-31").Claims(0)
	if len(claims) != 1 || claims[0].Status != graph.Unknown || claims[0].Locator != "X_1900A, FRA" {
		t.Errorf("got %+v, want one claim of unknown status", claims)
	}
}

func TestStates(t *testing.T) {
	for id, want := range map[string]string{
		"IRN": "IR", "CHN": "CN", "ROM": "RO", "ALG": "DZ", "Kosovo": "XK", "HKG": "HK",
		"SUN": "iso:SUHH", "CSK": "iso:CSHH", "GDR": "iso:DDDE", "YUG": "iso:YUCS", "AUH": "state:austria-hungary",
		"EUE": "org:eu", "EC": "org:eu", "IO-IAEA": "org:iaea", "Bayern": "org:bavaria",
		"UNK": "", "Member countries not listed": "", "": "", "ir": "", "IR": "", "EU": "", "419": "",
	} {
		state, err := treaties.StateOf(id)
		got := state.Code
		if state.Entity != nil {
			got = string(state.Entity.ID)
			if err := state.Entity.Validate(); err != nil {
				t.Errorf("%q: %v", id, err)
			}
		}
		if got != want || (err != nil) != (want == "") {
			t.Errorf("%q: got %q, %v, want %q", id, got, err, want)
		}
	}
}

func TestRowsWithoutWhatNamesThemAreRefused(t *testing.T) {
	for _, row := range []string{",X,T,,,,,,\n", "FRA,,T,,,,,,\n", "FRA,X,,,,,,,\n"} {
		for p, err := range treaties.Parties(t.Context(), strings.NewReader(partyHeader+row)) {
			if err != nil || p.Refused == nil || p.Refused.Record != "row 2" {
				t.Errorf("%q: got %+v, %v, want row 2 refused", row, p, err)
			}
		}
	}
	header := "treatyID,Title,Begin,End,Signature,Force,Term,TypeDomain,TypeAgree,TypeSubject\n"
	for a, err := range treaties.Agreements(t.Context(), strings.NewReader(header+"X,,,,,,,,,\n")) {
		if err != nil || a.Refused == nil || a.Refused.Record != "row 2" {
			t.Errorf("got %+v, %v, want row 2 refused", a, err)
		}
	}
}

// Whatever the cells hold, the dates that come out exist and the claims hold together.
func FuzzParties(f *testing.F) {
	f.Add("FRA,X_1900A,T,1900,1900,1900-01-01?,1900-XX-01,1900..1900-02,9999-12-31\n")
	f.Add("IO-IAEA,\"X\nY\",T,,,,,2000,1999\n")
	f.Fuzz(func(t *testing.T, content string) {
		for p, err := range treaties.Parties(context.Background(), strings.NewReader(partyHeader+content)) {
			if err != nil || p.Refused != nil {
				continue
			}
			claims, _ := p.Claims(20_000)
			if len(claims) == 0 {
				t.Fatalf("got no claims of %+v", p)
			}
			for _, claim := range claims {
				if err := claim.Interval().Validate(); err != nil {
					t.Fatalf("%+v: %v", claim, err)
				}
			}
		}
	})
}

func FuzzAgreements(f *testing.F) {
	sample, err := os.ReadFile("../testdata/treaties/agreements.csv")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(sample)
	f.Fuzz(func(t *testing.T, content []byte) {
		for a, err := range treaties.Agreements(context.Background(), strings.NewReader(string(content))) {
			if err == nil && a.Refused == nil && (a.Key.ID == "" || a.Key.Title == "") {
				t.Fatalf("got %+v without what names it", a)
			}
		}
	})
}
