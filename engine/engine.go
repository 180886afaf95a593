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
	"entente/graph/advice"
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
	// Background has Open return at once and the index built behind it, again and
	// again until the store gives it. Until then records, lists by name and id and
	// searches are answered, and everything else is Unavailable with the progress.
	Background bool
	// Poll is how often to look whether others wrote to the store. 0 is 500 ms for
	// a graph.Watcher and never for any other store, below 0 is never.
	Poll time.Duration
	// PastWeight bounds what may have changed since an earlier revision that is asked
	// for: a record that was replaced or removed since weighs 10, one that came since 1.
	// 0 is a million, which takes some 100 MB.
	PastWeight int
}

// Graph is a store with its index. It is safe for concurrent use: readers work
// on the snapshot of the index that they began with and never wait for writers.
type Graph struct {
	store graph.Store
	// watcher is nil for a store that nobody writes to behind our back.
	watcher  graph.Watcher
	name     string
	now      func() time.Time
	log      *slog.Logger
	searcher *path.Searcher
	advisor  *advice.Advisor
	poll     time.Duration

	// snapshot is nil until the index stands for the first time; see current.
	snapshot atomic.Pointer[index.Snapshot]
	built    atomic.Int64 // when the snapshot was last built whole, Unix nanoseconds
	first    progress
	news     news
	health   *health
	feeds    feeds
	// shelves are nil where every record is read from the store.
	shelves *shelves
	// ids is the order of the lists by id.
	ids idOrder
	// register holds the terms of agreements.
	register *register
	// lexicon holds the names.
	lexicon *lexicon
	// standings are the measures of the whole graph.
	standings *standings
	// pasts are graphs of earlier revisions.
	pasts *pasts
	// comparing finds the bodies that may be one.
	comparing *comparing

	// writing is held from the start of a commit until the index shows it, and
	// while a rebuilt index is put in place.
	writing sync.Mutex
	// seen is the last mark; it belongs to the first build and from then on to watch.
	seen string
	// wake asks keep for a rebuild, stop ends the background work, which kept waits for.
	wake chan struct{}
	stop context.CancelFunc
	kept sync.WaitGroup
}

// Open builds the index from the store and returns the graph, which owns the
// store from then on and closes it. It is cancelled by the context; an error
// leaves the store open.
func Open(ctx context.Context, store graph.Store, options Options) (*Graph, error) {
	g := newGraph(store, options)
	if options.Background {
		g.rebuild()
	} else if err := g.replace(ctx); err != nil {
		return nil, err
	}
	life, stop := context.WithCancel(context.WithoutCancel(ctx))
	g.stop = stop
	g.kept.Go(func() { g.keep(life) })
	g.kept.Go(func() { g.measure(life) })
	g.kept.Go(func() { g.compare(life) })
	if options.Background {
		g.kept.Go(func() { g.spell(life) })
	}
	if g.poll > 0 {
		g.kept.Go(func() { g.watch(life) })
	}
	return g, nil
}

func newGraph(store graph.Store, options Options) *Graph {
	const usual = 500 * time.Millisecond
	g := &Graph{store: store, name: options.Name, now: options.Now, log: options.Log, poll: options.Poll,
		searcher: path.New(), advisor: &advice.Advisor{}, wake: make(chan struct{}, 1), health: newHealth(), standings: newStandings(), register: newRegister(), lexicon: newLexicon(options.Background), pasts: newPasts(options.PastWeight), comparing: newComparing()}
	g.standings.graph = g
	g.watcher, _ = store.(graph.Watcher)
	if g.now == nil {
		g.now = time.Now
	}
	if g.log == nil {
		g.log = slog.New(slog.DiscardHandler)
	}
	if g.poll == 0 && g.watcher != nil {
		g.poll = usual
	}
	if g.poll > 0 && g.watcher != nil {
		g.shelves = newShelves()
	}
	return g
}

// Close ends the feeds and the background work and closes the store.
func (g *Graph) Close() error {
	g.feeds.close()
	g.stop()
	g.kept.Wait()
	return g.store.Close()
}

// Entities gives records by id, nil for the unknown; see graph.Records.
func (g *Graph) Entities(ctx context.Context, ids []graph.ID) ([]*graph.Entity, error) {
	if !g.shelves.sure() {
		return g.store.Entities(ctx, ids)
	}
	return g.shelves.entities.get(ctx, ids, func(e *graph.Entity) graph.ID { return e.ID }, g.store.Entities)
}

// Relationships gives records by id, nil for the unknown; see graph.Records.
func (g *Graph) Relationships(ctx context.Context, ids []graph.ID) ([]*graph.Relationship, error) {
	return g.store.Relationships(ctx, ids)
}

// Sources gives records by id, nil for the unknown; see graph.Records.
func (g *Graph) Sources(ctx context.Context, ids []graph.ID) ([]*graph.Source, error) {
	if !g.shelves.sure() {
		return g.store.Sources(ctx, ids)
	}
	return g.shelves.sources.get(ctx, ids, func(s *graph.Source) graph.ID { return s.ID }, g.store.Sources)
}

// Changes gives what changed after a revision; see graph.Log.
func (g *Graph) Changes(ctx context.Context, since graph.Revision) iter.Seq2[graph.Change, error] {
	return g.store.Changes(ctx, since)
}

// Outline is Changes in short form; see graph.Log.
func (g *Graph) Outline(ctx context.Context, since graph.Revision) iter.Seq2[graph.Outline, error] {
	return g.store.Outline(ctx, since)
}

// History gives the versions of a record; see graph.Log.
func (g *Graph) History(ctx context.Context, id graph.ID) ([]graph.Version, error) {
	return g.store.History(ctx, id)
}

// Head says where the store stands; see graph.Log.
func (g *Graph) Head(ctx context.Context) (graph.Head, error) { return g.store.Head(ctx) }

// Status says what this graph holds. While the index is being built for the
// first time it holds no counts by kind and says how far that is.
func (g *Graph) Status(ctx context.Context) (Status, error) {
	head, err := g.store.Head(ctx)
	if err != nil {
		return Status{}, err
	}
	status := Status{Store: g.name, Revision: g.Revision(), Sources: head.Sources}
	snapshot, err := g.current()
	if err != nil {
		building := g.first.progress()
		status.Building = &building
		return status, nil
	}
	status.Revision, status.IndexBuilt = snapshot.Revision(), time.Unix(0, g.built.Load()).UTC()
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
