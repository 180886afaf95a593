package main

import (
	"context"
	"testing"
)

func TestJudgeMedian(t *testing.T) {
	rows := []struct {
		name   string
		wanted target
		pairs  int
		want   verdict
	}{
		{"a median of many pairs is judged", atMost(5, microseconds), fewestPairs, met},
		{"one that is too high is missed", atMost(3, microseconds), fewestPairs, missed},
		{"one of few pairs says little", atMost(3, microseconds), fewestPairs - 1, unjudged},
		{"where nothing is wanted nothing is judged", target{}, fewestPairs, unjudged},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			if got := judgeMedian(row.wanted, 4, row.pairs); got != row.want {
				t.Errorf("got %v, want %v", got, row.want)
			}
		})
	}
}

// TestQuestionsAgree holds the searches against each other on shapes where
// they go wrong in different ways: a grid has very many equal paths, a star
// has one hub, and between the halves of a bridged graph all paths share a vertex.
func TestQuestionsAgree(t *testing.T) {
	for _, graph := range []string{"grid:144:264", "star:200:300", "bridged:200:800", "split:200:800", "flat:300:900"} {
		t.Run(graph, func(t *testing.T) {
			b, _, out := small(t)
			spec, err := parseGraph(graph)
			if err != nil {
				t.Fatal(err)
			}
			a, err := b.arena(context.Background(), spec)
			if err != nil {
				t.Fatal(err)
			}
			if err := b.searchesOn(context.Background(), a, newRise()); err != nil || len(b.Failures) > 0 {
				t.Errorf("got %v\n%s", err, out.String())
			}
			if got := len(b.Tables[0].rows); got != len(questions()) {
				t.Errorf("got %d rows for %d questions", got, len(questions()))
			}
		})
	}
}

func TestQuestionsHaveTheMeaningThatTheirNamesSay(t *testing.T) {
	b, a, _ := small(t)
	ctx := context.Background()
	answers := map[string][]float64{}
	for _, q := range questions() {
		s, err := b.put(ctx, a, q, len(a.pairs))
		if err != nil {
			t.Fatalf("%s: %v", q.name, err)
		}
		answers[q.name] = s.answers
	}
	for i := range a.pairs {
		open, filtered := answers["one shortest path"][i], answers["one shortest path, filtered"][i]
		if filtered != none && filtered < open {
			t.Errorf("pair %d: the filter makes the path shorter, %v after %v hops", i, filtered, open)
		}
		strongest, near := answers["strongest path"][i], answers["strongest path, at most 6 hops"][i]
		if near < strongest || strongest <= 0 {
			t.Errorf("pair %d: the strongest path costs %v, within 6 hops %v", i, strongest, near)
		}
		if ten := answers["10 best by hops"][i]; ten < 10*open {
			t.Errorf("pair %d: ten paths have %v hops, the shortest %v", i, ten, open)
		}
		if ten := answers["10 best by strength"][i]; ten < 10*strongest {
			t.Errorf("pair %d: ten paths cost %v, the strongest %v", i, ten, strongest)
		}
		if paths := answers["number of shortest paths"][i]; paths < 1 {
			t.Errorf("pair %d: %v shortest paths", i, paths)
		}
	}
}
