package main

import (
	"context"
	"errors"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// echo is a peer that gives our own answers, as changed, in so many microseconds.
func echo(t *testing.T, b *benchmark, change func([]float64), micros float64) peer {
	return peer{
		name:  "echo",
		ready: func(context.Context) (string, error) { return "1", nil },
		ask: func(ctx context.Context, q inquiry) ([]reply, error) {
			var replies []reply
			for _, a := range q.asks {
				s, err := b.put(ctx, q.arena, questionNamed(a.question), a.pairs)
				if err != nil {
					t.Errorf("%s: %v", a.question, err)
				}
				change(s.answers)
				replies = append(replies, reply{a.question, s.answers, []float64{micros}})
			}
			return replies, nil
		},
	}
}

func TestDuel(t *testing.T) {
	ctx := context.Background()
	duel := func(t *testing.T, change func([]float64), micros float64) (*benchmark, *table) {
		b, a, _ := small(t)
		shown := newTable("peers", "peer", "graph", "question", "pairs", "ours p50", "ours mean", "theirs p50", "theirs mean", "ratio p50", "ratio mean", "wanted p50", "met")
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
			if len(row) != len(shown.columns) || !row[8].(quantity).known() || row[3] == 0 {
				t.Errorf("got %v", row)
			}
		}
		if shown.rows[0][11] != met {
			t.Errorf("got verdict %v for a peer that takes a second", shown.rows[0][11])
		}
	})
	t.Run("a peer that is not slow enough is a missed target and no failure", func(t *testing.T) {
		b, shown := duel(t, func([]float64) {}, 1e-6)
		if len(b.Failures) != 0 || shown.rows[0][11] != missed {
			t.Errorf("got failures %v, verdict %v", b.Failures, shown.rows[0][11])
		}
	})
	t.Run("an unequal answer gives no ratio and fails the run", func(t *testing.T) {
		b, shown := duel(t, func(answers []float64) { answers[0]++ }, 1e6)
		if len(b.Failures) != 3 || b.conclude() != failed {
			t.Errorf("got failures %v", b.Failures)
		}
		for _, row := range shown.rows {
			if row[8].(quantity).known() || row[9].(quantity).known() || row[11] != unjudged {
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

func TestDecodeReplies(t *testing.T) {
	t.Run("null is what the peer cannot say", func(t *testing.T) {
		got, err := decodeReplies([]byte(`{"question": "q", "answers": [3, null], "times": [1.5]}` + "\n"))
		if err != nil || len(got) != 1 || got[0].question != "q" || got[0].answers[0] != 3 || got[0].times[0] != 1.5 {
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
			if err == nil && (r.question == "" || len(r.answers) == 0 || len(r.times) == 0) {
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
		got, err := script{python: python, code: code}.ask(ctx, inquiry{a, b.asks(a), limit{1, 1}})
		if err != nil {
			t.Fatal(err)
		}
		want := []float64{12 * 800, 8 * 20, 20, 15}
		if len(got) != 3 || !cmp.Equal(want, got[0].answers) {
			t.Errorf("got %+v, want the first with %v", got, want)
		}
	})
}

func TestNetworkxGivesOurAnswers(t *testing.T) {
	b, a, out := small(t)
	p := networkx(b.python)
	if _, err := p.ready(context.Background()); err != nil {
		t.Skipf("DID NOT RUN: networkx is not installed: %v", err)
	}
	b.graphs = []graphSpec{a.graphSpec}
	if err := b.peers(context.Background()); err != nil || len(b.Failures) > 0 {
		t.Errorf("got %v\n%s", err, out.String())
	}
	if rows := b.Tables[0].rows; len(rows) != 3 || rows[0][3] != 20 {
		t.Errorf("got %v", rows)
	}
	if _, err := networkx(filepath.Join(t.TempDir(), "none")).ready(context.Background()); err == nil {
		t.Error("a command that is not there is ready")
	}
}
