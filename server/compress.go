package server

import (
	"bytes"
	"compress/gzip"
	"mime"
	"net/http"
	"strings"
	"sync"
)

// compressFrom is the size in bytes from which an answer is compressed. Below
// it everything fits into one packet anyway.
const compressFrom = 1 << 10

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
