package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"runtime/debug"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"entente/graph"
)

// refusalf makes a GraphQL error with a code.
func refusalf(code graph.Code, format string, args ...any) *gqlerror.Error {
	return &gqlerror.Error{Message: fmt.Sprintf(format, args...), Extensions: map[string]any{"code": code.String()}}
}

// invalid shows an error of parsing, validation or coercion of variables: its
// own message and place, and the code that it lacks.
func invalid(err error) *gqlerror.Error {
	shown := refusalf(graph.Invalid, "%s", err.Error())
	var located *gqlerror.Error
	if errors.As(err, &located) {
		shown.Message, shown.Path, shown.Locations = located.Message, located.Path, located.Locations
	}
	return shown
}

// recovered turns a panic of a resolver into an error that carries the stack to the log.
func recovered(_ context.Context, cause any) error {
	return &graph.Error{Code: graph.Internal, Message: "panic", Err: fmt.Errorf("panic: %v\n%s", cause, debug.Stack())}
}

// present decides what a client sees of an error of execution: always a code,
// the place in the answer, and the message unless the fault is ours. The cause
// goes to the log under the request's id.
func present(ctx context.Context, err error) *gqlerror.Error {
	var located *gqlerror.Error
	var known *graph.Error
	errors.As(err, &located)
	switch {
	case errors.As(err, &known):
		return place(ctx, located, shownError(ctx, known))
	case graph.CodeOf(err) == graph.Canceled:
		return place(ctx, located, refusalf(graph.Canceled, "%s", givenUp(err)))
	case located != nil && hasCode(located):
		shown := &gqlerror.Error{Message: located.Message, Extensions: maps.Clone(located.Extensions)}
		return place(ctx, located, shown)
	case located != nil && len(argument(ctx, located)) > 0:
		return place(ctx, located, refusalf(graph.Invalid, "%s", located.Message))
	}
	return place(ctx, located, internal(ctx, err))
}

// shownError shows an error of ours. A code that means the client's mistake
// shows its message; an internal one does not.
func shownError(ctx context.Context, known *graph.Error) *gqlerror.Error {
	switch known.Code {
	case graph.Internal:
		return internal(ctx, known)
	case graph.Unavailable:
		exchangeOf(ctx).report(ctx, slog.LevelWarn, known)
	}
	shown := refusalf(known.Code, "%s", known.Message)
	if known.Record != "" {
		shown.Extensions["record"] = known.Record
	}
	if known.Field != "" {
		shown.Extensions["field"] = known.Field
	}
	return shown
}

// internal logs the cause and shows only where to find it.
func internal(ctx context.Context, cause error) *gqlerror.Error {
	exchange := exchangeOf(ctx)
	exchange.report(ctx, slog.LevelError, cause)
	shown := refusalf(graph.Internal, "internal error; its cause is in the server's log under this request id")
	shown.Extensions["requestId"] = exchange.id
	return shown
}

func givenUp(err error) string {
	if errors.Is(err, context.DeadlineExceeded) {
		return "the request took longer than it may"
	}
	return "the request was given up"
}

// hasCode tells whether an error carries one of our codes already, as those of
// scalars do.
func hasCode(err *gqlerror.Error) bool {
	code, _ := err.Extensions["code"].(string)
	for known := graph.Internal; known <= graph.Canceled; known++ {
		if code == known.String() {
			return true
		}
	}
	return false
}

// argument gives the place inside a field's arguments where coercion failed.
// The generated code hands such errors over without a code and with a path that
// runs on from the field into its argument; every other error's path ends at
// the field.
func argument(ctx context.Context, err *gqlerror.Error) ast.Path {
	field := graphql.GetFieldContext(ctx)
	if field == nil {
		return nil
	}
	if depth := len(field.Path()); len(err.Path) > depth {
		return err.Path[depth:]
	}
	return nil
}

// place puts path and location on an error. A path into an argument is no path
// of the answer, so it is cut at the field and the rest goes to extensions.
func place(ctx context.Context, located, shown *gqlerror.Error) *gqlerror.Error {
	field := graphql.GetFieldContext(ctx)
	if located != nil {
		shown.Path, shown.Locations = located.Path, located.Locations
		if inside := argument(ctx, located); len(inside) > 0 {
			shown.Extensions["argument"] = inside.String()
			shown.Path = field.Path()
		}
	}
	if shown.Locations == nil && field != nil && field.Field.Field != nil && field.Field.Position != nil {
		shown.Locations = []gqlerror.Location{{Line: field.Field.Position.Line, Column: field.Field.Position.Column}}
	}
	return shown
}
