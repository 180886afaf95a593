// Package engine owns the Graph: one store with its index kept current. It is
// the one way in to the records and to every question about them.
package engine

import (
	"context"
	"iter"
	"log/slog"
	"time"

	"entente/graph"
)

// Reason says why there is no path, or fewer than asked.
type Reason uint8

// Role is the brokerage role of an intermediary by country.
type Role uint8

// Options tune a Graph; the zero value is ready to use.
type Options struct {
	// Now is the clock; nil is time.Now.
	Now func() time.Time
	// Log takes what happens in the background; nil discards it.
	Log *slog.Logger
	// Name is the kind of store for Status, such as "sqlite".
	Name string
}

// Graph is a store with its index.
type Graph struct{}

// Open builds the index from the store and returns the graph. The graph owns the store and closes it.
func Open(ctx context.Context, store graph.Store, options Options) (*Graph, error) { return nil, nil }

// Entities, Relationships and Sources give records by id, nil for the unknown; see graph.Records.
func (g *Graph) Entities(ctx context.Context, ids []graph.ID) ([]*graph.Entity, error) {
	return nil, nil
}
func (g *Graph) Relationships(ctx context.Context, ids []graph.ID) ([]*graph.Relationship, error) {
	return nil, nil
}
func (g *Graph) Sources(ctx context.Context, ids []graph.ID) ([]*graph.Source, error) {
	return nil, nil
}

func (g *Graph) List(ctx context.Context, listing Listing) (EntityPage, error)
func (g *Graph) Search(ctx context.Context, text string, kinds []graph.EntityKind, page PageQuery) (EntityPage, error)
func (g *Graph) Ties(ctx context.Context, query TieQuery) (TiePage, error)
func (g *Graph) Counts(ctx context.Context, id graph.ID) ([]Count, error)
// Restrictions lists the LISTED_UNDER and TARGETS relationships that name the entity.
func (g *Graph) Restrictions(ctx context.Context, id graph.ID) ([]graph.ID, error)
func (g *Graph) Strength(r *graph.Relationship) graph.Strength
func (g *Graph) Paths(ctx context.Context, query PathQuery) (Paths, error)
func (g *Graph) Intermediaries(ctx context.Context, query IntermediaryQuery) (IntermediaryPage, error)
func (g *Graph) Apply(ctx context.Context, batch graph.Batch) (graph.Commit, error)
func (g *Graph) Revision() graph.Revision
func (g *Graph) Status(ctx context.Context) (Status, error)
func (g *Graph) Changes(ctx context.Context, since graph.Revision) iter.Seq2[graph.Change, error]
func (g *Graph) Close() error
