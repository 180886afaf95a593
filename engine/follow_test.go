package engine_test

import (
	"context"
	"fmt"
	"iter"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"entente/engine"
	"entente/graph"
	"entente/store"
)

// memory opens an empty store in memory that the test closes.
func memory(t testing.TB) graph.Store {
	t.Helper()
	kept, err := store.Open(t.Context(), "sqlite::memory:", store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kept.Close() })
	return kept
}

// formed gives the relationships the ids that a graph would give them, for
// batches that go to a store directly.
func formed(batch graph.Batch) graph.Batch {
	for _, r := range batch.Relationships {
		r.ID = graph.RelationshipID(r.Kind, r.From, r.To, r.Role)
	}
	return batch
}

// joint is a store that several graphs have open, and that others may write to
// behind their backs: that is staged by what the test does to Outline and to
// the count of foreign writes.
type joint struct {
	graph.Store
	foreign  atomic.Int64
	looks    atomic.Int64
	outlines atomic.Int64 // those since a revision
	builds   atomic.Int64 // those since 0
	hide     atomic.Pointer[graph.ID]
	held     sync.Mutex
}

func (s *joint) Close() error { return nil }

// hold keeps everybody from looking while something is done.
func (s *joint) hold(do func()) {
	s.held.Lock()
	defer s.held.Unlock()
	do()
}

func (s *joint) Watch(ctx context.Context) (graph.Revision, string, error) {
	s.held.Lock()
	defer s.held.Unlock()
	s.looks.Add(1)
	head, err := s.Head(ctx)
	return head.Revision, fmt.Sprint(s.foreign.Load()), err
}

func (s *joint) Outline(ctx context.Context, since graph.Revision) iter.Seq2[graph.Outline, error] {
	if since == 0 {
		s.builds.Add(1)
	} else {
		s.outlines.Add(1)
	}
	hidden := s.hide.Load()
	return func(yield func(graph.Outline, error) bool) {
		for change, err := range s.Store.Outline(ctx, since) {
			if hidden != nil && change.Tie != nil && change.Tie.ID == *hidden {
				continue
			}
			if !yield(change, err) {
				return
			}
		}
	}
}

// opened is a graph on a store, closed by the test's cleanup.
func opened(t testing.TB, kept graph.Store, options engine.Options) *engine.Graph {
	t.Helper()
	if options.Now == nil {
		options.Now = at("2026-11-24").now
	}
	g, err := engine.Open(t.Context(), kept, options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { g.Close() })
	return g
}

// eventually asks until that holds; the promise itself is a second.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); {
		if holds() {
			return
		}
	}
	t.Errorf("not within 20 s: %s", what)
}

func TestGraphsOnOneStoreSeeEachOthersWrites(t *testing.T) {
	kept := memory(t)
	writeFromThreeSides(t, func() graph.Store { return &joint{Store: kept} })
}

// writeFromThreeSides opens the same empty store three times and has all three
// graphs write at once. Afterwards each of them shows the same.
func writeFromThreeSides(t *testing.T, open func() graph.Store) {
	t.Helper()
	const each = 20
	graphs := []*engine.Graph{opened(t, open(), engine.Options{}), opened(t, open(), engine.Options{}), opened(t, open(), engine.Options{})}
	apply(t, graphs[0], small())
	var writers sync.WaitGroup
	for i, g := range graphs {
		writers.Go(func() {
			for j := range each {
				id := graph.ID(fmt.Sprintf("org:member-%d-%d", i, j))
				batch := graph.Batch{Key: string(id), Entities: []*graph.Entity{body(id)}, Relationships: []*graph.Relationship{tie(graph.MemberOf, id, "org:club")}}
				if _, err := g.Apply(background(), batch); err != nil {
					t.Errorf("%s: %v", id, err)
				}
			}
		})
	}
	writers.Wait()
	want := []engine.Count{{Kind: graph.MemberOf, Direction: graph.In, Count: 3*each + 2}}
	for i, g := range graphs {
		eventually(t, fmt.Sprintf("graph %d shows what all three wrote", i), func() bool {
			counts, err := g.Counts(t.Context(), "org:club")
			return err == nil && cmp.Equal(want, counts) && g.Revision() == 3*each+1
		})
		for j := range graphs {
			last := graph.ID(fmt.Sprintf("org:member-%d-%d", j, each-1))
			if got := paths(t, g, engine.PathQuery{From: last, To: "org:a", K: 1, MaxHops: 2}); len(got.Paths) != 1 {
				t.Errorf("graph %d finds %d paths from %s", i, len(got.Paths), last)
			}
		}
	}
}

func TestABatchIsFormedAgainByWhatOthersMerged(t *testing.T) {
	kept := memory(t)
	first := opened(t, &joint{Store: kept}, engine.Options{})
	apply(t, first, small())
	second := opened(t, &joint{Store: kept}, engine.Options{Poll: -1})
	merged := body("org:a")
	merged.Merged = []graph.ID{"org:lone"}
	apply(t, first, graph.Batch{Entities: []*graph.Entity{merged}, Remove: []graph.ID{"org:lone"}})
	apply(t, second, graph.Batch{Relationships: []*graph.Relationship{tie(graph.PartnerOf, "org:lone", "org:b")}})
	found, err := second.Relationships(t.Context(), []graph.ID{"rel:PARTNER_OF/org:a/org:b"})
	if err != nil || found[0] == nil {
		t.Errorf("the tie of the merged body is not kept: %v", err)
	}
	_, err = second.Apply(t.Context(), graph.Batch{Relationships: []*graph.Relationship{tie(graph.MemberOf, "org:nobody", "org:b")}})
	wantCode(t, err, graph.Invalid)
}

func TestAnOwnCommitIsNotFollowedTwice(t *testing.T) {
	kept := &joint{Store: memory(t)}
	g := opened(t, kept, engine.Options{Poll: time.Millisecond})
	apply(t, g, small())
	for i := range 20 {
		apply(t, g, graph.Batch{Entities: []*graph.Entity{body(graph.ID(fmt.Sprintf("org:new-%d", i)))}})
	}
	seen := kept.looks.Load()
	eventually(t, "the store is looked at ten times more", func() bool { return kept.looks.Load() > seen+10 })
	if followed, built := kept.outlines.Load(), kept.builds.Load(); followed != 20 || built > 2 {
		t.Errorf("followed %d times and built %d times, want 20 and, the first commit being followed from 0, 2", followed, built)
	}
}

func TestAWriteWithoutARevisionHasTheIndexRebuilt(t *testing.T) {
	hidden := graph.ID("rel:MEMBER_OF/org:b/org:club")
	kept := &joint{Store: memory(t)}
	if _, err := kept.Apply(t.Context(), graph.Batch{Sources: small().Sources, Entities: small().Entities}); err != nil {
		t.Fatal(err)
	}
	kept.hide.Store(&hidden)
	g := opened(t, kept, engine.Options{Poll: time.Millisecond})
	apply(t, g, small())
	connected := func() bool {
		return len(paths(t, g, engine.PathQuery{From: "org:a", To: "org:b", K: 1, MaxHops: 6}).Paths) > 0
	}
	seen, built := kept.looks.Load(), kept.builds.Load()
	eventually(t, "the store is looked at often", func() bool { return kept.looks.Load() > seen+50 })
	if connected() || kept.builds.Load() != built {
		t.Fatalf("nobody wrote, and the index was built %d times more", kept.builds.Load()-built)
	}
	kept.hide.Store(nil)
	kept.foreign.Add(1)
	eventually(t, "what was written behind the graph's back shows", connected)
	seen, built = kept.looks.Load(), kept.builds.Load()
	eventually(t, "the store is looked at often", func() bool { return kept.looks.Load() > seen+50 })
	if kept.builds.Load() > built+1 {
		t.Errorf("one write has the index built %d times", kept.builds.Load()-built)
	}
}

// The write of somebody else is told apart also when a commit falls between the same two looks.
func TestAWriteWithoutARevisionIsNoticedBesideOneWithARevision(t *testing.T) {
	kept := &joint{Store: memory(t)}
	if _, err := kept.Apply(t.Context(), formed(small())); err != nil {
		t.Fatal(err)
	}
	g := opened(t, kept, engine.Options{Poll: time.Millisecond})
	built := kept.builds.Load()
	kept.hold(func() {
		kept.foreign.Add(1)
		if _, err := kept.Store.Apply(t.Context(), graph.Batch{Entities: []*graph.Entity{body("org:later")}}); err != nil {
			t.Error(err)
		}
	})
	eventually(t, "the index is at the commit", func() bool { return g.Revision() == 2 })
	eventually(t, "the index is built anew", func() bool { return kept.builds.Load() > built })
}

// changing is a store that turns into another, as when a backup is restored.
type changing struct {
	joint
	now atomic.Pointer[graph.Store]
}

func (c *changing) Head(ctx context.Context) (graph.Head, error) { return (*c.now.Load()).Head(ctx) }

func (c *changing) Watch(ctx context.Context) (graph.Revision, string, error) {
	head, err := c.Head(ctx)
	return head.Revision, fmt.Sprintf("%p", *c.now.Load()), err
}

func (c *changing) Outline(ctx context.Context, since graph.Revision) iter.Seq2[graph.Outline, error] {
	return (*c.now.Load()).Outline(ctx, since)
}

func (c *changing) Changes(ctx context.Context, since graph.Revision) iter.Seq2[graph.Change, error] {
	return (*c.now.Load()).Changes(ctx, since)
}

func TestAStoreThatWasSetBackIsReadAnew(t *testing.T) {
	before, after := memory(t), memory(t)
	for _, batch := range []graph.Batch{formed(small()), {Entities: []*graph.Entity{body("org:later")}}} {
		if _, err := before.Apply(t.Context(), batch); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := after.Apply(t.Context(), formed(small())); err != nil {
		t.Fatal(err)
	}
	kept := &changing{}
	kept.now.Store(&before)
	g := opened(t, kept, engine.Options{Poll: time.Millisecond})
	if _, err := g.Counts(t.Context(), "org:later"); err != nil {
		t.Fatal(err)
	}
	pages, err := g.Feed(t.Context(), 2, "")
	if err != nil {
		t.Fatal(err)
	}
	kept.now.Store(&after)
	eventually(t, "the index is that of the restored store", func() bool {
		_, err := g.Counts(t.Context(), "org:later")
		return err != nil && graph.CodeOf(err) == graph.NotFound && g.Revision() == 1
	})
	for _, err := range pages {
		wantCode(t, err, graph.Conflict)
	}
}

// A store with one writing process is polled for its head alone.
func TestAStoreThatIsNoWatcherIsFollowedWhenAsked(t *testing.T) {
	kept := memory(t)
	g := opened(t, struct{ graph.Store }{kept}, engine.Options{Poll: time.Millisecond})
	if _, err := kept.Apply(t.Context(), formed(small())); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the other's write shows", func() bool { return g.Revision() == 1 })
}

func TestAnOutageIsOverWhenTheStoreIsBack(t *testing.T) {
	kept := &failing{joint: joint{Store: memory(t)}}
	g := opened(t, kept, engine.Options{Poll: time.Millisecond})
	kept.down.Store(true)
	if _, err := kept.Store.Apply(t.Context(), formed(small())); err != nil {
		t.Fatal(err)
	}
	seen := kept.asked.Load()
	eventually(t, "the store is asked again and again", func() bool { return kept.asked.Load() > seen+10 })
	if g.Revision() != 0 {
		t.Errorf("revision %d comes from a store that is down", g.Revision())
	}
	kept.down.Store(false)
	eventually(t, "what was written meanwhile shows", func() bool { return g.Revision() == 1 })
}

func TestClosingLeavesNothingBehind(t *testing.T) {
	kept := &joint{Store: memory(t)}
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	g, err := engine.Open(t.Context(), kept, engine.Options{Poll: time.Millisecond, Background: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := g.Close(); err != nil {
		t.Error(err)
	}
}
