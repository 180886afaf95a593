package engine

import (
	"context"

	"entente/graph"
	"entente/graph/index"
)

// build makes the index of the whole store.
func (g *Graph) build(ctx context.Context) (*index.Snapshot, error) {
	head, err := g.store.Head(ctx)
	if err != nil {
		return nil, err
	}
	snapshot, err := index.Build(ctx, g.store.Outline(ctx, 0), g.today())
	if err != nil {
		return nil, err
	}
	g.built.Store(g.now().UnixNano())
	return snapshot.At(max(head.Revision, snapshot.Revision())), nil
}

// follow brings a snapshot up to what the store holds now.
func (g *Graph) follow(ctx context.Context, snapshot *index.Snapshot) (*index.Snapshot, error) {
	head, err := g.store.Head(ctx)
	if err != nil || head.Revision == snapshot.Revision() {
		return snapshot, err
	}
	var changes []graph.Outline
	for change, err := range g.store.Outline(ctx, snapshot.Revision()) {
		if err != nil {
			return nil, err
		}
		changes = append(changes, change)
	}
	if snapshot, err = snapshot.With(changes); err != nil {
		return nil, err
	}
	return snapshot.At(max(head.Revision, snapshot.Revision())), nil
}

// worn tells whether so many rows were written anew that the dead ones take
// more than half of the arrays' memory.
func worn(snapshot *index.Snapshot) bool {
	const least = 50_000
	written, total := snapshot.Pending()
	return written > least && written > total
}

// refresh shows the committed changes to readers; the caller holds g.writing.
// The commit stands even when the caller's context has ended, so it is not
// bound to that. When following fails the index is rebuilt in the background.
func (g *Graph) refresh(ctx context.Context) {
	snapshot, err := g.follow(context.WithoutCancel(ctx), g.snapshot.Load())
	if err != nil {
		g.log.Error("the index could not follow a change and is rebuilt", "error", err)
		g.rebuild()
		return
	}
	g.snapshot.Store(snapshot)
	if worn(snapshot) {
		g.rebuild()
	}
}

// rebuild asks the keeper for a new index; readers go on with the old one meanwhile.
func (g *Graph) rebuild() {
	select {
	case g.wake <- struct{}{}:
	default:
	}
}

// keep rebuilds the index whenever it is asked for, until the context ends.
func (g *Graph) keep(ctx context.Context) {
	defer close(g.kept)
	for {
		select {
		case <-ctx.Done():
			return
		case <-g.wake:
		}
		if err := g.replace(ctx); err != nil && ctx.Err() == nil {
			g.log.Error("the index could not be rebuilt", "error", err)
		}
	}
}

func (g *Graph) replace(ctx context.Context) error {
	snapshot, err := g.build(ctx)
	if err != nil {
		return err
	}
	g.writing.Lock()
	defer g.writing.Unlock()
	if snapshot, err = g.follow(ctx, snapshot); err != nil {
		return err
	}
	g.snapshot.Store(snapshot)
	return nil
}

// current is the snapshot to answer with. Strengths depend on the day, so the
// first question of a new day has the index rebuilt behind it.
func (g *Graph) current() *index.Snapshot {
	snapshot := g.snapshot.Load()
	if snapshot.Day() != g.today() {
		g.rebuild()
	}
	return snapshot
}
