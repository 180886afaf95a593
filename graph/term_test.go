package graph_test

import (
	"strings"
	"testing"

	"entente/graph"
)

// termsOf makes the terms of an invented agreement from "property=value" pairs.
func termsOf(t *testing.T, text string) graph.Terms {
	t.Helper()
	e := &graph.Entity{ID: "agreement:invented", Kind: graph.Agreement, Properties: map[string]graph.Value{},
		Names: []graph.Name{{Value: "Invented agreement", Language: "en", Type: graph.Label}}}
	for _, pair := range strings.Fields(text) {
		name, value, _ := strings.Cut(pair, "=")
		e.Properties[name] = graph.Text(value)
		if property, _ := graph.Agreement.Property(name); property.Type == graph.DateValue {
			date, err := graph.ParseDate(value)
			if err != nil {
				t.Fatal(err)
			}
			e.Properties[name] = graph.DateOf(date)
		}
	}
	if err := e.Validate(); err != nil {
		t.Fatal(err)
	}
	return graph.TermsOf(e)
}

func TestTermsAndTheLastSafeDayForNotice(t *testing.T) {
	for _, c := range []struct{ why, terms, on, ends, notice, next string }{
		{"nothing says when it ends", "signed=2020", "2026-11-25", "", "", ""},
		{"a recorded end, and notice six months before", "ends=2026-12-31 notice=P6M", "2026-01-01", "2026-12-31", "2026-06-30", "2026-06-30"},
		{"notice that is past, of an agreement that ends anyway", "ends=2026-12-31 notice=P6M renewal=NONE", "2026-11-25", "2026-12-31", "2026-06-30", ""},
		{"the last safe day itself is safe", "ends=2026-12-31 notice=P6M", "2026-06-30", "2026-12-31", "2026-06-30", "2026-06-30"},
		{"five years from the entry into force end the day before", "inForce=2020-03-01 term=P5Y", "2021-01-01", "2025-02-28", "", ""},
		{"the signature counts where no entry into force is recorded", "signed=2020-03-01 term=P5Y", "2021-01-01", "2025-02-28", "", ""},
		{"the entry into force goes before the signature", "signed=2019-01-01 inForce=2020-03-01 term=P5Y", "2021-01-01", "2025-02-28", "", ""},
		{"it renews itself, and the next notice is that of the next term", "inForce=2020-03-01 term=P5Y renewal=AUTOMATIC renewalTerm=P2Y notice=P6M", "2026-11-25", "2027-02-28", "2026-08-28", "2028-08-28"},
		{"the first term lies ahead", "ends=2030-12-31 renewal=AUTOMATIC renewalTerm=P1Y notice=P90D", "2026-11-25", "2030-12-31", "2030-10-02", "2030-10-02"},
		{"renewals are counted from the first end, so no month wears off", "inForce=2020-01-01 term=P6M renewal=AUTOMATIC", "2026-11-25", "2026-12-31", "", ""},
		{"one renews itself for as long as its first term", "inForce=2020-01-01 term=P3Y renewal=AUTOMATIC", "2026-01-01", "2028-12-31", "", ""},
		{"automatic, but nobody says for how long", "ends=2020-12-31 renewal=AUTOMATIC", "2026-01-01", "2020-12-31", "", ""},
		{"an end that is known to the year: the first day counts for notice", "ends=2026 notice=P6M", "2025-01-01", "2026", "2025-07-01", "2025-07-01"},
		{"an end that is known to the month, renewed", "ends=2024-06 renewal=AUTOMATIC renewalTerm=P1Y notice=P1M", "2026-01-01", "2026-06", "2026-05-01", "2026-05-01"},
		{"renewed from day to day since 1800", "ends=1800-01-01 renewal=AUTOMATIC renewalTerm=P1D", "2026-11-25", "2026-11-25", "", ""},
		{"the last day of a term still lies in it", "ends=2024-12-31 renewal=AUTOMATIC renewalTerm=P1Y", "2026-12-31", "2026-12-31", "", ""},
		{"the first day of the next term", "ends=2024-12-31 renewal=AUTOMATIC renewalTerm=P1Y", "2027-01-01", "2027-12-31", "", ""},
	} {
		t.Run(c.why, func(t *testing.T) {
			term, _ := termsOf(t, c.terms).At(day(t, c.on))
			if got := [3]string{term.Ends.String(), term.NoticeBy.String(), term.NextNoticeBy.String()}; got != [3]string{c.ends, c.notice, c.next} {
				t.Errorf("got %q, want ends %q, notice %q, next %q", got, c.ends, c.notice, c.next)
			}
		})
	}
}

func TestATermIsOverOnlyWhenNothingRenewsIt(t *testing.T) {
	for terms, want := range map[string]bool{"ends=2020-12-31": true, "ends=2020-12-31 renewal=BY_AGREEMENT renewalTerm=P1Y": true,
		"ends=2020-12-31 renewal=AUTOMATIC renewalTerm=P1Y": false, "ends=2030": false, "ends=2026": false} {
		if term, ok := termsOf(t, terms).At(day(t, "2026-11-25")); !ok || term.Over != want {
			t.Errorf("%s: got %+v, %v, want over %v", terms, term, ok, want)
		}
	}
}

func TestALengthOfTimeIsCheckedWhenItIsRecorded(t *testing.T) {
	e := &graph.Entity{ID: "agreement:invented", Kind: graph.Agreement, Names: []graph.Name{{Value: "Invented agreement", Language: "en", Type: graph.Label}},
		Properties: map[string]graph.Value{"notice": graph.Text("six months")}}
	if err := e.Validate(); err == nil || graph.CodeOf(err) != graph.Invalid {
		t.Errorf("got %v, want INVALID", err)
	}
}

func claimed(status graph.Status, start, end, note string) graph.Claim {
	c := graph.Claim{Source: "src:invented", Confidence: graph.ConfidenceB, Status: status, Note: note}
	c.Start, _ = graph.ParseDate(start)
	c.End, _ = graph.ParseDate(end)
	return c
}

func TestHowFarAPartyHasComeOnADay(t *testing.T) {
	steps := []graph.Claim{claimed(graph.Signed, "1990-05-01", "", "signed"), claimed(graph.Signed, "1992", "", "ratified"), claimed(graph.Active, "1993-01-01", "", "in force")}
	left := append(steps[:2:2], claimed(graph.Ended, "1993-01-01", "2001-12-31", "left"))
	for _, c := range []struct {
		why    string
		claims []graph.Claim
		on     string
		stage  graph.Stage
		since  string
	}{
		{"before everything", steps, "1980-01-01", graph.StageUnknown, ""},
		{"signed", steps, "1990-05-01", graph.StageSigned, "1990-05-01"},
		{"ratified on some day of a year", steps, "1992-01-01", graph.StageRatified, "1992"},
		{"in force", steps, "2026-01-01", graph.StageInForce, "1993-01-01"},
		{"in force on its last day", left, "2001-12-31", graph.StageInForce, "1993-01-01"},
		{"left on the day after", left, "2002-01-01", graph.StageLeft, "2001-12-31"},
		{"signed before it left", left, "1991-01-01", graph.StageSigned, "1990-05-01"},
		{"an active claim with an end", []graph.Claim{claimed(graph.Active, "1993", "2001", "")}, "2002-01-01", graph.StageLeft, "2001"},
		{"in force, nobody says since when", []graph.Claim{claimed(graph.Active, "", "", "")}, "1950-01-01", graph.StageInForce, ""},
		{"ended, nobody says when", []graph.Claim{claimed(graph.Ended, "", "", "")}, "1950-01-01", graph.StageLeft, ""},
		{"a draft", []graph.Claim{claimed(graph.Draft, "", "", "")}, "1950-01-01", graph.StagePlanned, ""},
		{"suspended", append(steps[:3:3], claimed(graph.Suspended, "2010", "", "")), "2011-01-01", graph.StageSuspended, "2010"},
		{"nothing known", []graph.Claim{claimed(graph.Unknown, "", "", "")}, "1950-01-01", graph.StageUnknown, ""},
	} {
		t.Run(c.why, func(t *testing.T) {
			tie := &graph.Relationship{Kind: graph.PartyTo, From: "iso:XX", To: "agreement:invented", Claims: c.claims}
			if got := tie.StandingOn(day(t, c.on)); got.Stage != c.stage || got.Since.String() != c.since {
				t.Errorf("got %s since %s, want %s since %s", got.Stage, got.Since, c.stage, c.since)
			}
		})
	}
}
