package engine

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"sync"
	"time"

	"entente/graph"
	"entente/graph/index"
)

// pastStore is a store as it was at a revision: what has not changed since is
// read from the store, what has from what is kept of it. Each reading costs one
// more round trip, by which it is seen that nothing changed meanwhile.
type pastStore struct {
	store    graph.Store
	former   *former
	snapshot *index.Snapshot

	turn sync.Mutex
	roll *roll // nil until it is asked for
	// sources is how many there were, -1 until it is asked for.
	sources int
}

var _ graph.Store = (*pastStore)(nil)

// Entities gives entities as they stood; see graph.Records.
func (s *pastStore) Entities(ctx context.Context, ids []graph.ID) ([]*graph.Entity, error) {
	return stood(ctx, s, ids, s.store.Entities, (*overlay).entity)
}

// Relationships gives relationships as they stood; see graph.Records.
func (s *pastStore) Relationships(ctx context.Context, ids []graph.ID) ([]*graph.Relationship, error) {
	return stood(ctx, s, ids, s.store.Relationships, func(o *overlay, id graph.ID, now *graph.Relationship) *graph.Relationship {
		if change, known := o.stood[id]; known {
			return change.Relationship
		}
		return now
	})
}

// Sources gives sources as they stood; see graph.Records.
func (s *pastStore) Sources(ctx context.Context, ids []graph.ID) ([]*graph.Source, error) {
	return stood(ctx, s, ids, s.store.Sources, func(o *overlay, id graph.ID, now *graph.Source) *graph.Source {
		if change, known := o.stood[id]; known {
			return change.Source
		}
		return now
	})
}

// stood reads records as they stand, and puts back those that changed since.
func stood[T any](ctx context.Context, s *pastStore, ids []graph.ID, read func(context.Context, []graph.ID) ([]*T, error), then func(*overlay, graph.ID, *T) *T) ([]*T, error) {
	found, err := read(ctx, ids)
	if err != nil {
		return nil, err
	}
	known, err := s.former.cover(ctx)
	if err != nil {
		return nil, err
	}
	found = slices.Clone(found)
	for i, id := range ids {
		found[i] = then(known, id, found[i])
	}
	return found, nil
}

// Changes since 0 gives everything that stood; see graph.Log. Since any other
// revision it is refused.
func (s *pastStore) Changes(ctx context.Context, since graph.Revision) iter.Seq2[graph.Change, error] {
	return func(yield func(graph.Change, error) bool) {
		if since > 0 {
			yield(graph.Change{}, s.refusal("changes"))
			return
		}
		m := &merging{ctx: ctx, store: s, yield: yield}
		for change, err := range s.store.Changes(ctx, 0) {
			if err != nil {
				yield(graph.Change{}, err)
				return
			}
			if !m.take(change) {
				return
			}
		}
		m.end()
	}
}

// merging joins what has not changed since with what stood, in the order of Changes.
type merging struct {
	ctx   context.Context
	store *pastStore
	yield func(graph.Change, error) bool
	begun bool
	stood []graph.Change
}

// begin knows what changed by the state that the sequence reads, so it comes behind the first record.
func (m *merging) begin() bool {
	m.begun = true
	known, err := m.store.former.cover(m.ctx)
	if err != nil {
		m.yield(graph.Change{}, err)
		return false
	}
	for _, change := range known.stood {
		if change.Removed == "" {
			m.stood = append(m.stood, change)
		}
	}
	slices.SortFunc(m.stood, inOrder)
	return true
}

func (m *merging) take(change graph.Change) bool {
	if !m.begun && !m.begin() {
		return false
	}
	if change.Revision > m.store.former.at {
		return true
	}
	for len(m.stood) > 0 && inOrder(m.stood[0], change) < 0 {
		if !m.yield(m.stood[0], nil) {
			return false
		}
		m.stood = m.stood[1:]
	}
	return m.yield(change, nil)
}

func (m *merging) end() {
	if !m.begun && !m.begin() {
		return
	}
	for _, change := range m.stood {
		if !m.yield(change, nil) {
			return
		}
	}
}

// inOrder is the order of the whole graph: sources, entities, relationships, each by id.
func inOrder(a, b graph.Change) int {
	return cmp.Or(cmp.Compare(formOf(a), formOf(b)), cmp.Compare(changed(a), changed(b)))
}

func formOf(c graph.Change) int {
	switch {
	case c.Source != nil:
		return 0
	case c.Entity != nil:
		return 1
	}
	return 2
}

// Head says how much stood; see graph.Log.
func (s *pastStore) Head(ctx context.Context) (graph.Head, error) {
	sources, err := s.countSources(ctx)
	if err != nil {
		return graph.Head{}, err
	}
	head := graph.Head{Revision: s.former.at, Sources: sources}
	for _, kind := range graph.EntityKinds() {
		head.Entities += s.snapshot.EntitiesOf(kind)
	}
	for _, kind := range graph.RelationshipKinds() {
		head.Relationships += s.snapshot.TiesOf(kind)
	}
	return head, nil
}

func (s *pastStore) countSources(ctx context.Context) (int, error) {
	s.turn.Lock()
	defer s.turn.Unlock()
	if s.sources >= 0 {
		return s.sources, nil
	}
	count := 0
	for change, err := range s.Changes(ctx, 0) {
		if err != nil {
			return 0, err
		}
		if change.Source == nil {
			break
		}
		count++
	}
	s.sources = count
	return count, nil
}

// History gives the versions that there were; see graph.Log.
func (s *pastStore) History(ctx context.Context, id graph.ID) ([]graph.Version, error) {
	versions, err := s.store.History(ctx, id)
	if err != nil {
		return nil, err
	}
	first := slices.IndexFunc(versions, func(v graph.Version) bool { return v.Revision <= s.former.at })
	if first < 0 {
		return nil, graph.Errorf(graph.NotFound, "no record had this id at revision %d", s.former.at).In(string(id))
	}
	return versions[first:], nil
}

// Find lists and searches what stood; see graph.Finder.
func (s *pastStore) Find(ctx context.Context, query graph.Query) (graph.Page, error) {
	roll, err := s.rolled(ctx)
	if err != nil {
		return graph.Page{}, err
	}
	page, err := roll.find(query)
	if err != nil {
		return graph.Page{}, err
	}
	ids := make([]graph.ID, len(page.Hits))
	for i, hit := range page.Hits {
		ids[i] = hit.Place.ID
	}
	records, err := s.Entities(ctx, ids)
	for i := range records {
		page.Hits[i].Entity = records[i]
	}
	return page, err
}

// rolled gives the names that stood; they are read when they are first asked for.
func (s *pastStore) rolled(ctx context.Context) (*roll, error) {
	s.turn.Lock()
	defer s.turn.Unlock()
	if s.roll != nil {
		return s.roll, nil
	}
	made := &roll{}
	for change, err := range s.Changes(ctx, 0) {
		if err != nil {
			return nil, err
		}
		if change.Relationship != nil {
			break
		}
		if change.Entity != nil {
			made.add(change.Entity)
		}
	}
	s.roll = made.ordered()
	return s.roll, nil
}

// Apply refuses: what was cannot be changed.
func (s *pastStore) Apply(context.Context, graph.Batch) (graph.Commit, error) {
	return graph.Commit{}, graph.Errorf(graph.Invalid, "nothing can be written at an earlier revision")
}

// Outline is refused: the index is made otherwise.
func (s *pastStore) Outline(context.Context, graph.Revision) iter.Seq2[graph.Outline, error] {
	return func(yield func(graph.Outline, error) bool) { yield(graph.Outline{}, s.refusal("the outline")) }
}

// Former is refused: an earlier revision is asked of the present graph.
func (s *pastStore) Former(context.Context, graph.Revision) iter.Seq2[graph.Change, error] {
	return func(yield func(graph.Change, error) bool) { yield(graph.Change{}, s.refusal("former states")) }
}

// Made is refused: an earlier revision is asked of the present graph.
func (s *pastStore) Made(context.Context, time.Time) (graph.Revision, error) {
	return 0, s.refusal("the time of a revision")
}

func (s *pastStore) refusal(what string) error {
	return graph.Errorf(graph.Invalid, "%s cannot be asked for at the earlier revision %d", what, s.former.at)
}

// Close leaves the store to the graph that owns it.
func (s *pastStore) Close() error { return nil }
