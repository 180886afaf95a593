package server_test

import (
	"bufio"
	"bytes"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"entente/server"
)

var update = flag.Bool("update", false, "rewrite the expected answers")

// TestAnswers sends the request of each case in testdata/http and compares the
// answer: status, the headers that carry a promise, body. A case begins with
// the reason why it exists; its optional part "options" sets the server up.
func TestAnswers(t *testing.T) {
	files, err := filepath.Glob("testdata/http/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("found %d cases, error %v", len(files), err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(strings.TrimSpace(string(archive.Comment)), func(t *testing.T) {
			want := part(archive, "answer")
			got := exchange(t, options(t, part(archive, "options")), part(archive, "request"))
			if *update {
				rewrite(t, file, archive, got)
				return
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s: the answer differs (-want +got):\n%s", file, diff)
			}
		})
	}
}

func part(archive *txtar.Archive, name string) string {
	for _, file := range archive.Files {
		if file.Name == name {
			return string(file.Data)
		}
	}
	return ""
}

func rewrite(t *testing.T, file string, archive *txtar.Archive, answer string) {
	t.Helper()
	for i := range archive.Files {
		if archive.Files[i].Name == "answer" {
			archive.Files = archive.Files[:i]
			break
		}
	}
	archive.Files = append(archive.Files, txtar.File{Name: "answer", Data: []byte(answer)})
	if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
		t.Fatal(err)
	}
}

// options reads words such as "token=secret" and "loopback".
func options(t *testing.T, words string) server.Options {
	t.Helper()
	opts := server.Options{Revision: func() uint64 { return 7 }, Version: "1.2.3"}
	for word := range strings.FieldsSeq(words) {
		name, value, _ := strings.Cut(word, "=")
		switch name {
		case "token":
			opts.Token = value
		case "readonly":
			opts.ReadOnly = true
		case "loopback":
			opts.Loopback = true
		case "host":
			opts.Hosts = append(opts.Hosts, value)
		case "body":
			if _, err := fmt.Sscan(value, &opts.Limits.Body); err != nil {
				t.Fatal(err)
			}
		default:
			t.Fatalf("unknown option %q", word)
		}
	}
	return opts
}

// exchange sends a request as it is written to a server and writes the answer down.
func exchange(t *testing.T, opts server.Options, text string) string {
	t.Helper()
	web := httptest.NewServer(server.New(newSketch(nil), opts))
	defer web.Close()
	head, body, _ := strings.Cut(text, "\n\n")
	body = strings.TrimSuffix(body, "\n")
	lines := strings.Split(strings.TrimSpace(head), "\n")
	method, path, _ := strings.Cut(lines[0], " ")
	req, err := http.NewRequest(method, web.URL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range lines[1:] {
		name, value, _ := strings.Cut(line, ": ")
		if name == "Host" {
			req.Host = value
			continue
		}
		req.Header.Add(name, value)
	}
	client := &http.Client{
		Transport:     &http.Transport{DisableCompression: true, DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	res, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	return written(t, res)
}

var requestID = regexp.MustCompile(`"requestId":"[0-9a-f]{16}"`)

func written(t *testing.T, res *http.Response) string {
	t.Helper()
	var out bytes.Buffer
	fmt.Fprintln(&out, res.StatusCode)
	for _, name := range []string{"Content-Type", "Allow", "Accept-Post", "Www-Authenticate", "Retry-After", "Location", "Vary", "Access-Control-Allow-Origin"} {
		for _, value := range res.Header.Values(name) {
			fmt.Fprintf(&out, "%s: %s\n", name, value)
		}
	}
	body, err := io.ReadAll(bufio.NewReader(res.Body))
	if err != nil {
		t.Fatal(err)
	}
	body = requestID.ReplaceAll(body, []byte(`"requestId":"ID"`))
	fmt.Fprintf(&out, "\n%s\n", bytes.TrimRight(body, "\n"))
	return out.String()
}
