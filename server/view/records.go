package view

import (
	"context"
	"sync"
	"time"

	"entente/graph"

	"github.com/vikstrous/dataloadgen"
)

// records are the records of one type that an operation has read, and the way
// to read more. It is safe for concurrent use.
type records[T any] struct {
	fetch func(context.Context, []graph.ID) ([]*T, error)
	// gather joins the reads of concurrent root fields; nil when there is one only.
	gather *dataloadgen.Loader[*[]graph.ID, struct{}]

	mu sync.Mutex
	// known holds nil for an id that stands for nothing.
	known map[graph.ID]*T
}

func newRecords[T any](fetch func(context.Context, []graph.ID) ([]*T, error), wait time.Duration) *records[T] {
	r := &records[T]{fetch: fetch}
	if wait > 0 {
		r.gather = dataloadgen.NewLoader(r.readAll, dataloadgen.WithWait(wait), dataloadgen.WithoutCache())
	}
	return r
}

// put keeps a record that was read by other means.
func (r *records[T]) put(id graph.ID, record *T) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.keep(id, record)
}

// get gives the records in the order of the ids, nil for the unknown. It reads
// those that it has not yet in one round trip, or none.
func (r *records[T]) get(ctx context.Context, ids []graph.ID) ([]*T, error) {
	if missing := r.missing(ids); len(missing) > 0 {
		if err := r.read(ctx, missing); err != nil {
			return nil, err
		}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	found := make([]*T, len(ids))
	for i, id := range ids {
		found[i] = r.known[id]
	}
	return found, nil
}

// missing gives the ids that were not read yet, each once.
func (r *records[T]) missing(ids []graph.ID) (missing []graph.ID) {
	r.mu.Lock()
	defer r.mu.Unlock()
	asked := make(map[graph.ID]struct{}, len(ids))
	for _, id := range ids {
		_, known := r.known[id]
		if _, twice := asked[id]; !known && !twice {
			asked[id] = struct{}{}
			missing = append(missing, id)
		}
	}
	return missing
}

func (r *records[T]) read(ctx context.Context, ids []graph.ID) error {
	if r.gather == nil {
		return r.readNow(ctx, ids)
	}
	_, err := r.gather.Load(ctx, &ids)
	return err
}

// readAll reads what several root fields ask for, in one round trip.
func (r *records[T]) readAll(ctx context.Context, wanted []*[]graph.ID) ([]struct{}, []error) {
	var ids []graph.ID
	for _, more := range wanted {
		ids = append(ids, *more...)
	}
	errs := make([]error, len(wanted))
	if err := r.readNow(ctx, r.missing(ids)); err != nil {
		for i := range errs {
			errs[i] = err
		}
	}
	return make([]struct{}, len(wanted)), errs
}

func (r *records[T]) readNow(ctx context.Context, ids []graph.ID) error {
	if len(ids) == 0 {
		return nil
	}
	found, err := r.fetch(ctx, ids)
	if err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for i, id := range ids {
		r.keep(id, found[i])
	}
	return nil
}

// keep is put for whoever holds the mutex.
func (r *records[T]) keep(id graph.ID, record *T) {
	if r.known == nil {
		r.known = map[graph.ID]*T{}
	}
	r.known[id] = record
}
