package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestTheBuiltInFactsAnswerTheRequests(t *testing.T) {
	b, _, out := small(t)
	b.questions = 2
	if err := b.http(context.Background()); err != nil || len(b.Failures) > 0 {
		t.Fatalf("got %v\n%s", err, out.String())
	}
	shown := b.Tables[0]
	if len(shown.rows) != len(requests()) {
		t.Fatalf("got %d rows", len(shown.rows))
	}
	for _, row := range shown.rows {
		if len(row) != len(shown.columns) || row[1] == 0 || row[2].(int) < 1000 {
			t.Errorf("got %v for %v", row, shown.columns)
		}
	}
}

func TestSendRefuses(t *testing.T) {
	b, _, _ := small(t)
	good := `{"data":{"paths":{"paths":[{"sentence":"A is a partner of B.","hops":[{"relationships":[{"claims":[{"source":{"title":"T"}}]}]}]}]}}}`
	rows := []struct {
		name string
		// answers are given one after the other, the last again and again.
		answers []string
		status  int
		want    string
	}{
		{"nothing when all is well", []string{good}, 200, ""},
		{"an answer with errors", []string{`{"errors":[{"message":"invented"}]}`}, 200, "invented"},
		{"no path", []string{`{"data":{"paths":{"paths":[]}}}`}, 200, "there is no path"},
		{"a hop without evidence", []string{strings.Replace(good, `"T"`, `""`, 1)}, 200, "hop 0 has no evidence"},
		{"what is no JSON", []string{"<html>"}, 200, "invalid character"},
		{"a status that is not 200", []string{good}, 503, "503"},
		{"an answer that changes", []string{good, good + " "}, 200, "two answers"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			n := 0
			web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.WriteHeader(row.status)
				fmt.Fprint(w, row.answers[min(n, len(row.answers)-1)])
				n++
			}))
			defer web.Close()
			c := connect(web.URL)
			defer c.close()
			_, err := b.send(context.Background(), c, requests()[0])
			if row.want == "" && err != nil || row.want != "" && (err == nil || !strings.Contains(err.Error(), row.want)) {
				t.Errorf("got %v, want %q", err, row.want)
			}
		})
	}
	t.Run("a page without names is refused", func(t *testing.T) {
		if err := checkPage([]byte(`{"entities":{"edges":[{"node":{"relationships":{"edges":[{"other":{"name":""}}]}}}]}}`)); err == nil {
			t.Error("got no error")
		}
	})
}
