package engine

import (
	"testing"

	"entente/graph"
)

// These look at what waits, which no caller can see.

func avoiding(i int) graph.RouteFilter {
	return graph.RouteFilter{Avoid: []graph.ID{graph.ID("org:" + string(rune('a'+i)))}}
}

func TestFiltersThatAdmitTheSameAreMeasuredOnce(t *testing.T) {
	s := newStandings()
	a := graph.RouteFilter{Kinds: []graph.RelationshipKind{graph.Funds, graph.PartOf}, Avoid: []graph.ID{"org:b", "org:a"}}
	b := graph.RouteFilter{Kinds: []graph.RelationshipKind{graph.PartOf, graph.Funds, graph.Funds}, Avoid: []graph.ID{"org:a", "org:b"}}
	_, first, err := s.ask(a, 1, 1)
	if err != nil {
		t.Fatal(err)
	}
	if _, second, err := s.ask(b, 1, 1); err != nil || second != first {
		t.Errorf("got another run for the same question, %v", err)
	}
	b.HoldsFor = 30
	if _, other, err := s.ask(b, 1, 1); err != nil || other == first {
		t.Errorf("got the same run for another question, %v", err)
	}
}

func TestTheFilterForWhichNobodyAskedLongestIsForgotten(t *testing.T) {
	s := newStandings()
	var runs []*run
	for i := range mostKept {
		_, run, err := s.ask(avoiding(i), 1, 1)
		if err != nil {
			t.Fatal(err)
		}
		runs = append(runs, run)
	}
	// The first is asked for again, so that the second has waited longest.
	if _, again, err := s.ask(avoiding(0), 1, 1); err != nil || again != runs[0] {
		t.Fatalf("got another run, %v", err)
	}
	if _, _, err := s.ask(avoiding(mostKept), 1, 1); err != nil {
		t.Fatal(err)
	}
	for i, run := range runs {
		if run.given.Load() != (i == 1) {
			t.Errorf("run %d: given up is %v", i, run.given.Load())
		}
	}
	if len(s.kept) != mostKept || len(s.asked) != mostKept {
		t.Errorf("%d filters are kept, want %d", len(s.kept), mostKept)
	}
}

func TestMoreThanThereIsRoomForIsRefused(t *testing.T) {
	s := newStandings()
	for i := range cap(s.queue) {
		if _, _, err := s.ask(avoiding(i), 1, 1); err != nil {
			t.Fatal(err)
		}
	}
	if _, _, err := s.ask(avoiding(cap(s.queue)), 1, 1); graph.CodeOf(err) != graph.Unavailable {
		t.Errorf("got %v, want %s", err, graph.Unavailable)
	}
	s.close()
	if _, _, err := s.ask(avoiding(cap(s.queue)), 1, 1); err != nil {
		t.Errorf("there is room again, but got %v", err)
	}
}

func TestARunThatNobodyAsksForIsGivenUp(t *testing.T) {
	s := newStandings()
	_, run, err := s.ask(graph.RouteFilter{}, 1, 1)
	if err != nil {
		t.Fatal(err)
	}
	attended := &attended{Context: t.Context(), run: run, patience: s.patience}
	if err := attended.Err(); err != nil {
		t.Errorf("got %v, want it to go on", err)
	}
	attended.patience = -1
	if attended.Err() == nil {
		t.Error("it goes on, though nobody asks")
	}
	attended.patience = s.patience
	run.given.Store(true)
	if attended.Err() == nil {
		t.Error("it goes on, though it was given up")
	}
}
