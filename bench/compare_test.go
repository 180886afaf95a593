package main

import (
	"math"
	"strings"
	"testing"
)

func TestCompare(t *testing.T) {
	rows := []struct {
		name         string
		ours, theirs []float64
		compared     int
		fails        string
	}{
		{"equal answers", []float64{3, 4, none}, []float64{3, 4, none}, 3, ""},
		{"sums in another order", []float64{0.1 + 0.2 + 0.3}, []float64{0.3 + 0.2 + 0.1}, 1, ""},
		{"the shorter list decides how far", []float64{3, 4, 5}, []float64{3}, 1, ""},
		{"a pair that the peer cannot answer is left out", []float64{3, 4, 5}, []float64{3, unanswered(), 5}, 2, ""},
		{"one other answer", []float64{3, 4, 5}, []float64{3, 5, 5}, 1, "pair 1 is answered with 4 here and with 5 there"},
		{"two that make up for each other, so that the sums are equal", []float64{3, 4}, []float64{4, 3}, 0, "pair 0"},
		{"a path here and none there", []float64{3}, []float64{none}, 0, "pair 0"},
		{"a difference beyond rounding", []float64{1}, []float64{1 + 1e-6}, 0, "pair 0"},
		{"nothing to compare", []float64{3}, []float64{unanswered()}, 0, "no pair"},
		{"no answer at all", []float64{3}, nil, 0, "no pair"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			compared, err := compare(row.ours, row.theirs)
			if compared != row.compared {
				t.Errorf("got %d compared, want %d", compared, row.compared)
			}
			if row.fails == "" && err != nil || row.fails != "" && (err == nil || !strings.Contains(err.Error(), row.fails)) {
				t.Errorf("got error %v, want %q", err, row.fails)
			}
		})
	}
}

func TestAgree(t *testing.T) {
	known := map[string][]float64{}
	steps := []struct {
		meaning string
		answers []float64
		ok      bool
	}{
		{"hops", []float64{3, 4}, true},
		{"paths", []float64{9, 9}, true},
		{"hops", []float64{3, 4, 5}, true},
		// The third answer is known by now from the longer list.
		{"hops", []float64{3, 4, 6}, false},
		{"hops", []float64{3}, true},
	}
	for i, step := range steps {
		if err := agree(known, step.meaning, step.answers); (err == nil) != step.ok {
			t.Errorf("step %d: got %v", i, err)
		}
	}
}

func TestChecksum(t *testing.T) {
	rows := []struct {
		name    string
		answers []float64
		want    string
	}{
		{"whole answers have a whole sum", []float64{1000, 234, none}, "1,233"},
		{"others six digits", []float64{0.25, 0.5}, "0.750000"},
		{"what was not answered counts nothing", []float64{2, math.NaN()}, "2"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			if got := checksum(row.answers).String(); got != row.want {
				t.Errorf("got %q, want %q", got, row.want)
			}
		})
	}
}
