// Package engine owns the Graph: one store with its index kept current. It is
// the one way in to the records and to every question about them.
package engine

import (
	"context"
	"iter"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"entente/graph"
	"entente/graph/index"
	"entente/graph/path"
)

// Options tune a Graph; the zero value is ready to use.
type Options struct {
	// Now is the clock; nil is time.Now.
	Now func() time.Time
	// Log takes what happens in the background; nil discards it.
	Log *slog.Logger
	// Name is the kind of store for Status, such as "sqlite".
	Name string
}

// Graph is a store with its index. It is safe for concurrent use: readers work
// on the snapshot of the index that they began with and never wait for writers.
type Graph struct {
	store    graph.Store
	name     string
	now      func() time.Time
	log      *slog.Logger
	searcher *path.Searcher
	snapshot atomic.Pointer[index.Snapshot]
	built    atomic.Int64 // when the snapshot was last built whole, Unix nanoseconds

	// writing is held from the start of a commit until the index shows it, and
	// while a rebuilt index is put in place.
	writing sync.Mutex
	// wake asks the keeper for a rebuild, stop ends it, kept is closed when it has ended.
	wake chan struct{}
	stop context.CancelFunc
	kept chan struct{}
}

// Open builds the index from the store and returns the graph, which owns the
// store from then on and closes it. It is cancelled by the context; an error
// leaves the store open.
func Open(ctx context.Context, store graph.Store, options Options) (*Graph, error) {
	g := &Graph{store: store, name: options.Name, now: options.Now, log: options.Log, searcher: path.New(),
		wake: make(chan struct{}, 1), kept: make(chan struct{})}
	if g.now == nil {
		g.now = time.Now
	}
	if g.log == nil {
		g.log = slog.New(slog.DiscardHandler)
	}
	snapshot, err := g.build(ctx)
	if err != nil {
		return nil, err
	}
	g.snapshot.Store(snapshot)
	life, stop := context.WithCancel(context.WithoutCancel(ctx))
	g.stop = stop
	go g.keep(life)
	return g, nil
}

// Close ends the background work and closes the store.
func (g *Graph) Close() error {
	g.stop()
	<-g.kept
	return g.store.Close()
}

// Entities gives records by id, nil for the unknown; see graph.Records.
func (g *Graph) Entities(ctx context.Context, ids []graph.ID) ([]*graph.Entity, error) {
	return g.store.Entities(ctx, ids)
}

// Relationships gives records by id, nil for the unknown; see graph.Records.
func (g *Graph) Relationships(ctx context.Context, ids []graph.ID) ([]*graph.Relationship, error) {
	return g.store.Relationships(ctx, ids)
}

// Sources gives records by id, nil for the unknown; see graph.Records.
func (g *Graph) Sources(ctx context.Context, ids []graph.ID) ([]*graph.Source, error) {
	return g.store.Sources(ctx, ids)
}

// Changes gives what changed after a revision; see graph.Log.
func (g *Graph) Changes(ctx context.Context, since graph.Revision) iter.Seq2[graph.Change, error] {
	return g.store.Changes(ctx, since)
}

// History gives the versions of a record; see graph.Log.
func (g *Graph) History(ctx context.Context, id graph.ID) ([]graph.Version, error) {
	return g.store.History(ctx, id)
}

// Revision is the one that questions are answered at.
func (g *Graph) Revision() graph.Revision { return g.snapshot.Load().Revision() }

// Status says what this graph holds.
func (g *Graph) Status(ctx context.Context) (Status, error) {
	head, err := g.store.Head(ctx)
	if err != nil {
		return Status{}, err
	}
	snapshot := g.snapshot.Load()
	status := Status{Store: g.name, Revision: snapshot.Revision(), Sources: head.Sources, IndexBuilt: time.Unix(0, g.built.Load()).UTC()}
	for _, kind := range graph.EntityKinds() {
		status.Entities = append(status.Entities, KindCount{kind, snapshot.EntitiesOf(kind)})
	}
	for _, kind := range graph.RelationshipKinds() {
		status.Relationships = append(status.Relationships, TieCount{kind, snapshot.TiesOf(kind)})
	}
	return status, nil
}

// today is the day by which questions without a date are answered.
func (g *Graph) today() graph.Day { return graph.DayOf(g.now()) }
