package main

import (
	"context"
	"fmt"
	"runtime"
	"runtime/metrics"
	"sync"
	"sync/atomic"
	"time"

	"entente/graph"
	"entente/graph/index"
	"entente/graph/path"
)

// changedShare is the part of the relationships that are changed, one in so many.
const changedShare = 200

// endings says of each so-manieth relationship, from an offset on, that it ended.
func (a *arena) endings(s *index.Snapshot, every, offset, most int) []graph.Outline {
	var changes []graph.Outline
	seen := 0
	for v, span := range s.Spans {
		for p := span.Low; p < span.High && len(changes) < most; p++ {
			if !s.Words[p].Forward() {
				continue
			}
			if seen++; seen%every != offset {
				continue
			}
			tie := s.Tie(index.Vertex(v), p)
			ended := &graph.Tie{ID: tie.ID, Kind: tie.Kind, From: s.ID(index.Vertex(v)), To: s.ID(tie.Other), Role: tie.Role,
				Resolution: graph.Resolution{Status: graph.Ended, Confidence: tie.Confidence}}
			changes = append(changes, graph.Outline{Revision: s.Revision() + 1, Tie: ended})
		}
	}
	return changes
}

// changes asks on the index and on a successor in which some of the graph has changed.
func (b *benchmark) changes(ctx context.Context, a *arena, t *table) error {
	changed := *a
	var err error
	if changed.snapshot, err = a.snapshot.With(a.endings(a.snapshot, changedShare, 0, a.edges)); err != nil {
		return err
	}
	for _, name := range []string{"one shortest path", "one shortest path, filtered", "best path", "strongest path"} {
		var medians [2]float64
		// Both twice, one after the other, so that neither has the better machine.
		for round := range 4 {
			on := []*arena{a, &changed}[round%2]
			s, err := b.putFor(ctx, on, questionNamed(name), min(b.pairs, len(a.pairs)), limit{b.questions, b.time / 2})
			if err != nil {
				return err
			}
			if median := summarize(s.times).p50; round < 2 || median < medians[round%2] {
				medians[round%2] = median
			}
		}
		t.keep(a, name+": with 0.5 % changed", quantity{medians[1] / medians[0], times}, atMost(mostGrowth, times))
	}
	return nil
}

// swaps asks while a writer puts one successor after the other in place, and
// says how long all readers together have waited for a lock.
func (b *benchmark) swaps(ctx context.Context, a *arena, t *table) error {
	var current atomic.Pointer[index.Snapshot]
	current.Store(a.snapshot)
	stop, asked := make(chan struct{}), 0
	var reader sync.WaitGroup
	before := lockWait()
	var failure error
	reader.Go(func() {
		asker := &asker{arena: a, searcher: path.New()}
		ask := shortest(usual())
		for failure == nil {
			select {
			case <-stop:
				return
			default:
			}
			on := *a
			on.snapshot = current.Load()
			asker.arena = &on
			_, failure = ask(ctx, asker, a.pairs[asked%len(a.pairs)])
			asked++
		}
	})
	swapped := 0
	var err error
	for start := time.Now(); err == nil && time.Since(start) < b.time; swapped++ {
		var next *index.Snapshot
		if next, err = current.Load().With(a.endings(current.Load(), changedShare, swapped%changedShare, 20)); err == nil {
			current.Store(next)
		}
	}
	close(stop)
	reader.Wait()
	if err = firstError(err, failure); err != nil {
		return err
	}
	t.keep(a, fmt.Sprintf("waiting for locks, of %s questions beside %s swaps", group(fmt.Sprint(asked)), group(fmt.Sprint(swapped))),
		quantity{(lockWait() - before) * 1000, milliseconds}, atMost(1, milliseconds))
	return nil
}

// lockWait is how many seconds goroutines have waited for locks so far.
func lockWait() float64 {
	sample := []metrics.Sample{{Name: "/sync/mutex/wait/total:seconds"}}
	metrics.Read(sample)
	return sample[0].Value.Float64()
}

// threads asks in one and in two threads, and compares how much a second of CPU time gives.
func (b *benchmark) threads(ctx context.Context, a *arena, t *table) error {
	if runtime.NumCPU() < 2 {
		return nil
	}
	searcher := path.New()
	var rates [3]float64
	// The rounds alternate, so that neither has the better machine.
	for round := range 6 {
		together := 1 + round%2
		rate, err := b.throughput(ctx, a, searcher, together)
		if err != nil {
			return err
		}
		rates[together] = max(rates[together], rate)
	}
	t.keep(a, "throughput of two threads, by their CPU time", quantity{rates[2] / rates[1], times}, atLeast(leastTwo, times))
	return nil
}

// throughput is how many questions so many threads answer in a second, each by its own CPU time.
func (b *benchmark) throughput(ctx context.Context, a *arena, searcher *path.Searcher, threads int) (float64, error) {
	rates, failures := make([]float64, threads), make([]error, threads)
	var all sync.WaitGroup
	for i := range threads {
		all.Go(func() {
			asker := &asker{arena: a, searcher: searcher}
			ask, asked := shortest(usual()), 0
			taken, err := b.watch.once(func() (err error) {
				for start := time.Now(); err == nil && time.Since(start) < b.time/4; asked++ {
					_, err = ask(ctx, asker, a.pairs[(asked+i*len(a.pairs)/threads)%len(a.pairs)])
				}
				return err
			})
			rates[i], failures[i] = float64(asked)/taken.Seconds(), err
		})
	}
	all.Wait()
	total := 0.0
	for i := range threads {
		if failures[i] != nil {
			return 0, failures[i]
		}
		total += rates[i]
	}
	return total, nil
}
