package neo4j

import (
	"context"
	"strconv"
	"sync"

	"entente/graph"
)

// Watch gives the revision and a mark that only commits of others move; see
// graph.Watcher. A mark is one round trip, or a few when others have written.
func (s *Store) Watch(ctx context.Context) (graph.Revision, string, error) {
	now, err := s.steady(ctx)
	if err != nil {
		return 0, "", failure(ctx, err)
	}
	return now.revision, now.mark(), nil
}

// mark is the drift. A bookmark that says nothing moves with every commit, and
// then everybody's count as those of others.
func (p standpoint) mark() string {
	if !p.read {
		return p.bookmark
	}
	return p.database + " " + strconv.FormatInt(p.drift, 10)
}

// farthest is the standpoint with the greatest drift that was seen and is sure.
type farthest struct {
	mutex sync.Mutex
	standpoint
}

// of gives the drift up to which a reading is known. The number of our commits
// and that of all transactions are not of one moment: a commit shows in the
// graph before the database counts it, all the longer the larger it is, and
// then the drift seems less than it is. Less it never becomes, unless the
// database was set back, and that shows in the number of commits.
func (f *farthest) of(now standpoint) (drift int64, known bool) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	return f.drift, f.read && now.database == f.database && now.number >= f.number
}

func (f *farthest) move(now standpoint) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	f.standpoint = now
}

// steady is a standpoint whose drift is sure: it goes no farther than what was
// seen before, or several readings agree. While they do not, because somebody
// writes at each of them, it is what was seen before; the next look will tell.
func (s *Store) steady(ctx context.Context) (now standpoint, err error) {
	const agreeing, most = 3, 10
	last, same := standpoint{}, 0
	for range most {
		if now, err = s.standpoint(ctx); err != nil || !now.read {
			return now, err
		}
		if drift, known := s.farthest.of(now); known && now.drift <= drift {
			now.drift = drift
			return now, nil
		}
		if same++; now.database != last.database || now.drift != last.drift {
			same = 1
		}
		if same == agreeing {
			s.farthest.move(now)
			return now, nil
		}
		last = now
	}
	if drift, known := s.farthest.of(now); known {
		now.drift = drift
	}
	return now, nil
}
