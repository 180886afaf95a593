package path

import (
	"context"
	"math"
	"time"

	"entente/graph"
)

// meter counts the row entries that a search scans. It stops the search when
// the budget is spent or the context has ended. It is asked once per row, so a
// context's end is seen after at most one row and interval entries more, and
// equal searches always stop at the same entry.
type meter struct {
	ctx     context.Context
	scanned int
	// next is the count at which to look at the budget and the context again.
	next   int
	budget int
	cut    bool
	err    error
	// deadline is that of the context, zero without one. On a busy machine it
	// passes before the context's own timer says so.
	deadline time.Time
}

// interval is how many entries are scanned between two looks at the context.
const interval = 1024

// start begins to count anew.
func (m *meter) start(ctx context.Context, budget int) {
	m.ctx, m.scanned, m.budget, m.cut, m.err = ctx, 0, budget, false, nil
	m.deadline, _ = ctx.Deadline()
	m.look()
}

// spend counts entries that are about to be scanned; false stops the search.
func (m *meter) spend(entries int) bool {
	m.scanned += entries
	return m.scanned < m.next || m.look()
}

// afford is spend for a row that is left unread when the budget does not suffice for it.
func (m *meter) afford(entries int) bool {
	if m.scanned+entries > m.budget {
		m.cut, m.next = true, math.MinInt
		return false
	}
	return m.spend(entries)
}

func (m *meter) look() bool {
	if m.scanned > m.budget {
		m.cut = true
	}
	if err := m.ended(); err != nil && m.err == nil {
		m.err = graph.Errorf(graph.Canceled, "the search was given up: %w", err)
	}
	m.next = min(m.scanned+interval, m.budget+1)
	if m.stopped() {
		m.next = math.MinInt
		return false
	}
	return true
}

// ended says why the context has ended, nil if it has not.
func (m *meter) ended() error {
	if err := m.ctx.Err(); err != nil {
		return err
	}
	if !m.deadline.IsZero() && !time.Now().Before(m.deadline) {
		return context.DeadlineExceeded
	}
	return nil
}

// stopped tells whether the search must give up, for whatever reason.
func (m *meter) stopped() bool { return m.cut || m.err != nil }
