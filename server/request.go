package server

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"unicode/utf8"

	"entente/graph"
)

// request is a GraphQL request as its body says it, and what its header adds.
type request struct {
	query, operationName  string
	variables, extensions map[string]any
	header                http.Header
	authenticated         bool
}

// body reads the request's body within its bound.
func (s *Server) body(w http.ResponseWriter, r *http.Request) ([]byte, *refusal) {
	if r.ContentLength > int64(s.limits.Body) {
		return nil, s.tooLong(int(r.ContentLength))
	}
	read, err := whole(http.MaxBytesReader(w, r.Body, int64(s.limits.Body)), r.ContentLength)
	var beyond *http.MaxBytesError
	switch {
	case errors.As(err, &beyond):
		return nil, s.tooLong(s.limits.Body + 1)
	case err != nil:
		return nil, &refusal{status: http.StatusBadRequest, err: refusalf(graph.Canceled, "the request's body ended early")}
	}
	return read, nil
}

// whole reads to the end, into space of the length that is said; −1 for none.
func whole(body io.Reader, length int64) ([]byte, error) {
	read := bytes.NewBuffer(make([]byte, 0, max(length, 0)+bytes.MinRead))
	_, err := read.ReadFrom(body)
	return read.Bytes(), err
}

func (s *Server) tooLong(length int) *refusal {
	err := bound{"bodyBytes", s.limits.Body, length}.refusal()
	return &refusal{status: http.StatusRequestEntityTooLarge, err: err}
}

// decode reads a GraphQL request. Names are matched exactly and types are
// checked, so that a misspelt or mistyped entry is an error and not silence.
func decode(body []byte) (request, *refusal) {
	var req request
	trimmed := bytes.TrimLeft(body, " \t\r\n")
	switch {
	case len(trimmed) == 0:
		return req, malformed("the request has no body: send a JSON object with a query")
	case trimmed[0] == '[':
		return req, malformed("batches are not supported: send each request by itself")
	case trimmed[0] != '{':
		return req, malformed("the request must be a JSON object with a query")
	case !utf8.Valid(body):
		return req, malformed("the request is not valid UTF-8")
	}
	if !json.Valid(body) {
		return req, malformed("the request is not valid JSON: %s", json.Unmarshal(body, new(any)))
	}
	given := entriesOf(trimmed)
	if absent(given.query) {
		return req, malformed("the request has no query")
	}
	for _, entry := range [...]struct {
		name, kind string
		given      json.RawMessage
		into       any
	}{
		{"query", "a string", given.query, &req.query},
		{"operationName", "a string", given.operationName, &req.operationName},
		{"variables", "an object", given.variables, &req.variables},
		{"extensions", "an object", given.extensions, &req.extensions},
	} {
		if !absent(entry.given) && unmarshal(entry.given, entry.into) != nil {
			return req, malformed("%s must be %s", entry.name, entry.kind)
		}
	}
	return req, nil
}

// absent tells whether an entry is missing or null, which mean the same.
func absent(entry json.RawMessage) bool { return len(entry) == 0 || string(entry) == "null" }

// unmarshal keeps numbers as they are written, so that a long one loses nothing
// on its way to the scalar that reads it.
func unmarshal(entry json.RawMessage, into any) error {
	if text, plain := into.(*string); plain {
		return json.Unmarshal(entry, text)
	}
	decoder := json.NewDecoder(bytes.NewReader(entry))
	decoder.UseNumber()
	return decoder.Decode(into)
}

func malformed(format string, args ...any) *refusal {
	return &refusal{status: http.StatusBadRequest, err: refusalf(graph.Invalid, format, args...)}
}
