package view

import (
	"context"

	"entente/engine"
	"entente/graph"
)

// DuplicateConnection is a page of pairs of bodies that may be one.
type DuplicateConnection struct {
	State       engine.StandingState
	Done, Total int
	Revision    graph.Revision
	Edges       []DuplicateEdge
	PageInfo    PageInfo
	TotalCount  int
}

// DuplicateEdge is a pair and its place in a list.
type DuplicateEdge struct {
	Cursor string
	Node   *Duplicate
}

// Duplicate is a pair of bodies that may be one.
type Duplicate struct {
	engine.DuplicateItem
	in *web
}

// A is the first of the two.
func (d *Duplicate) A(ctx context.Context) (Entity, error) {
	return d.in.entity(ctx, d.DuplicateItem.A)
}

// B is the other one.
func (d *Duplicate) B(ctx context.Context) (Entity, error) {
	return d.in.entity(ctx, d.DuplicateItem.B)
}

// BID is the id of the other one.
func (d *Duplicate) BID() graph.ID { return d.DuplicateItem.B }

// Features are what was compared.
func (d *Duplicate) Features() []MatchFeature {
	features := make([]MatchFeature, len(d.DuplicateItem.Features))
	for i, f := range d.DuplicateItem.Features {
		features[i] = MatchFeature{f}
	}
	return features
}

// Decision is what was decided.
func (d *Duplicate) Decision() *MatchDecision {
	if d.DuplicateItem.Decision == nil {
		return nil
	}
	return &MatchDecision{*d.DuplicateItem.Decision}
}

// MatchFeature is one comparison of two bodies.
type MatchFeature struct{ engine.Feature }

// Message explains it in a sentence.
func (f *MatchFeature) Message() string { return f.Feature.String() }

// MatchDecision is what somebody decided of two bodies.
type MatchDecision struct{ engine.Decision }

// By is who decided.
func (d *MatchDecision) By() *string { return optional(d.Decision.By) }

// Reason is why.
func (d *MatchDecision) Reason() *string { return optional(d.Decision.Reason) }

// Automatic tells whether an import joined the two.
func (d *MatchDecision) Automatic() bool { return d.Source == engine.Matcher }

// DuplicateConnection makes the answer to a question about duplicates.
func (o *Operation) DuplicateConnection(answer engine.DuplicatePage, page Page) *DuplicateConnection {
	web := newWeb(o)
	edges, info := clip(page, answer.Items, answer.PageInfo, func(item engine.DuplicateItem) (DuplicateEdge, string) {
		web.ids = append(web.ids, item.A, item.B)
		return DuplicateEdge{item.Cursor, &Duplicate{item, web}}, item.Cursor
	})
	return &DuplicateConnection{answer.State, answer.Done, answer.Bodies, answer.Revision, edges, info, answer.Total}
}

// DecideResult is what a decision came to.
type DecideResult struct {
	engine.Ruled
	in *web
}

// A is what the first of the two is now.
func (r *DecideResult) A(ctx context.Context) (Entity, error) { return r.in.entity(ctx, r.Ruled.A) }

// B is what the other one is now.
func (r *DecideResult) B(ctx context.Context) (Entity, error) { return r.in.entity(ctx, r.Ruled.B) }

// DecideResult makes the answer to a decision.
func (o *Operation) DecideResult(ruled engine.Ruled) *DecideResult {
	web := newWeb(o)
	web.ids = append(web.ids, ruled.A, ruled.B)
	return &DecideResult{ruled, web}
}
