package engine_test

import (
	"context"
	"errors"
	"iter"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"entente/engine"
	"entente/graph"
)

// failing is a store that is down for a while.
type failing struct {
	joint
	down  atomic.Bool
	asked atomic.Int64
	// broken is what the reading of changes ends with.
	broken atomic.Pointer[graph.Error]
}

func (f *failing) Changes(ctx context.Context, since graph.Revision) iter.Seq2[graph.Change, error] {
	broken := f.broken.Load()
	if broken == nil {
		return f.Store.Changes(ctx, since)
	}
	return func(yield func(graph.Change, error) bool) { yield(graph.Change{}, broken) }
}

func (f *failing) fail() error {
	f.asked.Add(1)
	if f.down.Load() {
		return graph.Errorf(graph.Unavailable, "the store does not answer: %w", errors.New("secret address"))
	}
	return nil
}

func (f *failing) Head(ctx context.Context) (graph.Head, error) {
	if err := f.fail(); err != nil {
		return graph.Head{}, err
	}
	return f.Store.Head(ctx)
}

func (f *failing) Watch(ctx context.Context) (graph.Revision, string, error) {
	if err := f.fail(); err != nil {
		return 0, "", err
	}
	return f.joint.Watch(ctx)
}

// slow is a store that gives one relationship of its outline and then waits.
type slow struct {
	graph.Store
	reached, release chan struct{}
}

func (s slow) Outline(ctx context.Context, since graph.Revision) iter.Seq2[graph.Outline, error] {
	return func(yield func(graph.Outline, error) bool) {
		ties := 0
		for change, err := range s.Store.Outline(ctx, since) {
			if change.Tie != nil {
				if ties++; ties == 2 {
					close(s.reached)
					select {
					case <-s.release:
					case <-ctx.Done():
						yield(graph.Outline{}, ctx.Err())
						return
					}
				}
			}
			if !yield(change, err) {
				return
			}
		}
	}
}

func TestWhatNeedsNoIndexIsAnsweredWhileItIsBuilt(t *testing.T) {
	kept := slow{memory(t), make(chan struct{}), make(chan struct{})}
	if _, err := kept.Store.Apply(t.Context(), formed(small())); err != nil {
		t.Fatal(err)
	}
	g := opened(t, kept, engine.Options{Background: true})
	<-kept.reached
	answered := map[string]func() error{
		"records":           func() error { _, err := g.Entities(t.Context(), []graph.ID{"org:a"}); return err },
		"a search":          func() error { _, err := g.Search(t.Context(), engine.SearchQuery{Text: "invented"}); return err },
		"a list by name":    func() error { _, err := g.List(t.Context(), engine.Listing{}); return err },
		"a list by id":      func() error { _, err := g.List(t.Context(), engine.Listing{Order: engine.ByID}); return err },
		"the status":        func() error { _, err := g.Status(t.Context()); return err },
		"the history":       func() error { _, err := g.History(t.Context(), "org:a"); return err },
		"where it stands":   func() error { _, err := g.Head(t.Context()); return err },
		"a feed's opening":  func() error { _, err := g.Feed(t.Context(), 1, ""); return err },
		"no text to search": func() error { _, err := g.Search(t.Context(), engine.SearchQuery{}); return err },
	}
	for name, ask := range answered {
		if err := ask(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	refused := map[string]func() error{
		"paths": func() error {
			_, err := g.Paths(t.Context(), engine.PathQuery{From: "org:a", To: "org:b", K: 1, MaxHops: 6})
			return err
		},
		"intermediaries": func() error {
			_, err := g.Intermediaries(t.Context(), engine.IntermediaryQuery{From: []graph.ID{"org:a"}, To: []graph.ID{"org:b"}, MaxHops: 6})
			return err
		},
		"ties":               func() error { _, err := g.Ties(t.Context(), engine.TieQuery{Entity: "org:a"}); return err },
		"counts":             func() error { _, err := g.Counts(t.Context(), "org:a"); return err },
		"restrictions":       func() error { _, err := g.Restrictions(t.Context(), "org:a"); return err },
		"a strength":         func() error { _, err := g.Strength(tie(graph.MemberOf, "org:a", "org:club")); return err },
		"a list by standing": func() error { _, err := g.List(t.Context(), engine.Listing{Order: engine.ByStanding}); return err },
		"a list by country": func() error {
			_, err := g.List(t.Context(), engine.Listing{Where: engine.EntityFilter{Country: "IR"}})
			return err
		},
		"a change":  func() error { _, err := g.Apply(t.Context(), small()); return err },
		"readiness": func() error { return g.Ready(t.Context()) },
	}
	for name, ask := range refused {
		err := ask()
		wantCode(t, err, graph.Unavailable)
		if err != nil && !strings.Contains(err.Error(), "the index is being built: 1 of 2 relationships") {
			t.Errorf("%s: %v, want the progress", name, err)
		}
	}
	status, err := g.Status(t.Context())
	if err != nil || status.Revision != 1 || status.Building == nil || *status.Building != (engine.Progress{Done: 1, Total: 2}) || status.Entities != nil {
		t.Errorf("the status is %+v, %v", status, err)
	}
	close(kept.release)
	if err := g.Await(t.Context()); err != nil {
		t.Fatal(err)
	}
	for name, ask := range refused {
		if err := ask(); err != nil && name != "a list by country" {
			t.Errorf("%s when the index stands: %v", name, err)
		}
	}
	if status, err = g.Status(t.Context()); err != nil || status.Building != nil || status.IndexBuilt.IsZero() {
		t.Errorf("the status when the index stands is %+v, %v", status, err)
	}
}

func TestAnIndexIsBuiltWhenTheStoreComesUp(t *testing.T) {
	kept := &failing{joint: joint{Store: memory(t)}}
	kept.down.Store(true)
	if _, err := kept.Store.Apply(t.Context(), formed(small())); err != nil {
		t.Fatal(err)
	}
	g := opened(t, kept, engine.Options{Background: true})
	eventually(t, "the failure is told", func() bool {
		_, err := g.Counts(t.Context(), "org:club")
		return err != nil && graph.CodeOf(err) == graph.Unavailable && strings.Contains(err.Error(), "tried again")
	})
	impatient, cancel := context.WithCancel(t.Context())
	cancel()
	wantCode(t, g.Await(impatient), graph.Unavailable)
	kept.down.Store(false)
	if err := g.Await(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := paths(t, g, engine.PathQuery{From: "org:a", To: "org:b", K: 1, MaxHops: 6}); len(got.Paths) != 1 {
		t.Errorf("got %d paths", len(got.Paths))
	}
}

func TestOpeningInTheForegroundTellsOfAStoreThatIsDown(t *testing.T) {
	kept := &failing{joint: joint{Store: memory(t)}}
	kept.down.Store(true)
	_, err := engine.Open(t.Context(), kept, engine.Options{})
	wantCode(t, err, graph.Unavailable)
}

// mute is an empty store that does not answer as long as it is told so. It has
// no goroutines, so time can be made to pass in a moment.
type mute struct {
	graph.Store
	silent atomic.Bool
	asked  atomic.Int64
}

func (m *mute) Close() error { return nil }

func (m *mute) Head(ctx context.Context) (graph.Head, error) {
	m.asked.Add(1)
	if m.silent.Load() {
		<-ctx.Done()
		return graph.Head{}, ctx.Err()
	}
	return graph.Head{}, nil
}

func (m *mute) Outline(context.Context, graph.Revision) iter.Seq2[graph.Outline, error] {
	return func(func(graph.Outline, error) bool) {}
}

func TestHealthTurnsWithTheStore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		kept := &mute{}
		g, err := engine.Open(t.Context(), kept, engine.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer g.Close()
		if err := g.Ready(t.Context()); err != nil {
			t.Errorf("a sound store: %v", err)
		}
		kept.silent.Store(true)
		time.Sleep(1100 * time.Millisecond)
		began := time.Now()
		wantCode(t, g.Ready(t.Context()), graph.Unavailable)
		if took := time.Since(began); took > 5*time.Second {
			t.Errorf("red after %v", took)
		}
		kept.silent.Store(false)
		time.Sleep(10 * time.Second)
		if err := g.Ready(t.Context()); err != nil {
			t.Errorf("10 s after the repair: %v", err)
		}
	})
}

func TestManyWhoAskForHealthAreOneQuestionToTheStore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		kept := &mute{}
		g, err := engine.Open(t.Context(), kept, engine.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer g.Close()
		kept.silent.Store(true)
		before := kept.asked.Load()
		red := make(chan error)
		for range 50 {
			go func() { red <- g.Ready(t.Context()) }()
		}
		for range 50 {
			wantCode(t, <-red, graph.Unavailable)
		}
		if asked := kept.asked.Load() - before; asked != 1 {
			t.Errorf("the store was asked %d times", asked)
		}
	})
}

func TestWhoLeavesGetsNoAnswerOfHealth(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		kept := &mute{}
		g, err := engine.Open(t.Context(), kept, engine.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer g.Close()
		kept.silent.Store(true)
		var other sync.WaitGroup
		defer other.Wait()
		other.Go(func() { g.Ready(t.Context()) })
		synctest.Wait()
		ctx, leave := context.WithTimeout(t.Context(), time.Second)
		defer leave()
		began := time.Now()
		wantCode(t, g.Ready(ctx), graph.Unavailable)
		if took := time.Since(began); took != time.Second {
			t.Errorf("left after %v", took)
		}
	})
}
