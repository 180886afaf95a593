package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// says is a side that answers each question with what a function says.
func says(answer func(question int) string) side {
	return side{
		fetch: func(_ context.Context, question int) (any, error) { return answer(question), nil },
		read:  func(answer any) (string, error) { return answer.(string), nil },
	}
}

func squared(question int) string { return fmt.Sprint(question * question) }

func TestContest(t *testing.T) {
	ctx := context.Background()
	t.Run("asks each side as often, and tells how many questions were compared", func(t *testing.T) {
		var asked [2]int
		c := contest{questions: 3,
			ours:   says(func(q int) string { asked[0]++; return squared(q) }),
			theirs: says(func(q int) string { asked[1]++; return squared(q) })}
		got, err := c.run(ctx, limit{questions: 5, time: time.Hour})
		if err != nil || got.compared != 3 || len(got.ours) != 5 || len(got.theirs) != 5 || asked != [2]int{8, 8} {
			t.Errorf("got %+v, %v after %v questions", got, err, asked)
		}
	})
	t.Run("who answers first changes", func(t *testing.T) {
		var order strings.Builder
		c := contest{questions: 2,
			ours:   says(func(q int) string { order.WriteString("o"); return squared(q) }),
			theirs: says(func(q int) string { order.WriteString("t"); return squared(q) })}
		if _, err := c.warm(ctx, time.Hour); err != nil || order.String() != "otto" {
			t.Errorf("got %s, %v", order.String(), err)
		}
	})
	t.Run("answers that differ are an error and no times", func(t *testing.T) {
		c := contest{questions: 3, ours: says(squared), theirs: says(func(q int) string { return fmt.Sprint(q + q) })}
		got, err := c.run(ctx, limit{questions: 5, time: time.Hour})
		if err == nil || !strings.Contains(err.Error(), "question 1 is answered with 1 here and with 2 there") || len(got.ours) != 0 {
			t.Errorf("got %+v, %v", got, err)
		}
	})
	t.Run("answers that differ later are an error too", func(t *testing.T) {
		asked := 0
		c := contest{questions: 1, ours: says(squared), theirs: says(func(int) string { asked++; return fmt.Sprint(asked / 3) })}
		if _, err := c.run(ctx, limit{questions: 5, time: time.Hour}); err == nil {
			t.Error("got no error")
		}
	})
	t.Run("the time ends it after at least one question", func(t *testing.T) {
		c := contest{questions: 3, ours: says(squared), theirs: says(squared)}
		if got, err := c.run(ctx, limit{questions: 100, time: 0}); err != nil || got.compared != 1 || len(got.ours) != 1 {
			t.Errorf("got %+v, %v", got, err)
		}
	})
	t.Run("a side that fails ends it", func(t *testing.T) {
		broken := side{fetch: func(context.Context, int) (any, error) { return nil, errors.New("invented") }}
		c := contest{questions: 3, ours: says(squared), theirs: broken}
		if _, err := c.run(ctx, limit{questions: 5, time: time.Hour}); err == nil || !strings.Contains(err.Error(), "invented") {
			t.Errorf("got %v", err)
		}
		if _, err := c.throng(ctx, broken, 4, time.Hour); err == nil {
			t.Error("a throng got no error")
		}
	})
}

func TestThrong(t *testing.T) {
	t.Run("every client asks at least once, beginning at its own question", func(t *testing.T) {
		var sum atomic.Int64
		c := contest{questions: 8}
		got, err := c.throng(context.Background(), says(func(q int) string { sum.Add(int64(q)); return "" }), 4, 0, &processMeter{})
		if err != nil || len(got.times) != 4 || sum.Load() != 0+1+2+3 || len(got.cpu) != 1 {
			t.Errorf("got %+v, %v, the questions add up to %d", got, err, sum.Load())
		}
	})
	t.Run("turns add up", func(t *testing.T) {
		var all crowd
		all.merge(crowd{times: []float64{1, 2}, elapsed: 2, cpu: []float64{10, 6}})
		all.merge(crowd{times: []float64{3, 4}, elapsed: 2, cpu: []float64{20, 4}})
		if all.rate() != 1 || all.each() != 10 || len(all.times) != 4 {
			t.Errorf("got %v a second, %v ms each, %v", all.rate(), all.each(), all.times)
		}
	})
	t.Run("no time gives no rate", func(t *testing.T) {
		var none crowd
		if got := none.rate(); !math.IsNaN(got) {
			t.Errorf("got %v", got)
		}
	})
}
