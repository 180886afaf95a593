package faults_test

import (
	"context"
	"testing"
	"time"

	"entente/graph"
)

// applier is what a writer writes to: a store or a whole graph.
type applier interface {
	Apply(ctx context.Context, batch graph.Batch) (graph.Commit, error)
}

// writer applies one numbered batch after the other, each until it is
// acknowledged, with a deadline that an outage exceeds.
type writer struct {
	t            *testing.T
	to           applier
	acknowledged chan int
	stop         context.CancelFunc
	// last is the number of the last batch; read it after end.
	last int
	done chan struct{}
}

func startWriter(t *testing.T, to applier) *writer {
	ctx, stop := context.WithCancel(t.Context())
	w := &writer{t: t, to: to, acknowledged: make(chan int), stop: stop, done: make(chan struct{})}
	go w.run(ctx)
	return w
}

func (w *writer) run(ctx context.Context) {
	defer close(w.done)
	for number := 1; w.insist(ctx, number); number++ {
		w.last = number
		select {
		case w.acknowledged <- number:
		case <-ctx.Done():
			return
		}
	}
}

// insist applies a batch until it is acknowledged; false when the writer was
// stopped, which does not end the try that is under way.
func (w *writer) insist(ctx context.Context, number int) bool {
	const deadline, pause = 2 * time.Second, 50 * time.Millisecond
	for ctx.Err() == nil {
		try, cancel := context.WithTimeout(context.WithoutCancel(ctx), deadline)
		_, err := w.to.Apply(try, numbered(number))
		cancel()
		if err == nil {
			return true
		}
		clean(w.t, "Apply", err)
		select {
		case <-time.After(pause):
		case <-ctx.Done():
		}
	}
	return false
}

// await waits until so many more batches were acknowledged.
func (w *writer) await(more int, within time.Duration) {
	w.t.Helper()
	limit := time.After(within)
	for range more {
		select {
		case <-w.acknowledged:
		case <-limit:
			w.t.Fatalf("the writer was not acknowledged %d batches within %v", more, within)
		}
	}
}

// end stops the writer and tells how many batches were acknowledged.
func (w *writer) end() int {
	w.stop()
	<-w.done
	return w.last
}

// eachOnce sees that the batches up to a number were applied exactly once, and
// at most one more, whose acknowledgement was lost.
func eachOnce(t *testing.T, s graph.Store, acknowledged int) {
	t.Helper()
	head, err := s.Head(t.Context())
	if err != nil {
		t.Fatalf("Head: %v", err)
	}
	applied := int(head.Revision) - 1
	if applied != acknowledged && applied != acknowledged+1 {
		t.Errorf("the store stands at revision %d, want %d batches behind the basis or one more", head.Revision, acknowledged)
	}
	if head.Entities != applied+1 || head.Relationships != applied {
		t.Errorf("got %d entities and %d relationships, want %d and %d", head.Entities, head.Relationships, applied+1, applied)
	}
	for number := 1; number <= acknowledged; number++ {
		versions, err := s.History(t.Context(), firm(number))
		if err != nil || len(versions) != 1 || versions[0].Revision != graph.Revision(number+1) {
			t.Errorf("batch %d: got history %v, error %v, want one version of revision %d", number, versions, err, number+1)
		}
	}
}
