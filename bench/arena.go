package main

import (
	"context"
	"runtime"
	"time"

	"entente/bench/generate"
	"entente/graph"
	"entente/graph/index"
)

// today is the day of all questions, so that every run asks the same.
func today() graph.Day { return graph.Date{Year: 2025, Month: 6, Day: 1}.First() }

// pair are two different entities that some path joins.
type pair struct{ from, to index.Vertex }

// arena is an invented graph with its index and its pairs.
type arena struct {
	graphSpec
	snapshot *index.Snapshot
	pairs    []pair
	// drawn is the time to draw the graph, built that to build the index from it.
	drawn, built time.Duration
	// heap is how much memory the index holds, in bytes.
	heap int
	// grown is by how much the resident memory grew with the index, 0 where it cannot be told.
	grown int
}

// arena makes a graph once and keeps it for the parts that follow.
func (b *benchmark) arena(ctx context.Context, spec graphSpec) (*arena, error) {
	if made := b.arenas[spec.name]; made != nil {
		return made, nil
	}
	made, err := b.newArena(ctx, spec)
	if err != nil {
		return nil, err
	}
	b.arenas[spec.name] = made
	return made, nil
}

func (b *benchmark) newArena(ctx context.Context, spec graphSpec) (*arena, error) {
	a := &arena{graphSpec: spec}
	start := time.Now()
	drawn := spec.make(b.seed)
	a.drawn = time.Since(start)
	a.nodes, a.edges = drawn.Nodes, drawn.Edges()
	if err := a.index(ctx, b.watch, drawn); err != nil {
		return nil, err
	}
	for _, ids := range drawn.Pairs(max(b.pairs, b.peerPairs), b.seed) {
		from, _ := a.snapshot.Lookup(ids[0])
		to, _ := a.snapshot.Lookup(ids[1])
		a.pairs = append(a.pairs, pair{from, to})
	}
	return a, nil
}

// index builds the index. The relationships are invented while they are read,
// which takes longer than to index them: it is measured alone and taken off.
func (a *arena) index(ctx context.Context, watch stopwatch, drawn *generate.Graph) error {
	inventing, err := watch.once(func() error {
		for range drawn.Outlines() {
			if ctx.Err() != nil {
				return ctx.Err()
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	// The resident memory is read first: to give free pages back collects what pools still hold.
	resident := residentNow()
	before := liveHeap()
	both, err := watch.once(func() (err error) {
		a.snapshot, err = index.Build(ctx, drawn.Outlines(), today())
		return err
	})
	a.heap = liveHeap() - before
	a.grown = max(0, residentNow()-resident)
	a.built = max(0, both-inventing)
	runtime.KeepAlive(drawn)
	return err
}
