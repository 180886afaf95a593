package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestRun is a whole run in small: two graphs of a few hundred entities.
func TestRun(t *testing.T) {
	file := filepath.Join(t.TempDir(), "report.json")
	var out, errs bytes.Buffer
	code := run(context.Background(), []string{
		"-only", "searches,peers", "-graphs", "power-law:200:800,power-law:400:1600", "-pairs", "20", "-questions", "60", "-time", "200ms",
		"-python", filepath.Join(t.TempDir(), "no-python"), "-json", file,
	}, &out, &errs)
	if code != done {
		t.Fatalf("got code %d\n%s%s", code, out.String(), errs.String())
	}
	printed := out.String()
	t.Run("it says on what machine and by which clock", func(t *testing.T) {
		for _, want := range []string{thisMachine().String(), clockKind} {
			if !strings.Contains(printed, want) {
				t.Errorf("there is no %q in\n%s", want, printed)
			}
		}
	})
	t.Run("a peer that is not installed is said to be absent", func(t *testing.T) {
		if !strings.Contains(printed, "networkx is not asked: ") || strings.Contains(printed, "ratio") {
			t.Error(printed)
		}
	})
	t.Run("every question has a row for every graph, and a power over the sizes", func(t *testing.T) {
		for _, q := range questions() {
			if got := strings.Count(printed, "\n  "+q.name+" "); got < 2 {
				t.Errorf("%s stands in %d rows", q.name, got)
			}
		}
		if !strings.Contains(printed, "growth") {
			t.Error("there is no table of growth")
		}
	})
	t.Run("the report is there as JSON", func(t *testing.T) {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var report struct {
			Machine  machine
			Tables   []struct{ Rows []map[string]any }
			Failures []string
		}
		if err := json.Unmarshal(content, &report); err != nil {
			t.Fatal(err)
		}
		if len(report.Tables) != 4 || len(report.Tables[0].Rows) != len(questions()) || len(report.Failures) != 0 || report.Machine != thisMachine() {
			t.Errorf("got %s", content)
		}
		if joined := report.Tables[0].Rows[0]["joined"]; joined != 20.0 {
			t.Errorf("got %v of 20 pairs joined", joined)
		}
	})
}

func TestTheLoadIsSkippedWithoutTheDump(t *testing.T) {
	var out bytes.Buffer
	code := run(context.Background(), []string{"-only", "ror", "-ror", filepath.Join(t.TempDir(), "none.json.gz")}, &out, &bytes.Buffer{})
	if code != done || !strings.Contains(out.String(), "the dump is not there") {
		t.Errorf("got code %d and\n%s", code, out.String())
	}
}

func TestACanceledRunFails(t *testing.T) {
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	var out bytes.Buffer
	if code := run(ended, []string{"-only", "searches", "-graphs", "flat:200:300"}, &out, &bytes.Buffer{}); code != failed {
		t.Errorf("got code %d and\n%s", code, out.String())
	}
}

func TestAProfileIsTakenWhenAskedFor(t *testing.T) {
	file := filepath.Join(t.TempDir(), "cpu.prof")
	code := run(context.Background(), []string{"-only", "searches", "-graphs", "grid:100:180", "-pairs", "5", "-questions", "5", "-time", "50ms", "-cpuprofile", file}, &bytes.Buffer{}, &bytes.Buffer{})
	if info, err := os.Stat(file); code != done || err != nil || info.Size() == 0 {
		t.Errorf("got code %d, %v", code, err)
	}
}

// small gives a benchmark whose report goes nowhere, and a graph for it.
func small(t *testing.T) (*benchmark, *arena, *bytes.Buffer) {
	t.Helper()
	chosen, err := parse([]string{"-pairs", "20", "-peer-pairs", "20", "-questions", "40", "-time", "20s", "-peer-time", "100ms"}, &bytes.Buffer{})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	b := &benchmark{settings: chosen, report: newReport(&out), watch: newStopwatch(), arenas: map[string]*arena{}}
	a, err := b.arena(context.Background(), graphSpec{"invented", "power-law", 200, 800})
	if err != nil {
		t.Fatal(err)
	}
	return b, a, &out
}

func TestArena(t *testing.T) {
	b, a, _ := small(t)
	t.Run("a graph is made once", func(t *testing.T) {
		again, err := b.arena(context.Background(), a.graphSpec)
		if err != nil || again != a {
			t.Errorf("got another one, %v", err)
		}
	})
	t.Run("its pairs are different entities", func(t *testing.T) {
		if len(a.pairs) != 20 {
			t.Errorf("got %d pairs, want 20", len(a.pairs))
		}
		for _, p := range a.pairs {
			if p.from == p.to {
				t.Errorf("got the pair %v", p)
			}
		}
	})
	t.Run("its memory is measured in two ways that agree", func(t *testing.T) {
		memory := memoryTable()
		a.remember(memory)
		if counted := a.snapshot.Bytes(); a.heap < counted/2 || a.heap > 2*counted {
			t.Errorf("%d bytes on the heap, %d by the index", a.heap, counted)
		}
		if len(memory.rows[0]) != len(memory.columns) {
			t.Errorf("%d cells for %d columns", len(memory.rows[0]), len(memory.columns))
		}
	})
}
