package match_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/match"
)

func TestADecisionIsAStatementOfTheBody(t *testing.T) {
	older := match.Decision{Other: "x:b", Verdict: match.Unsure, On: day(1), By: "reviewer", Reason: "no address", Source: match.Reviewers}
	newer := match.Decision{Other: "x:b", Verdict: match.Different, On: day(2), By: "reviewer", Reason: "two registers", Source: match.Reviewers}
	other := match.Decision{Other: "x:c", Verdict: match.Different, On: day(1), By: "reviewer", Source: match.Reviewers}
	e := body("x:a", "Invented Kavir Optics", "IR", "")
	e.Statements = []graph.Statement{{Property: "sameAs", Value: "x:z", Source: "src:others"}}
	for _, d := range []match.Decision{older, other, newer} {
		e.Statements = match.Record(e.Statements, d)
	}
	if diff := cmp.Diff([]match.Decision{other, newer}, match.Decisions(e)); diff != "" {
		t.Errorf("decisions (-want +got):\n%s", diff)
	}
	if len(e.Statements) != 3 {
		t.Errorf("%d statements, want 3: what others state is no decision, and stays", len(e.Statements))
	}
	if got := match.Keeps(e, "x:b"); got != match.Different {
		t.Errorf("got %s, want DIFFERENT", got)
	}
	e.Statements = match.Record(e.Statements, match.Decision{Other: "x:b"})
	if got := match.Keeps(e, "x:b"); got != 0 {
		t.Errorf("after it was taken back: got %s, want none", got)
	}
}

func TestThePairTellsTheLatestDecisionOfEither(t *testing.T) {
	a, b := body("x:a", "Invented Kavir Optics", "IR", ""), body("x:b", "Blue Harbour Museum", "TR", "")
	a.Statements = match.Record(nil, match.Decision{Other: "x:b", Verdict: match.Unsure, On: day(1), Source: match.Reviewers})
	b.Statements = match.Record(nil, match.Decision{Other: "x:old", Verdict: match.Different, On: day(2), Source: match.Reviewers})
	a.Merged = []graph.ID{"x:old"}
	m := matched(t, a, b)
	if m.Decision == nil || m.Decision.Verdict != match.Different {
		t.Errorf("got %v, want DIFFERENT: a decision stands for the body that the other was merged into", m.Decision)
	}
}

func TestVerdictsAreReadAsTheyAreWritten(t *testing.T) {
	for _, v := range match.Verdicts() {
		if read, err := match.ParseVerdict(v.String()); err != nil || read != v {
			t.Errorf("%s is read as %v, %v", v, read, err)
		}
	}
	if _, err := match.ParseVerdict("MAYBE"); graph.CodeOf(err) != graph.Invalid {
		t.Errorf("got %v, want INVALID", err)
	}
}

func TestTheSourcesOfDecisionsAreWhole(t *testing.T) {
	for _, s := range match.Sources() {
		if err := s.Validate(); err != nil {
			t.Errorf("%s: %v", s.ID, err)
		}
	}
}

func day(n uint8) graph.Date { return graph.Date{Year: 2026, Month: n, Day: n} }
