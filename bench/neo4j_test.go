package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"math"
	"os"
	"strings"
	"testing"
	"time"

	"entente/internal/neo4j"
)

// TestNeo4j is the whole part in small, on a real server.
func TestNeo4j(t *testing.T) {
	var missing *neo4j.MissingError
	switch err := neo4j.Prepare(t.Context(), neo4j.LTS, io.Discard); {
	case errors.As(err, &missing) && os.Getenv("CI") == "true":
		t.Fatalf("DID NOT RUN: %v", err)
	case errors.As(err, &missing):
		t.Skipf("DID NOT RUN: %v", err)
	case err != nil:
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	code := run(t.Context(), []string{"-only", "neo4j", "-neo4j-graph", "power-law:200:900", "-neo4j-heap", "512m", "-neo4j-pagecache", "128m",
		"-neo4j-quiet", "1ms", "-neo4j-warm", "1ms", "-data", t.TempDir(), "-peer-time", "60ms", "-peer-pairs", "12"}, &out, &errs)
	printed := out.String()
	if code != done || strings.Contains(printed, "FAILED") {
		t.Fatalf("got code %d\n%s%s", code, printed, errs.String())
	}
	for _, want := range []string{
		"Neo4j 5.26.20 Community, heap 512m, page cache 128m", "of store.Apply in batches", "in plain rows", "shortestPath: p99", "SHORTEST 10: p50", "natural graph by plain Cypher, relationships",
		"one entity by id: p50", "8 at once: CPU of both processes", "round trips", "Neo4j's / ours", "no path between two components",
		"imports into Neo4j", "until a write is noticed", "false alarms in 1ms of reads",
	} {
		if !strings.Contains(printed, want) {
			t.Errorf("there is no %q in\n%s", want, printed)
		}
	}
}

func TestAMissingJavaIsSaid(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	t.Setenv("JAVA_HOME", "")
	t.Setenv("ENTENTE_CACHE", t.TempDir())
	var out bytes.Buffer
	code := run(context.Background(), []string{"-only", "neo4j"}, &out, &bytes.Buffer{})
	if code != done || !strings.Contains(out.String(), "DID NOT RUN: ") {
		t.Errorf("got code %d and\n%s", code, out.String())
	}
}

func TestNeo4jSettings(t *testing.T) {
	rows := []struct {
		name string
		args []string
		want string
	}{
		{"a graph that is none", []string{"-neo4j-graph", "g7"}, `no graph "g7"`},
		{"a step that is none", []string{"-neo4j-steps", "load,unload"}, `no step "unload"`},
		{"no time for quiet reads", []string{"-neo4j-quiet", "0s"}, "-neo4j-quiet"},
	}
	for _, row := range rows {
		t.Run(row.name+" is wrong usage", func(t *testing.T) {
			if _, err := parse(row.args, io.Discard); err == nil || !strings.Contains(err.Error(), row.want) {
				t.Errorf("got %v", err)
			}
		})
	}
	t.Run("what others need runs in any case, what npm installs only when asked for", func(t *testing.T) {
		chosen := func(args ...string) (names []string) {
			s, err := parse(args, io.Discard)
			if err != nil {
				t.Fatal(err)
			}
			for _, step := range steps() {
				if s.neo4j.chosen(step) {
					names = append(names, step.name)
				}
			}
			return names
		}
		for _, row := range []struct {
			args []string
			want string
		}{
			{nil, "load index serve paths records trips memory components foreign imports"},
			{[]string{"-neo4j-graphql"}, "load index serve paths records trips memory graphql components foreign imports"},
			{[]string{"-neo4j-steps", "paths"}, "load serve paths"},
			{[]string{"-neo4j-steps", "graphql"}, "load serve graphql"},
		} {
			if got := strings.Join(chosen(row.args...), " "); got != row.want {
				t.Errorf("%v: got %s, want %s", row.args, got, row.want)
			}
		}
	})
	t.Run("targets about size stand at that size", func(t *testing.T) {
		small, large := neo4jSettings{graph: graphSpec{nodes: 100, edges: 500}}, neo4jSettings{graph: graphSpec{nodes: 100_000, edges: 1_000_000}}
		if small.atSize(atLeast(5, times)).wanted || !large.atSize(atLeast(5, times)).wanted {
			t.Error("they do not")
		}
	})
}

func TestRatios(t *testing.T) {
	trial := &trial{ratios: newTable("", "question", "n", "compared", "ours", "theirs", "ratio", "wanted", "met", "load")}
	trial.least("far", outcome{ours: []float64{1, 1, 1}, theirs: []float64{6, 6, 4}, compared: 3}, atLeast(5, times))
	trial.most("near", 3, 3, milli(3), milli(2), atMost(1.4, times))
	trial.most("nothing", 3, 3, milli(3), milli(0), atMost(1.4, times))
	verdicts := []verdict{met, met, missed, unjudged}
	for i, row := range trial.ratios.rows {
		if len(row) != len(trial.ratios.columns) || row[7] != verdicts[i] {
			t.Errorf("row %d: got %v", i, row)
		}
	}
	if ratio := trial.ratios.rows[0][5].(quantity); ratio.value != 6 {
		t.Errorf("got %v", ratio)
	}
	if ratio := trial.ratios.rows[3][5].(quantity); !math.IsNaN(ratio.value) {
		t.Errorf("got %v", ratio)
	}
}

func TestLookout(t *testing.T) {
	l := &lookout{}
	log := slog.New(l)
	log.With("a", 1).WithGroup("g").Error("something else")
	begin := time.Now()
	if _, ok := l.after(begin); ok {
		t.Error("it noticed something else")
	}
	log.Info("somebody wrote to the store")
	l.observe("read mark")
	if after, ok := l.after(begin); !ok || after < 0 {
		t.Errorf("got %v, %v", after, ok)
	}
	if _, ok := l.after(time.Now().Add(time.Hour)); ok {
		t.Error("a notice before counts as one behind")
	}
	if notices, sent := l.counts(); notices != 1 || sent != 1 {
		t.Errorf("got %d notices, %d statements", notices, sent)
	}
}

func TestUntil(t *testing.T) {
	n := 0
	if err := until(context.Background(), time.Hour, func() bool { n++; return n == 3 }); err != nil || n != 3 {
		t.Errorf("got %v after %d", err, n)
	}
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	if err := until(ended, time.Hour, func() bool { return false }); err == nil {
		t.Error("got no error from a context that has ended")
	}
}
