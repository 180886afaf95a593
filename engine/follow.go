package engine

import (
	"context"
	"runtime/debug"
	"time"

	"entente/graph"
	"entente/graph/index"
)

// patience is how long one step of following may take before it is given up
// and tried again later: a server that does not answer must hold nothing up.
const patience = 10 * time.Second

// build makes the index of the whole store. The first build looks before it
// reads, so that what others write meanwhile is noticed afterwards.
func (g *Graph) build(ctx context.Context) (*index.Snapshot, error) {
	head, err := g.store.Head(ctx)
	if err != nil {
		return nil, err
	}
	outline := g.store.Outline(ctx, 0)
	if g.snapshot.Load() == nil {
		now, err := g.look(ctx)
		if err != nil {
			return nil, err
		}
		g.seen = now.mark
		outline = g.first.counted(head, outline)
	}
	snapshot, err := index.Build(ctx, outline, g.today())
	if err != nil {
		return nil, err
	}
	g.built.Store(g.now().UnixNano())
	return snapshot.At(max(head.Revision, snapshot.Revision())), nil
}

// follow brings a snapshot up to what the store holds now. Internal when that
// is not what the snapshot was made from.
func (g *Graph) follow(ctx context.Context, snapshot *index.Snapshot) (*index.Snapshot, error) {
	head, err := g.store.Head(ctx)
	if err != nil || head.Revision == snapshot.Revision() {
		return snapshot, err
	}
	if head.Revision < snapshot.Revision() {
		return nil, graph.Errorf(graph.Internal, "the store is at revision %d, behind %d: it was set back", head.Revision, snapshot.Revision())
	}
	var changes []graph.Outline
	for change, err := range g.store.Outline(ctx, snapshot.Revision()) {
		if err != nil {
			return nil, err
		}
		changes = append(changes, change)
	}
	g.shelves.drop(changes)
	g.register.drop(changes)
	g.lexicon.note(changes, snapshot.Revision(), head.Revision)
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
// bound to that. When the store fails, whoever polls tries again; when nobody
// does, or the changes do not fit, the index is rebuilt in the background.
func (g *Graph) refresh(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	err := g.catchUp(ctx)
	if err == nil {
		return
	}
	g.forget()
	g.log.Error("the index could not follow a change", "error", err)
	if g.poll <= 0 {
		g.rebuild()
	}
}

// catchUp follows what was committed and shows it; the caller holds g.writing.
func (g *Graph) catchUp(ctx context.Context) error {
	snapshot, err := g.follow(ctx, g.snapshot.Load())
	if err != nil {
		if graph.CodeOf(err) == graph.Internal {
			g.rebuild()
		}
		return err
	}
	g.publish(snapshot)
	if worn(snapshot) {
		g.rebuild()
	}
	return nil
}

// forget drops what was read and kept: something changed of which nobody says what.
func (g *Graph) forget() {
	g.shelves.clear()
	g.register.clear()
	g.pasts.clear()
}

// publish shows a snapshot to readers; the caller holds g.writing.
func (g *Graph) publish(snapshot *index.Snapshot) {
	before := g.snapshot.Swap(snapshot)
	if before == nil || before.Revision() != snapshot.Revision() {
		g.news.tell()
	}
}

// replace builds the index anew and shows it, with what was committed meanwhile.
func (g *Graph) replace(ctx context.Context) error {
	snapshot, err := g.build(ctx)
	if err != nil {
		return err
	}
	if err := g.show(ctx, snapshot); err != nil {
		return err
	}
	relieve(snapshot)
	return nil
}

// show publishes a snapshot that was built anew, with what was committed meanwhile.
func (g *Graph) show(ctx context.Context, snapshot *index.Snapshot) error {
	g.writing.Lock()
	defer g.writing.Unlock()
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	snapshot, err := g.follow(ctx, snapshot)
	if err != nil {
		return err
	}
	g.forget()
	g.publish(snapshot)
	g.lexicon.shown(snapshot.Revision())
	return nil
}

// relieve gives back to the system what the building of a large index took and
// no longer needs, several times the index itself. By itself the runtime keeps
// that for minutes. It costs a collection, 0.1 s at a million relationships.
func relieve(snapshot *index.Snapshot) {
	const large = 8 << 20
	if snapshot.Bytes() >= large {
		debug.FreeOSMemory()
	}
}
