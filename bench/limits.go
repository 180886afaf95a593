package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"entente/graph"
	"entente/graph/path"
)

// demanding is a question that takes long: the most paths that can be asked for.
func demanding(p pair) path.Query {
	return path.Query{From: p.from, To: p.to, K: path.MostPaths, MaxHops: path.MostHops, Filter: everything(), Today: today()}
}

// demandingPairs is about how many pairs the demanding question is put.
const demandingPairs = 30

// overBudget puts questions with half of the budget that they need, and gives
// the most that one scanned of its budget. The answer must say that it is cut.
func (a *asker) overBudget(ctx context.Context) (worst float64, err error) {
	for _, p := range a.pairs[:min(demandingPairs, len(a.pairs))] {
		q := demanding(p)
		whole, err := a.searcher.Find(ctx, a.snapshot, q)
		if err != nil {
			return 0, err
		}
		if q.Budget = whole.Scanned / 2; q.Budget == 0 {
			continue
		}
		cut, err := a.searcher.Find(ctx, a.snapshot, q)
		if err != nil {
			return 0, err
		}
		if !cut.Truncated {
			return 0, fmt.Errorf("a budget of %d of %d entries does not cut the answer", q.Budget, whole.Scanned)
		}
		worst = max(worst, float64(cut.Scanned)/float64(q.Budget))
	}
	return worst, nil
}

// overDeadline puts questions with half of the time that they need, and gives
// the median of what they took of it. The answer must be Canceled, unless it
// came in time.
func (a *asker) overDeadline(ctx context.Context) (median float64, err error) {
	var shares []float64
	for _, p := range a.pairs[:min(demandingPairs, len(a.pairs))] {
		q := demanding(p)
		start := time.Now()
		if _, err := a.searcher.Find(ctx, a.snapshot, q); err != nil {
			return 0, err
		}
		allowed := time.Since(start) / 2
		limited, cancel := context.WithTimeout(ctx, allowed)
		start = time.Now()
		_, err := a.searcher.Find(limited, a.snapshot, q)
		took := time.Since(start)
		cancel()
		if err != nil && graph.CodeOf(err) != graph.Canceled {
			return 0, err
		}
		if err != nil {
			shares = append(shares, float64(took)/float64(allowed))
		}
	}
	slices.Sort(shares)
	return percentile(shares, 50), nil
}
