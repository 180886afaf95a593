package main

import (
	"context"
	"fmt"
	"runtime"

	"entente/graph/path"
)

// The promises about how times relate to each other.
const (
	mostTail     = 15
	mostFiltered = 4
	mostGrowth   = 1.25
	mostOver     = 1.2
	leastTwo     = 1.8
	mostResident = 1.1
)

// promises measures on every graph what does not stand in a single median.
func (b *benchmark) promises(ctx context.Context) error {
	t := newTable("promises about the searches: load "+load()+", "+fmt.Sprint(runtime.NumCPU())+" cores", "graph", "promise", "measured", "wanted", "met")
	for _, spec := range b.graphs {
		a, err := b.arena(ctx, spec)
		if err != nil {
			return fmt.Errorf("%s: %w", spec.name, err)
		}
		for _, measure := range []func(context.Context, *arena, *table) error{
			b.tails, b.resident, b.changes, b.swaps, b.threads, b.bounds,
		} {
			if err := measure(ctx, a, t); err != nil {
				return fmt.Errorf("%s: %w", spec.name, err)
			}
		}
	}
	b.show(t)
	return nil
}

// keep adds a row for a promise.
func (t *table) keep(a *arena, promise string, measured quantity, wanted target) {
	t.add(a.name, promise, measured, wanted, wanted.judge(measured))
}

// tails holds the slowest of a hundred questions by hops, and those with a
// filter, against the median.
func (b *benchmark) tails(ctx context.Context, a *arena, t *table) error {
	medians := map[string]float64{}
	for _, name := range []string{"one shortest path", "best path", "number of shortest paths", "share of each intermediary", "10 best by hops", "one shortest path, filtered", "best path, filtered"} {
		s, err := b.put(ctx, a, questionNamed(name), min(b.pairs, len(a.pairs)))
		if err != nil {
			return err
		}
		took := summarize(s.times)
		medians[name] = took.p50
		t.keep(a, name+": p99 of p50", quantity{took.p99 / took.p50, times}, atMost(mostTail, times))
	}
	for _, name := range []string{"one shortest path", "best path"} {
		t.keep(a, name+": filtered of unfiltered", quantity{medians[name+", filtered"] / medians[name], times}, atMost(mostFiltered, times))
	}
	return nil
}

// resident holds what the process takes with the index against what the index counts.
func (b *benchmark) resident(_ context.Context, a *arena, t *table) error {
	if a.grown > 0 {
		t.keep(a, "resident memory of what the index counts", quantity{float64(a.grown) / float64(a.snapshot.Bytes()), times}, atMost(mostResident, times))
	}
	return nil
}

// bounds asks questions that take longer than they may, and says how far they go beyond.
func (b *benchmark) bounds(ctx context.Context, a *arena, t *table) error {
	asker := &asker{arena: a, searcher: path.New()}
	budget, err := asker.overBudget(ctx)
	if err != nil {
		return err
	}
	t.keep(a, "entries scanned beyond a budget", quantity{budget, times}, atMost(mostOver, times))
	deadline, err := asker.overDeadline(ctx)
	if err != nil {
		return err
	}
	t.keep(a, "time beyond a deadline, median", quantity{deadline, times}, atMost(mostOver, times))
	return nil
}
