package seed

import (
	"bytes"
	"context"
	"encoding/json"
	"iter"

	"entente/graph"
	"entente/graph/difference"
	"entente/graph/interchange"
	"entente/sentence"
)

// shown is how many of each sort of things a dry run shows.
const shown = 3

// rehearsal is a target on which nothing is written: what is applied lies over what
// the real one holds, so that each stage of a load finds what the one before has
// come to. It counts as the target would, and keeps what is to be shown.
type rehearsal struct {
	Target
	// stands are the records that were put, by id, empty ones for those that were removed.
	stands map[graph.ID]interchange.Record

	first   []json.RawMessage
	altered []Altered
	// entities and relationships count those that are kept in first.
	entities, relationships int
}

// Altered is a record that a dry run would change.
type Altered struct {
	ID graph.ID
	// Differences say in English what would be otherwise.
	Differences []string
}

func rehearse(target Target) *rehearsal {
	return &rehearsal{Target: target, stands: map[graph.ID]interchange.Record{}}
}

// Apply counts and writes nothing; the commit has no revision.
func (r *rehearsal) Apply(ctx context.Context, batch graph.Batch) (commit graph.Commit, err error) {
	for _, put := range []func(context.Context, *graph.Batch, *graph.Commit) error{r.putSources, r.putEntities, r.putTies} {
		if err := put(ctx, &batch, &commit); err != nil {
			return commit, err
		}
	}
	for _, id := range batch.Remove {
		r.stands[id] = interchange.Record{}
	}
	commit.Removed = len(batch.Remove)
	return commit, nil
}

func (r *rehearsal) putSources(ctx context.Context, batch *graph.Batch, commit *graph.Commit) error {
	old, err := r.Sources(ctx, idsOf(batch.Sources, func(s *graph.Source) graph.ID { return s.ID }))
	for i, was := range old {
		r.put(interchange.Record{Source: batch.Sources[i]}, interchange.Record{Source: was}, was != nil, commit)
	}
	return err
}

func (r *rehearsal) putEntities(ctx context.Context, batch *graph.Batch, commit *graph.Commit) error {
	old, err := r.Entities(ctx, idsOf(batch.Entities, func(e *graph.Entity) graph.ID { return e.ID }))
	for i, was := range old {
		record := interchange.Record{Entity: batch.Entities[i]}
		if r.put(record, interchange.Record{Entity: was}, was != nil && was.ID == record.Entity.ID, commit) {
			r.keep(record, &r.entities)
		}
	}
	return err
}

func (r *rehearsal) putTies(ctx context.Context, batch *graph.Batch, commit *graph.Commit) error {
	old, err := r.Relationships(ctx, idsOf(batch.Relationships, func(t *graph.Relationship) graph.ID { return t.ID }))
	for i, was := range old {
		record := interchange.Record{Relationship: batch.Relationships[i]}
		if r.put(record, interchange.Record{Relationship: was}, was != nil, commit) {
			r.keep(record, &r.relationships)
		}
	}
	return err
}

func idsOf[T any](records []T, id func(T) graph.ID) []graph.ID {
	ids := make([]graph.ID, len(records))
	for i, record := range records {
		ids[i] = id(record)
	}
	return ids
}

// put counts a record and tells whether it would be written.
func (r *rehearsal) put(fresh, old interchange.Record, known bool, commit *graph.Commit) bool {
	switch {
	case !known:
		commit.Added++
	case bytes.Equal(interchange.Append(nil, fresh), interchange.Append(nil, old)):
		commit.Unchanged++
		return false
	default:
		commit.Changed++
		r.alter(fresh, old)
	}
	r.stands[fresh.ID()] = fresh
	return true
}

func (r *rehearsal) keep(record interchange.Record, kept *int) {
	if *kept++; *kept <= shown {
		r.first = append(r.first, bytes.TrimSpace(interchange.Append(nil, record)))
	}
}

// alter keeps what of one of the first records would be otherwise; the sources are
// those of imports.
func (r *rehearsal) alter(fresh, old interchange.Record) {
	if len(r.altered) == shown || fresh.Source != nil {
		return
	}
	a := Altered{ID: fresh.ID()}
	for _, d := range difference.Between(changeOf(old), changeOf(fresh)) {
		a.Differences = append(a.Differences, sentence.Difference("en", d))
	}
	r.altered = append(r.altered, a)
}

func changeOf(r interchange.Record) graph.Change {
	return graph.Change{Source: r.Source, Entity: r.Entity, Relationship: r.Relationship}
}

// Sources gives what would stand; see graph.Records.
func (r *rehearsal) Sources(ctx context.Context, ids []graph.ID) ([]*graph.Source, error) {
	return over(ctx, r, ids, r.Target.Sources, func(record interchange.Record) *graph.Source { return record.Source })
}

// Entities gives what would stand; see graph.Records.
func (r *rehearsal) Entities(ctx context.Context, ids []graph.ID) ([]*graph.Entity, error) {
	return over(ctx, r, ids, r.Target.Entities, func(record interchange.Record) *graph.Entity { return record.Entity })
}

// Relationships gives what would stand; see graph.Records.
func (r *rehearsal) Relationships(ctx context.Context, ids []graph.ID) ([]*graph.Relationship, error) {
	return over(ctx, r, ids, r.Target.Relationships, func(record interchange.Record) *graph.Relationship { return record.Relationship })
}

// over lays what was put over what is there.
func over[T any](ctx context.Context, r *rehearsal, ids []graph.ID, read func(context.Context, []graph.ID) ([]*T, error), of func(interchange.Record) *T) ([]*T, error) {
	found, err := read(ctx, ids)
	if err != nil {
		return nil, err
	}
	laid := make([]*T, len(found))
	for i, id := range ids {
		laid[i] = found[i]
		if record, stands := r.stands[id]; stands {
			laid[i] = of(record)
		}
	}
	return laid, nil
}

// Outline gives what would stand in short form, what was put at the end; of what
// changed since a revision what did.
func (r *rehearsal) Outline(ctx context.Context, since graph.Revision) iter.Seq2[graph.Outline, error] {
	return func(yield func(graph.Outline, error) bool) {
		for outline, err := range r.Target.Outline(ctx, since) {
			if err != nil {
				yield(graph.Outline{}, err)
				return
			}
			if t := outline.Tie; t != nil && r.laid(t.ID) || outline.Node != nil && r.laid(outline.Node.ID) {
				continue
			}
			if !yield(outline, nil) {
				return
			}
		}
		for _, id := range sortedKeys(r.stands) {
			if outline := shortOf(r.stands[id]); (outline.Tie != nil || outline.Node != nil) && !yield(outline, nil) {
				return
			}
		}
	}
}

func (r *rehearsal) laid(id graph.ID) bool {
	_, stands := r.stands[id]
	return stands
}

func shortOf(record interchange.Record) (outline graph.Outline) {
	if e := record.Entity; e != nil {
		outline.Node = &graph.Node{ID: e.ID, Kind: e.Kind, Code: e.Code(), Merged: e.Merged}
	}
	if t := record.Relationship; t != nil {
		outline.Tie = &graph.Tie{ID: t.ID, Kind: t.Kind, From: t.From, To: t.To, Role: t.Role, Resolution: t.Resolve()}
	}
	return outline
}
