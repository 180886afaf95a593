package neo4j

import (
	"context"
	"iter"
	"sync"

	"entente/graph"
)

// atOnce is how many portions are read at once: one that is waited for, and one
// behind it, so that database and reader both have something to do.
const atOnce = 2

// arriving is a portion on its way; it is there when there is closed.
type arriving struct {
	there   chan struct{}
	changes []graph.Change
	err     error
}

// portions reads what is mentioned ahead of whoever takes it, and gives it in
// order. It holds atOnce portions and the one that was given.
func (s *Store) portions(ctx context.Context, mentions iter.Seq[mention]) iter.Seq2[[]graph.Change, error] {
	return func(yield func([]graph.Change, error) bool) {
		next, stop := iter.Pull(inPortions(mentions))
		defer stop()
		var readers sync.WaitGroup
		defer readers.Wait()
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		coming := make(chan *arriving, atOnce)
		begin := func() {
			if part, more := next(); more {
				a := &arriving{there: make(chan struct{})}
				coming <- a
				readers.Go(func() {
					a.changes, a.err = s.readPortion(ctx, part)
					close(a.there)
				})
			}
		}
		for range atOnce {
			begin()
		}
		for len(coming) > 0 {
			a := <-coming
			<-a.there
			begin()
			if !yield(a.changes, a.err) || a.err != nil {
				return
			}
		}
	}
}

// inPortions cuts a sequence into portions.
func inPortions(mentions iter.Seq[mention]) iter.Seq[[]mention] {
	return func(yield func([]mention) bool) {
		var part []mention
		for m := range mentions {
			if part = append(part, m); len(part) < portion {
				continue
			}
			if !yield(part) {
				return
			}
			part = nil
		}
		if len(part) > 0 {
			yield(part)
		}
	}
}
