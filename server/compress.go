package server

import (
	"bytes"
	"compress/gzip"
	"mime"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"sync"
)

// compressFrom is the size in bytes from which an answer is compressed. Below
// it everything is in the few packets that travel together anyway.
const compressFrom = 4 << 10

// travels tells whether the answer to a request leaves this machine: a client on
// it gains nothing from compression, unless it is a proxy for others.
func travels(r *http.Request) bool {
	client, err := netip.ParseAddrPort(r.RemoteAddr)
	near := err == nil && client.Addr().Unmap().IsLoopback()
	return !near || slices.ContainsFunc([]string{"Via", "Forwarded", "X-Forwarded-For"}, func(name string) bool { return r.Header.Get(name) != "" })
}

// packers are gzip writers to use again: a new one allocates 800 KB.
type packers struct{ pool sync.Pool }

// pack compresses a body, at the fastest level: lists of named fields shrink to
// a tenth there already.
func (p *packers) pack(body []byte) []byte {
	var out bytes.Buffer
	out.Grow(len(body) / 4)
	writer, _ := p.pool.Get().(*gzip.Writer)
	if writer == nil {
		writer, _ = gzip.NewWriterLevel(&out, gzip.BestSpeed) // the level is a known one
	}
	writer.Reset(&out)
	_, _ = writer.Write(body) // a buffer takes all
	_ = writer.Close()
	p.pool.Put(writer)
	return out.Bytes()
}

// acceptsGzip reads an Accept-Encoding header.
func acceptsGzip(header http.Header) bool {
	for item := range strings.SplitSeq(header.Get("Accept-Encoding"), ",") {
		name, params, err := mime.ParseMediaType(item)
		if err == nil && name == "gzip" {
			return quality(params) > 0
		}
	}
	return false
}
