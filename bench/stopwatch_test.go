package main

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// stepping is a clock that goes on by 100 ns with each reading, and by what a question says.
type stepping struct{ now time.Duration }

func (s *stepping) watch() stopwatch {
	return stopwatch{read: func() time.Duration { s.now += 100; return s.now }, overhead: 100}
}

func TestStopwatch(t *testing.T) {
	ctx := context.Background()
	t.Run("asks every pair once unmeasured, then goes round, and takes off what the clock costs", func(t *testing.T) {
		var clock stepping
		var asked []int
		s, err := clock.watch().ask(ctx, limit{questions: 5, time: time.Hour}, 3, func(pair int) (float64, error) {
			asked = append(asked, pair)
			clock.now += time.Duration(1+pair) * time.Microsecond
			return float64(10 * pair), nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]int{0, 1, 2, 0, 1, 2, 0, 1}, asked); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff([]float64{1, 2, 3, 1, 2}, s.times); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff([]float64{0, 10, 20}, s.answers); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("a time shorter than the clock costs is no time", func(t *testing.T) {
		var clock stepping
		watch := clock.watch()
		watch.overhead = 500
		s, err := watch.ask(ctx, limit{questions: 1, time: time.Hour}, 1, func(int) (float64, error) { return 0, nil })
		if err != nil || s.times[0] != 0 {
			t.Errorf("got %v, %v", s.times, err)
		}
	})
	t.Run("when the time is over at once one pair is still asked and measured", func(t *testing.T) {
		var clock stepping
		s, err := clock.watch().ask(ctx, limit{questions: 100, time: 1}, 50, func(int) (float64, error) { return 7, nil })
		if err != nil || len(s.answers) != 1 || len(s.times) != 1 {
			t.Errorf("got %d answers, %d times, %v", len(s.answers), len(s.times), err)
		}
	})
	t.Run("an answer that changes is an error", func(t *testing.T) {
		var clock stepping
		n := 0.0
		_, err := clock.watch().ask(ctx, limit{questions: 5, time: time.Hour}, 1, func(int) (float64, error) { n++; return n, nil })
		if err == nil {
			t.Error("got none")
		}
	})
	t.Run("a question that fails ends it", func(t *testing.T) {
		var clock stepping
		want := errors.New("invented")
		for _, good := range []int{0, 1} {
			n := 0
			_, err := clock.watch().ask(ctx, limit{questions: 5, time: time.Hour}, 1, func(int) (float64, error) {
				if n++; n > good {
					return 0, want
				}
				return 0, nil
			})
			if !errors.Is(err, want) {
				t.Errorf("after %d good ones: got %v", good, err)
			}
		}
	})
	t.Run("the end of the context ends it", func(t *testing.T) {
		var clock stepping
		ended, cancel := context.WithCancel(ctx)
		cancel()
		if _, err := clock.watch().ask(ended, limit{questions: 5, time: time.Hour}, 1, func(int) (float64, error) { return 0, nil }); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
	})
	t.Run("without pairs there is nothing to ask", func(t *testing.T) {
		var clock stepping
		if _, err := clock.watch().ask(ctx, limit{questions: 5, time: time.Hour}, 0, nil); err == nil {
			t.Error("got no error")
		}
	})
	t.Run("the real clock goes forward and its cost is known", func(t *testing.T) {
		watch := newStopwatch()
		took, err := watch.once(func() error {
			for start := time.Now(); time.Since(start) < 5*time.Millisecond; {
			}
			return nil
		})
		if err != nil || took <= 0 || watch.overhead < 0 || watch.overhead > time.Millisecond {
			t.Errorf("got %v, overhead %v, %v", took, watch.overhead, err)
		}
	})
}
