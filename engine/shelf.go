package engine

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"entente/graph"
)

// shelves keep records that were read, for a store that is asked over a
// network: the names of other ends and the titles of sources stand in answer
// after answer. What is kept is dropped when the log, or a mark that moved, says
// that it may have changed, and is given only while the store was looked at
// within the last second; so nobody sees the write of another server later than
// the index shows it, and nothing at all of a store that is away.
type shelves struct {
	entities shelf[graph.Entity]
	sources  shelf[graph.Source]
	made     time.Time
	// looked is when the last look began that was followed to its end, in nanoseconds since made; 0 is never.
	looked atomic.Int64
}

// How many records of a form are kept: some 20 MB of entities.
const (
	mostEntities = 10_000
	mostSources  = 5_000
)

func newShelves() *shelves {
	return &shelves{made: time.Now(), entities: shelf[graph.Entity]{most: mostEntities}, sources: shelf[graph.Source]{most: mostSources}}
}

// sure tells whether what is kept can be given.
func (s *shelves) sure() bool {
	const longest = time.Second
	if s == nil {
		return false
	}
	looked := time.Duration(s.looked.Load())
	return looked > 0 && time.Since(s.made)-looked < longest
}

// see notes a look that was followed to its end.
func (s *shelves) see(began time.Time) {
	if s != nil {
		s.looked.Store(int64(began.Sub(s.made)))
	}
}

// drop forgets what changed. The outline of the log has no sources, and they are soon read again.
func (s *shelves) drop(changes []graph.Outline) {
	if s == nil {
		return
	}
	s.sources.clear()
	ids := make([]graph.ID, 0, len(changes))
	for _, change := range changes {
		if change.Node != nil {
			ids = append(ids, change.Node.ID)
		}
		ids = append(ids, change.Removed)
	}
	s.entities.drop(ids)
}

func (s *shelves) clear() {
	if s != nil {
		s.sources.clear()
		s.entities.clear()
	}
}

// shelf keeps the records of one form that were asked for last: those in young,
// and in old those that were when young was last full.
type shelf[T any] struct {
	most int

	mutex sync.Mutex
	// turn counts what was dropped: what was read before a drop is not kept behind it.
	turn       int
	young, old map[graph.ID]*T
}

// get gives records in the order of the ids, nil for the unknown, and reads
// those that it has not in one round trip. A record that stands under another
// id than it was asked for is not kept.
func (s *shelf[T]) get(ctx context.Context, ids []graph.ID, id func(*T) graph.ID,
	read func(context.Context, []graph.ID) ([]*T, error)) ([]*T, error) {
	found, missing, turn := s.find(ids)
	if len(missing) == 0 {
		return found, nil
	}
	wanted := make([]graph.ID, len(missing))
	for i, place := range missing {
		wanted[i] = ids[place]
	}
	fresh, err := read(ctx, wanted)
	if err != nil {
		return nil, err
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for i, record := range fresh {
		found[missing[i]] = record
		if turn == s.turn && record != nil && id(record) == wanted[i] {
			s.keep(wanted[i], record)
		}
	}
	return found, nil
}

// find gives what is kept and the places of what is not.
func (s *shelf[T]) find(ids []graph.ID) (found []*T, missing []int, turn int) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	found = make([]*T, len(ids))
	for i, id := range ids {
		if found[i] = s.young[id]; found[i] != nil {
			continue
		}
		if found[i] = s.old[id]; found[i] == nil {
			missing = append(missing, i)
			continue
		}
		s.keep(id, found[i])
	}
	return found, missing, s.turn
}

// keep puts a record among the young; the caller holds the mutex.
func (s *shelf[T]) keep(id graph.ID, record *T) {
	if len(s.young) >= s.most/2 || s.young == nil {
		s.young, s.old = make(map[graph.ID]*T), s.young
	}
	s.young[id] = record
}

func (s *shelf[T]) drop(ids []graph.ID) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.turn++
	for _, id := range ids {
		delete(s.young, id)
		delete(s.old, id)
	}
}

func (s *shelf[T]) clear() {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.turn++
	s.young, s.old = nil, nil
}
