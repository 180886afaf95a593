package engine

import (
	"context"

	"entente/graph"
	"entente/graph/index"
)

// Suppose gives the graph as it would be under some assumptions, for questions
// alone. It is a graph of its own: its index is the present snapshot with the
// assumed relationships in it, so every question is answered as by a store in
// which the changes were made; its records are those of the store but for the
// assumed relationships, which say that they are assumed. Nothing is written, and
// a batch for it is refused. It stays as it is while the graph goes on, needs
// no Close, and is worthless once the graph is closed.
//
// Invalid, NotFound, Conflict and TooLarge errors name the assumption and the
// field, as in "assume[2].from". Cost: the rows of the ends of what is assumed, 8
// bytes for each entity, and one round trip to the store.
func (g *Graph) Suppose(ctx context.Context, list []Assumption) (*Graph, error) {
	snapshot, err := g.current()
	if err != nil {
		return nil, err
	}
	return g.supposeOn(ctx, snapshot, list)
}

// supposeOn is Suppose on a snapshot.
func (g *Graph) supposeOn(ctx context.Context, snapshot *index.Snapshot, list []Assumption) (*Graph, error) {
	work := &assuming{graph: g, snapshot: snapshot, found: map[graph.ID]*graph.Relationship{}, places: map[graph.ID]string{}}
	relationships, err := work.assume(ctx, list)
	if err != nil {
		return nil, err
	}
	assumed, err := snapshot.With(outlined(relationships, snapshot.Revision()))
	if graph.CodeOf(err) == graph.Internal && err != nil {
		return nil, graph.Errorf(graph.Unavailable, "what is assumed was changed by others just now; ask again: %w", err)
	}
	if err != nil {
		return nil, err
	}
	if !assumed.Shares(snapshot) && assumed.Ties() > crowded {
		g.rebuild()
	}
	return g.supposed(assumed, relationships), nil
}

// Assumed lists the assumed relationships of a graph that Suppose gave, in the
// order of the assumptions; none for any other.
func (g *Graph) Assumed() []*graph.Relationship {
	if store, ok := g.store.(supposedStore); ok {
		return store.list
	}
	return nil
}

// crowded is the number of relationships from which it is worth to rebuild the
// index when its arrays have no room left for what is assumed, so that not every
// question copies them.
const crowded = 100_000

// supposed is a graph on an assumed snapshot.
func (g *Graph) supposed(snapshot *index.Snapshot, relationships []*graph.Relationship) *Graph {
	store := supposedStore{g.store, relationships, map[graph.ID]*graph.Relationship{}}
	for _, r := range relationships {
		store.assumed[r.ID] = r
	}
	made := newGraph(store, Options{Now: g.now, Log: g.log, Name: g.name, Poll: -1})
	made.searcher, made.advisor, made.register, made.lexicon = g.searcher, g.advisor, g.register, g.lexicon
	made.stop = func() {}
	made.comparing.close()
	made.built.Store(g.built.Load())
	made.snapshot.Store(snapshot)
	return made
}

// outlined gives relationships in the form that the index takes.
func outlined(relationships []*graph.Relationship, revision graph.Revision) []graph.Outline {
	outlines := make([]graph.Outline, len(relationships))
	for i, r := range relationships {
		outlines[i] = graph.Outline{Revision: revision, Tie: &graph.Tie{
			ID: r.ID, Kind: r.Kind, From: r.From, To: r.To, Role: r.Role, Resolution: r.Resolve(),
		}}
	}
	return outlines
}

// supposedStore is a store with assumed relationships laid over it.
type supposedStore struct {
	graph.Store
	list    []*graph.Relationship
	assumed map[graph.ID]*graph.Relationship
}

// Relationships gives what is assumed in the place of what is recorded.
func (s supposedStore) Relationships(ctx context.Context, ids []graph.ID) ([]*graph.Relationship, error) {
	list, err := s.Store.Relationships(ctx, ids)
	if err != nil {
		return nil, err
	}
	for i, id := range ids {
		if r := s.assumed[id]; r != nil {
			list[i] = r
		}
	}
	return list, nil
}

// Apply refuses: under an assumption nothing is written.
func (s supposedStore) Apply(context.Context, graph.Batch) (graph.Commit, error) {
	return graph.Commit{}, graph.Errorf(graph.Invalid, "nothing can be written under an assumption")
}

// Close leaves the store to the graph that owns it.
func (s supposedStore) Close() error { return nil }
