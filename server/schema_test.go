package server_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"entente/graph"
)

// sketch is the smallest schema that shows the server's own behaviour: it
// answers root fields only, from a table, in the way that generated code does.
type sketch struct {
	schema *ast.Schema
	fields fields
}

const sketchSDL = `
type Query {
  hello: String
  who(id: ID!, times: Int = 1, share: Float, day: Date): Entity
  invalid: String
  outage: String
  bug: String
  panic: String
  wait: String
  uncoded: String
  scalar: String
  cost(first: Int = 1): Entity
}
type Mutation { apply(note: String): String }
type Subscription { changes: String }
type Entity { id: ID! name: String! friend: Entity }
scalar Date
`

// fields are the root fields that a sketch answers.
type fields map[string]func(context.Context) (any, error)

// newSketch answers with fixed values; own ones replace or add to them.
func newSketch(own fields) *sketch {
	all := fields{
		"hello": func(context.Context) (any, error) { return "world", nil },
		"apply": func(context.Context) (any, error) { return "applied", nil },
		"who":   func(context.Context) (any, error) { return nil, nil },
		"cost":  func(context.Context) (any, error) { return nil, nil },
		"invalid": func(context.Context) (any, error) {
			return nil, graph.Errorf(graph.Invalid, "the date is malformed").At("start").In("record 17")
		},
		"outage": func(context.Context) (any, error) {
			return nil, graph.Errorf(graph.Unavailable, "the store does not answer: %w", errors.New("secret address"))
		},
		"bug":   func(context.Context) (any, error) { return nil, errors.New("secret detail") },
		"panic": func(context.Context) (any, error) { panic("secret state") },
		"wait": func(ctx context.Context) (any, error) {
			<-ctx.Done()
			return nil, ctx.Err()
		},
		"scalar": func(context.Context) (any, error) {
			return nil, &gqlerror.Error{Message: "not a date", Extensions: map[string]any{"code": "INVALID"}}
		},
		"changes": listed("first", "second"),
		"uncoded": func(context.Context) (any, error) {
			return nil, &gqlerror.Error{Message: "secret path", Extensions: map[string]any{"code": "SOMETHING"}}
		},
	}
	for name, field := range own {
		all[name] = field
	}
	return &sketch{schema: gqlparser.MustLoadSchema(&ast.Source{Input: sketchSDL}), fields: all}
}

func (s *sketch) Schema() *ast.Schema { return s.schema }

// Complexity multiplies without any care, as a careless function would.
func (s *sketch) Complexity(_ context.Context, _, field string, children int, args map[string]any) (int, bool) {
	if field != "cost" {
		return 0, false
	}
	first, _ := args["first"].(int64)
	return int(first) * (children + 1), true
}

func (s *sketch) Exec(ctx context.Context) graphql.ResponseHandler {
	operation := graphql.GetOperationContext(ctx)
	root := map[ast.Operation]string{ast.Query: "Query", ast.Mutation: "Mutation"}[operation.Operation.Operation]
	if operation.Operation.Operation == ast.Subscription {
		return s.subscribe(operation)
	}
	done := false
	return func(ctx context.Context) *graphql.Response {
		if done {
			return nil
		}
		done = true
		data := map[string]any{}
		for _, field := range graphql.CollectFields(operation, operation.Operation.SelectionSet, []string{root}) {
			data[field.Alias] = s.resolve(ctx, operation, field)
		}
		encoded, err := json.Marshal(data)
		if err != nil {
			panic(err)
		}
		return &graphql.Response{Data: encoded}
	}
}

// subscribe asks the field for each event until it says io.EOF; a value is its own cursor.
func (s *sketch) subscribe(operation *graphql.OperationContext) graphql.ResponseHandler {
	field := graphql.CollectFields(operation, operation.Operation.SelectionSet, []string{"Subscription"})[0]
	return func(ctx context.Context) *graphql.Response {
		value, err := s.fields[field.Name](ctx)
		if err == io.EOF {
			return nil
		}
		if err != nil {
			operation.Error(ctx, err)
			return &graphql.Response{}
		}
		encoded, err := json.Marshal(map[string]any{field.Alias: value})
		if err != nil {
			panic(err)
		}
		graphql.RegisterExtension(ctx, "cursor", value)
		return &graphql.Response{Data: encoded}
	}
}

// listed gives these values, one for each call, and then io.EOF.
func listed(values ...string) func(context.Context) (any, error) {
	var mutex sync.Mutex
	return func(context.Context) (any, error) {
		mutex.Lock()
		defer mutex.Unlock()
		if len(values) == 0 {
			return nil, io.EOF
		}
		value := values[0]
		values = values[1:]
		return value, nil
	}
}

func (s *sketch) resolve(ctx context.Context, operation *graphql.OperationContext, field graphql.CollectedField) (value any) {
	ctx = graphql.WithFieldContext(ctx, &graphql.FieldContext{Object: "Query", Field: field})
	defer func() {
		if cause := recover(); cause != nil {
			operation.Error(ctx, operation.Recover(ctx, cause))
		}
	}()
	value, err := s.fields[field.Name](ctx)
	if err != nil {
		operation.Error(ctx, graphql.AddFieldLocationToError(ctx, err))
	}
	return value
}

// gate makes a field that tells when it is reached and then waits.
type gate struct {
	reached chan struct{}
	release chan struct{}
	once    sync.Once
}

func newGate() *gate { return &gate{reached: make(chan struct{}), release: make(chan struct{})} }

func (g *gate) field(ctx context.Context) (any, error) {
	g.once.Do(func() { close(g.reached) })
	select {
	case <-g.release:
		return "released", nil
	case <-ctx.Done():
		return nil, fmt.Errorf("gate: %w", ctx.Err())
	}
}

// nothing is a field without a value.
func nothing(context.Context) (any, error) { return nil, nil }
