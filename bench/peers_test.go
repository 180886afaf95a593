package main

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// echo is a peer that gives our own answers, as changed, in so many microseconds.
func echo(t *testing.T, b *benchmark, change func([]float64), micros float64) peer {
	return peer{
		name: "echo",
		wants: []want{
			{question: "one shortest path", least: bound{hubs: 8, flat: 8, everywhere: true}},
			{question: "strongest path", share: 10},
			{question: "10 best by hops", share: 10},
		},
		ready: func(context.Context) (string, error) { return "1", nil },
		ask: func(ctx context.Context, q inquiry) ([]reply, error) {
			var replies []reply
			for _, a := range q.asks {
				s, err := b.put(ctx, q.arena, questionNamed(a.question), a.pairs)
				if err != nil {
					t.Errorf("%s: %v", a.question, err)
				}
				change(s.answers)
				replies = append(replies, reply{question: a.question, answers: s.answers, took: summarize([]float64{micros})})
			}
			return replies, nil
		},
	}
}

func TestDuel(t *testing.T) {
	ctx := context.Background()
	duel := func(t *testing.T, change func([]float64), micros float64) (*benchmark, *table) {
		b, a, _ := small(t)
		shown := newTable("peers", "graph", "question", "pairs", "ours p50", "ours mean", "theirs p50", "theirs mean", "ratio p50", "ratio mean", "wanted p50", "met")
		if err := b.duel(ctx, shown, echo(t, b, change, micros), a); err != nil {
			t.Fatal(err)
		}
		return b, shown
	}
	t.Run("equal answers give ratios", func(t *testing.T) {
		b, shown := duel(t, func([]float64) {}, 1e6)
		if len(b.Failures) != 0 || len(shown.rows) != 3 {
			t.Fatalf("got failures %v, rows %v", b.Failures, shown.rows)
		}
		for _, row := range shown.rows {
			if len(row) != len(shown.columns) || !row[7].(quantity).known() || row[2] == 0 {
				t.Errorf("got %v", row)
			}
		}
		if shown.rows[0][10] != met {
			t.Errorf("got verdict %v for a peer that takes a second", shown.rows[0][10])
		}
	})
	t.Run("a peer that is not slow enough is a missed target and no failure", func(t *testing.T) {
		b, shown := duel(t, func([]float64) {}, 1e-6)
		if len(b.Failures) != 0 || shown.rows[0][10] != missed {
			t.Errorf("got failures %v, verdict %v", b.Failures, shown.rows[0][10])
		}
	})
	t.Run("an unequal answer gives no ratio and fails the run", func(t *testing.T) {
		b, shown := duel(t, func(answers []float64) { answers[0]++ }, 1e6)
		if len(b.Failures) != 3 || b.conclude() != failed {
			t.Errorf("got failures %v", b.Failures)
		}
		for _, row := range shown.rows {
			if row[7].(quantity).known() || row[8].(quantity).known() || row[10] != unjudged {
				t.Errorf("got %v", row)
			}
		}
	})
	t.Run("a peer that breaks is an error", func(t *testing.T) {
		b, a, _ := small(t)
		want := errors.New("invented")
		broken := peer{name: "broken", ask: func(context.Context, inquiry) ([]reply, error) { return nil, want }}
		if err := b.duel(ctx, newTable("peers"), broken, a); !errors.Is(err, want) {
			t.Errorf("got %v", err)
		}
	})
}

func TestBetter(t *testing.T) {
	made := func(ours, theirs, answer float64) []bout {
		return []bout{{ask{question: "invented"}, sample{answers: []float64{1}, times: []float64{ours}}, reply{answers: []float64{answer}, took: summary{p50: theirs}}}}
	}
	for _, row := range []struct {
		name         string
		before, now  []bout
		ours, theirs float64
		differs      bool
	}{
		{"the first round is as it is", nil, made(3, 5, 1), 3, 5, false},
		{"each side has its best round", made(2, 9, 1), made(3, 5, 1), 2, 5, false},
		{"whichever that was", made(4, 4, 1), made(3, 5, 1), 3, 4, false},
		{"an answer that differed once is not forgotten", made(4, 4, 2), made(3, 5, 1), 4, 4, true},
		{"nor one that differs now", made(4, 4, 1), made(3, 5, 2), 3, 4, true},
	} {
		t.Run(row.name, func(t *testing.T) {
			got := better(row.before, row.now)[0]
			_, err := got.theirs.check(got.ours.answers)
			if got.ours.times[0] != row.ours || got.theirs.took.p50 != row.theirs || err != nil != row.differs {
				t.Errorf("got %v and %v, %v", got.ours.times, got.theirs.took.p50, err)
			}
		})
	}
}

func TestDecodeReplies(t *testing.T) {
	t.Run("null is what the peer cannot say", func(t *testing.T) {
		got, err := decodeReplies([]byte(`{"question": "q", "answers": [3, null], "times": [1.5]}` + "\n"))
		if err != nil || len(got) != 1 || got[0].question != "q" || got[0].answers[0] != 3 || got[0].took.p50 != 1.5 {
			t.Fatalf("got %+v, %v", got, err)
		}
		if answer := got[0].answers[1]; answer == answer {
			t.Errorf("got %v for null, want NaN", answer)
		}
	})
	for name, output := range map[string]string{
		"a traceback":     "Traceback (most recent call last):",
		"no question":     `{"answers": [3], "times": [1]}`,
		"no answers":      `{"question": "q", "answers": [], "times": [1]}`,
		"no times":        `{"question": "q", "answers": [1], "times": []}`,
		"a word as a sum": `{"question": "q", "answers": ["3"], "times": [1]}`,
	} {
		t.Run(name+" is refused", func(t *testing.T) {
			if got, err := decodeReplies([]byte(output)); err == nil {
				t.Errorf("got %+v", got)
			}
		})
	}
}

func FuzzDecodeReplies(f *testing.F) {
	f.Add([]byte(`{"question": "q", "answers": [3, null], "times": [1.5]}`))
	f.Add([]byte("\n\n{}"))
	f.Fuzz(func(t *testing.T, output []byte) {
		replies, err := decodeReplies(output)
		for _, r := range replies {
			if err == nil && (r.question == "" || len(r.answers) == 0 || r.took.n == 0) {
				t.Errorf("%q gives the reply %+v", output, r)
			}
		}
	})
}

func TestScript(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("DID NOT RUN: python3 is not installed")
	}
	ctx := context.Background()
	t.Run("a module that is missing is the reason why the peer is not asked", func(t *testing.T) {
		_, err := script{python: python, probe: "import no_such_module_of_ours"}.ready(ctx)
		if err == nil || !strings.Contains(err.Error(), "no_such_module_of_ours") {
			t.Errorf("got %v", err)
		}
	})
	t.Run("an exception in the script is the error", func(t *testing.T) {
		_, a, _ := small(t)
		_, err := script{python: python, code: "raise ValueError('invented')"}.ask(ctx, inquiry{arena: a})
		if err == nil || !strings.Contains(err.Error(), "ValueError: invented") {
			t.Errorf("got %v", err)
		}
	})
	t.Run("it gets the graph, the pairs and the questions", func(t *testing.T) {
		b, a, _ := small(t)
		code := `
import json, os, sys
inquiry = json.load(sys.stdin)
sizes = [os.path.getsize(os.path.join(sys.argv[1], name)) for name in ("edges.bin", "pairs.bin")]
for q in inquiry["questions"]:
    print(json.dumps({"question": q["name"], "answers": sizes + [q["pairs"], inquiry["hops"]], "times": [1]}))
`
		got, err := script{python: python, code: code}.ask(ctx, inquiry{a, b.asks(echo(t, b, nil, 0), a), limit{1, 1}})
		if err != nil {
			t.Fatal(err)
		}
		want := []float64{12 * 800, 8 * 20, 20, 15}
		if len(got) != 3 || !cmp.Equal(want, got[0].answers) {
			t.Errorf("got %+v, want the first with %v", got, want)
		}
	})
}

// TestLibrariesGiveOurAnswers asks each library that is installed on a graph
// with hubs and on one without.
func TestLibrariesGiveOurAnswers(t *testing.T) {
	ctx := context.Background()
	for _, p := range libraries("python3") {
		t.Run(p.name, func(t *testing.T) {
			if _, err := p.ready(ctx); err != nil {
				t.Skipf("DID NOT RUN: %s is not installed: %v", p.name, err)
			}
			b, hubs, out := small(t)
			flat, err := b.arena(ctx, graphSpec{"invented too", "flat", 200, 400})
			if err != nil {
				t.Fatal(err)
			}
			for _, a := range []*arena{hubs, flat} {
				shown := newTable("peers", "graph", "question", "pairs", "ours p50", "ours mean", "theirs p50", "theirs mean", "ratio p50", "ratio mean", "wanted p50", "met")
				if err := b.duel(ctx, shown, p, a); err != nil || len(b.Failures) > 0 || len(shown.rows) != len(p.wants) {
					t.Errorf("%s: got %d of %d rows, %v\n%s", a.shape, len(shown.rows), len(p.wants), err, out.String())
				}
			}
		})
	}
	t.Run("a command that is not there is not ready", func(t *testing.T) {
		for _, p := range append(libraries(filepath.Join(t.TempDir(), "none")), reference(""), reference(filepath.Join(t.TempDir(), "none"))) {
			if _, err := p.ready(ctx); err == nil {
				t.Errorf("%s is ready", p.name)
			}
		}
	})
}

func TestEnvironment(t *testing.T) {
	ctx := context.Background()
	folder := t.TempDir()
	t.Run("one that cannot be made is an error", func(t *testing.T) {
		if _, err := environment(ctx, filepath.Join(folder, "none"), filepath.Join(folder, "made")); err == nil {
			t.Error("got no error without an interpreter")
		}
	})
	t.Run("one that stands with the same versions is used as it is", func(t *testing.T) {
		pins, err := peerFiles.ReadFile("peers/requirements.txt")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, "requirements.txt"), pins, 0o600); err != nil {
			t.Fatal(err)
		}
		if got, err := environment(ctx, filepath.Join(folder, "none"), folder); err != nil || filepath.Dir(filepath.Dir(got)) != folder {
			t.Errorf("got %s, %v", got, err)
		}
	})
}

func TestBound(t *testing.T) {
	rows := []struct {
		name   string
		bound  bound
		graph  graphSpec
		covers bool
		wanted target
	}{
		{"nothing is wanted without one", bound{}, graphSpec{"", "flat", promisedSize, 0}, true, target{}},
		{"hubs have their own", bound{hubs: 3, flat: 2}, graphSpec{"", "power-law", promisedSize, 0}, true, atLeast(3, times)},
		{"flat graphs too", bound{hubs: 3, flat: 2}, graphSpec{"", "flat", promisedSize, 0}, true, atLeast(2, times)},
		{"a small graph has none", bound{hubs: 3, flat: 2}, graphSpec{"", "power-law", promisedSize - 1, 0}, true, target{}},
		{"unless it holds everywhere", bound{hubs: 3, everywhere: true}, graphSpec{"", "power-law", 10, 0}, true, atLeast(3, times)},
		{"other shapes are asked without", bound{hubs: 3, flat: 2}, graphSpec{"", "grid", promisedSize, 0}, true, target{}},
		{"one for hubs alone keeps from flat graphs", bound{hubs: 3}, graphSpec{"", "flat", promisedSize, 0}, false, target{}},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			if covers, wanted := row.bound.covers(row.graph.shape), row.bound.on(row.graph); covers != row.covers || wanted != row.wanted {
				t.Errorf("got %v, %v, want %v, %v", covers, wanted, row.covers, row.wanted)
			}
		})
	}
}

func TestReadPrototype(t *testing.T) {
	output := `load 0.004s wall
n=10000 m=100000 giant=0.995 deg p10/p50/p90/p99/max=2/8/38/220/3193
bibfs one path               n=500 p50=0.5 p90=1.2 p99=2.9 mean=0.7 us chk=1461.0000
    bibfs: 120 entries/query, 201.2 M entries/s
all shortest: count          n=500 p50=2.6 p90=8.0 p99=20.1 mean=4.0 us chk=1461.0000
k=10 hops, Yen bidirectional n=500 p50=31.1 p90=50.0 p99=80.0 mean=33.0 us chk=16789.0000
`
	got := readPrototype([]byte(output))
	want := []reply{
		{question: "one shortest path", total: 1461, took: summary{n: 500, p50: 0.5, p90: 1.2, p99: 2.9, mean: 0.7}},
		{question: "10 best by hops", total: 16789, took: summary{n: 500, p50: 31.1, p90: 50, p99: 80, mean: 33}},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(reply{}, summary{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	t.Run("what all answers come to is compared", func(t *testing.T) {
		if _, err := want[0].check([]float64{1000, 461}); err != nil {
			t.Error(err)
		}
		if _, err := want[0].check([]float64{1000, 462}); err == nil {
			t.Error("another sum is taken for the same")
		}
	})
}

func TestFrozen(t *testing.T) {
	_, a, _ := small(t)
	gate, err := a.snapshot.Gate(usual().Filter, today())
	if err != nil {
		t.Fatal(err)
	}
	// Two counts and the bounds of the rows, then four arrays of two entries a relationship.
	if got, want := len(frozen(a.snapshot, &gate)), 4*(2+201)+2*800*(4+4+8+4); got != want {
		t.Errorf("got %d bytes, want %d", got, want)
	}
}
