package engine

import (
	"context"
	"time"

	"entente/graph"
)

// rebuild asks for a new index; readers go on with the old one meanwhile.
func (g *Graph) rebuild() {
	select {
	case g.wake <- struct{}{}:
	default:
	}
}

// keep rebuilds the index whenever it is asked for, until the context ends. It
// rests after a build as long as that took: somebody who writes without pause
// and without revisions has it built again and again.
func (g *Graph) keep(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-g.wake:
		}
		started := time.Now()
		g.insist(ctx)
		rest(ctx, time.Since(started))
	}
}

// insist rebuilds the index until that succeeds or the context ends. A store
// that is away is asked again within 2 s, one that gives nonsense within a minute.
// The log is told of each reason once.
func (g *Graph) insist(ctx context.Context) {
	const shortest, longest, longer = 250 * time.Millisecond, 2 * time.Second, time.Minute
	told := ""
	for pause := shortest; ; pause *= 2 {
		err := g.replace(ctx)
		g.first.failing.Store(err != nil)
		if err == nil || ctx.Err() != nil {
			return
		}
		if reason := err.Error(); reason != told {
			told = reason
			g.log.Error("the index could not be built and is tried again", "error", err)
		}
		pause = min(pause, longer)
		if code := graph.CodeOf(err); code == graph.Unavailable || code == graph.Canceled {
			pause = min(pause, longest)
		}
		rest(ctx, pause)
	}
}

// rest waits, but not longer than the context lives.
func rest(ctx context.Context, pause time.Duration) {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}

// sight is what was seen of a store at one moment.
type sight struct {
	revision graph.Revision
	// mark is empty for a store that is no watcher.
	mark string
}

func (g *Graph) look(ctx context.Context) (now sight, err error) {
	if g.watcher != nil {
		now.revision, now.mark, err = g.watcher.Watch(ctx)
		return now, err
	}
	head, err := g.store.Head(ctx)
	return sight{revision: head.Revision}, err
}

// watch looks every g.poll whether others wrote to the store, until the context ends.
func (g *Graph) watch(ctx context.Context) {
	ticker := time.NewTicker(g.poll)
	defer ticker.Stop()
	away := false
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		err := g.attend(ctx)
		if ctx.Err() == nil && away != (err != nil) {
			away = err != nil
			g.tell(away, err)
		}
	}
}

// tell logs the beginning and the end of an outage, and nothing in between.
func (g *Graph) tell(away bool, err error) {
	if away {
		g.log.Error("changes of others cannot be followed for now", "error", err)
		return
	}
	g.log.Info("changes of others are followed again")
}

// attend follows what others committed.
func (g *Graph) attend(ctx context.Context) error {
	if g.snapshot.Load() == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	began := time.Now()
	now, err := g.look(ctx)
	if err != nil {
		return err
	}
	if err = g.pursue(ctx, now); err == nil {
		g.shelves.see(began)
	}
	g.health.follow(err)
	return err
}

// pursue has the index show what somebody committed since the last look. A
// mark that moved tells of a write past the log; of that nobody says what it
// changed, so the index is rebuilt.
func (g *Graph) pursue(ctx context.Context, now sight) error {
	err := g.overtake(ctx, now.revision)
	if rebuilding := err != nil && graph.CodeOf(err) == graph.Internal; err != nil && !rebuilding {
		return err
	}
	if now.mark != g.seen {
		g.log.Info("somebody wrote to the store without a revision; the index is rebuilt")
		g.forget()
		g.rebuild()
	}
	g.seen = now.mark
	return err
}

// overtake has the index show a revision, if it does not yet.
func (g *Graph) overtake(ctx context.Context, revision graph.Revision) error {
	g.writing.Lock()
	defer g.writing.Unlock()
	if g.snapshot.Load().Revision() == revision {
		return nil
	}
	return g.catchUp(ctx)
}
