package engine

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"entente/graph"
	"entente/graph/standing"
)

// standings are the measures of filtered graphs: taken one after the other behind
// the answers, when somebody asks, and kept until the graph has moved on and
// somebody asks again.
type standings struct {
	mutex sync.Mutex
	kept  map[string]*measured
	asked []string // the keys of kept, the one asked for last at the end
	queue chan *run
	// patience is how long a run goes on that nobody asks for any more.
	patience time.Duration
	// graph is the one that is measured.
	graph *Graph
}

// mostKept bounds how many filtered graphs have their measures kept.
const mostKept = 4

// measured is a filtered graph with what is known of it.
type measured struct {
	filter graph.RouteFilter
	latest *outcome
	run    *run
}

// run is a measure that waits or goes on.
type run struct {
	of       *measured
	in       *standings
	progress standing.Progress
	asked    atomic.Int64 // when somebody asked last, Unix nanoseconds
	given    atomic.Bool  // it was given up
	done     chan struct{}
	// err is why it failed, once done is closed.
	err error
}

func newStandings() *standings {
	const patience = 2 * time.Minute
	return &standings{kept: map[string]*measured{}, queue: make(chan *run, 4*mostKept), patience: patience}
}

// beside are measures of another graph, taken in turn with these.
func (s *standings) beside(g *Graph) *standings {
	return &standings{kept: map[string]*measured{}, queue: s.queue, patience: s.patience, graph: g}
}

// ask gives what is known of a filtered graph, and the run that is to renew it;
// nil when that shows the revision and the day.
func (s *standings) ask(filter graph.RouteFilter, revision graph.Revision, day graph.Day) (*outcome, *run, error) {
	key := keyOf(filter)
	s.mutex.Lock()
	defer s.mutex.Unlock()
	m := s.kept[key]
	if m == nil {
		m = &measured{filter: filter}
	}
	if m.run == nil && m.latest.shows(revision, day) {
		s.touch(key, m)
		return m.latest, nil, nil
	}
	if m.run == nil {
		next := &run{of: m, in: s, done: make(chan struct{})}
		next.asked.Store(time.Now().UnixNano())
		select {
		case s.queue <- next:
		default:
			return nil, nil, graph.Errorf(graph.Unavailable, "too many measures of the whole graph wait already; ask again later")
		}
		m.run = next
	}
	m.run.asked.Store(time.Now().UnixNano())
	s.touch(key, m)
	return m.latest, m.run, nil
}

// touch keeps a filtered graph, as the one asked for last; the one for which
// nobody asked longest is forgotten, and its run given up.
func (s *standings) touch(key string, m *measured) {
	s.kept[key] = m
	s.asked = append(slices.DeleteFunc(s.asked, func(other string) bool { return other == key }), key)
	if len(s.asked) <= mostKept {
		return
	}
	oldest := s.asked[0]
	if forgotten := s.kept[oldest].run; forgotten != nil {
		forgotten.given.Store(true)
	}
	delete(s.kept, oldest)
	s.asked = s.asked[1:]
}

// peek gives what is known of a filtered graph without asking for it.
func (s *standings) peek(filter graph.RouteFilter) *outcome {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if m := s.kept[keyOf(filter)]; m != nil {
		return m.latest
	}
	return nil
}

// finish puts the outcome of a run in place.
func (s *standings) finish(r *run, found *outcome, err error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if err == nil {
		r.of.latest = found
	}
	r.of.run, r.err = nil, err
	close(r.done)
}

// close ends the runs that wait.
func (s *standings) close() {
	for {
		select {
		case r := <-s.queue:
			r.in.finish(r, nil, graph.Errorf(graph.Canceled, "the graph was closed before the measure began"))
		default:
			return
		}
	}
}

// keyOf writes a filter so that two which admit the same have the same key, in
// whatever order they list it.
func keyOf(filter graph.RouteFilter) string {
	filter.Kinds, filter.Statuses, filter.Through = sorted(filter.Kinds), sorted(filter.Statuses), sorted(filter.Through)
	filter.Roles, filter.Avoid = sorted(filter.Roles), sorted(filter.Avoid)
	return fmt.Sprintf("%#v", filter)
}

func sorted[T ~uint8 | ~string](list []T) []T {
	if len(list) == 0 {
		return nil
	}
	return slices.Compact(slices.Sorted(slices.Values(list)))
}

// measure takes the measures that are asked for, one after the other, until the
// context ends. Before it renews one it rests as long as that took: a graph
// that changes without pause leaves half of the time to others.
func (g *Graph) measure(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			g.standings.close()
			return
		case r := <-g.standings.queue:
			if r.of.latest != nil {
				rest(ctx, r.of.latest.took)
			}
			found, err := r.in.graph.take(ctx, r)
			r.in.finish(r, found, err)
		}
	}
}

// take does one run; it ends when the context does or nobody asks for it any more.
func (g *Graph) take(ctx context.Context, r *run) (*outcome, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	watched := &attended{Context: ctx, run: r, patience: g.standings.patience}
	started := time.Now()
	snapshot, err := g.current()
	if err != nil {
		return nil, err
	}
	day := g.today()
	gate, err := snapshot.Gate(r.of.filter, day)
	if err != nil {
		return nil, err
	}
	// One processor is left to those who ask for paths.
	workers := max(1, runtime.GOMAXPROCS(0)-1)
	found, err := standing.Measure(watched, snapshot, gate, standing.Options{Workers: workers, Progress: &r.progress})
	if err != nil {
		return nil, err
	}
	return outcomeOf(snapshot, found, day, time.Since(started)), nil
}

// attended is a context that also ends when nobody asks for a run any more.
type attended struct {
	context.Context
	run      *run
	patience time.Duration
}

// Err looks at the run too.
func (a *attended) Err() error {
	if err := a.Context.Err(); err != nil {
		return err
	}
	if a.run.given.Load() || time.Since(time.Unix(0, a.run.asked.Load())) > a.patience {
		return context.Canceled
	}
	return nil
}
