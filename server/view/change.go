package view

import (
	"context"

	"entente/engine"
	"entente/graph"
)

// Change is what became of one record.
type Change struct {
	item engine.FeedItem
	in   *together
}

// together are changes that were read together. What is asked of one is read
// for all of them, so a long revision costs one read per field and level for
// every page of the feed, as a list does.
type together struct {
	entities      found
	relationships *bundle
}

// Changes makes the changes of a page of the feed.
func Changes(g Graph, page []engine.FeedItem) []*Change {
	operation := newOperation(g, 0)
	all := &together{relationships: &bundle{operation: operation}}
	var ids []graph.ID
	var entities []*graph.Entity
	changes := make([]*Change, len(page))
	for i, item := range page {
		changes[i] = &Change{item, all}
		switch {
		case item.Entity != nil:
			ids, entities = append(ids, item.Entity.ID), append(entities, item.Entity)
			operation.entities.put(item.Entity.ID, item.Entity)
		case item.Relationship != nil:
			all.relationships.ids = append(all.relationships.ids, item.Relationship.ID)
			operation.relationships.put(item.Relationship.ID, item.Relationship)
		case item.Source != nil:
			operation.sources.put(item.Source.ID, item.Source)
		}
	}
	all.entities = operation.levelOf(ids, entities)
	return changes
}

// Revision is the one that made the record what it is.
func (c *Change) Revision() graph.Revision { return c.item.Revision }

// Cursor is where the change stands.
func (c *Change) Cursor() string { return c.item.Cursor }

// Complete tells whether it is the last one of its revision.
func (c *Change) Complete() bool { return c.item.Complete }

// Record is the record as it stands, nil when it was removed.
func (c *Change) Record(ctx context.Context) (Node, error) {
	switch {
	case c.item.Source != nil:
		return &Source{c.item.Source}, nil
	case c.item.Entity != nil:
		return c.in.entities.get(c.item.Entity.ID)
	case c.item.Relationship != nil:
		return noNil(c.in.relationships.relationship(ctx, c.item.Relationship.ID))
	}
	return nil, nil
}

// Removed is the id of what was removed.
func (c *Change) Removed() *graph.ID {
	if c.item.Removed == "" {
		return nil
	}
	return &c.item.Removed
}
