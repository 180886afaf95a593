package server

import (
	"context"
	"fmt"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"entente/graph"
)

// stream answers with server-sent events, as GraphQL over SSE has it for
// distinct connections: an event "next" for each answer, "complete" at the end.
// A subscription gives many answers, anything else one, and what does not
// validate one with the errors. The context bounds everything but a subscription.
func (s *Server) stream(ctx context.Context, w http.ResponseWriter, r *http.Request) *refusal {
	req, refused := s.read(w, r.WithContext(ctx))
	if refused != nil {
		return refused
	}
	operation, errs, refused := s.prepare(ctx, req)
	switch {
	case refused != nil:
		return refused
	case errs == nil && operation.Operation.Operation == ast.Subscription:
		return s.subscribe(w, r, operation)
	}
	reply := answer{errors: errs, revision: s.revision()}
	if errs == nil {
		if reply, refused = s.reply(ctx, req); refused != nil {
			return refused
		}
	}
	out := s.events(w)
	note(ctx, reply.errors)
	if out.next("", reply) == nil {
		out.complete()
	}
	return nil
}

// subscribe runs a subscription until it ends, the client leaves or is too
// slow, or the server stops.
func (s *Server) subscribe(w http.ResponseWriter, r *http.Request, operation *graphql.OperationContext) *refusal {
	select {
	case s.streams <- struct{}{}:
		defer func() { <-s.streams }()
	default:
		err := refusalf(graph.Unavailable, "the server has as many streams as it may; try again later")
		return &refusal{status: http.StatusServiceUnavailable, err: err, header: [2]string{"Retry-After", "10"}}
	}
	ctx, cancel := context.WithCancel(r.Context())
	answers := s.answers(ctx, operation)
	out := s.events(w)
	end := s.pass(ctx, out, answers)
	cancel()
	for range answers { // until the subscription has ended too
	}
	if end != nil {
		note(ctx, gqlerror.List{end})
		if out.next("", answer{errors: gqlerror.List{end}, revision: s.revision()}) != nil {
			return nil
		}
	}
	out.complete()
	return nil
}

// pass writes answers as they come, and a heartbeat when none comes. It gives
// the error that ends the stream, nil when it ended by itself.
func (s *Server) pass(ctx context.Context, out *events, answers <-chan *graphql.Response) *gqlerror.Error {
	beat := time.NewTicker(s.limits.Heartbeat)
	defer beat.Stop()
	err := out.heartbeat()
	for err == nil {
		select {
		case response, more := <-answers:
			if !more {
				return nil
			}
			reply := answerOf(ctx, response)
			reply.revision = s.revision()
			note(ctx, reply.errors)
			cursor, _ := response.Extensions["cursor"].(string)
			err = out.next(cursor, reply)
			beat.Reset(s.limits.Heartbeat)
		case <-beat.C:
			err = out.heartbeat()
		case <-stopping(ctx):
			return refusalf(graph.Unavailable, "the server is stopping; connect again and go on from the last event")
		}
	}
	if err == errSlow {
		return refusalf(graph.Canceled, "the stream is read too slowly; connect again and go on from the last event")
	}
	note(ctx, gqlerror.List{refusalf(graph.Canceled, "%s", givenUp(err))})
	return nil
}

// answers runs the subscription. Each answer waits until it is taken, so a slow
// client slows the reading of the graph and nothing is held for it. The channel
// is closed when the subscription has ended.
func (s *Server) answers(ctx context.Context, operation *graphql.OperationContext) <-chan *graphql.Response {
	next, ctx := s.executor.DispatchOperation(ctx, operation)
	answers := make(chan *graphql.Response)
	give := func(response *graphql.Response) bool {
		select {
		case answers <- response:
			return true
		case <-ctx.Done():
			return false
		}
	}
	go func() {
		defer close(answers)
		defer func() {
			if cause := recover(); cause != nil {
				shown := internal(ctx, fmt.Errorf("panic: %v\n%s", cause, debug.Stack()))
				give(&graphql.Response{Errors: gqlerror.List{shown}})
			}
		}()
		for response := next(ctx); response != nil && give(response); response = next(ctx) {
		}
	}()
	return answers
}
