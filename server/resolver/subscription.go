package resolver

import (
	"context"

	"entente/graph"
	"entente/server/view"
)

type subscription resolvers

// Changes answers changes.
func (s subscription) Changes(ctx context.Context, since graph.Revision, after *string) (<-chan *view.Change, error) {
	pages, err := s.graph.Feed(ctx, since, resumed(ctx, value(after)))
	if err != nil {
		return nil, err
	}
	return streamOf(ctx).run(ctx, s.graph, pages), nil
}
