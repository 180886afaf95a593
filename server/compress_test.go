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
	long := strings.Repeat("Invented University ", 200)
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
	req := httptest.NewRequest(http.MethodPost, "http://localhost/graphql", strings.NewReader(`{"query":"`+query+`"}`))
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Accept-Encoding", acceptEncoding)
	out := httptest.NewRecorder()
	handler.ServeHTTP(out, req)
	return out
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
