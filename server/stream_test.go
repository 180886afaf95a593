package server_test

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"entente/server"
)

// streamRequest asks for the subscription of the sketch.
func streamRequest(ctx context.Context, url string) *http.Request {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url+"/graphql", strings.NewReader(`{"query":"subscription Follow { changes }"}`))
	if err != nil {
		panic(err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Accept", "text/event-stream")
	return req
}

// open begins a stream and gives a reader of its lines.
func (s *served) open(t *testing.T, ctx context.Context) (*http.Response, *bufio.Scanner) {
	t.Helper()
	res, err := s.client.Do(streamRequest(ctx, s.url))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { res.Body.Close() })
	return res, bufio.NewScanner(res.Body)
}

// until reads lines up to one that begins so, and gives them all.
func until(lines *bufio.Scanner, start string) (read []string) {
	for lines.Scan() {
		read = append(read, lines.Text())
		if strings.HasPrefix(lines.Text(), start) {
			break
		}
	}
	return read
}

// waiting is a field that gives the values and then waits for the end of its
// context, which it tells.
func waiting(ended chan<- struct{}, values ...string) func(context.Context) (any, error) {
	list := listed(values...)
	return func(ctx context.Context) (any, error) {
		if value, err := list(ctx); err == nil {
			return value, nil
		}
		<-ctx.Done()
		close(ended)
		return nil, io.EOF
	}
}

func TestAStreamEndsWithItsClient(t *testing.T) {
	defer goleak.VerifyNone(t)
	ended := make(chan struct{})
	s := serve(t, newSketch(fields{"changes": waiting(ended, "first")}), server.Options{Loopback: true})
	ctx, leave := context.WithCancel(t.Context())
	_, lines := s.open(t, ctx)
	if read := until(lines, "data:"); !strings.Contains(strings.Join(read, ""), "first") {
		t.Fatalf("got %q, want the first event", read)
	}
	leave()
	<-ended
	s.stop()
	if err := <-s.ended; err != nil {
		t.Errorf("Serve gave %v", err)
	}
}

// A stream would outlive any grace, so it must not wait for that.
func TestAStoppingServerEndsItsStreamsAtOnceAndSaysSo(t *testing.T) {
	defer goleak.VerifyNone(t)
	ended := make(chan struct{})
	s := serve(t, newSketch(fields{"changes": waiting(ended, "first")}), server.Options{Loopback: true, Limits: server.Limits{Grace: time.Hour}})
	_, lines := s.open(t, t.Context())
	until(lines, "data:")
	s.stop()
	<-ended
	rest := until(lines, "nothing begins so")
	want := []string{"",
		"event: next", `data: {"errors":[{"message":"the server is stopping; connect again and go on from the last event","extensions":{"code":"UNAVAILABLE"}}],"extensions":{"revision":0}}`, "",
		"event: complete", "data:", ""}
	if diff := cmp.Diff(want, rest); diff != "" {
		t.Errorf("the end of the stream (-want +got):\n%s", diff)
	}
	if err := <-s.ended; err != nil {
		t.Errorf("Serve gave %v", err)
	}
}

func TestMoreStreamsThanAdmittedAreRefused(t *testing.T) {
	defer goleak.VerifyNone(t)
	ended := make(chan struct{})
	s := serve(t, newSketch(fields{"changes": waiting(ended)}), server.Options{Loopback: true, Limits: server.Limits{Streams: 1}})
	ctx, leave := context.WithCancel(t.Context())
	_, lines := s.open(t, ctx)
	until(lines, ":")
	refused, more := s.open(t, t.Context())
	if body := strings.Join(until(more, "nothing begins so"), ""); refused.StatusCode != http.StatusServiceUnavailable || refused.Header.Get("Retry-After") == "" || !strings.Contains(body, "UNAVAILABLE") {
		t.Errorf("got %d %v %s", refused.StatusCode, refused.Header, body)
	}
	leave()
	<-ended
	for { // the place is free a moment after the subscription has ended
		res, err := s.client.Do(streamRequest(t.Context(), s.url))
		if err != nil {
			t.Fatal(err)
		}
		status := res.StatusCode
		if status == http.StatusServiceUnavailable {
			res.Body.Close()
			continue
		}
		if status != http.StatusOK {
			t.Errorf("got %d when the place was free", status)
		}
		go s.stop() // ends the stream that was just opened
		_, _ = io.Copy(io.Discard, res.Body)
		res.Body.Close()
		break
	}
	<-s.ended
}

// paced is a client that takes a while for some of what it is sent.
type paced struct {
	*httptest.ResponseRecorder
	pause map[string]time.Duration
}

func (p *paced) Write(frame []byte) (int, error) {
	for part, pause := range p.pause {
		if bytes.Contains(frame, []byte(part)) {
			time.Sleep(pause)
		}
	}
	return p.ResponseRecorder.Write(frame)
}

// Time stands still in the bubble until everybody waits, so nothing here takes any.
func TestAStreamShowsThatItLives(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, leave := context.WithTimeout(t.Context(), 50*time.Second)
		defer leave()
		out := httptest.NewRecorder()
		server.New(newSketch(fields{"changes": waiting(make(chan struct{}))}), server.Options{}).ServeHTTP(out, streamRequest(ctx, "http://localhost"))
		if got, want := out.Body.String(), strings.Repeat(":\n\n", 4)+"event: complete\ndata:\n\n"; got != want {
			t.Errorf("in 50 s came %q, want a heartbeat at once and every 15 s", got)
		}
	})
}

func TestTheTimeOfARequestDoesNotBoundAStream(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, leave := context.WithTimeout(t.Context(), time.Hour)
		defer leave()
		began := time.Now()
		server.New(newSketch(fields{"changes": waiting(make(chan struct{}))}), server.Options{}).ServeHTTP(httptest.NewRecorder(), streamRequest(ctx, "http://localhost"))
		if took := time.Since(began); took != time.Hour {
			t.Errorf("the stream ended after %v", took)
		}
	})
}

func TestASlowReaderIsCutOffWithACode(t *testing.T) {
	rows := []struct {
		name  string
		pause time.Duration
		want  []string
	}{
		{"one that is just fast enough gets everything", 10 * time.Second, []string{"first", "second", "event: complete"}},
		{"a slower one learns why it gets no more", 11 * time.Second, []string{"first", `"code":"CANCELED"`, "event: complete"}},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				client := &paced{httptest.NewRecorder(), map[string]time.Duration{"first": row.pause}}
				server.New(newSketch(nil), server.Options{}).ServeHTTP(client, streamRequest(t.Context(), "http://localhost"))
				rest := client.Body.String()
				for _, part := range row.want {
					_, after, found := strings.Cut(rest, part)
					if !found {
						t.Fatalf("%q does not come, or not in its turn:\n%s", part, client.Body)
					}
					rest = after
				}
				if strings.Contains(rest, "second") {
					t.Errorf("it goes on:\n%s", client.Body)
				}
			})
		})
	}
}

// narrow gives connections with so small a buffer that a client that does not
// read is noticed soon.
type narrow struct{ net.Listener }

func (n narrow) Accept() (net.Conn, error) {
	connection, err := n.Listener.Accept()
	if tcp, ok := connection.(*net.TCPConn); ok {
		err = tcp.SetWriteBuffer(4 << 10)
	}
	return connection, err
}

func TestAClientThatNeverReadsIsCutOff(t *testing.T) {
	defer goleak.VerifyNone(t)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	long, ended := strings.Repeat("x", 1<<20), make(chan struct{})
	var once sync.Once
	endless := func(ctx context.Context) (any, error) {
		once.Do(func() { context.AfterFunc(ctx, func() { close(ended) }) })
		return long, nil
	}
	handler := server.New(newSketch(fields{"changes": endless}), server.Options{Loopback: true, Log: logTo(&log), Limits: server.Limits{Slow: 50 * time.Millisecond}})
	ctx, stop := context.WithCancel(t.Context())
	served := make(chan error, 1)
	go func() { served <- handler.Serve(ctx, narrow{listener}) }()
	connection, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	if err := streamRequest(t.Context(), "http://"+listener.Addr().String()).Write(connection); err != nil {
		t.Fatal(err)
	}
	select {
	case <-ended:
	case <-time.After(30 * time.Second):
		t.Fatal("the subscription runs on")
	}
	stop()
	<-served
	if !strings.Contains(log.String(), `"code":"CANCELED"`) {
		t.Errorf("the log does not tell:\n%s", log.String())
	}
}

func TestAPanicOfASubscriptionIsAnInternalError(t *testing.T) {
	var log bytes.Buffer
	handler := server.New(newSketch(fields{"changes": func(context.Context) (any, error) { panic("secret state") }}), server.Options{Log: logTo(&log)})
	out := httptest.NewRecorder()
	handler.ServeHTTP(out, streamRequest(t.Context(), "http://localhost"))
	if body := out.Body.String(); !strings.Contains(body, `"code":"INTERNAL"`) || strings.Contains(body, "secret") || !strings.HasSuffix(body, "event: complete\ndata:\n\n") {
		t.Errorf("the client sees %s", body)
	}
	if !strings.Contains(log.String(), "secret state") {
		t.Errorf("the log does not tell:\n%s", log.String())
	}
}

func TestAnErrorOfASubscriptionHasItsCode(t *testing.T) {
	all := newSketch(nil).fields
	handler := server.New(newSketch(fields{"changes": once(all["outage"])}), server.Options{})
	out := httptest.NewRecorder()
	handler.ServeHTTP(out, streamRequest(t.Context(), "http://localhost"))
	if body := out.Body.String(); !strings.Contains(body, `"code":"UNAVAILABLE"`) || strings.Contains(body, "secret") {
		t.Errorf("the client sees %s", body)
	}
}

// once is a field that answers one time.
func once(field func(context.Context) (any, error)) func(context.Context) (any, error) {
	asked := false
	return func(ctx context.Context) (any, error) {
		if asked {
			return nil, io.EOF
		}
		asked = true
		return field(ctx)
	}
}
