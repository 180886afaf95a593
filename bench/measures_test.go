package main

import (
	"context"
	"testing"
)

func TestMeasures(t *testing.T) {
	b, a, out := small(t)
	b.graphs = []graphSpec{a.graphSpec}
	if err := b.measures(context.Background()); err != nil || len(b.Tables) != 1 || len(b.Failures) > 0 {
		t.Fatalf("got %v, failures %v\n%s", err, b.Failures, out.String())
	}
	t.Run("every question has a row for every graph, and so has the measure of everybody", func(t *testing.T) {
		if got, want := len(b.Tables[0].rows), len(b.graphs)*(len(surveys())+1); got != want {
			t.Errorf("got %d rows, want %d", got, want)
		}
	})
	t.Run("ten time-respecting paths are as long as the best together, or longer, and none is shorter than a path", func(t *testing.T) {
		answers := map[string][]float64{}
		for _, q := range append(surveys(), questionNamed("one shortest path")) {
			s, err := b.put(context.Background(), a, q, len(a.pairs))
			if err != nil {
				t.Fatalf("%s: %v", q.name, err)
			}
			answers[q.name] = s.answers
		}
		for i := range a.pairs {
			best, ten, free := answers["best time-respecting path"][i], answers["10 best time-respecting paths"][i], answers["one shortest path"][i]
			if best != none && (best < free || ten < best) {
				t.Errorf("pair %d: the best has %v hops, ten have %v, the shortest path %v", i, best, ten, free)
			}
			if paths, shortest := answers["intermediaries, up to one hop longer"][i], free; shortest > 0 && shortest <= 5 && paths < 1 {
				t.Errorf("pair %d: %v paths", i, paths)
			}
		}
	})
}
