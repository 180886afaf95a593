package engine

import (
	"context"
	"sync"
	"sync/atomic"

	"entente/graph"
	"entente/graph/index"
	"entente/graph/names"
)

// lexicon keeps the index of names: built from the records of the store when it
// is first needed, or behind the index of the graph in a server, and from then on
// brought up to what the log says has changed when somebody searches.
type lexicon struct {
	// background tells that it is built by build alone, and that the store answers until then.
	background bool
	// turn is held by who brings the names up to date or builds them.
	turn chan struct{}
	wake chan struct{}

	mutex sync.Mutex
	// index is nil until it is built for the first time and while it must be built anew.
	index *names.Index
	// stale are the entities that changed up to revision since index was made.
	stale    map[graph.ID]struct{}
	revision graph.Revision
	// reading tells that index lacks what was stale, which is being read, building that
	// all is being read in the background; begun is closed when that begins.
	reading, building bool
	begun             chan struct{}
	numbers           *numbering

	// done of so many entities have been read, when all are being read.
	done, total atomic.Int64
}

// numbering gives the vertices of the entities of an index of names.
type numbering struct {
	names    *names.Index
	snapshot *index.Snapshot
	vertices []index.Vertex
}

// absent stands for an entity that the snapshot does not know.
const absent index.Vertex = 1<<32 - 1

// mostStale is how many changed entities are read when somebody searches; from
// more on all names are read anew.
const mostStale = 2_000

func newLexicon(background bool) *lexicon {
	return &lexicon{
		background: background, turn: make(chan struct{}, 1), wake: make(chan struct{}, 1), begun: make(chan struct{}), stale: map[graph.ID]struct{}{},
	}
}

// note takes what the log says has changed between two revisions.
func (l *lexicon) note(changes []graph.Outline, from, to graph.Revision) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if from > l.revision || to <= l.revision {
		return
	}
	for _, change := range changes {
		if change.Node != nil {
			l.stale[change.Node.ID] = struct{}{}
			for _, id := range change.Node.Merged {
				l.stale[id] = struct{}{}
			}
		}
		if change.Removed != "" {
			l.stale[change.Removed] = struct{}{}
		}
	}
	l.revision = to
}

// want asks for the names to be built, if that is somebody's task.
func (l *lexicon) want() {
	select {
	case l.wake <- struct{}{}:
	default:
	}
}

// namesAt gives the names as of a snapshot; nil while the store must answer in their place.
func (g *Graph) namesAt(ctx context.Context, snapshot *index.Snapshot) (*names.Index, error) {
	l := g.lexicon
	x, wait := l.fresh(snapshot.Revision())
	if x != nil || wait == nil {
		return x, nil
	}
	select {
	case <-wait:
		return nil, nil
	case l.turn <- struct{}{}:
		defer func() { <-l.turn }()
	case <-ctx.Done():
		return nil, graph.Errorf(graph.Canceled, "the names were not waited for: %w", ctx.Err())
	}
	if x, _ := l.fresh(snapshot.Revision()); x != nil {
		return x, nil
	}
	if x, err := g.renewNames(ctx, snapshot); x != nil || err != nil {
		return x, err
	}
	if l.background {
		l.want()
		return nil, nil
	}
	return g.buildNames(ctx)
}

// fresh gives the names if nothing changed since, else what ends the waiting for
// them: nil when it is not worth to wait.
func (l *lexicon) fresh(revision graph.Revision) (x *names.Index, wait <-chan struct{}) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if l.index != nil && !l.reading && len(l.stale) == 0 && l.revision >= revision {
		return l.index, nil
	}
	if l.building {
		return nil, nil
	}
	return nil, l.begun
}

// renewNames reads what changed; nil when there are no names or too much changed. The caller holds the turn.
func (g *Graph) renewNames(ctx context.Context, snapshot *index.Snapshot) (*names.Index, error) {
	l := g.lexicon
	if err := g.noteMissed(ctx, snapshot.Revision()); err != nil {
		return nil, err
	}
	x, ids := l.take()
	if x == nil {
		return nil, nil
	}
	records, err := g.store.Entities(ctx, ids)
	if err != nil {
		l.giveBack(ids)
		return nil, err
	}
	changed := make([]names.Entity, len(ids))
	for i, record := range records {
		changed[i].ID = ids[i]
		if record != nil && record.ID == ids[i] {
			changed[i].Names = record.Names
		}
	}
	x = x.With(changed)
	l.put(x)
	return x, nil
}

// noteMissed reads the log from where note ended, which is so when the index of
// the graph was built anew meanwhile.
func (g *Graph) noteMissed(ctx context.Context, revision graph.Revision) error {
	l := g.lexicon
	l.mutex.Lock()
	from, known := l.revision, l.index != nil
	l.mutex.Unlock()
	if !known || from >= revision {
		return nil
	}
	var changes []graph.Outline
	for change, err := range g.store.Outline(ctx, from) {
		if err != nil {
			return err
		}
		if change.Tie == nil {
			changes = append(changes, change)
		}
	}
	l.note(changes, from, revision)
	return nil
}

// take gives the names and what changed since, which the caller must read or give
// back; no names when too much has.
func (l *lexicon) take() (*names.Index, []graph.ID) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if len(l.stale) > mostStale || l.index != nil && l.index.Pending() > mostStale {
		l.index = nil
	}
	if l.index == nil {
		return nil, nil
	}
	l.reading = true
	ids := make([]graph.ID, 0, len(l.stale))
	for id := range l.stale {
		ids = append(ids, id)
	}
	clear(l.stale)
	return l.index, ids
}

func (l *lexicon) giveBack(ids []graph.ID) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.reading = false
	for _, id := range ids {
		l.stale[id] = struct{}{}
	}
}

func (l *lexicon) put(x *names.Index) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.index, l.reading = x, false
}

// shown notes that the index of the graph was built anew: it may have been set
// back, and a server then has the names read behind it.
func (l *lexicon) shown(revision graph.Revision) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if revision < l.revision {
		l.index = nil
	}
	if l.background && l.index == nil {
		l.want()
	}
}

// vertices gives the vertex of each entity of the names, absent for those that
// the snapshot does not hold.
func (l *lexicon) vertices(x *names.Index, snapshot *index.Snapshot) []index.Vertex {
	l.mutex.Lock()
	n := l.numbers
	l.mutex.Unlock()
	if n != nil && n.names == x && n.snapshot.SameNumbers(snapshot) {
		return n.vertices
	}
	made := &numbering{x, snapshot, make([]index.Vertex, x.Len())}
	known := 0
	if n != nil && x.SharesBase(n.names) && n.snapshot.SameNumbers(snapshot) {
		known = copy(made.vertices[:x.BaseLen()], n.vertices)
	}
	for i := known; i < x.Len(); i++ {
		made.vertices[i] = absent
		if v, ok := snapshot.Lookup(x.ID(names.Number(i))); ok {
			made.vertices[i] = v
		}
	}
	l.mutex.Lock()
	l.numbers = made
	l.mutex.Unlock()
	return made.vertices
}
