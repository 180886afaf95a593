package main

import (
	"context"
	"fmt"
	"runtime/pprof"

	"entente/graph/path"
)

// searches asks every question on every graph.
func (b *benchmark) searches(ctx context.Context) error {
	memory, rise := memoryTable(), newRise()
	for _, spec := range b.graphs {
		a, err := b.arena(ctx, spec)
		if err != nil {
			return fmt.Errorf("%s: %w", spec.name, err)
		}
		a.remember(memory)
		if err := b.searchesOn(ctx, a, rise); err != nil {
			return fmt.Errorf("%s: %w", spec.name, err)
		}
	}
	b.show(memory)
	if t := rise.table(); len(t.rows) > 0 {
		b.show(t)
	}
	return nil
}

// searchesOn asks every question on one graph and shows the table.
func (b *benchmark) searchesOn(ctx context.Context, a *arena, rise *rise) error {
	t := newTable(fmt.Sprintf("searches on %s (%s, %s entities, %s relationships)", a.name, a.shape, group(fmt.Sprint(a.nodes)), group(fmt.Sprint(a.edges))),
		"question", "n", "pairs", "joined", "p50", "p90", "p99", "mean", "wanted p50", "met", "checksum")
	t.note = fmt.Sprintf("  n times asked, about as many pairs as the time sufficed for; medians of fewer than %d pairs are not judged", fewestPairs)
	known := map[string][]float64{}
	for _, q := range questions() {
		s, err := b.put(ctx, a, q, min(b.pairs, len(a.pairs)))
		if err != nil {
			return fmt.Errorf("%s: %w", q.name, err)
		}
		if err := agree(known, q.agrees, s.answers); err != nil {
			b.fail("%s on %s: %v", q.name, a.name, err)
			continue
		}
		took, wanted := summarize(s.times), q.target(a.name)
		t.add(q.name, took.n, len(s.answers), joined(s.answers), micro(took.p50), micro(took.p90), micro(took.p99), micro(took.mean),
			wanted, judgeMedian(wanted, took.p50, len(s.answers)), checksum(s.answers))
		rise.note(q, a, took.p50)
	}
	b.show(t)
	return nil
}

// fewestPairs are needed for a median to be judged: of a few pairs it says little.
const fewestPairs = 30

func judgeMedian(wanted target, median float64, pairs int) verdict {
	if pairs < fewestPairs {
		return unjudged
	}
	return wanted.judge(micro(median))
}

// put asks a question about the first so many pairs of a graph.
func (b *benchmark) put(ctx context.Context, a *arena, q question, pairs int) (sample, error) {
	return b.putFor(ctx, a, q, pairs, limit{b.questions, b.time})
}

// putFor is put with another limit.
func (b *benchmark) putFor(ctx context.Context, a *arena, q question, pairs int, most limit) (s sample, err error) {
	asker := &asker{arena: a, searcher: path.New()}
	pprof.Do(ctx, pprof.Labels("graph", a.name, "question", q.name), func(ctx context.Context) {
		s, err = b.watch.ask(ctx, most, pairs, func(i int) (float64, error) {
			return q.answer(ctx, asker, a.pairs[i])
		})
	})
	return s, err
}

func micro(value float64) quantity { return quantity{value, microseconds} }

func joined(answers []float64) int {
	n := 0
	for _, answer := range answers {
		if answer != none {
			n++
		}
	}
	return n
}
