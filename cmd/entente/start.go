package main

import (
	"context"
	"fmt"
	"time"

	"entente/engine"
	"entente/graph"
	"entente/seed"
	"entente/seed/facts"
	"entente/store"
)

// start is what a server does behind its first answers: the store comes up, and
// an empty one is filled.
type start struct {
	graph *engine.Graph
	stop  context.CancelFunc
	// over is closed when the start has succeeded or failed; err is read after that.
	over chan struct{}
	err  error
}

// begin starts. The context that it gives ends with the given one and when the start fails.
func (c serveCommand) begin(ctx context.Context, term terminal, g *engine.Graph, await store.Await) (*start, context.Context) {
	ctx, stop := context.WithCancel(ctx)
	s := &start{graph: g, stop: stop, over: make(chan struct{})}
	go func() {
		defer close(s.over)
		if err := c.prepare(ctx, term, g, await); err != nil && ctx.Err() == nil {
			s.err = err
			stop()
		}
	}()
	return s, ctx
}

// wait waits until the start is over and tells why it failed.
func (s *start) wait() error {
	<-s.over
	return s.err
}

// end ends a start that is under way and tells why one has failed.
func (s *start) end() error {
	s.stop()
	return s.wait()
}

// ready tells why the server cannot answer now, nil when it can.
func (s *start) ready(ctx context.Context) error {
	if err := s.graph.Ready(ctx); err != nil {
		return err
	}
	select {
	case <-s.over:
		return nil
	default:
		return graph.Errorf(graph.Unavailable, "the store is open, and the built-in facts are loaded if it is empty")
	}
}

// prepare waits for the store and fills it, again and again while the store is
// away. An error is one that waiting does not mend.
func (c serveCommand) prepare(ctx context.Context, term terminal, g *engine.Graph, await store.Await) error {
	const pause = 500 * time.Millisecond
	if err := await(ctx); err != nil || c.Empty || c.ReadOnly {
		return err
	}
	for {
		err := fill(ctx, term, g)
		if err == nil || graph.CodeOf(err) != graph.Unavailable || c.onFile() {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(pause):
		}
	}
}

// fill loads the built-in facts, as one batch, into a store that nothing was ever written to.
func fill(ctx context.Context, term terminal, g *engine.Graph) error {
	head, err := g.Head(ctx)
	if err != nil || head.Revision > 0 {
		return err
	}
	if err := g.Await(ctx); err != nil {
		return err
	}
	input := seed.Input{Name: facts.Name, Open: facts.Open}
	report, err := seed.Load(ctx, g, "entente", input, seed.Options{})
	if err != nil {
		return err
	}
	fmt.Fprintf(term.err, "loaded the built-in facts: %s records\n", grouped(int64(report.Added)))
	return nil
}
