package standing_test

import (
	"context"
	"sync/atomic"
)

// expiring is a context that ends after so many looks at it, so that a test
// ends a search where it wants and not when a clock says so.
type expiring struct {
	context.Context
	looks int64
	seen  atomic.Int64
}

func (e *expiring) Err() error {
	if e.seen.Add(1) > e.looks {
		return context.Canceled
	}
	return nil
}
