package console_test

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
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
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"entente/server/console"
)

func get(t *testing.T, path string, header map[string]string) *http.Response {
	t.Helper()
	req := httptest.NewRequest(http.MethodGet, path, nil)
	for name, value := range header {
		req.Header.Set(name, value)
	}
	out := httptest.NewRecorder()
	console.Handler().ServeHTTP(out, req)
	return out.Result()
}

func body(t *testing.T, res *http.Response) []byte {
	t.Helper()
	read, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return read
}

func TestThePageAndItsFiles(t *testing.T) {
	rows := []struct {
		path, media string
		status      int
	}{
		{"/console", "text/html; charset=utf-8", http.StatusOK},
		{"/console/", "", http.StatusSeeOther},
		{"/console/console.js", "text/javascript; charset=utf-8", http.StatusOK},
		{"/console/console.css", "text/css; charset=utf-8", http.StatusOK},
		{"/console/icon.svg", "image/svg+xml", http.StatusOK},
		{"/console/LICENCES.txt", "text/plain; charset=utf-8", http.StatusOK},
		{"/console/index.html", "", http.StatusNotFound},
		{"/console/../console.go", "", http.StatusTemporaryRedirect},
	}
	for _, row := range rows {
		t.Run(row.path, func(t *testing.T) {
			res := get(t, row.path, nil)
			if res.StatusCode != row.status {
				t.Fatalf("got status %d, want %d", res.StatusCode, row.status)
			}
			if row.status == http.StatusOK && res.Header.Get("Content-Type") != row.media {
				t.Errorf("got media type %q, want %q", res.Header.Get("Content-Type"), row.media)
			}
		})
	}
}

func TestThePolicyAllowsNothingInline(t *testing.T) {
	policy := get(t, "/console", nil).Header.Get("Content-Security-Policy")
	for _, want := range []string{"default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'"} {
		if !strings.Contains(policy, want) {
			t.Errorf("the policy lacks %s: %s", want, policy)
		}
	}
	for _, never := range []string{"unsafe-inline", "unsafe-eval", "http:", "https:", "*"} {
		if strings.Contains(policy, never) {
			t.Errorf("the policy allows %s: %s", never, policy)
		}
	}
}

func TestNothingIsLoadedFromElsewhere(t *testing.T) {
	page := string(body(t, get(t, "/console", nil)))
	if found := regexp.MustCompile(`(src|href)="(https?:)?//`).FindString(page); found != "" {
		t.Errorf("the page holds %s", found)
	}
	style := string(body(t, get(t, "/console/console.css", nil)))
	if found := regexp.MustCompile(`@font-face|url\(["']?https?:`).FindString(style); found != "" {
		t.Errorf("the style sheet holds %s", found)
	}
}

func TestAFileIsSentCompressedAndOnce(t *testing.T) {
	plain := body(t, get(t, "/console/console.js", nil))
	res := get(t, "/console/console.js", map[string]string{"Accept-Encoding": "gzip, br"})
	packed := body(t, res)
	if res.Header.Get("Content-Encoding") != "gzip" || len(packed) > len(plain)/2 {
		t.Fatalf("got encoding %q, %d of %d bytes", res.Header.Get("Content-Encoding"), len(packed), len(plain))
	}
	unpack, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	unpacked, err := io.ReadAll(unpack)
	if err != nil || !bytes.Equal(unpacked, plain) {
		t.Errorf("unpacked it differs, error %v", err)
	}
	again := get(t, "/console/console.js", map[string]string{"Accept-Encoding": "gzip", "If-None-Match": res.Header.Get("ETag")})
	if again.StatusCode != http.StatusNotModified {
		t.Errorf("asked again with its tag: got status %d, want 304", again.StatusCode)
	}
}

func TestTheBuildIsSmallAndComesWithItsLicences(t *testing.T) {
	size := 0
	for _, name := range []string{"console.js", "console.css"} {
		size += len(body(t, get(t, "/console/"+name, nil)))
	}
	if size > 3<<20 {
		t.Errorf("script and style are %d bytes, want less than 3 MB", size)
	}
	licences := string(body(t, get(t, "/console/LICENCES.txt", nil)))
	for _, name := range []string{"graphiql 4.1.2: MIT", "react 18.3.1: MIT", "codemirror "} {
		if !strings.Contains(licences, name) {
			t.Errorf("the licences lack %s", name)
		}
	}
}

// examples are the queries that the console offers, as its source has them.
func examples(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob("../../web/console/examples/*.graphql")
	if err != nil || len(files) == 0 {
		t.Fatalf("found %d examples, error %v", len(files), err)
	}
	all := map[string]string{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all[filepath.Base(file)] = string(text)
	}
	return all
}

func TestTheExamplesFitTheSchema(t *testing.T) {
	text, err := os.ReadFile("../../schema.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	schema, err := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphqls", Input: string(text)})
	if err != nil {
		t.Fatal(err)
	}
	for name, query := range examples(t) {
		if _, err := gqlparser.LoadQueryWithRules(schema, query, rules.NewDefaultRules()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestTheBuildIsCurrent fails when web/console changed and was not built: the
// build holds the hashes of what it was made from.
func TestTheBuildIsCurrent(t *testing.T) {
	recorded, err := os.ReadFile("dist/SOURCES.txt")
	if err != nil {
		t.Fatal(err)
	}
	built := map[string]string{}
	for line := range strings.Lines(string(recorded)) {
		sum, name, _ := strings.Cut(strings.TrimSpace(line), "  ")
		built[name] = sum
	}
	source := map[string]string{}
	for _, pattern := range []string{"package-lock.json", "build.mjs", "src/*", "examples/*"} {
		files, err := filepath.Glob("../../web/console/" + pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			name := strings.TrimPrefix(filepath.ToSlash(file), "../../web/console/")
			source[name] = fmt.Sprintf("%x", sha256.Sum256(text))
		}
	}
	if diff := cmp.Diff(source, built); diff != "" {
		t.Errorf("the build was made from something else (-source +built), run make console:\n%s", diff)
	}
}
