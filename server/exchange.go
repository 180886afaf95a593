package server

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"sync/atomic"
	"time"

	"entente/graph"
)

// exchange is what the server knows about one request and its answer, for the
// log. The query text and its variables never get there.
type exchange struct {
	id  string
	log *slog.Logger
	// operation is the name of the GraphQL operation, code that of the first error.
	operation, code string
	errors          int
	reported        atomic.Int32
}

type exchangeKey struct{}

// exchangeOf gives the exchange of a request's context, or an empty one that logs nowhere.
func exchangeOf(ctx context.Context) *exchange {
	if known, ok := ctx.Value(exchangeKey{}).(*exchange); ok {
		return known
	}
	return &exchange{log: slog.New(slog.DiscardHandler)}
}

// mostReports is how many causes one request may write to the log: one outage
// can fail every field of a long answer.
const mostReports = 10

// report writes the cause of an error to the log, under the request's id.
func (e *exchange) report(ctx context.Context, level slog.Level, err error) {
	if e.reported.Add(1) > mostReports {
		return
	}
	cause := err.Error()
	var known *graph.Error
	if errors.As(err, &known) && known.Err != nil && !strings.Contains(cause, known.Err.Error()) {
		cause += ": " + known.Err.Error()
	}
	e.log.Log(ctx, level, "request failed", "request", e.id, "operation", e.operation, "cause", cause)
}

// requestID takes over the id that a proxy gave, if it is short and plain, or
// makes one.
func requestID(given string) string {
	if plain(given) {
		return given
	}
	var id [8]byte
	_, _ = rand.Read(id[:]) // crypto/rand never fails: it ends the program instead
	return hex.EncodeToString(id[:])
}

func plain(id string) bool {
	const most = 64
	if id == "" || len(id) > most {
		return false
	}
	for _, c := range []byte(id) {
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
		if !letter && c != '-' && c != '_' {
			return false
		}
	}
	return true
}

// recording notes the status and size of an answer on its way out.
type recording struct {
	http.ResponseWriter
	status, bytes int
}

// WriteHeader notes the status.
func (r *recording) WriteHeader(status int) {
	if r.status == 0 {
		r.status = status
	}
	r.ResponseWriter.WriteHeader(status)
}

// Write counts the bytes.
func (r *recording) Write(p []byte) (int, error) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	n, err := r.ResponseWriter.Write(p)
	r.bytes += n
	return n, err
}

// Unwrap gives what is beneath, for the deadlines and flushes of a stream.
func (r *recording) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// exchanging gives every request an id, writes one line about it to the log,
// and turns a panic into an answer.
func (s *Server) exchanging(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		started := time.Now()
		exchange := &exchange{id: requestID(r.Header.Get("X-Request-Id")), log: s.log}
		ctx := context.WithValue(r.Context(), exchangeKey{}, exchange)
		out := &recording{ResponseWriter: w}
		out.Header().Set("X-Request-Id", exchange.id)
		if s.log.Enabled(ctx, slog.LevelInfo) {
			defer func() {
				s.log.InfoContext(ctx, "request", "request", exchange.id, "method", graph.Excerpt(r.Method), "path", graph.Excerpt(r.URL.Path),
					"operation", exchange.operation, "status", out.status, "code", exchange.code, "errors", exchange.errors,
					"bytes", out.bytes, "duration", time.Since(started))
			}()
		}
		defer s.survive(ctx, out)
		next.ServeHTTP(out, r.WithContext(ctx))
	})
}

// survive answers INTERNAL when a handler panicked.
func (s *Server) survive(ctx context.Context, out *recording) {
	cause := recover()
	if cause == nil {
		return
	}
	if cause == http.ErrAbortHandler {
		panic(cause)
	}
	shown := internal(ctx, fmt.Errorf("panic: %v\n%s", cause, debug.Stack()))
	if out.status == 0 {
		s.refuse(ctx, out, mediaJSON, refusal{status: http.StatusInternalServerError, err: shown})
	}
}
