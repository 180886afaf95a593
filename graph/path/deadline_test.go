package path

import (
	"context"
	"errors"
	"testing"
	"time"

	"entente/graph"
)

// lateContext has a deadline, but its timer has not fired.
type lateContext struct {
	context.Context
	at time.Time
}

func (c lateContext) Deadline() (time.Time, bool) { return c.at, true }

func TestDeadline(t *testing.T) {
	t.Run("that has passed ends a search before the timer of its context does", func(t *testing.T) {
		var m meter
		m.start(lateContext{context.Background(), time.Now().Add(-time.Second)}, 10)
		if m.spend(1) || graph.CodeOf(m.err) != graph.Canceled || !errors.Is(m.err, context.DeadlineExceeded) {
			t.Errorf("got %v", m.err)
		}
	})
	t.Run("that is ahead does not", func(t *testing.T) {
		var m meter
		m.start(lateContext{context.Background(), time.Now().Add(time.Hour)}, 10)
		if !m.spend(1) || m.err != nil {
			t.Errorf("got %v", m.err)
		}
	})
}
