package main

import (
	"context"
	"strings"
	"testing"
	"time"

	"entente/graph"
	"entente/graph/path"
)

func TestPromises(t *testing.T) {
	b, a, out := small(t)
	b.time, b.graphs = 40*time.Millisecond, []graphSpec{a.graphSpec}
	if err := b.promises(context.Background()); err != nil || len(b.Tables) != 1 {
		t.Fatalf("got %v, %d tables\n%s", err, len(b.Tables), out.String())
	}
	for _, promise := range []string{"p99 of p50", "filtered of unfiltered", "0.5 % changed", "waiting for locks", "two threads", "budget", "deadline"} {
		judged := 0
		for _, row := range b.Tables[0].rows {
			if strings.Contains(row[1].(string), promise) && row[3].(target).wanted {
				judged++
			}
		}
		if judged == 0 {
			t.Errorf("nothing tells of %q in\n%s", promise, out.String())
		}
	}
}

func TestEndings(t *testing.T) {
	_, a, _ := small(t)
	t.Run("one in two hundred relationships ends", func(t *testing.T) {
		changes := a.endings(a.snapshot, changedShare, 0, a.edges)
		if len(changes) != a.edges/changedShare {
			t.Fatalf("got %d of %d", len(changes), a.edges)
		}
		next, err := a.snapshot.With(changes)
		if err != nil {
			t.Fatal(err)
		}
		if written, _ := next.Pending(); written == 0 || next.Ties() != a.snapshot.Ties() {
			t.Errorf("%d entries were written, %d relationships are left of %d", written, next.Ties(), a.snapshot.Ties())
		}
	})
	t.Run("and no more than were asked for", func(t *testing.T) {
		if got := len(a.endings(a.snapshot, 2, 1, 5)); got != 5 {
			t.Errorf("got %d, want 5", got)
		}
	})
}

func TestLimits(t *testing.T) {
	ctx := context.Background()
	_, a, _ := small(t)
	asker := &asker{arena: a, searcher: path.New()}
	t.Run("a budget is overrun by less than a row", func(t *testing.T) {
		worst, err := asker.overBudget(ctx)
		if err != nil || worst < 1 || worst > 1.5 {
			t.Errorf("got %v, %v", worst, err)
		}
	})
	t.Run("what is asked in vain is an error of its own", func(t *testing.T) {
		ended, cancel := context.WithCancel(ctx)
		cancel()
		if _, err := asker.overBudget(ended); graph.CodeOf(err) != graph.Canceled {
			t.Errorf("got %v", err)
		}
		if _, err := asker.overDeadline(ended); graph.CodeOf(err) != graph.Canceled {
			t.Errorf("got %v", err)
		}
	})
}
