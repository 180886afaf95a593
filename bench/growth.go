package main

import (
	"math"
	"strings"
)

// rise collects the medians of questions over graphs of one shape and several sizes.
type rise struct {
	lines []*line
}

// line is one question on one shape.
type line struct {
	question, shape string
	sizes, medians  []float64
	// figureSizes and figures are those of the prototype.
	figureSizes, figures []float64
}

func newRise() *rise { return &rise{} }

func (r *rise) note(q question, a *arena, median float64) {
	l := r.line(q.name, a.shape)
	if median <= 0 {
		return
	}
	size := float64(a.nodes + a.edges)
	l.sizes, l.medians = append(l.sizes, size), append(l.medians, median)
	if figure := q.figures[a.name]; figure > 0 {
		l.figureSizes, l.figures = append(l.figureSizes, size), append(l.figures, figure)
	}
}

func (r *rise) line(question, shape string) *line {
	for _, l := range r.lines {
		if l.question == question && l.shape == shape {
			return l
		}
	}
	l := &line{question: question, shape: shape}
	r.lines = append(r.lines, l)
	return l
}

// table gives the exponents of all questions that were asked on graphs of at least two sizes.
func (r *rise) table() *table {
	t := newTable("growth: the median is proportional to this power of the size of the graph; 1 would be a scan of all of it",
		"question", "shape", "sizes", "power", "wanted", "met", "the prototype's")
	for _, l := range r.lines {
		if power := exponent(l.sizes, l.medians); !math.IsNaN(power) {
			wanted := l.wanted()
			t.add(l.question, l.shape, len(l.sizes), quantity{value: power}, wanted, wanted.judge(quantity{value: power}),
				quantity{value: exponent(l.figureSizes, l.figures)})
		}
	}
	return t
}

// wanted is the most that the median may grow by, where the shape has its hubs.
func (l *line) wanted() target {
	switch {
	case l.shape != "power-law":
		return target{}
	case strings.Contains(l.question, "stron") || strings.Contains(l.question, "strength"):
		return atMost(0.8, plain)
	}
	return atMost(0.7, plain)
}
