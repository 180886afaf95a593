// Package late owns a store that may be asked before it is open: a program
// listens at once, and a database that is away is waited for behind it.
package late

import (
	"context"
	"sync/atomic"
	"time"

	"entente/graph"
)

// Watched is a store that others may write to, as those on a server are.
type Watched interface {
	graph.Store
	graph.Watcher
}

// Opener opens the store once. Unavailable is a store that is away and worth
// another try; any other error is one that waiting does not mend.
type Opener func(ctx context.Context) (Watched, error)

var _ Watched = (*Store)(nil)

// Store is a store that is being opened. Until that is done every question is
// answered at once by Unavailable with the reason; from then on by the store.
type Store struct {
	open  Opener
	tell  func(error)
	state atomic.Pointer[state]
	// settled is closed when the store is open or given up, ended when nothing runs any more.
	settled, ended chan struct{}
	stop           context.CancelFunc
}

// state is what is known of the store: the store itself, or why there is none.
type state struct {
	store Watched
	err   error
}

// Open begins to open a store, again and again until that succeeds, waiting
// does not mend it or the store is closed. The context's end does not end it.
// Tell, when not nil, is told why the store is waited for, once for each
// reason, and nil when it came after that.
func Open(ctx context.Context, open Opener, tell func(error)) *Store {
	if tell == nil {
		tell = func(error) {}
	}
	s := &Store{open: open, tell: tell, settled: make(chan struct{}), ended: make(chan struct{})}
	s.state.Store(&state{err: graph.Errorf(graph.Unavailable, "the store is being opened")})
	ctx, s.stop = context.WithCancel(context.WithoutCancel(ctx))
	go s.insist(ctx)
	return s
}

// Await returns nil when the store is open, and why it is given up when it is.
func (s *Store) Await(ctx context.Context) error {
	select {
	case <-s.settled:
		return s.state.Load().err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// insist tries until there is a store or no hope of one. A server that comes
// up is found within half a second; one that takes connections and then says
// nothing for a minute is tried anew.
func (s *Store) insist(ctx context.Context) {
	const longest, pause = time.Minute, 500 * time.Millisecond
	defer close(s.ended)
	told := ""
	for {
		try, cancel := context.WithTimeout(ctx, longest)
		opened, err := s.open(try)
		hopeful := err != nil && (graph.CodeOf(err) == graph.Unavailable || try.Err() != nil) && ctx.Err() == nil
		cancel()
		if !hopeful {
			s.settle(opened, err, told != "")
			return
		}
		s.state.Store(&state{err: graph.Errorf(graph.Unavailable, "the store is not open yet: %w", err)})
		if reason := err.Error(); reason != told {
			told = reason
			s.tell(err)
		}
		rest(ctx, pause)
	}
}

// settle makes it known how the opening ended.
func (s *Store) settle(opened Watched, err error, waited bool) {
	if err != nil {
		opened = nil
	} else if waited {
		s.tell(nil)
	}
	s.state.Store(&state{store: opened, err: err})
	close(s.settled)
}

func rest(ctx context.Context, pause time.Duration) {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}

// Close ends the tries and closes the store when there is one.
func (s *Store) Close() error {
	s.stop()
	<-s.ended
	if opened := s.state.Load().store; opened != nil {
		return opened.Close()
	}
	return nil
}
