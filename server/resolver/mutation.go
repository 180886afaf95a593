package resolver

import (
	"context"

	"entente/engine"
	"entente/graph"
	"entente/server/view"
)

type mutation resolvers

// Apply answers apply.
func (m mutation) Apply(ctx context.Context, input view.BatchInput, key string) (*graph.Commit, error) {
	batch, err := input.Batch(key)
	if err != nil {
		return nil, err
	}
	commit, err := m.graph.Apply(ctx, batch)
	return &commit, err
}

// Decide answers decide.
func (m mutation) Decide(ctx context.Context, a, b graph.ID, verdict engine.Verdict, author, reason *string) (*view.DecideResult, error) {
	ruled, err := m.graph.Decide(ctx, engine.Ruling{A: a, B: b, Verdict: verdict, Author: value(author), Reason: value(reason)})
	if err != nil {
		return nil, err
	}
	return view.From(ctx).DecideResult(ruled), nil
}
