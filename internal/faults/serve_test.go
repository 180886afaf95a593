package faults_test

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"entente/internal/neo4j"
)

// program builds entente, without the race detector: its process is of its own.
func program(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "entente.exe")
	build := exec.CommandContext(t.Context(), "go", "build", "-o", path, "entente/cmd/entente")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if said, err := build.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, said)
	}
	return path
}

// process is a running "entente serve".
type process struct {
	// url is where it serves; empty when it ended before that.
	url string
	// stop asks it to end.
	stop func()
	// ended waits for its end and gives the last that it said on standard error.
	ended func() (said string, err error)
}

// starting starts "entente serve" on a store and waits until it serves or has ended.
func starting(t *testing.T, program, store, password string) process {
	t.Helper()
	ctx, kill := context.WithCancel(context.Background())
	t.Cleanup(kill)
	command := exec.CommandContext(ctx, program, "serve", "--listen=127.0.0.1:0", "--store="+store)
	command.Env = append(os.Environ(), "ENTENTE_STORE_PASSWORD="+password, "ENTENTE_TOKEN=")
	var said strings.Builder
	command.Stderr = &said
	output, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	p := process{stop: func() { command.Process.Signal(os.Interrupt) }}
	lines := bufio.NewScanner(output)
	for p.url == "" && lines.Scan() {
		p.url = strings.TrimSuffix(regexp.MustCompile(`http://\S+?/graphql`).FindString(lines.Text()), "/graphql")
	}
	p.ended = func() (string, error) {
		io.Copy(io.Discard, output)
		err := command.Wait()
		const most = 1000
		return said.String()[max(0, said.Len()-most):], err
	}
	return p
}

// get gives status and body of an answer.
func (p process) get(t *testing.T, path, query string) (int, string) {
	t.Helper()
	method, body := http.MethodGet, io.Reader(nil)
	if query != "" {
		encoded, err := json.Marshal(map[string]string{"query": query})
		if err != nil {
			t.Fatal(err)
		}
		method, body = http.MethodPost, strings.NewReader(string(encoded))
	}
	request, err := http.NewRequestWithContext(t.Context(), method, p.url+path, body)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	request.Close = true
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(text)
}

// away sees that an answer says by its code that the database is away, and nothing that is not for clients.
func away(t *testing.T, what, text string) {
	t.Helper()
	if !strings.Contains(text, "UNAVAILABLE") || !strings.Contains(text, "the database cannot be reached") && !strings.Contains(text, "the index is not built yet") {
		t.Errorf("%s: got %s, want UNAVAILABLE with the reason", what, text)
	}
	for _, secret := range []string{"127.0.0.1", "bolt:", "Neo.", "dial", "refused", "MATCH"} {
		if strings.Contains(text, secret) {
			t.Errorf("%s: the answer %s contains %q", what, text, secret)
		}
	}
}

// ready tells whether health is green.
func (p process) ready(t *testing.T) bool {
	status, _ := p.get(t, "/readyz", "")
	return status == http.StatusOK
}

// TestAServerThatStartsBeforeItsDatabase has entente listen while its database
// is away, and wait for it.
func TestAServerThatStartsBeforeItsDatabase(t *testing.T) {
	t.Parallel()
	entente := program(t)
	s := server(t, neo4j.LTS)
	l := between(t, s)
	l.cut()
	t.Run("fills an empty one when it comes, and ends when it is told to", func(t *testing.T) {
		p := starting(t, entente, l.url, s.Password)
		saysAway(t, p)
		l.mend()
		until(t, patience, "health turns green", func() bool { return p.ready(t) })
		if _, text := p.get(t, "/graphql", `{ entity(id: "iso:IR") { name } }`); !strings.Contains(text, `"name":"Iran`) {
			t.Errorf("a question when it is green: got %s, want the built-in facts", text)
		}
		p.stop()
		if said, err := p.ended(); err != nil || !strings.Contains(said, "loaded the built-in facts") {
			t.Errorf("it ended with %v and said:\n%s", err, said)
		}
	})
	t.Run("shows what is in one that was filled before", func(t *testing.T) {
		l.cut()
		p := starting(t, entente, l.url, s.Password)
		saysAway(t, p)
		l.mend()
		green := promised(t, greenWithin, "health turns green", func() bool { return p.ready(t) })
		t.Logf("green after %v", green.Round(time.Millisecond))
		if _, text := p.get(t, "/graphql", `{ paths(from: "org:cpdi", to: "iso:RU") { paths { sentence } } }`); !strings.Contains(text, "sentence") {
			t.Errorf("a question when it is green: got %s, want a path", text)
		}
		p.stop()
		if said, err := p.ended(); err != nil || strings.Contains(said, "loaded the built-in facts") {
			t.Errorf("it ended with %v and said:\n%s", err, said)
		}
	})
	t.Run("ends when waiting does not help", func(t *testing.T) { endsAtOnce(t, entente, s) })
}

// saysAway sees that a process whose database is away answers that, with the reason and nothing that is not for clients.
func saysAway(t *testing.T, p process) {
	t.Helper()
	if status, _ := p.get(t, "/readyz", ""); status != http.StatusServiceUnavailable {
		t.Errorf("/readyz: got %d, want red", status)
	}
	text := ""
	until(t, patience, "the reason is told", func() bool {
		_, text = p.get(t, "/readyz", "")
		return !strings.Contains(text, "being opened")
	})
	away(t, "/readyz", text)
	for _, query := range []string{`{ entity(id: "org:cpdi") { name } }`, `{ paths(from: "org:cpdi", to: "iso:RU") { paths { sentence } } }`, `{ status { revision } }`} {
		_, text := p.get(t, "/graphql", query)
		away(t, query, text)
	}
	if status, _ := p.get(t, "/healthz", ""); status != http.StatusOK {
		t.Errorf("/healthz: got %d, want a process that lives", status)
	}
}

// endsAtOnce starts processes whose store cannot be had, now or later.
func endsAtOnce(t *testing.T, entente string, s *neo4j.Server) {
	for name, c := range map[string]struct{ store, password, want string }{
		"ends when the password is wrong":        {"bolt://" + s.Address, "wrong-password", "does not know this user and password"},
		"ends when it is another kind of server": {"bolt://" + stranger(t, []byte("HTTP/1.1 400 Bad Request\r\n\r\n")), "password", "is no Neo4j"},
		"ends when a file cannot be opened":      {"sqlite:" + filepath.Join(t.TempDir(), "none", "graph.db"), "", "there is no folder"},
	} {
		t.Run(name, func(t *testing.T) {
			p := starting(t, entente, c.store, c.password)
			said, err := p.ended()
			if err == nil || !strings.Contains(said, c.want) {
				t.Errorf("it ended with %v and said %q, want an error that says %q", err, said, c.want)
			}
			if p.url != "" && strings.HasPrefix(c.store, "sqlite:") {
				t.Error("it listened without its file")
			}
		})
	}
}
