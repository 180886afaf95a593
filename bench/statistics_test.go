package main

import (
	"math"
	"testing"
)

func TestSummarize(t *testing.T) {
	rows := []struct {
		name  string
		times []float64
		want  summary
	}{
		{"one time is every percentile", []float64{7}, summary{1, 7, 7, 7, 7}},
		{"of an even number the lower middle is the median", []float64{4, 1, 3, 2}, summary{4, 2, 4, 4, 2.5}},
		{"an outlier moves the mean, not the median", []float64{1, 1, 1, 1, 1, 1, 1, 1, 1, 91}, summary{10, 1, 1, 91, 10}},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			before := append([]float64(nil), row.times...)
			if got := summarize(row.times); got != row.want {
				t.Errorf("got %+v, want %+v", got, row.want)
			}
			for i := range before {
				if row.times[i] != before[i] {
					t.Fatalf("the times were put in another order: %v, before %v", row.times, before)
				}
			}
		})
	}
	t.Run("of a hundred times the percentile is the one with that rank", func(t *testing.T) {
		var sorted []float64
		for i := range 100 {
			sorted = append(sorted, float64(i+1))
		}
		for _, p := range []float64{1, 50, 90, 99, 100} {
			if got := percentile(sorted, p); got != p {
				t.Errorf("percentile %v: got %v", p, got)
			}
		}
	})
	t.Run("none have no percentile", func(t *testing.T) {
		if got := percentile(nil, 50); !math.IsNaN(got) {
			t.Errorf("got %v, want NaN", got)
		}
	})
}

func TestExponent(t *testing.T) {
	rows := []struct {
		name   string
		xs, ys []float64
		want   float64
	}{
		{"the same time at every size", []float64{10, 100, 1000}, []float64{3, 3, 3}, 0},
		{"a scan", []float64{10, 100}, []float64{2, 20}, 1},
		{"a root", []float64{10, 1000}, []float64{5, 50}, 0.5},
		{"between three points the line that fits best", []float64{1, math.E, math.E * math.E}, []float64{1, math.E, 1}, 0},
		{"one size", []float64{10, 10}, []float64{5, 6}, math.NaN()},
		{"nothing", nil, nil, math.NaN()},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			got := exponent(row.xs, row.ys)
			if math.IsNaN(got) != math.IsNaN(row.want) || math.Abs(got-row.want) > 1e-9 {
				t.Errorf("got %v, want %v", got, row.want)
			}
		})
	}
}
