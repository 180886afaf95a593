package view

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"entente/engine"
	"entente/graph"
)

// Node is anything with a global id.
type Node interface{ IsNode() }

// Entity is an entity of any kind; each kind is a type of its own.
type Entity interface {
	Node
	IsEntity()
	stored() *graph.Entity
	among() *level
}

// entity is what the kinds have in common.
type entity struct {
	record *graph.Entity
	in     *level
}

// IsNode marks an entity as a Node.
func (e *entity) IsNode() {}

// IsEntity marks it as an Entity.
func (e *entity) IsEntity() {}

func (e *entity) stored() *graph.Entity { return e.record }

func (e *entity) among() *level { return e.in }

// ID is the entity's id.
func (e *entity) ID() graph.ID { return e.record.ID }

// Kind is the entity's kind.
func (e *entity) Kind() graph.EntityKind { return e.record.Kind }

// Name is the name to show to a reader of the languages.
func (e *entity) Name(languages []string) string { return e.record.Name(languages...).Value }

// Names are all of them.
func (e *entity) Names() []Name {
	names := make([]Name, len(e.record.Names))
	for i := range names {
		names[i] = Name{&e.record.Names[i], e.in}
	}
	return names
}

// ExternalIDs are the ids in the registers of others.
func (e *entity) ExternalIDs() []ExternalID {
	ids := make([]ExternalID, len(e.record.ExternalIDs))
	for i, id := range e.record.ExternalIDs {
		ids[i] = ExternalID{id}
	}
	return ids
}

// MergedIDs are the ids that were merged away into the entity.
func (e *entity) MergedIDs() []graph.ID { return e.record.Merged }

// Restricted tells whether a restriction names the entity.
func (e *entity) Restricted(ctx context.Context) (bool, error) {
	ids, err := e.in.operation.graph.Restrictions(ctx, e.record.ID)
	return len(ids) > 0, err
}

// RelationshipCounts are the numbers of relationships by kind and direction.
func (e *entity) RelationshipCounts(ctx context.Context) ([]engine.Count, error) {
	return e.in.operation.graph.Counts(ctx, e.record.ID)
}

// Relationships is a page of the entity's relationships; the siblings' pages are made with it.
func (e *entity) Relationships(ctx context.Context, kinds []graph.RelationshipKind, direction graph.Direction,
	where *graph.RouteFilter, first *int, after *string) (*RelationshipConnection, error) {
	page := forward(first, after)
	query := engine.TieQuery{Kinds: kinds, Direction: direction, Where: where, Page: page.Query,
		Placeless: placeless(graphql.GetFieldContext(ctx).Field.Selections)}
	pages, _ := ask(&e.in.asked, asking(ctx), func() (map[graph.ID]tied, error) {
		if foreseen := e.in.ahead(ctx)[graphql.GetFieldContext(ctx).Field.Field]; foreseen.fits(query, page) {
			return foreseen.pages, nil
		}
		return e.in.ties(ctx, sibling{kind: askedOf(ctx), query: query, page: page}, &bundle{operation: e.in.operation}), nil
	})
	answer := pages[e.record.ID]
	return answer.connection, answer.err
}

// Restrictions are the relationships by which restrictions name the entity.
func (e *entity) Restrictions(ctx context.Context) ([]*Relationship, error) {
	names, _ := ask(&e.in.asked, asking(ctx), func() (map[graph.ID]named, error) {
		return e.in.restrictions(ctx, askedOf(ctx)), nil
	})
	answer := names[e.record.ID]
	if answer.err != nil {
		return nil, answer.err
	}
	return answer.in.list(ctx, answer.ids)
}

// Statements are the sourced facts about the entity.
func (e *entity) Statements() []Statement {
	statements := make([]Statement, len(e.record.Statements))
	for i := range statements {
		statements[i] = Statement{&e.record.Statements[i], e.in}
	}
	return statements
}
