package server_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/server"
)

func logTo(out *bytes.Buffer) *slog.Logger { return slog.New(slog.NewJSONHandler(out, nil)) }

// lines reads a log.
func lines(t *testing.T, out *bytes.Buffer) []map[string]any {
	t.Helper()
	var all []map[string]any
	for line := range strings.Lines(out.String()) {
		var entry map[string]any
		if err := json.Unmarshal([]byte(line), &entry); err != nil {
			t.Fatal(err)
		}
		all = append(all, entry)
	}
	return all
}

func TestEachRequestIsOneLineWithoutQueryAndVariables(t *testing.T) {
	var out bytes.Buffer
	handler := server.New(newSketch(nil), server.Options{Log: logTo(&out)})
	ask(t, handler, "query Named($id: ID!) { who(id: $id) { id } invalid }", map[string]any{"id": "confidential"})
	log := lines(t, &out)
	if len(log) != 1 {
		t.Fatalf("got %d lines:\n%s", len(log), out.String())
	}
	for _, varying := range []string{"time", "duration", "bytes", "request"} {
		if log[0][varying] == nil {
			t.Errorf("the line has no %s", varying)
		}
		delete(log[0], varying)
	}
	want := map[string]any{
		"level": "INFO", "msg": "request", "method": "POST", "path": "/graphql",
		"operation": "Named", "status": 200.0, "code": "INVALID", "errors": 1.0,
	}
	if diff := cmp.Diff(want, log[0]); diff != "" {
		t.Errorf("the line differs (-want +got):\n%s", diff)
	}
	if strings.Contains(out.String(), "confidential") || strings.Contains(out.String(), "who") {
		t.Errorf("the log holds the query or a variable:\n%s", out.String())
	}
}

func TestTheCauseIsInTheLogUnderTheIdThatTheClientSees(t *testing.T) {
	rows := []struct {
		name, query, level, cause string
	}{
		{"a fault of ours", "{ bug }", "ERROR", "secret detail"},
		{"a panic with its stack", "{ panic }", "ERROR", "schema_test.go"},
		{"an outage", "{ outage }", "WARN", "secret address"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			var out bytes.Buffer
			handler := server.New(newSketch(nil), server.Options{Log: logTo(&out)})
			got := ask(t, handler, row.query, nil)
			shown, err := json.Marshal(got.Errors)
			if err != nil || strings.Contains(string(shown), "secret") {
				t.Errorf("the client sees %s", shown)
			}
			log := lines(t, &out)
			cause, _ := log[0]["cause"].(string)
			if log[0]["level"] != row.level || !strings.Contains(cause, row.cause) {
				t.Errorf("the log says %v", log[0])
			}
			if id, given := got.Errors[0].Extensions["requestId"]; given && id != log[0]["request"] {
				t.Errorf("the client sees request %v, the log %v", id, log[0]["request"])
			}
		})
	}
}

func TestOneRequestReportsFewCauses(t *testing.T) {
	var out bytes.Buffer
	handler := server.New(newSketch(nil), server.Options{Log: logTo(&out)})
	var query strings.Builder
	for i := range 26 {
		query.WriteString(" " + string(rune('a'+i)) + ": bug")
	}
	got := ask(t, handler, "{"+query.String()+" }", nil)
	if len(got.Errors) != 26 {
		t.Errorf("the client sees %d errors, want 26", len(got.Errors))
	}
	if log := lines(t, &out); len(log) != 11 {
		t.Errorf("got %d lines, want 10 causes and the request", len(log))
	}
}

func TestRequestIds(t *testing.T) {
	made := regexp.MustCompile(`^[0-9a-f]{16}$`)
	rows := []struct {
		name, given string
		kept        bool
	}{
		{"an id is made where none is given", "", false},
		{"a plain id of a proxy is kept", "edge-7_A", true},
		{"a long one is replaced", strings.Repeat("a", 65), false},
		{"one that could forge a log line is replaced", "a b\"c", false},
	}
	handler := server.New(newSketch(nil), server.Options{})
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			req := httptest.NewRequest(http.MethodGet, "http://localhost/healthz", nil)
			if row.given != "" {
				req.Header.Set("X-Request-Id", row.given)
			}
			out := httptest.NewRecorder()
			handler.ServeHTTP(out, req)
			got := out.Header().Get("X-Request-Id")
			if row.kept && got != row.given || !row.kept && !made.MatchString(got) {
				t.Errorf("got %q for %q", got, row.given)
			}
		})
	}
}

func TestAPanicOutsideOfFieldsIsAnInternalError(t *testing.T) {
	var out bytes.Buffer
	handler := server.New(newSketch(nil), server.Options{
		Log:      logTo(&out),
		Revision: panicsOnce("secret state"),
	})
	got := ask(t, handler, "{ hello }", nil)
	if got.status != http.StatusInternalServerError || got.code() != "INTERNAL" || got.Data != nil {
		t.Errorf("got status %d, errors %v, data %s", got.status, got.Errors, got.Data)
	}
	if log := lines(t, &out); len(log) != 2 || log[1]["status"] != 500.0 {
		t.Errorf("the log says %v", log)
	}
}

func TestAnAbortedHandlerStaysAborted(t *testing.T) {
	handler := server.New(newSketch(nil), server.Options{Revision: panicsOnce(http.ErrAbortHandler)})
	defer func() {
		if got := recover(); got != http.ErrAbortHandler {
			t.Errorf("recovered %v, want http.ErrAbortHandler", got)
		}
	}()
	ask(t, handler, "{ hello }", nil)
}

// panicsOnce is a revision that is asked for in vain the first time.
func panicsOnce(cause any) func() uint64 {
	asked := false
	return func() uint64 {
		if asked {
			return 7
		}
		asked = true
		panic(cause)
	}
}

func TestEveryAnswerCarriesTheSecurityHeaders(t *testing.T) {
	handler := server.New(newSketch(nil), server.Options{Loopback: true})
	for _, path := range []string{"/graphql", "/healthz", "/readyz", "/", "/nowhere", "/console"} {
		req := httptest.NewRequest(http.MethodGet, "http://localhost"+path, nil)
		out := httptest.NewRecorder()
		handler.ServeHTTP(out, req)
		for name, part := range map[string]string{
			"Content-Security-Policy":      "frame-ancestors 'none'",
			"X-Content-Type-Options":       "nosniff",
			"Referrer-Policy":              "no-referrer",
			"Cross-Origin-Resource-Policy": "same-origin",
		} {
			if got := out.Header().Get(name); !strings.Contains(got, part) {
				t.Errorf("%s: %s is %q, want %q in it", path, name, got, part)
			}
		}
		if path != "/console" && out.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s may be kept: %q", path, out.Header().Get("Cache-Control"))
		}
	}
}

func TestReadySaysWhyNot(t *testing.T) {
	rows := []struct {
		name string
		err  error
		want string
	}{
		{"an error of ours shows its sentence", graph.Errorf(graph.Unavailable, "the index is being built"), "the index is being built"},
		{"another error shows a request id", errors.New("secret path"), "INTERNAL"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			handler := server.New(newSketch(nil), server.Options{Ready: func(context.Context) error { return row.err }})
			out := httptest.NewRecorder()
			handler.ServeHTTP(out, httptest.NewRequest(http.MethodGet, "http://localhost/readyz", nil))
			if out.Code != http.StatusServiceUnavailable || !strings.Contains(out.Body.String(), row.want) || strings.Contains(out.Body.String(), "secret") {
				t.Errorf("got %d %s", out.Code, out.Body)
			}
		})
	}
}

func TestTheRevisionOfAnAnswer(t *testing.T) {
	revision := uint64(7)
	schema := newSketch(fields{
		"hello": func(context.Context) (any, error) { revision++; return "world", nil },
		"apply": func(context.Context) (any, error) { revision++; return "applied", nil },
	})
	handler := server.New(schema, server.Options{Loopback: true, Revision: func() uint64 { return revision }})
	if got := ask(t, handler, "{ hello }", nil); got.Extensions["revision"] != 7.0 {
		t.Errorf("a query knows revision %v, want the one before it began, 7", got.Extensions["revision"])
	}
	if got := ask(t, handler, "mutation { apply }", nil); got.Extensions["revision"] != 9.0 {
		t.Errorf("a mutation knows revision %v, want its own, 9", got.Extensions["revision"])
	}
}
