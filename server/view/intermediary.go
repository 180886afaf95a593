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
	Truncated  bool
}

// IntermediaryEdge is an intermediary and its place in a list.
type IntermediaryEdge struct {
	Cursor string
	Node   *Intermediary
}

// Intermediary is an entity on best paths between two sides.
type Intermediary struct {
	engine.IntermediaryItem
	BestPath *Path
	in       *web
}

// Entity is the entity.
func (i *Intermediary) Entity(ctx context.Context) (Entity, error) {
	return i.in.entity(ctx, i.IntermediaryItem.Entity)
}

// IntermediaryConnection makes the answer to a question about intermediaries.
func (o *Operation) IntermediaryConnection(answer engine.IntermediaryPage, page Page) *IntermediaryConnection {
	web := newWeb(o)
	edges, info := clip(page, answer.Items, answer.PageInfo, func(item engine.IntermediaryItem) (IntermediaryEdge, string) {
		web.ids = append(web.ids, item.Entity)
		return IntermediaryEdge{item.Cursor, &Intermediary{item, web.path(item.Best), web}}, item.Cursor
	})
	return &IntermediaryConnection{edges, info, answer.Total, answer.Truncated}
}
