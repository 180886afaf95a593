package server

import (
	"cmp"
	"context"
	"net/http"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"entente/graph"
)

// graphql answers one GraphQL request over HTTP.
func (s *Server) graphql(w http.ResponseWriter, r *http.Request) {
	w.Header().Add("Vary", "Accept")
	media, acceptable := negotiate(r.Header.Values("Accept"))
	ctx, cancel := context.WithTimeout(r.Context(), s.limits.Time)
	defer cancel()
	refused := admit(r, acceptable)
	if refused == nil && media == mediaEvents {
		refused = s.stream(ctx, w, r)
	} else if refused == nil {
		refused = s.respond(w, r.WithContext(ctx), media)
	}
	if refused != nil {
		s.refuse(ctx, w, media.whole(), *refused)
	}
}

// respond answers with one answer.
func (s *Server) respond(w http.ResponseWriter, r *http.Request, media media) *refusal {
	req, refused := s.read(w, r)
	if refused != nil {
		return refused
	}
	reply, refused := s.reply(r.Context(), req)
	if refused != nil {
		return refused
	}
	reply.media = media
	s.send(w, r, reply)
	return nil
}

// admit checks what the request line and the headers tell.
func admit(r *http.Request, acceptable bool) *refusal {
	switch {
	case r.Method != http.MethodPost:
		err := refusalf(graph.Invalid, "GraphQL is asked by POST")
		return &refusal{status: http.StatusMethodNotAllowed, err: err, header: [2]string{"Allow", http.MethodPost}}
	case !acceptable:
		err := refusalf(graph.Invalid, "the answer is %s, %s or %s, and Accept admits none of them", mediaGraphQL, mediaJSON, mediaEvents)
		return &refusal{status: http.StatusNotAcceptable, err: err}
	case !readable(r.Header):
		err := refusalf(graph.Invalid, "the request's Content-Type must be application/json in UTF-8, not compressed")
		return &refusal{status: http.StatusUnsupportedMediaType, err: err, header: [2]string{"Accept-Post", string(mediaJSON)}}
	}
	return nil
}

// read reads the request and who sends it.
func (s *Server) read(w http.ResponseWriter, r *http.Request) (request, *refusal) {
	authenticated, refused := s.authenticate(r.Header)
	if refused != nil {
		return request{}, refused
	}
	body, refused := s.body(w, r)
	if refused != nil {
		return request{}, refused
	}
	req, refused := decode(body)
	req.authenticated, req.header = authenticated, r.Header
	return req, refused
}

// reply waits for the request's turn and runs it.
func (s *Server) reply(ctx context.Context, req request) (answer, *refusal) {
	if refused := s.enter(ctx); refused != nil {
		return answer{}, refused
	}
	defer s.leave()
	return s.run(ctx, req)
}

// enter waits for a place among the requests that run at once.
func (s *Server) enter(ctx context.Context) *refusal {
	select {
	case s.places <- struct{}{}:
		return nil
	default:
	}
	select {
	case s.places <- struct{}{}:
		return nil
	case <-ctx.Done():
		err := refusalf(graph.Unavailable, "the server is busy; try again later")
		return &refusal{status: http.StatusServiceUnavailable, err: err, header: [2]string{"Retry-After", "1"}}
	}
}

func (s *Server) leave() { <-s.places }

// run makes the operation ready, asks whether it may run, and executes it.
func (s *Server) run(ctx context.Context, req request) (answer, *refusal) {
	known := s.revision()
	operation, errs, refused := s.prepare(ctx, req)
	if refused != nil {
		return answer{}, refused
	}
	if errs == nil && operation.Operation.Operation == ast.Subscription {
		errs = gqlerror.List{refusalf(graph.Invalid, "a subscription is answered as a stream: ask for it with Accept: %s", mediaEvents)}
	}
	if errs != nil {
		return answer{errors: errs, revision: known}, nil
	}
	reply := s.execute(ctx, operation)
	// A query knows at least the revision before it began, or says of which
	// earlier one it is; a mutation its own.
	reply.revision = cmp.Or(reply.revision, known)
	if operation.Operation.Operation == ast.Mutation {
		reply.revision = s.revision()
	}
	return reply, nil
}

// prepare makes the operation ready and asks whether it may run.
func (s *Server) prepare(ctx context.Context, req request) (*graphql.OperationContext, gqlerror.List, *refusal) {
	operation, errs := s.operation(ctx, req)
	if errs != nil {
		return nil, errs, nil
	}
	exchangeOf(ctx).operation = graph.Excerpt(operation.Operation.Name)
	return operation, nil, s.permit(operation.Operation.Operation, req.authenticated)
}

func (s *Server) execute(ctx context.Context, operation *graphql.OperationContext) answer {
	next, ctx := s.executor.DispatchOperation(ctx, operation)
	response := next(ctx)
	if response == nil {
		return answer{errors: gqlerror.List{refusalf(graph.Canceled, "%s", givenUp(ctx.Err()))}}
	}
	return answerOf(ctx, response)
}

// answerOf is the answer that a response makes, each of its errors with a code.
func answerOf(ctx context.Context, response *graphql.Response) answer {
	for i, err := range response.Errors {
		if !hasCode(err) {
			response.Errors[i] = place(ctx, err, internal(ctx, err))
		}
	}
	revision, _ := response.Extensions[revisionExtension].(uint64)
	return answer{errors: response.Errors, data: response.Data, revision: revision}
}

// revisionExtension is what the schema says of the revision that a whole answer is of, if it is an earlier one.
const revisionExtension = "revision"
