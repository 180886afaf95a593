package main

import (
	"context"
	"fmt"
	"io"
	"iter"
	"testing"

	"entente/graph"
	"entente/store"
)

// atATime is the size of the batches in these tests.
const atATime = 100

// many is a store with 250 invented sources and an entity: three batches.
func many(t *testing.T) graph.Store {
	t.Helper()
	s := empty(t)
	batch := graph.Batch{Entities: []*graph.Entity{{ID: "org:invented", Kind: graph.Organization, Names: []graph.Name{{Value: "Invented Institute", Type: graph.Label}}}}}
	for i := range 250 {
		batch.Sources = append(batch.Sources, &graph.Source{ID: graph.ID(fmt.Sprintf("src:invented-%03d", i)), Title: "Invented page", Kind: "page"})
	}
	if _, err := s.Apply(t.Context(), batch); err != nil {
		t.Fatal(err)
	}
	return s
}

func empty(t *testing.T) graph.Store {
	t.Helper()
	s, err := store.Open(t.Context(), "sqlite::memory:", store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// altered is a store with something done to its methods.
type altered struct {
	graph.Store
	apply   func(context.Context, graph.Batch) (graph.Commit, error)
	changes func(iter.Seq2[graph.Change, error]) iter.Seq2[graph.Change, error]
}

func (a altered) Apply(ctx context.Context, batch graph.Batch) (graph.Commit, error) {
	if a.apply != nil {
		return a.apply(ctx, batch)
	}
	return a.Store.Apply(ctx, batch)
}

func (a altered) Changes(ctx context.Context, since graph.Revision) iter.Seq2[graph.Change, error] {
	if a.changes != nil {
		return a.changes(a.Store.Changes(ctx, since))
	}
	return a.Store.Changes(ctx, since)
}

func copied(t *testing.T, ctx context.Context, from, to graph.Store) (copying, error) {
	t.Helper()
	work := copying{from: from, to: to, reason: "a test", size: atATime, shown: newProgress(io.Discard)}
	return work, work.run(ctx)
}

func TestACopyGoesInBatchesAndOnFromWhereItStopped(t *testing.T) {
	source, target := many(t), empty(t)
	ctx, stop := context.WithCancel(t.Context())
	sizes := []int(nil)
	stopping := altered{Store: target, apply: func(ctx context.Context, batch graph.Batch) (graph.Commit, error) {
		if len(sizes) == 2 {
			stop()
			return graph.Commit{}, graph.Errorf(graph.Canceled, "stopped: %w", ctx.Err())
		}
		sizes = append(sizes, batch.Len())
		return target.Apply(ctx, batch)
	}}
	if _, err := copied(t, ctx, source, stopping); err == nil || graph.CodeOf(err) != graph.Canceled {
		t.Fatalf("the stopped copy gives %v", err)
	}
	if len(sizes) != 2 || sizes[0] != atATime || sizes[1] != atATime {
		t.Errorf("the batches have %v records", sizes)
	}
	work, err := copied(t, t.Context(), source, target)
	if err != nil || work.added != 51 || work.source.Records() != 251 {
		t.Errorf("got %d of %d added, %v", work.added, work.source.Records(), err)
	}
}

func TestARefusedBatchEndsTheCopyWithItsReason(t *testing.T) {
	refusing := altered{Store: empty(t), apply: func(context.Context, graph.Batch) (graph.Commit, error) {
		return graph.Commit{}, graph.Errorf(graph.Unavailable, "the disk is full")
	}}
	if _, err := copied(t, t.Context(), many(t), refusing); err == nil || graph.CodeOf(err) != graph.Unavailable {
		t.Errorf("got %v, want UNAVAILABLE", err)
	}
}

func TestACopyThatDiffersFromItsSourceIsNotCalledDone(t *testing.T) {
	forgetful := altered{Store: empty(t), changes: func(all iter.Seq2[graph.Change, error]) iter.Seq2[graph.Change, error] {
		return func(yield func(graph.Change, error) bool) {
			for change, err := range all {
				if (change.Source == nil || change.Source.ID != "src:invented-042") && !yield(change, err) {
					return
				}
			}
		}
	}}
	if _, err := copied(t, t.Context(), many(t), forgetful); err == nil || graph.CodeOf(err) != graph.Conflict {
		t.Errorf("got %v, want CONFLICT", err)
	}
}

func TestASourceThatFailsEndsTheCopy(t *testing.T) {
	broken := altered{Store: many(t), changes: func(all iter.Seq2[graph.Change, error]) iter.Seq2[graph.Change, error] {
		return func(yield func(graph.Change, error) bool) {
			read := 0
			for change, err := range all {
				if read++; read == 150 {
					yield(graph.Change{}, graph.Errorf(graph.Internal, "the file is damaged"))
					return
				}
				if !yield(change, err) {
					return
				}
			}
		}
	}}
	target := empty(t)
	if _, err := copied(t, t.Context(), broken, target); err == nil || graph.CodeOf(err) != graph.Internal {
		t.Errorf("got %v, want INTERNAL", err)
	}
	if head, err := target.Head(t.Context()); err != nil || head.Sources != atATime {
		t.Errorf("the target keeps %d sources, %v, want the batch that was read whole", head.Sources, err)
	}
}
