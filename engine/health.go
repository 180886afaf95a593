package engine

import (
	"context"
	"sync/atomic"
	"time"

	"entente/graph"
)

// Ready tells why the graph cannot answer now, nil when it can: Unavailable when
// the store does not answer within 3 s, while the index is being built for the
// first time, or when it is known to be behind the store. However many ask, the store is asked once a second at most.
func (g *Graph) Ready(ctx context.Context) error {
	if err := g.health.check(ctx, g.ping); err != nil {
		return err
	}
	if err := g.health.behind.Load(); err != nil {
		return err
	}
	_, err := g.current()
	return err
}

// ping asks the store the cheapest question that it must answer.
func (g *Graph) ping(ctx context.Context) error {
	_, err := g.store.Head(ctx)
	return err
}

// health is the last answer to a ping. Whoever holds the turn reads and writes it.
type health struct {
	turn  chan struct{}
	asked time.Time
	err   error
	// behind is why the index does not show what others wrote; nil when it does.
	behind atomic.Pointer[graph.Error]
}

func newHealth() *health { return &health{turn: make(chan struct{}, 1)} }

// follow notes whether the index could follow what others wrote. A store that
// does not answer at all is what check is for.
func (h *health) follow(err error) {
	if err == nil {
		h.behind.Store(nil)
		return
	}
	h.behind.Store(graph.Errorf(graph.Unavailable, "what others wrote cannot be followed: %w", err))
}

// check pings unless that was done within the last second. The ping outlives
// the context of who asked, because its answer is for the others too.
func (h *health) check(ctx context.Context, ping func(context.Context) error) error {
	const fresh, deadline = time.Second, 3 * time.Second
	select {
	case h.turn <- struct{}{}:
		defer func() { <-h.turn }()
	case <-ctx.Done():
		return graph.Errorf(graph.Unavailable, "the store did not answer yet: %w", ctx.Err())
	}
	if !h.asked.IsZero() && time.Since(h.asked) < fresh {
		return h.err
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), deadline)
	defer cancel()
	h.err = nil
	if err := ping(ctx); err != nil {
		h.err = graph.Errorf(graph.Unavailable, "the store does not answer: %w", err)
	}
	h.asked = time.Now()
	return h.err
}
