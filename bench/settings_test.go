package main

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParse(t *testing.T) {
	t.Run("without flags every part runs on the usual graphs", func(t *testing.T) {
		s, err := parse(nil, &bytes.Buffer{})
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, g := range s.graphs {
			names = append(names, g.name)
		}
		if diff := cmp.Diff([]string{"g10k", "g100k", "flat"}, names); diff != "" || len(s.only) != 0 {
			t.Errorf("%s only %v", diff, s.only)
		}
	})
	t.Run("parts and graphs are lists, a graph may be one's own", func(t *testing.T) {
		s, err := parse([]string{"-only", "http,peers", "-graphs", "flat, star:200:300"}, &bytes.Buffer{})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]string{"http", "peers"}, s.only); diff != "" {
			t.Error(diff)
		}
		want := []graphSpec{{"flat", "flat", 317_000, 1_050_000}, {"star:200:300", "star", 200, 300}}
		if diff := cmp.Diff(want, s.graphs, cmp.AllowUnexported(graphSpec{})); diff != "" {
			t.Error(diff)
		}
	})
	refused := []struct {
		name string
		args []string
		want string
	}{
		{"a part that is none", []string{"-only", "neptune"}, `no part "neptune"`},
		{"a graph that is none", []string{"-graphs", "g7"}, `no graph "g7"`},
		{"a shape that is none", []string{"-graphs", "ring:10:10"}, `no graph "ring:10:10"`},
		{"a size that is no number", []string{"-graphs", "flat:many:10"}, "at least 4 entities"},
		{"more relationships than fit", []string{"-graphs", "flat:10:40"}, "at most half"},
		{"no pairs", []string{"-pairs", "0"}, "positive"},
		{"no rounds", []string{"-rounds", "0"}, "positive"},
		{"no time", []string{"-time", "-1s"}, "positive"},
		{"what is no flag", []string{"ror"}, `what is "ror"?`},
		{"a flag that is none", []string{"-fast"}, "not defined"},
	}
	for _, row := range refused {
		t.Run(row.name+" is wrong usage", func(t *testing.T) {
			var out, errs bytes.Buffer
			if code := run(context.Background(), row.args, &out, &errs); code != misuse || !strings.Contains(errs.String(), row.want) {
				t.Errorf("got code %d and %q, want %d and %q", code, errs.String(), misuse, row.want)
			}
			if out.Len() > 0 {
				t.Errorf("it printed %q", out.String())
			}
		})
	}
	t.Run("help is no error", func(t *testing.T) {
		var errs bytes.Buffer
		if code := run(context.Background(), []string{"-help"}, &bytes.Buffer{}, &errs); code != done || !strings.Contains(errs.String(), "-graphs") {
			t.Errorf("got code %d and %q", code, errs.String())
		}
	})
}

func TestEveryKnownGraphHasAShape(t *testing.T) {
	for _, shape := range shapes() {
		t.Run(shape.name, func(t *testing.T) {
			drawn := shape.make(100, 150, 1)
			if drawn.Nodes != 100 || drawn.Edges() < 140 {
				t.Errorf("got %d entities and %d relationships", drawn.Nodes, drawn.Edges())
			}
		})
	}
	for _, known := range knownGraphs() {
		if _, err := parseGraph(known.shape + ":100:150"); err != nil {
			t.Errorf("%s: %v", known.name, err)
		}
	}
}

func TestEveryFigureStandsAtAKnownGraph(t *testing.T) {
	known := map[string]bool{}
	for _, g := range knownGraphs() {
		known[g.name] = true
	}
	for _, q := range questions() {
		for name := range q.figures {
			if !known[name] {
				t.Errorf("%s has a figure at %q", q.name, name)
			}
			if q.slack < 1 {
				t.Errorf("%s has slack %v", q.name, q.slack)
			}
		}
	}
}
