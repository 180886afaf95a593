package engine

import (
	"context"
	"time"

	"entente/graph"
	"entente/graph/index"
)

// When names a revision: by its number, or as the last one that was made at an
// instant or before it. Exactly one of the two is given.
type When struct {
	Revision graph.Revision
	Time     time.Time
}

// At gives the graph as it was known at a revision, for questions alone. It is a
// graph of its own, on the present snapshot and store with every record that
// changed since put back to how it stood then, so every question is answered as
// by a store that had stopped at the revision; only the day of the question is
// today's, and statuses, ages and restrictions are told by that. A batch for it is refused. It
// stays as it is while the graph goes on, needs no Close, and is worthless
// once the graph is closed.
//
// Invalid for a When that is none and on a graph that At or Suppose gave,
// NotFound for a revision that is yet to come and for a time before the first one,
// TooLarge when too much changed since, see Options.PastWeight. Cost: what changed since, read
// in one sequence and kept until other revisions are asked for, and the rows of the index that it touches.
func (g *Graph) At(ctx context.Context, when When) (*Graph, error) {
	if err := g.timeless(); err != nil {
		return nil, err
	}
	head, err := g.store.Head(ctx)
	if err != nil {
		return nil, err
	}
	revision, err := g.revisionOf(ctx, when, head.Revision)
	if err != nil {
		return nil, err
	}
	base, err := g.reaching(ctx, revision, head.Revision)
	if err != nil {
		return nil, err
	}
	return g.pasts.get(ctx, pastKey{revision, base.Day()}, func() (*Graph, int, error) { return g.past(ctx, base, revision) })
}

// Past tells whether this is a graph as it was known at a revision, see At.
func (g *Graph) Past() bool {
	_, past := g.store.(*pastStore)
	return past
}

// timeless refuses a graph that is one of an earlier revision or of an assumption.
func (g *Graph) timeless() error {
	switch g.store.(type) {
	case *pastStore:
		return graph.Errorf(graph.Invalid, "this is the graph of revision %d already; another revision is asked of the present one", g.Revision())
	case supposedStore:
		return graph.Errorf(graph.Invalid, "a revision is chosen before anything is assumed")
	}
	return nil
}

// revisionOf finds the revision that is meant, given the latest one.
func (g *Graph) revisionOf(ctx context.Context, when When, latest graph.Revision) (graph.Revision, error) {
	timed := !when.Time.IsZero()
	switch {
	case timed == (when.Revision != 0):
		return 0, graph.Errorf(graph.Invalid, "either the number of a revision, from 1, or a time is given").At("revision")
	case !timed && when.Revision > latest:
		return 0, graph.Errorf(graph.NotFound, "there is no revision %d yet; the latest is %d", when.Revision, latest).At("revision")
	case !timed:
		return when.Revision, nil
	}
	made, err := g.store.Made(ctx, when.Time)
	if err == nil && made == 0 {
		err = graph.Errorf(graph.NotFound, "nothing had been recorded by %s", when.Time.UTC().Format(time.RFC3339)).At("time")
	}
	return made, err
}

// reaching gives a snapshot that shows a revision; what others wrote is followed for it.
func (g *Graph) reaching(ctx context.Context, revision, latest graph.Revision) (*index.Snapshot, error) {
	snapshot, err := g.current()
	if err != nil || snapshot.Revision() >= revision {
		return snapshot, err
	}
	if err := g.overtake(ctx, latest); err != nil {
		return nil, err
	}
	if snapshot, err = g.current(); err == nil && snapshot.Revision() < revision {
		err = graph.Errorf(graph.Unavailable, "the index is at revision %d yet; ask again", snapshot.Revision())
	}
	return snapshot, err
}

// past makes the graph of a revision on a snapshot that shows it, and says how large it is.
func (g *Graph) past(ctx context.Context, base *index.Snapshot, revision graph.Revision) (*Graph, int, error) {
	stood := newFormer(g.store, revision, g.pasts.most)
	known, err := stood.cover(ctx)
	if err != nil {
		return nil, 0, err
	}
	snapshot, err := base.With(known.outlines())
	if err != nil {
		return nil, 0, graph.Errorf(graph.Unavailable, "the graph was changed by others just now; ask again: %w", err)
	}
	snapshot = snapshot.At(revision)
	made := newGraph(&pastStore{store: g.store, former: stood, snapshot: snapshot, sources: -1}, Options{Now: g.now, Log: g.log, Name: g.name, Poll: -1})
	made.searcher, made.advisor, made.stop = g.searcher, g.advisor, func() {}
	made.standings = g.standings.beside(made)
	made.built.Store(g.built.Load())
	made.snapshot.Store(snapshot)
	return made, known.weight, nil
}
