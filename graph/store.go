package graph

import (
	"context"
	"io"
	"iter"
	"time"
)

// Revision numbers the committed changes of a store, from 1; 0 is the empty store.
type Revision uint64

// Store keeps the records. It answers by id, by listing and by text, and it
// keeps a log of every change. Each method costs one round trip to the
// database, whatever the number of ids. What a store returns may be shared and
// must not be modified. Every failure is an *Error or an end of the context.
//
// The suite in store/storetest proves each "must" below; the name of the test
// stands behind it in brackets.
type Store interface {
	Records
	Finder
	Log
	io.Closer
}

// Records gives records by id.
type Records interface {
	// Entities must give one entry for each id, in order, nil for the unknown
	// [RecordsInOrder]; an id that was merged away must give the entity that
	// it was merged into [MergedIDsResolve].
	Entities(ctx context.Context, ids []ID) ([]*Entity, error)
	// Relationships must give one entry for each id, in order, with all claims, nil for the unknown [RecordsInOrder].
	Relationships(ctx context.Context, ids []ID) ([]*Relationship, error)
	// Sources must give one entry for each id, in order, nil for the unknown [RecordsInOrder].
	Sources(ctx context.Context, ids []ID) ([]*Source, error)
}

// Finder lists and searches entities.
type Finder interface {
	// Find must give a page in the stated order with the exact total
	// [PagesAreComplete], the same on every store [FindsEveryScript]; the empty
	// result is an empty page, not an error [FindsNothing].
	Find(ctx context.Context, query Query) (Page, error)
}

// Listing is the order of a Query without text.
type Listing uint8

const (
	// ByName orders by the sort key of the English label, then by id.
	ByName Listing = iota
	// ByID orders by id, byte by byte.
	ByID
)

// Query asks for a page of entities.
type Query struct {
	// Text asks for the entities with a name that matches, best first, then by
	// id; empty lists in the order of Listing.
	Text    string
	Listing Listing
	// Kinds admits only these; empty admits all.
	Kinds []EntityKind
	// Among admits only these ids; nil admits all, empty none.
	Among []ID
	// First bounds the page; it must be at least 1.
	First int
	// After starts the page behind this place; nil at the start.
	After *Place
	// Backward reads the order from its end: the page holds the First entities
	// before After, and lists them in the forward order.
	Backward bool
}

// Place is where an entity stands in the order of a query. A page can start
// from it even when the entity is gone.
type Place struct {
	// Key is the score or sort key of the entity; its form is the store's own,
	// but equal for equal queries on every store.
	Key string
	ID  ID
}

// Hit is one entity of a page.
type Hit struct {
	Entity *Entity
	Place  Place
	// Matched is the name that the text matched, as it stands in the record; zero without text.
	Matched Name
	// Score says how well the name matched, in (0,1]; 0 without text.
	Score float64
}

// Page is a part of a query's answer.
type Page struct {
	Hits []Hit
	// Total counts the whole answer, exactly.
	Total int
	// More tells whether entities follow in the direction of reading.
	More bool
}

// Batch is a set of changes that are applied together or not at all.
type Batch struct {
	// Key makes a retry safe: a second batch with the key of an applied one
	// changes nothing and answers the same. Empty means no such promise.
	Key string
	// Author and Reason go into the log.
	Author, Reason string
	// Expect, when not 0, is the revision that the batch was made from.
	Expect        Revision
	Sources       []*Source
	Entities      []*Entity
	Relationships []*Relationship
	// Remove takes records of any type away, by id, after the others were put.
	Remove []ID
}

// Len counts the records that the batch puts or removes.
func (b *Batch) Len() int {
	return len(b.Sources) + len(b.Entities) + len(b.Relationships) + len(b.Remove)
}

// Commit says what a batch came to.
type Commit struct {
	// Revision is the batch's own, or the store's when nothing changed.
	Revision                           Revision
	Added, Changed, Unchanged, Removed int
	// Replayed tells that the key was known and the answer is the first one's.
	Replayed bool
}

// Head says where a store stands.
type Head struct {
	Revision                         Revision
	Sources, Entities, Relationships int
}

// Change is one record as it stands since a revision. Exactly one of the
// pointers is set, or Removed.
type Change struct {
	Revision     Revision
	Source       *Source
	Entity       *Entity
	Relationship *Relationship
	Removed      ID
}

// Outline is one change in the short form that the index is made of. Exactly
// one of Node and Tie is set, or Removed.
type Outline struct {
	Revision Revision
	Node     *Node
	Tie      *Tie
	Removed  ID
}

// Node is the outline of an entity.
type Node struct {
	ID   ID
	Kind EntityKind
	// Code is Entity.Code: the country's own, or that of the body's country.
	Code   string
	Merged []ID
}

// Tie is the outline of a relationship.
type Tie struct {
	ID       ID
	Kind     RelationshipKind
	From, To ID
	Role     string
	Resolution
}

// Version is an earlier or the present state of a record.
type Version struct {
	// Revision is the change that made this state.
	Revision Revision
	Author   string
	Reason   string
	Time     time.Time
	// Change holds the record as it stood; Removed when the change took it away.
	Change Change
}

// Log takes changes and keeps them.
type Log interface {
	// Head gives the revision and exact counts [HeadCounts].
	Head(ctx context.Context) (Head, error)
	// Apply must apply the whole batch in one transaction or nothing of it
	// [BatchIsAtomic], be durable when it returns [KeepsWhatItAcknowledged], and keep
	// every field of every kind of record as it came [KeepsEveryKind].
	// It must give each batch that changes anything the next revision
	// [RevisionsCount], none to a batch that changes nothing [UnchangedAddsNoRevision],
	// and the first answer, Replayed, to a known key [KeyMakesRetrySafe]; the
	// key with another content is a Conflict [KeyWithOtherContent], as is an
	// Expect that is not the head [ExpectedRevision]. It must refuse as Invalid,
	// naming record and field, what does not validate [RefusesInvalid], an end
	// or source that does not exist [RefusesDangling], ends that the vocabulary
	// does not allow, also when an end becomes another kind [RefusesWrongEnds], an id twice in a batch with different
	// content or both put and removed [RefusesTwins]; as Conflict an id that another type of record or a merged id has
	// [IDsAreUnique], a second relationship of the same kind, ends and role
	// [OneRelationshipPerTie], and removing what others still refer to
	// [RefusesToOrphan]; as NotFound removing the unknown [RefusesRemovingUnknown].
	// An entity whose Merged names a live entity is refused as Conflict unless the batch removes that entity
	// [MergingNeedsRemoval]; so is one that leaves out what had been merged into the entity that it takes over
	// [MergedIDsGoAlong]. Rules hold for the state behind the batch: within a batch an id or a tie may change
	// hands. The content of a key is everything but Key and Expect; a key is also kept when nothing changed.
	// Any sequence of batches must come to what a plain model of these rules comes to [AgreesWithModel].
	Apply(ctx context.Context, batch Batch) (Commit, error)
	// Changes must give every record that changed after a revision, once, as it
	// stands now, removals too, ordered by revision, within a revision sources
	// first, then entities, relationships, removals, each by id [ChangesSince];
	// since 0 that is the whole graph without removals, ordered sources,
	// entities, relationships, each by id, whatever their revision [ChangesFromZero]. It must read one
	// consistent state [ChangesAreConsistent] and stop when the context ends
	// or the consumer does [ChangesStop].
	Changes(ctx context.Context, since Revision) iter.Seq2[Change, error]
	// Outline is Changes in short form, without the sources, in the same order [OutlineAgrees].
	Outline(ctx context.Context, since Revision) iter.Seq2[Outline, error]
	// Former must give every record that changed after a revision, once, as it
	// stood at that revision, ordered by id; for one that was not there then a removal of
	// revision 0 [FormerUndoesChanges]. It must read one consistent state and stop as Changes does [FormerStops].
	Former(ctx context.Context, at Revision) iter.Seq2[Change, error]
	// Made must give the last revision that was made at an instant or before it,
	// 0 when there is none [MadeByThen]. Where clocks went back it is the highest one.
	Made(ctx context.Context, by time.Time) (Revision, error)
	// History must give every version of a record, the latest first, with who
	// made it, when and why, and what it replaced [HistoryKeepsAll]; NotFound for an id never seen.
	History(ctx context.Context, id ID) ([]Version, error)
}

// Watcher is a store whose database others may write to past the log, by plain
// Cypher for instance; a store with one writing process is none.
type Watcher interface {
	// Watch gives the revision, and a mark that moves with every commit of those
	// who know nothing of revisions and with no commit of a store: two equal
	// marks say that the log has all that was written in between. The mark is
	// compared for equality only. It costs one round trip, and is cheap enough to
	// be asked for several times a second.
	Watch(ctx context.Context) (revision Revision, mark string, err error)
}
