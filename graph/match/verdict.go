package match

import (
	"slices"

	"entente/graph"
)

// Verdict is what somebody decides of a pair.
type Verdict uint8

// The verdicts.
const (
	Same Verdict = iota + 1
	Different
	Unsure
)

// Verdicts lists them.
func Verdicts() []Verdict { return []Verdict{Same, Different, Unsure} }

// String is the verdict in the form of the API, such as "DIFFERENT".
func (v Verdict) String() string { return [...]string{"", "SAME", "DIFFERENT", "UNSURE"}[v] }

// ParseVerdict reads "SAME", "DIFFERENT" or "UNSURE".
func ParseVerdict(word string) (Verdict, error) {
	for _, v := range Verdicts() {
		if v.String() == word {
			return v, nil
		}
	}
	return 0, graph.Errorf(graph.Invalid, "unknown verdict %q; known are SAME, DIFFERENT, UNSURE", graph.Excerpt(word))
}

// A verdict is recorded as a statement of both bodies, or of the one that is
// left, so that it needs no kind of relationship, holds nobody's removal up, and
// goes along on export, copy and merge.
var properties = [...]string{Same: "sameAs", Different: "differentFrom", Unsure: "mayBeSameAs"}

// Decision is a verdict on a pair, as one of the two bodies records it.
type Decision struct {
	// Other is the id of the other body, also when it was merged away.
	Other   graph.ID
	Verdict Verdict
	On      graph.Date
	// By is who decided, Reason why.
	By, Reason string
	// Source is Reviewers or Matcher.
	Source graph.ID
}

// The sources that decisions cite.
const (
	// Reviewers are people.
	Reviewers graph.ID = "src:review"
	// Matcher is an import that found a pair to be Sure.
	Matcher graph.ID = "src:matching"
)

// Sources gives the records of Matcher and Reviewers.
func Sources() []*graph.Source {
	return []*graph.Source{
		{ID: Matcher, Title: "Bodies that were taken for one because they match surely", Publisher: "Entente", Kind: "document"},
		{ID: Reviewers, Title: "Decisions of reviewers on which bodies are one", Publisher: "Entente", Kind: "document"},
	}
}

// Decisions lists what a body records of itself and others, in the order of the record.
func Decisions(e *graph.Entity) (decisions []Decision) {
	for _, s := range e.Statements {
		if v := verdictOf(s); v != 0 {
			decisions = append(decisions, Decision{Other: graph.ID(s.Value), Verdict: v, On: s.AsOf, By: s.Locator, Reason: s.Note, Source: s.Source})
		}
	}
	return decisions
}

func verdictOf(s graph.Statement) Verdict {
	if s.Source != Reviewers && s.Source != Matcher {
		return 0
	}
	return Verdict(max(0, slices.Index(properties[:], s.Property)))
}

// Record gives the statements of a body with a decision in the place of those
// that it has on any of the same ids; without a verdict these only go.
func Record(statements []graph.Statement, d Decision, ids ...graph.ID) []graph.Statement {
	ids = append(ids, d.Other)
	kept := slices.DeleteFunc(slices.Clone(statements), func(s graph.Statement) bool {
		return verdictOf(s) != 0 && slices.Contains(ids, graph.ID(s.Value))
	})
	if d.Verdict == 0 {
		return kept
	}
	return append(kept, graph.Statement{
		Property: properties[d.Verdict], Value: string(d.Other), AsOf: d.On, Source: d.Source, Locator: d.By, Note: d.Reason,
	})
}

// Keeps tells whether a body records that an id is, or may not be taken for, it:
// the latest of its decisions on the id; 0 when there is none.
func Keeps(e *graph.Entity, id graph.ID) Verdict {
	var latest Decision
	for _, d := range Decisions(e) {
		if d.Other == id && (latest.Verdict == 0 || d.On.Last() >= latest.On.Last()) {
			latest = d
		}
	}
	return latest.Verdict
}
