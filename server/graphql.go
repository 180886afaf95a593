package server

import (
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
	r = r.WithContext(ctx)
	refused := admit(r, acceptable)
	if refused == nil {
		var reply answer
		reply, refused = s.reply(w, r)
		reply.media = media
		if refused == nil {
			s.send(w, r, reply)
			return
		}
	}
	s.refuse(ctx, w, media, *refused)
}

// admit checks what the request line and the headers tell.
func admit(r *http.Request, acceptable bool) *refusal {
	switch {
	case r.Method != http.MethodPost:
		err := refusalf(graph.Invalid, "GraphQL is asked by POST")
		return &refusal{status: http.StatusMethodNotAllowed, err: err, header: [2]string{"Allow", http.MethodPost}}
	case !acceptable:
		err := refusalf(graph.Invalid, "the answer is %s or %s, and Accept admits neither", mediaGraphQL, mediaJSON)
		return &refusal{status: http.StatusNotAcceptable, err: err}
	case !readable(r.Header):
		err := refusalf(graph.Invalid, "the request's Content-Type must be application/json in UTF-8, not compressed")
		return &refusal{status: http.StatusUnsupportedMediaType, err: err, header: [2]string{"Accept-Post", string(mediaJSON)}}
	}
	return nil
}

// reply reads the request, waits for its turn and runs it.
func (s *Server) reply(w http.ResponseWriter, r *http.Request) (answer, *refusal) {
	authenticated, refused := s.authenticate(r.Header)
	if refused != nil {
		return answer{}, refused
	}
	body, refused := s.body(w, r)
	if refused != nil {
		return answer{}, refused
	}
	req, refused := decode(body)
	if refused != nil {
		return answer{}, refused
	}
	if refused := s.enter(r.Context()); refused != nil {
		return answer{}, refused
	}
	defer s.leave()
	return s.run(r.Context(), req, authenticated)
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
func (s *Server) run(ctx context.Context, req request, authenticated bool) (answer, *refusal) {
	known := s.revision()
	operation, errs := s.operation(ctx, req)
	if errs != nil {
		return answer{errors: errs, revision: known}, nil
	}
	exchangeOf(ctx).operation = graph.Excerpt(operation.Operation.Name)
	if refused := s.permit(operation.Operation.Operation, authenticated); refused != nil {
		return answer{}, refused
	}
	reply := s.execute(ctx, operation)
	// A query knows at least the revision before it began; a mutation its own.
	reply.revision = known
	if operation.Operation.Operation == ast.Mutation {
		reply.revision = s.revision()
	}
	return reply, nil
}

func (s *Server) execute(ctx context.Context, operation *graphql.OperationContext) answer {
	next, ctx := s.executor.DispatchOperation(ctx, operation)
	response := next(ctx)
	if response == nil {
		return answer{errors: gqlerror.List{refusalf(graph.Canceled, "%s", givenUp(ctx.Err()))}}
	}
	for i, err := range response.Errors {
		if !hasCode(err) {
			response.Errors[i] = place(ctx, err, internal(ctx, err))
		}
	}
	return answer{errors: response.Errors, data: response.Data}
}
