package view

import (
	"context"

	"entente/engine"
	"entente/graph"
)

// EntityConnection is a page of entities.
type EntityConnection struct {
	Edges      []EntityEdge
	PageInfo   PageInfo
	TotalCount int
}

// EntityEdge is an entity and its place in a list.
type EntityEdge struct {
	Cursor string
	Node   Entity
}

// SearchConnection is a page of what a search found.
type SearchConnection struct {
	Edges      []SearchEdge
	PageInfo   PageInfo
	TotalCount int
	Reading    *engine.NamesProgress
}

// SearchEdge is an entity that a search found, and why.
type SearchEdge struct {
	EntityEdge
	Matched Name
	Score   float64
	Match   engine.MatchKind

	item engine.EntityItem
}

// Highlight is the parts of the name that answer the text.
func (e *SearchEdge) Highlight() []engine.TextRange { return e.item.Highlight() }

// listed makes one level of the entities of a page.
func (o *Operation) listed(items []engine.EntityItem) found {
	ids, records := make([]graph.ID, len(items)), make([]*graph.Entity, len(items))
	for i, item := range items {
		ids[i], records[i] = item.Entity.ID, item.Entity
		o.entities.put(item.Entity.ID, item.Entity)
	}
	return o.levelOf(ids, records)
}

// EntityConnection makes the answer to a listing.
func (o *Operation) EntityConnection(answer engine.EntityPage, page Page) *EntityConnection {
	level := o.listed(answer.Items)
	edges, info := clip(page, answer.Items, answer.PageInfo, func(item engine.EntityItem) (EntityEdge, string) {
		return EntityEdge{item.Cursor, level[item.Entity.ID]}, item.Cursor
	})
	return &EntityConnection{edges, info, answer.Total}
}

// SearchConnection makes the answer to a search.
func (o *Operation) SearchConnection(answer engine.EntityPage, page Page) *SearchConnection {
	level := o.listed(answer.Items)
	edges, info := clip(page, answer.Items, answer.PageInfo, func(item engine.EntityItem) (SearchEdge, string) {
		edge := EntityEdge{item.Cursor, level[item.Entity.ID]}
		return SearchEdge{edge, Name{&item.Matched, edge.Node.among()}, item.Score, item.Match, item}, item.Cursor
	})
	return &SearchConnection{edges, info, answer.Total, answer.Reading}
}

// RelationshipConnection is a page of an entity's relationships.
type RelationshipConnection struct {
	Edges      []RelationshipEdge
	PageInfo   PageInfo
	TotalCount int
}

// RelationshipEdge is a relationship and its place in a list.
type RelationshipEdge struct {
	Cursor string
	item   engine.TieItem
	in     *bundle
}

// Node is the relationship.
func (e *RelationshipEdge) Node(ctx context.Context) (*Relationship, error) {
	return e.in.relationship(ctx, e.item.Relationship)
}

// Other is the end that is not the entity asked about.
func (e *RelationshipEdge) Other(ctx context.Context) (Entity, error) {
	return e.in.other(ctx, e.item.Other)
}

// connection takes a page of relationships into the bundle.
func (b *bundle) connection(answer engine.TiePage, page Page) *RelationshipConnection {
	edges, info := clip(page, answer.Items, answer.PageInfo, func(item engine.TieItem) (RelationshipEdge, string) {
		b.ids = append(b.ids, item.Relationship)
		b.tell(item.Tie)
		b.others = append(b.others, item.Other)
		return RelationshipEdge{item.Cursor, item, b}, item.Cursor
	})
	return &RelationshipConnection{edges, info, answer.Total}
}
