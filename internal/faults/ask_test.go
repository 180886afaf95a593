package faults_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"entente/graph"
	"entente/internal/neo4j"
	backend "entente/store/neo4j"
)

// open opens a store at an address with the password of a server.
func open(ctx context.Context, s *neo4j.Server, url string) (graph.Store, error) {
	opened, err := backend.Open(ctx, url, backend.Options{Password: s.Password})
	if err != nil {
		return nil, err
	}
	return opened, nil
}

// mustOpen opens a store that is closed at the end of the test.
func mustOpen(t *testing.T, s *neo4j.Server, url string) graph.Store {
	t.Helper()
	opened, err := open(t.Context(), s, url)
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	t.Cleanup(func() { opened.Close() })
	return opened
}

// questions is every way to ask a store, by the name of the method.
func questions(s graph.Store) map[string]func(ctx context.Context) error {
	return map[string]func(ctx context.Context) error{
		"Entities":      func(ctx context.Context) error { _, err := s.Entities(ctx, []graph.ID{union}); return err },
		"Relationships": func(ctx context.Context) error { _, err := s.Relationships(ctx, []graph.ID{"r:x"}); return err },
		"Sources":       func(ctx context.Context) error { _, err := s.Sources(ctx, []graph.ID{"src:register"}); return err },
		"Find by text": func(ctx context.Context) error {
			_, err := s.Find(ctx, graph.Query{Text: "union", First: 5})
			return err
		},
		"Find by name": func(ctx context.Context) error { _, err := s.Find(ctx, graph.Query{First: 5}); return err },
		"Head":         func(ctx context.Context) error { _, err := s.Head(ctx); return err },
		"History":      func(ctx context.Context) error { _, err := s.History(ctx, union); return err },
		"Changes":      func(ctx context.Context) error { return drain(s.Changes(ctx, 0)) },
		"Outline":      func(ctx context.Context) error { return drain(s.Outline(ctx, 0)) },
		"Watch":        func(ctx context.Context) error { _, _, err := s.(graph.Watcher).Watch(ctx); return err },
		"Apply":        func(ctx context.Context) error { _, err := s.Apply(ctx, basis()); return err },
	}
}

func drain[T any](sequence func(yield func(T, error) bool)) error {
	for _, err := range sequence {
		if err != nil {
			return err
		}
	}
	return nil
}

// How much later than its deadline something may end on a machine that is busy
// with other things. A question without a deadline would wait for more than both together.
const grace = 3 * time.Second

// patience bounds what is promised for no time, on a machine that is busy: a
// server that has just started plans each statement for the first time.
const patience = 2 * time.Minute

// askEverything asks all questions at once, each with a deadline of its own,
// and holds the answers against the promise: in time, and no error or a clean one.
// It gives the errors of those that failed.
func askEverything(t *testing.T, s graph.Store, deadline time.Duration) map[string]error {
	t.Helper()
	var mutex sync.Mutex
	var group sync.WaitGroup
	failed := map[string]error{}
	for name, ask := range questions(s) {
		group.Go(func() {
			ctx, cancel := context.WithTimeout(t.Context(), deadline)
			defer cancel()
			start := time.Now()
			err := ask(ctx)
			mutex.Lock()
			defer mutex.Unlock()
			if took := time.Since(start); took > deadline+grace {
				t.Errorf("%s: took %v, want an end by its deadline of %v", name, took, deadline)
			}
			if err != nil {
				failed[name] = err
				clean(t, name, err)
			}
		})
	}
	group.Wait()
	return failed
}

// clean sees that an error is one for clients: a code that says to try again,
// and a message without address, password, label or Cypher.
func clean(t *testing.T, what string, err error) {
	t.Helper()
	if code := graph.CodeOf(err); code != graph.Unavailable && code != graph.Canceled {
		t.Errorf("%s: got %s (%v), want UNAVAILABLE or CANCELED", what, code, err)
	}
	discreet(t, what, err)
}

// discreet sees that what a client is shown of an error gives nothing away.
func discreet(t *testing.T, what string, err error) {
	t.Helper()
	var ours *graph.Error
	if !errors.As(err, &ours) {
		if !errors.Is(err, context.DeadlineExceeded) && !errors.Is(err, context.Canceled) {
			t.Errorf("%s: got %T %v, want a *graph.Error", what, err, err)
		}
		return
	}
	for _, secret := range []string{"127.0.0.1", "localhost", "://", "Neo.", "MATCH", "UNWIND", "MERGE", "RETURN", "Entity", "$", "dial", "EOF", "i/o"} {
		if strings.Contains(ours.Message, secret) {
			t.Errorf("%s: the message %q contains %q", what, ours.Message, secret)
		}
	}
}

// until waits for something to become true and tells how long that took.
func until(t *testing.T, within time.Duration, what string, holds func() bool) time.Duration {
	t.Helper()
	const pause = 50 * time.Millisecond
	start := time.Now()
	ticker := time.NewTicker(pause)
	defer ticker.Stop()
	for !holds() {
		if time.Since(start) > within {
			t.Fatalf("%s: not within %v", what, within)
		}
		<-ticker.C
	}
	return time.Since(start)
}

// promised waits for what is promised within a time and tells how long it took.
// The promise is for a machine with time to spare: later than that is said,
// and only twice as late is a failure.
func promised(t *testing.T, within time.Duration, what string, holds func() bool) time.Duration {
	t.Helper()
	took := until(t, 2*within, what, holds)
	if took > within {
		t.Logf("LATE: %s after %v, promised within %v", what, took.Round(time.Millisecond), within)
	}
	return took
}
