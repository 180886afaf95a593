package engine

import (
	"context"
	"iter"
	"strconv"
	"sync"
	"sync/atomic"

	"entente/graph"
	"entente/graph/index"
)

// current is the snapshot to answer with, Unavailable while there is none yet.
// Strengths depend on the day, so the first question of a new day has the index
// rebuilt behind it.
func (g *Graph) current() (*index.Snapshot, error) {
	snapshot := g.snapshot.Load()
	if snapshot == nil {
		return nil, g.first.progress().Unavailable()
	}
	if snapshot.Day() != g.today() {
		g.rebuild()
	}
	return snapshot, nil
}

// Revision is the one that questions are answered at; while the index is being
// built for the first time, the one that the store had before that.
func (g *Graph) Revision() graph.Revision {
	if snapshot := g.snapshot.Load(); snapshot != nil {
		return snapshot.Revision()
	}
	return graph.Revision(g.first.revision.Load())
}

// Await returns when the index stands, or with the reason why it does not by
// the end of the context.
func (g *Graph) Await(ctx context.Context) error {
	for {
		moved := g.Moved()
		_, err := g.current()
		if err == nil {
			return nil
		}
		select {
		case <-moved:
		case <-ctx.Done():
			return err
		}
	}
}

// Moved gives a channel that is closed when Revision next moves. Who takes it
// before asking for the revision misses nothing.
func (g *Graph) Moved() <-chan struct{} { return g.news.next() }

// news tells everyone who waits at once.
type news struct {
	mutex  sync.Mutex
	moving chan struct{}
}

func (n *news) next() <-chan struct{} {
	n.mutex.Lock()
	defer n.mutex.Unlock()
	if n.moving == nil {
		n.moving = make(chan struct{})
	}
	return n.moving
}

func (n *news) tell() {
	n.mutex.Lock()
	defer n.mutex.Unlock()
	if n.moving != nil {
		close(n.moving)
		n.moving = nil
	}
}

// progress is how far the first build of the index is.
type progress struct {
	done, total atomic.Int64
	failing     atomic.Bool
	revision    atomic.Uint64
}

// counted passes the outline on and counts its relationships.
func (p *progress) counted(head graph.Head, outline iter.Seq2[graph.Outline, error]) iter.Seq2[graph.Outline, error] {
	p.failing.Store(false)
	p.done.Store(0)
	p.total.Store(int64(head.Relationships))
	p.revision.Store(uint64(head.Revision))
	return func(yield func(graph.Outline, error) bool) {
		for change, err := range outline {
			if change.Tie != nil {
				p.done.Add(1)
			}
			if !yield(change, err) {
				return
			}
		}
	}
}

func (p *progress) progress() Progress {
	return Progress{Done: int(p.done.Load()), Total: int(p.total.Load()), Failing: p.failing.Load()}
}

// Unavailable is the error that says so.
func (p Progress) Unavailable() error {
	if p.Failing {
		return graph.Errorf(graph.Unavailable, "the index is not built yet, for the store does not give what it needs; that is tried again")
	}
	return graph.Errorf(graph.Unavailable, "the index is being built: %s of %s relationships", grouped(p.Done), grouped(max(p.Done, p.Total)))
}

// grouped writes a number with a comma before each three digits: 51,370.
func grouped(n int) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}
