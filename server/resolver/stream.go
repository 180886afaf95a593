package resolver

import (
	"bytes"
	"cmp"
	"context"
	"iter"

	"github.com/99designs/gqlgen/graphql"

	"entente/engine"
	"entente/server/view"
)

// stream carries the events of one subscription from the graph to the generated
// code, which knows neither their cursors nor an error at the end.
type stream struct {
	events chan event
	// given holds the event that the generated code writes next.
	given chan *view.Change
}

// event is a change, or why there are no more.
type event struct {
	change *view.Change
	err    error
}

type streamKey struct{}

// streamOf gives the stream of a subscription's context.
func streamOf(ctx context.Context) *stream { return ctx.Value(streamKey{}).(*stream) }

// resumed is the cursor to go on behind: a client that lost its connection
// sends what it has seen as a header, and the query as it was at first.
func resumed(ctx context.Context, after string) string {
	return cmp.Or(graphql.GetOperationContext(ctx).Headers.Get("Last-Event-ID"), after)
}

// run starts the reading of the pages, which ends with the context.
func (s *stream) run(ctx context.Context, g view.Graph, pages iter.Seq2[[]engine.FeedItem, error]) <-chan *view.Change {
	go func() {
		defer close(s.events)
		defer func() {
			if cause := recover(); cause != nil {
				s.send(ctx, event{err: graphql.GetOperationContext(ctx).Recover(ctx, cause)})
			}
		}()
		for page, err := range pages {
			if err != nil {
				s.send(ctx, event{err: err})
				return
			}
			if !s.sendAll(ctx, view.Changes(g, page)) {
				return
			}
		}
	}()
	return s.given
}

func (s *stream) sendAll(ctx context.Context, changes []*view.Change) bool {
	for _, change := range changes {
		if !s.send(ctx, event{change: change}) {
			return false
		}
	}
	return true
}

// send waits until the event is taken; false when nobody will.
func (s *stream) send(ctx context.Context, e event) bool {
	select {
	case s.events <- e:
		return true
	case <-ctx.Done():
		return false
	}
}

// next waits for an event; false at the end.
func (s *stream) next(ctx context.Context) (event, bool) {
	select {
	case e, ok := <-s.events:
		return e, ok
	case <-ctx.Done():
		return event{}, false
	}
}

// subscribe runs a subscription. Each event is written as an answer of its own
// and has its cursor in the extension "cursor". An error ends the stream.
func (s schema) subscribe(ctx context.Context) graphql.ResponseHandler {
	events := &stream{events: make(chan event), given: make(chan *view.Change, 1)}
	write := s.ExecutableSchema.Exec(context.WithValue(ctx, streamKey{}, events))
	root := rootOf(graphql.GetOperationContext(ctx))
	return func(ctx context.Context) *graphql.Response {
		ctx = graphql.WithFieldContext(ctx, root)
		next, more := events.next(ctx)
		switch {
		case !more:
			return nil
		case next.err != nil:
			graphql.AddError(ctx, next.err)
			return &graphql.Response{}
		}
		events.given <- next.change
		graphql.RegisterExtension(ctx, "cursor", next.change.Cursor())
		response := write(view.NewOperation(ctx, s.graph))
		if response != nil {
			response.Data = bytes.Clone(response.Data) // the generated code writes the next event to the same place
		}
		return response
	}
}

// rootOf is the field that the subscription selects. The generated code leaves
// it out of the contexts of events, and so out of the paths of errors.
func rootOf(operation *graphql.OperationContext) *graphql.FieldContext {
	fields := graphql.CollectFields(operation, operation.Operation.SelectionSet, []string{"Subscription"})
	root := &graphql.FieldContext{Object: "Subscription"}
	if len(fields) == 1 {
		root.Field = fields[0]
	}
	return root
}
