package engine

import (
	"context"
	"sync"
)

// feeds are those that run, so that the graph can end them and wait for their end.
type feeds struct {
	mutex   sync.Mutex
	closed  bool
	stops   map[int]context.CancelFunc
	entered int
	running sync.WaitGroup
}

// enter gives the context of a feed, which ends with the graph, and what to
// call at its end; false when the graph is closed.
func (f *feeds) enter(ctx context.Context) (life context.Context, leave func(), open bool) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	life, stop := context.WithCancel(ctx)
	if f.closed {
		return life, stop, false
	}
	if f.stops == nil {
		f.stops = map[int]context.CancelFunc{}
	}
	f.entered++
	number := f.entered
	f.stops[number] = stop
	f.running.Add(1)
	return life, func() { f.leave(number); stop() }, true
}

func (f *feeds) leave(number int) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	delete(f.stops, number)
	f.running.Done()
}

// close ends every feed, lets no other begin, and returns when they have ended.
func (f *feeds) close() {
	f.mutex.Lock()
	f.closed = true
	for _, stop := range f.stops {
		stop()
	}
	f.mutex.Unlock()
	f.running.Wait()
}
