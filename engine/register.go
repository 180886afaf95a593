package engine

import (
	"context"
	"maps"
	"slices"
	"sync"

	"entente/graph"
	"entente/graph/index"
)

// register holds the terms of every agreement, which the index does not know:
// read when they are first asked for, and from then on only those again that
// the log says have changed. So a question about thousands of agreements reads
// the records of one page.
type register struct {
	// reading is held by who reads.
	reading chan struct{}

	mutex sync.Mutex
	// terms is replaced as a whole and never written to; nil before the first reading.
	terms map[graph.ID]graph.Terms
	// stale are those that changed since.
	stale map[graph.ID]struct{}
	// cleared counts how often everything was forgotten.
	cleared int
}

func newRegister() *register {
	return &register{reading: make(chan struct{}, 1), stale: map[graph.ID]struct{}{}}
}

// drop notes what changed.
func (r *register) drop(changes []graph.Outline) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	for _, change := range changes {
		if change.Node != nil && change.Node.Kind == graph.Agreement {
			r.stale[change.Node.ID] = struct{}{}
		}
	}
}

func (r *register) clear() {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.terms, r.cleared = nil, r.cleared+1
	clear(r.stale)
}

// of gives the terms of the agreements of a snapshot, and of others that were once read.
func (r *register) of(ctx context.Context, snapshot *index.Snapshot, read func(context.Context, []graph.ID) ([]*graph.Entity, error)) (map[graph.ID]graph.Terms, error) {
	select {
	case r.reading <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-r.reading }()
	known, wanted, cleared := r.take(snapshot)
	if len(wanted) == 0 {
		return known, nil
	}
	terms := make(map[graph.ID]graph.Terms, len(known)+len(wanted))
	maps.Copy(terms, known)
	const batch = 2_000
	for ids := range slices.Chunk(wanted, batch) {
		records, err := read(ctx, ids)
		if err != nil {
			r.giveBack(wanted)
			return nil, err
		}
		for _, record := range records {
			if record != nil {
				terms[record.ID] = graph.TermsOf(record)
			}
		}
	}
	r.keep(terms, cleared)
	return terms, nil
}

// take gives what is known and the ids of what must be read; what changes from
// then on is noted anew.
func (r *register) take(snapshot *index.Snapshot) (known map[graph.ID]graph.Terms, wanted []graph.ID, cleared int) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if r.terms == nil {
		wanted = allOf(snapshot, graph.Agreement)
	} else {
		wanted = slices.Collect(maps.Keys(r.stale))
	}
	clear(r.stale)
	return r.terms, wanted, r.cleared
}

// giveBack notes what could not be read.
func (r *register) giveBack(ids []graph.ID) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	for _, id := range ids {
		r.stale[id] = struct{}{}
	}
}

// keep keeps what was read, if nothing was forgotten meanwhile.
func (r *register) keep(terms map[graph.ID]graph.Terms, cleared int) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if r.cleared == cleared {
		r.terms = terms
	}
}

func allOf(snapshot *index.Snapshot, kind graph.EntityKind) (ids []graph.ID) {
	for v := range index.Vertex(snapshot.Len()) {
		if snapshot.Kind(v) == kind {
			ids = append(ids, snapshot.ID(v))
		}
	}
	return ids
}
