package engine

import (
	"context"
	"maps"
	"sync/atomic"

	"entente/graph"
)

// What is kept of an earlier revision weighs 1 for a record that came since, and
// recordWeight for one that stood then and changed since; see Options.PastWeight.
const (
	usualPastWeight = 1_000_000
	recordWeight    = 10
)

// former is what stood at a revision and has changed since. It grows while the
// store goes on.
type former struct {
	store graph.Store
	at    graph.Revision
	// most is what may be kept, by weight.
	most int
	// growing is held by who reads what changed.
	growing chan struct{}
	known   atomic.Pointer[overlay]
}

// overlay is what had changed by some later revision. It is never written to.
type overlay struct {
	// covers is the revision up to which every change is known.
	covers graph.Revision
	// stood are the records as they stood, removals for what was not there.
	stood map[graph.ID]graph.Change
	// merged are the entities that stood, by the ids that were merged into them.
	merged map[graph.ID]*graph.Entity
	weight int
}

func newFormer(store graph.Store, at graph.Revision, most int) *former {
	f := &former{store: store, at: at, most: most, growing: make(chan struct{}, 1)}
	f.known.Store(&overlay{covers: at, stood: map[graph.ID]graph.Change{}, merged: map[graph.ID]*graph.Entity{}})
	return f
}

// cover gives what had changed by now at least. Whoever reads a record first and
// covers then knows whether what was read is older than the revision: the
// store can have gone on before the reading, but not past what is covered.
func (f *former) cover(ctx context.Context) (*overlay, error) {
	head, err := f.store.Head(ctx)
	if err != nil {
		return nil, err
	}
	if known := f.known.Load(); known.covers >= head.Revision {
		return known, nil
	}
	select {
	case f.growing <- struct{}{}:
		defer func() { <-f.growing }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	known := f.known.Load()
	if known.covers >= head.Revision {
		return known, nil
	}
	grown, err := f.grow(ctx, known, head.Revision)
	if err != nil {
		return nil, err
	}
	f.known.Store(grown)
	return grown, nil
}

// grow reads what changed since the overlay was made. As nothing of that had
// changed before, it stood then as it stood at the revision.
func (f *former) grow(ctx context.Context, known *overlay, latest graph.Revision) (*overlay, error) {
	grown := &overlay{latest, maps.Clone(known.stood), maps.Clone(known.merged), known.weight}
	for change, err := range f.store.Former(ctx, known.covers) {
		if err != nil {
			return nil, err
		}
		id := changed(change)
		if _, before := grown.stood[id]; before {
			continue
		}
		if grown.put(id, change); grown.weight > f.most {
			return nil, graph.Errorf(graph.TooLarge, "too much has changed since revision %d to be put back for a question; a store that was copied then can be asked", f.at)
		}
	}
	return grown, nil
}

func (o *overlay) put(id graph.ID, change graph.Change) {
	o.stood[id] = change
	if change.Removed != "" {
		o.weight++
		return
	}
	o.weight += recordWeight
	if change.Entity != nil {
		for _, merged := range change.Entity.Merged {
			o.merged[merged] = change.Entity
		}
	}
}

// changed is the id of the record that a change is about.
func changed(c graph.Change) graph.ID {
	switch {
	case c.Source != nil:
		return c.Source.ID
	case c.Entity != nil:
		return c.Entity.ID
	case c.Relationship != nil:
		return c.Relationship.ID
	}
	return c.Removed
}

// outlines give what stood in the form that the index takes.
func (o *overlay) outlines() []graph.Outline {
	list := make([]graph.Outline, 0, len(o.stood))
	for _, change := range o.stood {
		outline := graph.Outline{Removed: change.Removed}
		switch {
		case change.Entity != nil:
			e := change.Entity
			outline.Node = &graph.Node{ID: e.ID, Kind: e.Kind, Code: e.Code(), Merged: e.Merged}
		case change.Relationship != nil:
			r := change.Relationship
			outline.Tie = &graph.Tie{ID: r.ID, Kind: r.Kind, From: r.From, To: r.To, Role: r.Role, Resolution: r.Resolve()}
		case change.Source != nil:
			outline.Removed = change.Source.ID
		}
		list = append(list, outline)
	}
	return list
}

// entity gives what stood under an id, given what stands under it now.
func (o *overlay) entity(id graph.ID, now *graph.Entity) *graph.Entity {
	if change, known := o.stood[id]; known && change.Entity != nil {
		return change.Entity
	}
	if into := o.merged[id]; into != nil {
		return into
	}
	if now == nil {
		return nil
	}
	if _, known := o.stood[id]; known {
		return nil
	}
	if _, known := o.stood[now.ID]; known {
		return nil
	}
	return now
}
