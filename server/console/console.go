// Package console owns the page on which people try queries: GraphiQL, served
// from the binary. Its source is in web/console; dist is the committed build.
package console

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"net/http"
	"strings"
	"sync"
	"time"
)

//go:embed dist
var dist embed.FS

// policy lets the page load its own script, style and image and talk to its
// own server, and nothing else; no script or style stands inside the page.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
	"form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

// types are the media types of what the build holds, by the end of the name.
// The machine's own table is not asked: it differs from one to the next.
var types = [...]struct{ suffix, media string }{
	{".html", "text/html; charset=utf-8"},
	{".js", "text/javascript; charset=utf-8"},
	{".css", "text/css; charset=utf-8"},
	{".svg", "image/svg+xml"},
	{".txt", "text/plain; charset=utf-8"},
}

// Handler serves the page at /console and its files below it, to GET and HEAD.
func Handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /console", file("index.html"))
	mux.Handle("GET /console/{$}", http.RedirectHandler("/console", http.StatusSeeOther))
	for _, name := range []string{"console.js", "console.css", "icon.svg", "LICENCES.txt"} {
		mux.Handle("GET /console/"+name, file(name))
	}
	return mux
}

// file serves one file of the build. A browser asks again each time and is told
// by the tag that nothing changed, so a new binary is seen at once.
func file(name string) http.Handler {
	load := sync.OnceValue(func() content { return read(name) })
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		content, header := load(), w.Header()
		header.Set("Content-Security-Policy", policy)
		header.Set("Content-Type", content.media)
		header.Set("Cache-Control", "no-cache")
		header.Set("Vary", "Accept-Encoding")
		body := content.plain
		header.Set("ETag", `"`+content.tag+`"`)
		if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			body = content.packed
			header.Set("ETag", `"`+content.tag+`-gzip"`)
			header.Set("Content-Encoding", "gzip")
		}
		http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(body))
	})
}

// content is a file of the build, plain and compressed.
type content struct {
	media, tag    string
	plain, packed []byte
}

// read compresses a file when it is first asked for; the script takes some 60 ms.
func read(name string) content {
	plain, err := dist.ReadFile("dist/" + name)
	if err != nil {
		panic(err) // the names are those of the build, which is in the binary
	}
	var packed bytes.Buffer
	pack := gzip.NewWriter(&packed)
	_, _ = pack.Write(plain) // a buffer takes all
	_ = pack.Close()
	sum := sha256.Sum256(plain)
	c := content{tag: hex.EncodeToString(sum[:8]), plain: plain, packed: packed.Bytes()}
	for _, t := range types {
		if strings.HasSuffix(name, t.suffix) {
			c.media = t.media
		}
	}
	return c
}
