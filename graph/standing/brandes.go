package standing

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// lanes are the parts into which the sources of an exact betweenness fall. Each
// sums up for itself, so that the sums do not depend on who works when.
const lanes = 4

// exactly sums up over all sources (Brandes, 2001). Cost: a breadth-first
// search of everything for each member; four arrays of sums.
func (w *web) exactly(ctx context.Context, options Options) (Betweenness, error) {
	options.Progress.begin(Between, len(w.members))
	var sums [lanes][]float64
	errs := together(min(options.Workers, lanes), lanes, func() func(int) error {
		b := &brandes{web: w, hops: make([]uint32, len(w.members)), ways: make([]float64, len(w.members)), debt: make([]float64, len(w.members))}
		return func(lane int) error {
			b.sum = make([]float64, len(w.members))
			sums[lane] = b.sum
			return b.lane(ctx, lane, options.Progress)
		}
	})
	n := float64(len(w.members))
	values := make([]float64, len(w.members))
	for i := range values {
		for lane := range sums {
			if sums[lane] != nil {
				values[i] += sums[lane][i]
			}
		}
		values[i] /= max(1, n*(n-1))
	}
	return Betweenness{Values: values}, errs
}

// brandes is the scratch space of one worker.
type brandes struct {
	*web
	// order are the members in the order in which they are reached.
	order []uint32
	hops  []uint32
	// ways counts the shortest ways from the source, debt what the sources of
	// later members owe to each.
	ways, debt, sum []float64
}

// lane adds up the sources of one lane.
func (b *brandes) lane(ctx context.Context, lane int, progress *Progress) error {
	for source := lane; source < len(b.members); source += lanes {
		if err := check(ctx, 0); err != nil {
			return err
		}
		b.from(uint32(source))
		progress.done.Add(1)
		// Whoever waits for a processor goes first.
		runtime.Gosched()
	}
	return nil
}

// from adds the paths from one source.
func (b *brandes) from(source uint32) {
	const unseen = 1<<32 - 1
	for i := range b.hops {
		b.hops[i], b.ways[i], b.debt[i] = unseen, 0, 0
	}
	b.order = append(b.order[:0], source)
	b.hops[source], b.ways[source] = 0, 1
	for at := 0; at < len(b.order); at++ {
		v := b.order[at]
		for _, to := range b.neighbours(v) {
			if b.hops[to] == unseen {
				b.hops[to] = b.hops[v] + 1
				b.order = append(b.order, to)
			}
			if b.hops[to] == b.hops[v]+1 {
				b.ways[to] += b.ways[v]
			}
		}
	}
	for at := len(b.order) - 1; at > 0; at-- {
		v := b.order[at]
		share := (1 + b.debt[v]) / b.ways[v]
		for _, before := range b.neighbours(v) {
			if b.hops[before]+1 == b.hops[v] {
				b.debt[before] += b.ways[before] * share
			}
		}
		b.sum[v] += b.debt[v]
	}
}

// together has workers do numbered pieces, and gives the first error. Each
// worker is made anew by start, with scratch space of its own.
func together(workers, pieces int, start func() func(piece int) error) error {
	var next atomic.Int64
	var group sync.WaitGroup
	errs := make([]error, workers)
	for worker := range workers {
		group.Go(func() {
			do := start()
			for {
				piece := int(next.Add(1)) - 1
				if piece >= pieces || errs[worker] != nil {
					return
				}
				errs[worker] = do(piece)
			}
		})
	}
	group.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
