package graph

import (
	"cmp"
	"slices"
)

// Resolution is what the claims of a relationship come to. It is always
// computed from the claims and never typed in by hand.
type Resolution struct {
	Status     Status
	Start, End Date
	Confidence Confidence
}

// Interval is the resolved validity.
func (r Resolution) Interval() Interval { return Interval{Start: r.Start, End: r.End} }

// Resolve weighs the claims by the stated rule: what an official source or the
// party itself says (confidence A) goes before the rest, then the claim that
// speaks of the latest time, then the surer one, then the order of the record.
// The first claim with a known status gives the status; it and those of the
// same status after it give the start and the end, each the first that is
// known, and the surest of them the confidence. An end before the start is
// dropped.
func (r *Relationship) Resolve() Resolution {
	ranked := slices.Clone(r.Claims)
	slices.SortStableFunc(ranked, weightier)
	deciding := slices.IndexFunc(ranked, func(c Claim) bool { return c.Status != Unknown })
	if deciding < 0 {
		deciding = 0
	}
	if len(ranked) == 0 {
		return Resolution{Status: Unknown, Confidence: ConfidenceC}
	}
	resolved := Resolution{Status: ranked[deciding].Status, Confidence: ConfidenceC}
	for _, claim := range ranked {
		if claim.Status != resolved.Status && claim.Status != Unknown {
			continue
		}
		resolved.take(claim)
	}
	if resolved.Interval().Validate() != nil {
		resolved.End = Date{}
	}
	return resolved
}

// take fills from a claim what weightier claims left open.
func (r *Resolution) take(c Claim) {
	if r.Start.IsZero() {
		r.Start = c.Start
	}
	if r.End.IsZero() {
		r.End = c.End
	}
	r.Confidence = min(r.Confidence, c.Confidence)
}

func weightier(a, b Claim) int {
	return cmp.Or(
		cmp.Compare(officialRank(a), officialRank(b)),
		cmp.Compare(b.latest(), a.latest()),
		cmp.Compare(a.Confidence, b.Confidence),
	)
}

func officialRank(c Claim) int {
	if c.Confidence == ConfidenceA {
		return 0
	}
	return 1
}

// latest is the last day that the claim speaks of, FirstDay when it names none.
func (c Claim) latest() Day {
	switch {
	case !c.End.IsZero():
		return c.End.Last()
	case !c.Start.IsZero():
		return c.Start.Last()
	}
	return FirstDay
}
