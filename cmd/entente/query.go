package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"

	"entente/graph"
	"entente/server"
	"entente/server/resolver"
)

type queryCommand struct {
	storeFlag
	pastFlags
	File      string `arg:"" help:"The file with the GraphQL query; - reads standard input."`
	Variables string `help:"The variables, as a JSON object." placeholder:"JSON"`
	Operation string `help:"Which operation of the file to run." placeholder:"NAME"`
}

// Run answers the query as the server would, and prints the JSON. An answer
// with errors makes the command fail. Mutations need the server.
func (c queryCommand) Run(ctx context.Context, term terminal) error {
	body, err := c.request(term)
	if err != nil {
		return err
	}
	g, err := c.open(ctx, term, true)
	if err != nil {
		return err
	}
	defer g.Close()
	if g, err = c.then(ctx, g, term); err != nil {
		return err
	}
	handler := server.New(resolver.NewSchema(g, version), server.Options{
		Revision: func() uint64 { return uint64(g.Revision()) },
		ReadOnly: true,
		Loopback: true,
	})
	answer, err := ask(ctx, handler, body)
	if err != nil {
		return err
	}
	return printAnswer(term.out, answer)
}

// request is the body of the HTTP request that the query makes.
func (c queryCommand) request(term terminal) ([]byte, error) {
	text, err := c.text(term)
	if err != nil {
		return nil, graph.Errorf(graph.Invalid, "the query cannot be read: %w", err)
	}
	request := map[string]any{"query": string(text)}
	if c.Operation != "" {
		request["operationName"] = c.Operation
	}
	if c.Variables != "" {
		if !json.Valid([]byte(c.Variables)) {
			return nil, fmt.Errorf("--variables is no JSON: %w", errUsage)
		}
		request["variables"] = json.RawMessage(c.Variables)
	}
	return json.Marshal(request)
}

func (c queryCommand) text(term terminal) ([]byte, error) {
	if c.File == "-" {
		return io.ReadAll(term.in)
	}
	return os.ReadFile(c.File)
}

// answerWriter takes a handler's answer in memory.
type answerWriter struct {
	bytes.Buffer
	header http.Header
}

// Header gives the header of the answer.
func (a *answerWriter) Header() http.Header { return a.header }

// WriteHeader does nothing: the body says what went wrong.
func (a *answerWriter) WriteHeader(int) {}

func ask(ctx context.Context, handler http.Handler, body []byte) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://localhost/graphql", bytes.NewReader(body))
	if err != nil {
		return nil, graph.Errorf(graph.Internal, "the query cannot be asked: %w", err)
	}
	request.Header.Set("Content-Type", "application/json")
	answer := &answerWriter{header: http.Header{}}
	handler.ServeHTTP(answer, request)
	return answer.Bytes(), nil
}

func printAnswer(out io.Writer, answer []byte) error {
	var parts struct{ Errors []json.RawMessage }
	if err := json.Unmarshal(answer, &parts); err != nil {
		return graph.Errorf(graph.Internal, "the answer is no JSON: %w", err)
	}
	var readable bytes.Buffer
	if err := json.Indent(&readable, bytes.TrimSpace(answer), "", "  "); err != nil {
		return graph.Errorf(graph.Internal, "the answer is no JSON: %w", err)
	}
	fmt.Fprintln(out, readable.String())
	if len(parts.Errors) > 0 {
		return graph.Errorf(graph.Invalid, "the answer has %d error(s)", len(parts.Errors))
	}
	return nil
}
