package main

import (
	"context"
	"fmt"
	"runtime"
	"time"

	"entente/graph"
	"entente/graph/advice"
	"entente/graph/path"
	"entente/graph/standing"
)

// fewQuestions is how many pairs a question is put that reads much of the graph.
const fewQuestions = 50

// measures asks what reads much of a graph or all of it. Nothing is promised of
// these but that answers do not change.
func (b *benchmark) measures(ctx context.Context) error {
	t := newTable("questions that read much of the graph; load "+load(), "graph", "question", "n", "p50", "p90", "mean", "checksum")
	for _, spec := range b.graphs {
		a, err := b.arena(ctx, spec)
		if err != nil {
			return fmt.Errorf("%s: %w", spec.name, err)
		}
		for _, q := range surveys() {
			s, err := b.putFor(ctx, a, q, min(fewQuestions, len(a.pairs)), limit{fewQuestions, b.time})
			if err != nil {
				return fmt.Errorf("%s on %s: %w", q.name, a.name, err)
			}
			took := summarize(s.times)
			t.add(a.name, q.name, took.n, micro(took.p50), micro(took.p90), micro(took.mean), checksum(s.answers))
		}
		if err := t.standing(ctx, a); err != nil {
			return fmt.Errorf("standing on %s: %w", a.name, err)
		}
	}
	b.show(t)
	return nil
}

// surveys are the questions.
func surveys() []question {
	usual := usual()
	usual.MaxHops = path.DefaultHops
	open := usual
	open.Filter = everything()
	return []question{
		{"best time-respecting path", "", nil, 0, inTime(1, graph.ByHops, open)},
		{"best time-respecting path, filtered", "", nil, 0, inTime(1, graph.ByHops, usual)},
		{"10 best time-respecting paths", "", nil, 0, inTime(10, graph.ByHops, open)},
		{"strongest time-respecting path", "", nil, 0, inTime(1, graph.ByStrength, open)},
		{"intermediaries, up to one hop longer", "", nil, 0, brokers(1, open)},
		{"best new tie", "", nil, 0, advised(1, usual)},
	}
}

// inTime answers with the hops of the k best time-respecting paths together.
func inTime(k int, order graph.Order, q path.Query) answering {
	q.K, q.Order, q.TimeRespecting = k, order, true
	return find(q, func(r *path.Route) float64 { return float64(len(r.Hops)) })
}

// brokers answers with the number of paths, those with some slack too.
func brokers(slack int, q path.Query) answering {
	return func(ctx context.Context, a *asker, p pair) (float64, error) {
		answer, err := a.searcher.Brokers(ctx, a.snapshot, path.Brokering{Sides: sides(p, q), Slack: slack})
		return number(answer.Hops, answer.Paths), err
	}
}

// advised answers with the score of the best suggestion, 0 without one.
func advised(ties int, q path.Query) answering {
	return func(ctx context.Context, a *asker, p pair) (float64, error) {
		answer, err := a.advisor.Advise(ctx, a.searcher, a.snapshot, advice.Question{From: p.from, To: p.to,
			MaxTies: ties, Count: 1, MaxHops: q.MaxHops, Filter: q.Filter, Today: q.Today})
		if err != nil || len(answer.Suggestions) == 0 {
			return 0, err
		}
		return answer.Suggestions[0].Score, nil
	}
}

// standing measures everybody once, on all processors, by the clock on the wall.
func (t *table) standing(ctx context.Context, a *arena) error {
	gate, err := a.snapshot.Gate(graph.RouteFilter{}, today())
	if err != nil {
		return err
	}
	start := time.Now()
	found, err := standing.Measure(ctx, a.snapshot, gate, standing.Options{Workers: runtime.NumCPU()})
	if err != nil {
		return err
	}
	took := micro(float64(time.Since(start).Microseconds()))
	t.add(a.name, "how central everyone is, and communities", 1, took, took, took, checksum(found.Values))
	return nil
}
