package engine

import (
	"context"
	"encoding/binary"
	"iter"
	"time"

	"entente/graph"
)

// FeedItem is one change of a feed.
type FeedItem struct {
	graph.Change
	// Cursor says where the change stands: a feed after it begins behind it.
	Cursor string
	// Complete tells that it is the last change of its revision, so that a feed
	// since this revision begins behind it too.
	Complete bool
}

// Feed gives what changed after a revision, and goes on with what changes from
// then on, until the context ends or the graph is closed. With a cursor of an
// earlier feed it begins behind that, whatever since says. The pages hold at
// least one item and at most 100; none waits for another to be full.
//
// Changes come ordered by revision and within one as graph.Log.Changes orders
// them, each as the record stands now: a record that changed again meanwhile
// comes once, with its latest revision. Read on from any cursor, or from any
// Complete revision, nothing is lost and nothing doubled. A feed since 0 begins
// with the whole graph, in the same order. Writes without a revision are in no feed.
//
// A revision that the store has not reached is a Conflict, as when the store was
// set back while the feed ran. When the store fails or the graph is closed, the
// feed ends with Unavailable; when the consumer's context ends, without a word.
//
// Cost: one graph.Log.Changes for each move of the revision, and one for each
// 30 s that the consumer takes to read it, so that no slow reader holds a state
// of the store for long; since 0, one reading of the whole graph more.
func (g *Graph) Feed(ctx context.Context, since graph.Revision, after string) (iter.Seq2[[]FeedItem, error], error) {
	start := stand{revision: since, whole: true}
	if after != "" {
		place, err := decodeCursor(changeList, after)
		if err == nil {
			start, err = standAt(place, after)
		}
		if err != nil {
			return nil, err
		}
	}
	head, err := g.store.Head(ctx)
	if err != nil {
		return nil, err
	}
	if start.revision > head.Revision {
		return nil, graph.Errorf(graph.Conflict, "revision %d is asked for, and the store has only reached %d", start.revision, head.Revision).At("since")
	}
	return func(yield func([]FeedItem, error) bool) {
		life, leave, open := g.feeds.enter(ctx)
		defer leave()
		f := &feed{graph: g, stand: start, yield: yield}
		err := errClosed
		if open {
			err = f.run(life)
		}
		switch {
		case err == errLeft, ctx.Err() != nil:
		case life.Err() != nil:
			yield(nil, errClosed)
		default:
			yield(nil, err)
		}
	}, nil
}

var (
	// errLeft ends a feed that its consumer has left.
	errLeft error = graph.Errorf(graph.Canceled, "the consumer has left")
	// errClosed ends a feed of a graph that is closed.
	errClosed error = graph.Errorf(graph.Unavailable, "the graph is closed")
)

// stand is how far a feed has come: behind a whole revision, or behind one change of it.
type stand struct {
	revision graph.Revision
	whole    bool
	form     byte
	id       graph.ID
}

func standOf(change graph.Change) stand {
	at := stand{revision: change.Revision}
	switch {
	case change.Source != nil:
		at.form, at.id = 0, change.Source.ID
	case change.Entity != nil:
		at.form, at.id = 1, change.Entity.ID
	case change.Relationship != nil:
		at.form, at.id = 2, change.Relationship.ID
	default:
		at.form, at.id = 3, change.Removed
	}
	return at
}

// before tells whether a change stands behind this place.
func (s stand) before(at stand) bool {
	switch {
	case s.revision != at.revision:
		return s.revision < at.revision
	case s.whole:
		return false
	case s.form != at.form:
		return s.form < at.form
	}
	return s.id < at.id
}

func (s stand) cursor() string {
	key := append(binary.BigEndian.AppendUint64(nil, uint64(s.revision)), s.form)
	return encodeCursor(changeList, graph.Place{Key: string(key), ID: s.id})
}

func standAt(place *graph.Place, cursor string) (stand, error) {
	const length = 9
	if len(place.Key) != length {
		return stand{}, foreignCursor(cursor)
	}
	return stand{revision: graph.Revision(binary.BigEndian.Uint64([]byte(place.Key))), form: place.Key[length-1], id: place.ID}, nil
}

// feed is one reading of the changes.
type feed struct {
	graph *Graph
	stand stand
	yield func([]FeedItem, error) bool
	// page is what was read and not yet given. The last item of it waits until
	// it is known whether it completes its revision.
	page []FeedItem
}

// run gives what there is and waits for more.
func (f *feed) run(ctx context.Context) error {
	for {
		moved := f.graph.Moved()
		if err := f.catchUp(ctx, f.graph.Revision()); err != nil {
			return err
		}
		select {
		case <-moved:
		case <-ctx.Done():
			return errClosed
		}
	}
}

// catchUp gives everything up to a revision that the index shows, so that what
// is asked about a changed record is answered by an index that knows it.
func (f *feed) catchUp(ctx context.Context, limit graph.Revision) error {
	if limit < f.stand.revision && f.graph.snapshot.Load() != nil {
		return f.setBack(ctx)
	}
	for f.stand.revision < limit || f.stand.revision == limit && !f.stand.whole {
		if err := f.read(ctx, limit); err != nil {
			return err
		}
	}
	return nil
}

// setBack tells a store that was set back from an index that is merely behind,
// as that of another server on the same store may be.
func (f *feed) setBack(ctx context.Context) error {
	head, err := f.graph.store.Head(ctx)
	if err == nil && head.Revision < f.stand.revision {
		err = graph.Errorf(graph.Conflict, "the feed is at revision %d, and the store was set back to %d", f.stand.revision, head.Revision)
	}
	return err
}

// read gives changes from one state of the store, for as long as a slow
// consumer may hold that. The store gives the whole graph in an order of its
// own, so revision 1 is picked out of it and the rest is read by revision.
func (f *feed) read(ctx context.Context, limit graph.Revision) error {
	const turn = 30 * time.Second
	since := f.stand.revision
	if !f.stand.whole {
		since--
	}
	if since == 0 {
		limit = 1
	}
	f.page = f.page[:0]
	var started time.Time
	for change, err := range f.graph.store.Changes(ctx, since) {
		if err != nil {
			return err
		}
		if since > 0 && change.Revision > limit {
			break
		}
		if change.Revision > limit || !f.stand.before(standOf(change)) {
			continue
		}
		if !f.add(change) {
			return errLeft
		}
		if started.IsZero() {
			started = time.Now()
		}
		if gave := len(f.page) == 1; gave && time.Since(started) > turn {
			return nil
		}
	}
	if !f.flush(limit) {
		return errLeft
	}
	return nil
}

// add puts a change on the page, and gives the page when it is full.
func (f *feed) add(change graph.Change) bool {
	const most = 100
	at := standOf(change)
	if last := len(f.page) - 1; last >= 0 && f.page[last].Revision != change.Revision {
		f.page[last].Complete = true
	}
	if len(f.page) == most {
		f.stand = standOf(f.page[most-1].Change)
		if !f.yield(f.page, nil) {
			return false
		}
		f.page = nil
	}
	f.page = append(f.page, FeedItem{Change: change, Cursor: at.cursor()})
	return true
}

// flush gives what is left when everything up to a revision was read.
func (f *feed) flush(limit graph.Revision) bool {
	f.stand = stand{revision: limit, whole: true}
	if len(f.page) == 0 {
		return true
	}
	f.page[len(f.page)-1].Complete = true
	page := f.page
	f.page = nil
	return f.yield(page, nil)
}
