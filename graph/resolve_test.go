package graph_test

import (
	"testing"

	"entente/graph"
)

// claim reads "source confidence status start..end".
func claim(t *testing.T, source, confidence, status, start, end string) graph.Claim {
	t.Helper()
	c, err := graph.ParseConfidence(confidence)
	if err != nil {
		t.Fatal(err)
	}
	s, err := graph.ParseStatus(status)
	if err != nil {
		t.Fatal(err)
	}
	return graph.Claim{Source: graph.ID("src:" + source), Confidence: c, Status: s, Start: date(t, start), End: date(t, end)}
}

func TestClaimsResolveByTheStatedRule(t *testing.T) {
	cases := []struct {
		name   string
		claims []graph.Claim
		want   string
	}{
		{"one claim speaks for itself", []graph.Claim{claim(t, "a", "B", "active", "2018", "")}, "active 2018.. B"},
		{"an official claim goes before a later one", []graph.Claim{
			claim(t, "press", "B", "ended", "2018", "2024"), claim(t, "party", "A", "active", "2018", "")}, "active 2018.. A"},
		{"among official claims the later decides", []graph.Claim{
			claim(t, "old", "A", "signed", "2015", ""), claim(t, "new", "A", "active", "2016", "")}, "active 2016.. A"},
		{"among others of the same time the surer decides", []graph.Claim{
			claim(t, "weak", "C", "planned", "2015", ""), claim(t, "firm", "B", "done", "2015", "")}, "done 2015.. B"},
		{"a claim without a word on status leaves the decision to others", []graph.Claim{
			claim(t, "list", "A", "unknown", "2020", ""), claim(t, "press", "C", "active", "", "")}, "active 2020.. A"},
		{"where nobody says, it stays unknown", []graph.Claim{
			claim(t, "a", "C", "unknown", "", ""), claim(t, "b", "B", "unknown", "2001", "")}, "unknown 2001.. B"},
		{"a start that the deciding claim lacks comes from the next", []graph.Claim{
			claim(t, "a", "A", "active", "", "2030"), claim(t, "b", "B", "active", "2019", "")}, "active 2019..2030 A"},
		{"a claim of another status lends no dates", []graph.Claim{
			claim(t, "a", "A", "active", "", ""), claim(t, "b", "B", "ended", "2001", "2002")}, "active .. A"},
		{"an end before the start is dropped", []graph.Claim{
			claim(t, "a", "A", "active", "2020", ""), claim(t, "b", "B", "active", "", "2010")}, "active 2020.. A"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := graph.Relationship{Claims: c.claims}
			got := r.Resolve()
			text := got.Status.String() + " " + got.Start.String() + ".." + got.End.String() + " " + got.Confidence.String()
			if text != c.want {
				t.Errorf("got %s, want %s", text, c.want)
			}
		})
	}
}

func TestResolvingLeavesTheClaimsInTheirOrder(t *testing.T) {
	r := graph.Relationship{Claims: []graph.Claim{claim(t, "weak", "C", "active", "", ""), claim(t, "sure", "A", "ended", "", "")}}
	r.Resolve()
	if r.Claims[0].Source != "src:weak" {
		t.Errorf("the claims were reordered: %v first", r.Claims[0].Source)
	}
}
