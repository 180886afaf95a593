package view

import (
	"context"

	"entente/engine"
)

// IntermediaryConnection is a page of intermediaries.
type IntermediaryConnection struct {
	Edges      []IntermediaryEdge
	PageInfo   PageInfo
	TotalCount int
	Lengths    []engine.LengthCount
	Diagnosis  *Diagnosis
	Truncated  bool
	answer     engine.IntermediaryPage
	operation  *Operation
}

// IntermediaryEdge is an intermediary and its place in a list.
type IntermediaryEdge struct {
	Cursor string
	Node   *Intermediary
}

// Intermediary is an entity on paths between two sides.
type Intermediary struct {
	engine.IntermediaryItem
	BestPath *Path
	// in holds what stands on paths, ends those of the pairs.
	in, ends *web
}

// Entity is the entity.
func (i *Intermediary) Entity(ctx context.Context) (Entity, error) {
	return i.in.seen(ctx, i.IntermediaryItem.Entity)
}

// Explanation says in words how the numbers came about, in English unless another language is asked for.
func (i *Intermediary) Explanation(language *string) string {
	return i.IntermediaryItem.Explanation(value(language))
}

// Pairs are the pairs of ends with most of the paths; nil when they were not counted.
func (i *Intermediary) Pairs() []PairCount {
	if i.PairTotal < 0 {
		return nil
	}
	pairs := make([]PairCount, len(i.IntermediaryItem.Pairs))
	for k, pair := range i.IntermediaryItem.Pairs {
		pairs[k] = PairCount{pair, i.ends}
	}
	return pairs
}

// PairCount is how many pairs have a path; nil when they were not counted.
func (i *Intermediary) PairCount() *int {
	if i.PairTotal < 0 {
		return nil
	}
	return &i.PairTotal
}

// PairCount counts the paths of a pair of ends.
type PairCount struct {
	engine.PairCount
	in *web
}

// From is the end on the one side.
func (p *PairCount) From(ctx context.Context) (Entity, error) {
	return p.in.seen(ctx, p.PairCount.From)
}

// To is the end on the other side.
func (p *PairCount) To(ctx context.Context) (Entity, error) {
	return p.in.seen(ctx, p.PairCount.To)
}

// IntermediaryConnection makes the answer to a question about intermediaries.
func (o *Operation) IntermediaryConnection(answer engine.IntermediaryPage, page Page) *IntermediaryConnection {
	web, ends := newWeb(o), newWeb(o)
	edges, info := clip(page, answer.Items, answer.PageInfo, func(item engine.IntermediaryItem) (IntermediaryEdge, string) {
		web.ids = append(web.ids, item.Entity)
		for _, pair := range item.Pairs {
			ends.ids = append(ends.ids, pair.From, pair.To)
		}
		return IntermediaryEdge{item.Cursor, &Intermediary{item, web.path(item.Best), web, ends}}, item.Cursor
	})
	return &IntermediaryConnection{edges, info, answer.Total, answer.Lengths, web.diagnosis(answer.Diagnosis), answer.Truncated, answer, o}
}
