package resolver

import (
	"context"

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
