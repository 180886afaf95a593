package main

import (
	"math"
	"slices"
)

// summary is what a list of times comes to, in their unit.
type summary struct {
	n                   int
	p50, p90, p99, mean float64
}

func summarize(times []float64) summary {
	sorted := slices.Sorted(slices.Values(times))
	sum := 0.0
	for _, t := range sorted {
		sum += t
	}
	return summary{
		n: len(sorted), p50: percentile(sorted, 50), p90: percentile(sorted, 90), p99: percentile(sorted, 99),
		mean: sum / float64(len(sorted)),
	}
}

// percentile is the smallest value that at least p of a hundred do not exceed
// (nearest rank); NaN of none.
func percentile(sorted []float64, p float64) float64 {
	if len(sorted) == 0 {
		return math.NaN()
	}
	rank := int(math.Ceil(p / 100 * float64(len(sorted))))
	return sorted[max(rank, 1)-1]
}

// exponent is the slope of the least-squares line through the logarithms: y
// grows like x to this power. NaN of fewer than two different sizes.
func exponent(xs, ys []float64) float64 {
	var n, sx, sy, sxx, sxy float64
	for i := range xs {
		x, y := math.Log(xs[i]), math.Log(ys[i])
		n, sx, sy, sxx, sxy = n+1, sx+x, sy+y, sxx+x*x, sxy+x*y
	}
	spread := n*sxx - sx*sx
	if n < 2 || spread < 1e-9 {
		return math.NaN()
	}
	return (n*sxy - sx*sy) / spread
}
