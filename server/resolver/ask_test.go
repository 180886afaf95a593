package resolver_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"entente/graph"
	"entente/server/resolver"
)

// client asks a schema without HTTP. Its errors read "CODE field: message".
type client struct{ executor *executor.Executor }

func newClient(g resolver.Graph) client { return newClientOf(resolver.NewSchema(g, "1.2.3")) }

func newClientOf(schema graphql.ExecutableSchema) client {
	e := executor.New(schema)
	e.SetErrorPresenter(func(ctx context.Context, err error) *gqlerror.Error {
		shown := graphql.DefaultErrorPresenter(ctx, err)
		var known *graph.Error
		if errors.As(err, &known) {
			shown.Extensions = map[string]any{"code": known.Code.String()}
			shown.Message = known.Error()
		}
		return shown
	})
	return client{e}
}

type variables map[string]any

// answer gives the data as JSON and the errors.
func (c client) answer(query string, given variables) (string, gqlerror.List) {
	ctx := graphql.StartOperationTrace(context.Background())
	operation, errs := c.executor.CreateOperationContext(ctx, &graphql.RawParams{Query: query, Variables: received(given)})
	if errs != nil {
		return "", errs
	}
	next, ctx := c.executor.DispatchOperation(ctx, operation)
	response := next(ctx)
	return string(response.Data), response.Errors
}

// received gives the variables as they come out of a request.
func received(given variables) (decoded map[string]any) {
	encoded, err := json.Marshal(given)
	if err != nil {
		panic(err)
	}
	decoder := json.NewDecoder(bytes.NewReader(encoded))
	decoder.UseNumber()
	if err := decoder.Decode(&decoded); err != nil {
		panic(err)
	}
	return decoded
}

// ask gives the data of a query that must succeed.
func (c client) ask(t testing.TB, query string, given variables) string {
	t.Helper()
	data, errs := c.answer(query, given)
	if len(errs) > 0 {
		t.Fatalf("%s\ngives errors: %v", query, errs)
	}
	return data
}

// into asks and decodes the data.
func into[T any](t testing.TB, c client, query string, given variables) (data T) {
	t.Helper()
	if err := json.Unmarshal([]byte(c.ask(t, query, given)), &data); err != nil {
		t.Fatal(err)
	}
	return data
}

// refusal gives the code and message of the one error of a query.
func (c client) refusal(t *testing.T, query string, given variables) (code any, message string) {
	t.Helper()
	_, errs := c.answer(query, given)
	if len(errs) != 1 {
		t.Fatalf("%s\ngives errors %v, want one", query, errs)
	}
	return errs[0].Extensions["code"], errs[0].Message
}
