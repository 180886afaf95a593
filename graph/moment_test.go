package graph_test

import (
	"testing"
	"time"

	"entente/graph"
)

func TestMoments(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"2026-03-01T12:00:00Z", "2026-03-01T12:00:00Z"},
		{"2026-03-01T12:00:00+03:30", "2026-03-01T08:30:00Z"},
		{"2026-03-01", "2026-03-01T23:59:59.999999999Z"},
		{"2026-12-31", "2026-12-31T23:59:59.999999999Z"},
		{"2024-02", "2024-02-29T23:59:59.999999999Z"},
		{"2026", "2026-12-31T23:59:59.999999999Z"},
	} {
		got, err := graph.ParseMoment(test.text)
		if err != nil || got.UTC().Format(time.RFC3339Nano) != test.want {
			t.Errorf("%s: got %s, %v, want %s", test.text, got.UTC().Format(time.RFC3339Nano), err, test.want)
		}
	}
	for _, text := range []string{"", "yesterday", "2026-02-30", "2026-03-01 12:00", "12:00"} {
		if got, err := graph.ParseMoment(text); err == nil || graph.CodeOf(err) != graph.Invalid {
			t.Errorf("%q: got %s, %v, want INVALID", text, got, err)
		}
	}
}
