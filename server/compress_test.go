package server_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"entente/server"
)

func TestALongAnswerIsCompressedForThoseWhoAskForIt(t *testing.T) {
	long := strings.Repeat("Invented University ", 500)
	handler := server.New(newSketch(fields{"hello": func(context.Context) (any, error) { return long, nil }}), server.Options{})
	rows := []struct {
		accept, query string
		packed        bool
	}{
		{"gzip, deflate, br", "{ hello }", true},
		{"br;q=1, gzip;q=0.2", "{ hello }", true},
		{"gzip;q=0", "{ hello }", false},
		{"br", "{ hello }", false},
		{"", "{ hello }", false},
		{"gzip", "{ who(id: 1) { id } }", false}, // short
	}
	for _, row := range rows {
		t.Run(row.accept+" for "+row.query, func(t *testing.T) {
			out := fetch(handler, row.accept, row.query)
			body := out.Body.Bytes()
			if got := out.Header().Get("Content-Encoding") == "gzip"; got != row.packed {
				t.Fatalf("compressed: got %t, want %t", got, row.packed)
			}
			if row.packed {
				body = unpacked(t, body)
			}
			if row.query == "{ hello }" && !bytes.Contains(body, []byte(long)) {
				t.Errorf("got %.80s…", body)
			}
		})
	}
}

func TestAnAnswerThatStaysOnTheMachineIsNotCompressed(t *testing.T) {
	long := strings.Repeat("Invented University ", 500)
	handler := server.New(newSketch(fields{"hello": func(context.Context) (any, error) { return long, nil }}), server.Options{})
	for _, row := range []struct {
		name, client, header string
		packed               bool
	}{
		{"a client elsewhere", "192.0.2.7:4711", "", true},
		{"a client elsewhere, over IPv6", "[2001:db8::7]:4711", "", true},
		{"a client on this machine", "127.0.0.1:4711", "", false},
		{"a client on this machine, over IPv6", "[::1]:4711", "", false},
		{"a client on this machine, by its IPv4 address over IPv6", "[::ffff:127.0.0.1]:4711", "", false},
		{"a proxy on this machine that names itself", "127.0.0.1:4711", "Via", true},
		{"a proxy on this machine that names its client", "127.0.0.1:4711", "X-Forwarded-For", true},
		{"a proxy on this machine that names its client by RFC 7239", "127.0.0.1:4711", "Forwarded", true},
		{"a listener without addresses", "@", "", true},
	} {
		t.Run(row.name, func(t *testing.T) {
			req := question("gzip", "{ hello }")
			req.RemoteAddr = row.client
			if row.header != "" {
				req.Header.Set(row.header, "somebody")
			}
			out := httptest.NewRecorder()
			handler.ServeHTTP(out, req)
			if got := out.Header().Get("Content-Encoding") == "gzip"; got != row.packed {
				t.Errorf("compressed: got %t, want %t", got, row.packed)
			}
		})
	}
}

func TestAnswersCompressedAtTheSameTimeDoNotMix(t *testing.T) {
	handler := server.New(newSketch(fields{"hello": func(context.Context) (any, error) { return strings.Repeat("x", 5_000), nil }}), server.Options{})
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 20 {
				if body := unpacked(t, fetch(handler, "gzip", "{ hello }").Body.Bytes()); len(body) < 5_000 {
					t.Errorf("got %d bytes", len(body))
				}
			}
		})
	}
	group.Wait()
}

func fetch(handler http.Handler, acceptEncoding, query string) *httptest.ResponseRecorder {
	out := httptest.NewRecorder()
	handler.ServeHTTP(out, question(acceptEncoding, query))
	return out
}

func question(acceptEncoding, query string) *http.Request {
	req := httptest.NewRequest(http.MethodPost, "http://localhost/graphql", strings.NewReader(`{"query":"`+query+`"}`))
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Accept-Encoding", acceptEncoding)
	return req
}

func unpacked(t *testing.T, packed []byte) []byte {
	t.Helper()
	reader, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Error(err)
		return nil
	}
	plain, err := io.ReadAll(reader)
	if err != nil {
		t.Error(err)
	}
	return plain
}
