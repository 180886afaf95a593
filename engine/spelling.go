package engine

import (
	"context"
	"runtime/debug"
	"time"

	"entente/graph"
	"entente/graph/names"
)

// occupy tells those who wait that all names are being read now.
func (l *lexicon) occupy() {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.building = true
	close(l.begun)
}

// leave ends what occupy began.
func (l *lexicon) leave() {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.building, l.begun = false, make(chan struct{})
}

// begin forgets the names of before, from which none are made that hold what
// is read from now on.
func (l *lexicon) begin(revision graph.Revision, entities int) {
	l.total.Store(int64(entities))
	l.mutex.Lock()
	defer l.mutex.Unlock()
	clear(l.stale)
	l.index, l.revision = nil, revision
	l.done.Store(0)
}

// progress is how far the reading of all names is.
func (l *lexicon) progress() *NamesProgress {
	return &NamesProgress{Done: int(l.done.Load()), Total: int(l.total.Load())}
}

// buildNames reads the names of all entities; the caller holds the turn. What
// changes meanwhile is noted as ever.
func (g *Graph) buildNames(ctx context.Context) (*names.Index, error) {
	head, err := g.store.Head(ctx)
	if err != nil {
		return nil, err
	}
	l := g.lexicon
	l.begin(head.Revision, head.Entities)
	builder := names.NewBuilder()
	for change, err := range g.store.Changes(ctx, 0) {
		if err != nil {
			return nil, err
		}
		if change.Relationship != nil {
			break // entities come before relationships
		}
		if change.Entity != nil {
			builder.Add(change.Entity.ID, change.Entity.Names)
			l.done.Add(1)
		}
	}
	x, err := builder.Build()
	if err != nil {
		return nil, err
	}
	l.put(x)
	return x, nil
}

// spell builds the names whenever that is asked for, until the context ends. A
// store that is away is asked again; meanwhile it is itself what answers.
func (g *Graph) spell(ctx context.Context) {
	const shortest, longest = 250 * time.Millisecond, 10 * time.Second
	for pause := shortest; ; {
		select {
		case <-ctx.Done():
			return
		case <-g.lexicon.wake:
		}
		err := g.spellOnce(ctx)
		if pause = min(2*pause, longest); err == nil {
			pause = shortest
		}
		rest(ctx, pause)
	}
}

func (g *Graph) spellOnce(ctx context.Context) error {
	const large = 4 << 20
	select {
	case g.lexicon.turn <- struct{}{}:
		defer func() { <-g.lexicon.turn }()
	case <-ctx.Done():
		return nil
	}
	g.lexicon.occupy()
	defer g.lexicon.leave()
	started := time.Now()
	x, err := g.buildNames(ctx)
	if err != nil {
		g.lexicon.want()
		if ctx.Err() == nil {
			g.log.Error("the names could not be read and are tried again", "error", err)
		}
		return err
	}
	if x.Bytes() >= large {
		debug.FreeOSMemory() // the records that were read take several times the index; see relieve
	}
	g.log.Debug("the names are indexed", "entities", x.Len(), "bytes", x.Bytes(), "took", time.Since(started))
	return nil
}
