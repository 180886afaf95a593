package view

import (
	"context"
	"strings"

	"entente/engine"
	"entente/graph"
)

// assuming is a graph in which entities that are only assumed may be asked about: they have no ties but those of the answer.
type assuming struct{ Graph }

// assumed tells whether an entity that the graph does not know is only assumed.
func assumed(id graph.ID, err error) bool {
	return err != nil && graph.CodeOf(err) == graph.NotFound && strings.HasPrefix(string(id), "assumed:")
}

// Ties gives no page for what is assumed.
func (a assuming) Ties(ctx context.Context, query engine.TieQuery) (engine.TiePage, error) {
	page, err := a.Graph.Ties(ctx, query)
	if assumed(query.Entity, err) {
		return engine.TiePage{}, nil
	}
	return page, err
}

// Counts gives no counts for what is assumed.
func (a assuming) Counts(ctx context.Context, id graph.ID) ([]engine.Count, error) {
	counts, err := a.Graph.Counts(ctx, id)
	if assumed(id, err) {
		return nil, nil
	}
	return counts, err
}

// Restrictions gives none for what is assumed.
func (a assuming) Restrictions(ctx context.Context, id graph.ID) ([]graph.ID, error) {
	restrictions, err := a.Graph.Restrictions(ctx, id)
	if assumed(id, err) {
		return nil, nil
	}
	return restrictions, err
}

// take keeps records that no store holds, so that the answer can show them.
func (o *Operation) take(assumed engine.Assumed) {
	o.sources.put(assumed.Source.ID, assumed.Source)
	for _, entity := range assumed.Entities {
		o.entities.put(entity.ID, entity)
	}
	for _, tie := range assumed.Relationships {
		o.relationships.put(tie.ID, tie)
	}
}
