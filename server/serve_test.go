package server_test

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"entente/graph"
	"entente/server"
)

// served is a server on a port of its own.
type served struct {
	url    string
	stop   context.CancelFunc
	ended  chan error
	client *http.Client
}

func serve(t *testing.T, schema *sketch, opts server.Options) *served {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	s := &served{
		url:    "http://" + listener.Addr().String(),
		stop:   stop,
		ended:  make(chan error, 1),
		client: &http.Client{Transport: &http.Transport{DisableKeepAlives: true}},
	}
	go func() { s.ended <- server.New(schema, opts).Serve(ctx, listener) }()
	t.Cleanup(stop)
	return s
}

// ask gives status and body; status 0 is a connection that broke.
func (s *served) ask(query string) (int, string) {
	body := strings.NewReader(`{"query":"` + query + `"}`)
	res, err := s.client.Post(s.url+"/graphql", "application/json", body)
	if err != nil {
		return 0, err.Error()
	}
	defer res.Body.Close()
	read, err := io.ReadAll(res.Body)
	if err != nil {
		return 0, err.Error()
	}
	return res.StatusCode, string(read)
}

func TestAStoppingServerFinishesWhatRuns(t *testing.T) {
	defer goleak.VerifyNone(t)
	gate := newGate()
	s := serve(t, newSketch(fields{"wait": gate.field}), server.Options{Loopback: true})
	answered := make(chan string, 1)
	go func() {
		_, body := s.ask("{ wait }")
		answered <- body
	}()
	<-gate.reached
	s.stop()
	for { // the port closes as soon as the stop begins, while the request still runs
		connection, err := net.Dial("tcp", strings.TrimPrefix(s.url, "http://"))
		if err != nil {
			break
		}
		_ = connection.Close()
	}
	select {
	case err := <-s.ended:
		t.Fatalf("Serve returned %v while a request ran", err)
	default:
	}
	close(gate.release)
	if body := <-answered; !strings.Contains(body, "released") {
		t.Errorf("the running request got %s", body)
	}
	if err := <-s.ended; err != nil {
		t.Errorf("Serve gave %v, want nil", err)
	}
}

func TestAStoppingServerGivesUpAfterTheGrace(t *testing.T) {
	defer goleak.VerifyNone(t)
	gate := newGate()
	s := serve(t, newSketch(fields{"wait": gate.field}), server.Options{Limits: server.Limits{Grace: time.Millisecond}})
	answered := make(chan struct{})
	go func() {
		s.ask("{ wait }")
		close(answered)
	}()
	<-gate.reached
	s.stop()
	if err := <-s.ended; err != nil {
		t.Errorf("Serve gave %v, want nil", err)
	}
	<-answered
}

func TestServeRefusesToTakeAnOpenAddressForLoopback(t *testing.T) {
	listener, err := net.Listen("tcp", "0.0.0.0:0")
	if err != nil {
		t.Fatalf("this machine has no such address: %v", err)
	}
	err = server.New(newSketch(nil), server.Options{Loopback: true}).Serve(context.Background(), listener)
	if err == nil || graph.CodeOf(err) != graph.Invalid {
		t.Errorf("got %v, want INVALID", err)
	}
	if _, err := listener.Accept(); err == nil {
		t.Error("the listener is still open")
	}
}

func TestServeEndsWithItsListener(t *testing.T) {
	defer goleak.VerifyNone(t)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_ = listener.Close()
	err = server.New(newSketch(nil), server.Options{}).Serve(context.Background(), listener)
	if err == nil || graph.CodeOf(err) != graph.Unavailable {
		t.Errorf("got %v, want UNAVAILABLE", err)
	}
}

func TestARequestThatTakesTooLongIsCanceled(t *testing.T) {
	handler := server.New(newSketch(nil), server.Options{Limits: server.Limits{Time: 200 * time.Millisecond}})
	got := ask(t, handler, "{ hello wait }", nil)
	if got.code() != "CANCELED" || got.status != http.StatusOK || string(got.Data) != `{"hello":"world","wait":null}` {
		t.Errorf("got status %d, errors %v, data %s", got.status, got.Errors, got.Data)
	}
}

func TestARequestWhoseClientIsGoneIsCanceled(t *testing.T) {
	handler := server.New(newSketch(nil), server.Options{})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for accept, status := range map[string]int{
		"application/graphql-response+json": http.StatusServiceUnavailable,
		"application/json":                  http.StatusOK,
	} {
		req := httptest.NewRequestWithContext(ctx, http.MethodPost, "http://localhost/graphql", strings.NewReader(`{"query":"{ hello }"}`))
		req.Header.Set("Content-Type", "application/json")
		req.Header.Set("Accept", accept)
		out := httptest.NewRecorder()
		handler.ServeHTTP(out, req)
		if body := out.Body.String(); out.Code != status || !strings.Contains(body, `"code":"CANCELED"`) || strings.Contains(body, `"data"`) {
			t.Errorf("%s: got %d %s", accept, out.Code, body)
		}
	}
}

func TestARequestWaitsForAPlaceUntilItsTimeIsOver(t *testing.T) {
	reached, release := make(chan struct{}), make(chan struct{})
	handler := server.New(newSketch(fields{"wait": func(context.Context) (any, error) {
		close(reached)
		<-release // deaf to its deadline, so that the place stays taken
		return "released", nil
	}}), server.Options{Limits: server.Limits{Concurrent: 1, Time: 500 * time.Millisecond}})
	long := make(chan reply, 1)
	go func() { long <- ask(t, handler, "{ wait }", nil) }()
	<-reached
	got := ask(t, handler, "{ hello }", nil)
	if got.code() != "UNAVAILABLE" || got.status != http.StatusServiceUnavailable {
		t.Errorf("got status %d, errors %v", got.status, got.Errors)
	}
	close(release)
	<-long
	if got := ask(t, handler, "{ hello }", nil); got.status != http.StatusOK {
		t.Errorf("after the place was left: got status %d, errors %v", got.status, got.Errors)
	}
}

func TestTheStartIsLoggedWithWhoMayChange(t *testing.T) {
	rows := []struct {
		want string
		opts server.Options
	}{
		{"refused: the server is read-only", server.Options{}},
		{"refused: the server is read-only", server.Options{ReadOnly: true, Token: "secret"}},
		{"need the token", server.Options{Token: "secret", Loopback: true}},
		{"open to this machine", server.Options{Loopback: true}},
	}
	for _, row := range rows {
		t.Run(row.want, func(t *testing.T) {
			var out bytes.Buffer
			row.opts.Log = logTo(&out)
			s := serve(t, newSketch(nil), row.opts)
			s.ask("{ hello }")
			s.stop()
			if err := <-s.ended; err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(out.String(), row.want) {
				t.Errorf("the log does not say %q:\n%s", row.want, out.String())
			}
			if strings.Contains(out.String(), "secret") {
				t.Errorf("the log holds the token:\n%s", out.String())
			}
		})
	}
}
