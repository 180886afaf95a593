package main

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// running is a server under test.
type running struct {
	url   string
	stop  context.CancelFunc
	ended chan int
}

var address = regexp.MustCompile(`http://\S+?/graphql`)

// serving starts "entente serve" on a port of its own.
func serving(t *testing.T, args ...string) running {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	reader, writer := io.Pipe()
	s := running{stop: stop, ended: make(chan int, 1)}
	go func() {
		term := terminal{in: strings.NewReader(""), out: writer, err: io.Discard, getenv: func(string) string { return "" }}
		s.ended <- run(ctx, append([]string{"serve", "--listen=127.0.0.1:0"}, args...), term)
		writer.Close()
	}()
	lines := bufio.NewScanner(reader)
	for s.url == "" && lines.Scan() {
		s.url = address.FindString(lines.Text())
	}
	if s.url == "" {
		t.Fatalf("the server ended with %d", <-s.ended)
	}
	go io.Copy(io.Discard, reader)
	return s
}

func (s running) close(t *testing.T) {
	t.Helper()
	s.stop()
	if code := <-s.ended; code != done {
		t.Errorf("the server ended with %d", code)
	}
}

// ask sends a query and gives the answer, as a stream when accept says so.
func (s running) ask(t *testing.T, accept, query string) *http.Response {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.url, strings.NewReader(`{"query":"`+query+`"}`))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Accept", accept)
	res, err := (&http.Client{Transport: &http.Transport{DisableKeepAlives: true}}).Do(req)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

func (s running) answer(t *testing.T, query string) string {
	t.Helper()
	res := s.ask(t, "application/json", query)
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// eventually asks until the answer holds a text.
func (s running) eventually(t *testing.T, query, want string) {
	t.Helper()
	got := ""
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); {
		if got = s.answer(t, query); strings.Contains(got, want) {
			return
		}
	}
	t.Errorf("%s\ngives %s\nwant %s in it", query, got, want)
}

const put = `mutation { apply(key: \"invented\", batch: {entities: [{id: \"org:invented\", kind: ORGANIZATION, names: [{value: \"Invented Institute\", type: LABEL}]}]}) { revision } }`

// One process writes, the other only reads the same file; a client follows the
// changes at the second.
func TestAServerThatOnlyReadsFollowsTheOneThatWrites(t *testing.T) {
	defer goleak.VerifyNone(t)
	store := "--store=sqlite:" + filepath.Join(t.TempDir(), "shared.db")
	writer := serving(t, store)
	defer writer.close(t)
	reader := serving(t, store, "--read-only")
	defer reader.close(t)
	reader.eventually(t, `{ status { relationships { count } revision } }`, `"revision":1}`)
	res := reader.ask(t, "text/event-stream", `subscription { changes(since: 1) { revision complete record { id } } }`)
	defer res.Body.Close()
	if got := writer.answer(t, put); !strings.Contains(got, `{"revision":2}`) {
		t.Fatalf("the writer says %s", got)
	}
	lines := bufio.NewScanner(res.Body)
	for lines.Scan() && !strings.HasPrefix(lines.Text(), "data:") {
	}
	if want := `{"data":{"changes":{"revision":2,"complete":true,"record":{"id":"org:invented"}}},"extensions":{"revision":2}}`; lines.Text() != "data: "+want {
		t.Errorf("the event is %s", lines.Text())
	}
	reader.eventually(t, `{ entity(id: \"org:invented\") { relationshipCounts { count } } }`, `{"relationshipCounts":[]}`)
	if got := reader.answer(t, put); !strings.Contains(got, "READ_ONLY") {
		t.Errorf("the reader takes a change: %s", got)
	}
}

func TestAServerIsReadyWhenItsIndexStands(t *testing.T) {
	defer goleak.VerifyNone(t)
	s := serving(t, "--store=sqlite::memory:")
	defer s.close(t)
	res, err := http.Get(strings.Replace(s.url, "/graphql", "/readyz", 1))
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	defer http.DefaultClient.CloseIdleConnections()
	if res.StatusCode != http.StatusOK {
		t.Errorf("got %d", res.StatusCode)
	}
	s.eventually(t, `{ status { entities { count } building { done } } }`, `"building":null`)
}
