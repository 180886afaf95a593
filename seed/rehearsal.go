package seed

import (
	"bytes"
	"context"
	"encoding/json"

	"entente/graph"
	"entente/graph/interchange"
)

// shown is how many entities and how many relationships a dry run shows.
const shown = 3

// rehearsal is a target on which nothing is written: it counts what a batch would
// come to and keeps the first records.
type rehearsal struct {
	Target
	first []json.RawMessage
	// entities and relationships count those that are kept.
	entities, relationships int
}

// Apply counts and writes nothing; the commit has no revision.
func (r *rehearsal) Apply(ctx context.Context, batch graph.Batch) (commit graph.Commit, err error) {
	for _, source := range batch.Sources {
		old, err := r.Sources(ctx, []graph.ID{source.ID})
		if err != nil {
			return commit, err
		}
		count(&commit, interchange.Record{Source: source}, interchange.Record{Source: old[0]}, old[0] != nil)
	}
	ids := make([]graph.ID, len(batch.Entities))
	for i, entity := range batch.Entities {
		ids[i] = entity.ID
	}
	entities, err := r.Entities(ctx, ids)
	if err != nil {
		return commit, err
	}
	for i, entity := range batch.Entities {
		record := interchange.Record{Entity: entity}
		if count(&commit, record, interchange.Record{Entity: entities[i]}, entities[i] != nil) {
			r.keep(record, &r.entities)
		}
	}
	commit.Removed = len(batch.Remove)
	err = r.applyTies(ctx, batch.Relationships, &commit)
	return commit, err
}

func (r *rehearsal) applyTies(ctx context.Context, ties []*graph.Relationship, commit *graph.Commit) error {
	ids := make([]graph.ID, len(ties))
	for i, tie := range ties {
		ids[i] = tie.ID
	}
	old, err := r.Relationships(ctx, ids)
	if err != nil {
		return err
	}
	for i, tie := range ties {
		record := interchange.Record{Relationship: tie}
		if count(commit, record, interchange.Record{Relationship: old[i]}, old[i] != nil) {
			r.keep(record, &r.relationships)
		}
	}
	return nil
}

func (r *rehearsal) keep(record interchange.Record, kept *int) {
	if *kept++; *kept <= shown {
		r.first = append(r.first, bytes.TrimSpace(interchange.Append(nil, record)))
	}
}

// count counts a record and tells whether it would be written.
func count(commit *graph.Commit, fresh, old interchange.Record, known bool) bool {
	switch {
	case !known:
		commit.Added++
	case bytes.Equal(interchange.Append(nil, fresh), interchange.Append(nil, old)):
		commit.Unchanged++
		return false
	default:
		commit.Changed++
	}
	return true
}
