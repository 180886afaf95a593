package main

import (
	"bytes"
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestQuantity(t *testing.T) {
	rows := []struct {
		q    quantity
		want string
	}{
		{quantity{0.524, microseconds}, "0.52 µs"},
		{quantity{9.994, microseconds}, "9.99 µs"},
		{quantity{9.996, microseconds}, "10.0 µs"},
		{quantity{42.04, milliseconds}, "42.0 ms"},
		{quantity{99.96, times}, "100 ×"},
		{quantity{1234567.8, seconds}, "1,234,568 s"},
		{quantity{-1234.5, plain}, "-1,234"},
		{quantity{-123, plain}, "-123"},
		{quantity{0, plain}, "0"},
		{quantity{0.5, plain}, "0.50"},
		{unknown(), "–"},
		{quantity{math.Inf(1), times}, "–"},
	}
	for _, row := range rows {
		t.Run(row.want, func(t *testing.T) {
			if got := row.q.String(); got != row.want {
				t.Errorf("got %q, want %q", got, row.want)
			}
		})
	}
}

func TestTarget(t *testing.T) {
	rows := []struct {
		name   string
		wanted target
		value  float64
		shown  string
		want   verdict
	}{
		{"below the most is met", atMost(1, milliseconds), 0.99, "≤ 1.00 ms", met},
		{"the most itself is met", atMost(1, milliseconds), 1, "≤ 1.00 ms", met},
		{"beyond the most is missed", atMost(1, milliseconds), 1.01, "≤ 1.00 ms", missed},
		{"nothing more than zero is met by zero", atMost(0, plain), 0, "≤ 0", met},
		{"above the least is met", atLeast(8, times), 14, "≥ 8.00 ×", met},
		{"below the least is missed", atLeast(8, times), 7.9, "≥ 8.00 ×", missed},
		{"what is not known is not judged", atLeast(8, times), math.NaN(), "≥ 8.00 ×", unjudged},
		{"where nothing is wanted nothing is judged", target{}, 3, "–", unjudged},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			if got := row.wanted.judge(quantity{row.value, row.wanted.bound.unit}); got != row.want {
				t.Errorf("got %v, want %v", got, row.want)
			}
			if got := row.wanted.String(); got != row.shown {
				t.Errorf("shown as %q, want %q", got, row.shown)
			}
		})
	}
}

// invented is a table with every type of cell.
func invented() *table {
	t := newTable("an invented table", "question", "n", "p50", "wanted", "met", "checksum")
	t.add("پرسش", 12000, quantity{0.52, microseconds}, atMost(1, microseconds), met, sum(2925))
	t.add("a longer question", 7, quantity{1234, microseconds}, target{}, unjudged, sum(0.25))
	t.add("an unequal answer", 7, quantity{math.NaN(), microseconds}, atMost(9, microseconds), missed)
	return t
}

func TestTable(t *testing.T) {
	t.Run("columns are as wide as their widest cell in characters, numbers stand to the right", func(t *testing.T) {
		var out bytes.Buffer
		invented().print(&out)
		want := `
an invented table
  question                n       p50  wanted     met     checksum
  پرسش               12,000   0.52 µs  ≤ 1.00 µs  met        2,925
  a longer question       7  1,234 µs  –          –       0.250000
  an unequal answer       7         –  ≤ 9.00 µs  MISSED
`
		if diff := cmp.Diff(want, out.String()); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("as JSON a row is an object with numbers that a program can read", func(t *testing.T) {
		content, err := json.Marshal(invented())
		if err != nil {
			t.Fatal(err)
		}
		var got any
		if err := json.Unmarshal(content, &got); err != nil {
			t.Fatal(err)
		}
		micros := func(value float64) any { return map[string]any{"value": value, "unit": "µs"} }
		want := any(map[string]any{"title": "an invented table", "rows": []any{
			map[string]any{"question": "پرسش", "n": 12000.0, "p50": micros(0.52), "wanted": micros(1), "met": true, "checksum": 2925.0},
			map[string]any{"question": "a longer question", "n": 7.0, "p50": micros(1234), "wanted": nil, "met": nil, "checksum": 0.25},
			map[string]any{"question": "an unequal answer", "n": 7.0, "p50": nil, "wanted": micros(9), "met": false},
		}})
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
}

func TestReport(t *testing.T) {
	t.Run("a missed target is counted and does not fail the run", func(t *testing.T) {
		var out bytes.Buffer
		r := newReport(&out)
		r.show(invented())
		if code := r.conclude(); code != done || r.Met != 1 || r.Missed != 1 {
			t.Errorf("got code %d, %d met, %d missed; want 0, 1, 1\n%s", code, r.Met, r.Missed, out.String())
		}
	})
	t.Run("a failure is printed where it happens and at the end, and fails the run", func(t *testing.T) {
		var out bytes.Buffer
		r := newReport(&out)
		r.fail("pair %d differs", 3)
		if code := r.conclude(); code != failed || strings.Count(out.String(), "pair 3 differs") != 2 {
			t.Errorf("got code %d and %q", code, out.String())
		}
	})
	t.Run("a file that cannot be written is an error", func(t *testing.T) {
		if err := newReport(&bytes.Buffer{}).save(t.TempDir()); err == nil {
			t.Error("got none")
		}
	})
}
