// Package plan owns what a batch comes to before it is written: each record is
// checked alone, then against what a store holds. A store reads what is Known
// of the ids that the batch mentions, lets the plan check, and writes what is left.
package plan

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"maps"
	"slices"

	"entente/graph"
	"entente/graph/interchange"
)

// Form is the type of a record.
type Form uint8

// The forms of record, in the order of graph.Log.Changes.
const (
	None Form = iota
	Source
	Entity
	Relationship
)

// String names the form for people: "an entity".
func (f Form) String() string {
	return [...]string{"no record", "a source", "an entity", "a relationship"}[f]
}

// FormOf gives the form of a record.
func FormOf(record interchange.Record) Form {
	switch {
	case record.Source != nil:
		return Source
	case record.Entity != nil:
		return Entity
	case record.Relationship != nil:
		return Relationship
	}
	return None
}

// Known is what the store holds under an id before a batch. The zero value is nothing.
type Known struct {
	Form     Form
	Kind     graph.EntityKind
	Revision graph.Revision
	// Line is the record in interchange form; only the records of the batch need theirs.
	Line string
	// Damage, when not nil, is why the line cannot be trusted. What is damaged
	// cannot be compared and is not replaced.
	Damage error
	// Merged are the ids that lead to this entity, Into is the entity that this id leads to.
	Merged []graph.ID
	Into   graph.ID
}

// Put is one record of a batch.
type Put struct {
	interchange.Record
	ID         graph.ID
	Form       Form
	Line       []byte
	References []Reference
	// Old is what stands under the id, OldRecord the record that is replaced.
	Old       *Known
	OldRecord interchange.Record
}

// Plan is a batch on its way into a store.
type Plan struct {
	// Puts are the records to put, in the order of the batch, twins once; after
	// Settle only those that change something.
	Puts []*Put
	// Removes are the ids to remove, once each.
	Removes []graph.ID
	// Content digests everything of the batch but Key and Expect.
	Content []byte
	// Known is what the store holds under the ids that the batch names; the store fills it.
	Known map[graph.ID]*Known
	// Commit counts what the batch comes to; Settle completes it.
	Commit graph.Commit

	byID map[graph.ID]*Put
	gone map[graph.ID]bool
	// owners gives for an id that the batch merges away the entity that takes it.
	owners map[graph.ID]graph.ID
}

// New checks each record alone, finds twins and digests the content.
func New(batch *graph.Batch) (*Plan, error) {
	p := &Plan{
		byID:   make(map[graph.ID]*Put, batch.Len()),
		gone:   make(map[graph.ID]bool, len(batch.Remove)),
		owners: make(map[graph.ID]graph.ID),
	}
	digest := sha256.New()
	digestTexts(digest, batch.Author, batch.Reason)
	for _, record := range recordsOf(batch) {
		if err := p.add(record, digest); err != nil {
			return nil, err
		}
	}
	for _, id := range batch.Remove {
		digestTexts(digest, "remove", string(id))
		if err := p.remove(id); err != nil {
			return nil, err
		}
	}
	p.Content = digest.Sum(nil)
	return p, nil
}

func recordsOf(batch *graph.Batch) []interchange.Record {
	records := make([]interchange.Record, 0, batch.Len())
	for _, source := range batch.Sources {
		records = append(records, interchange.Record{Source: source})
	}
	for _, entity := range batch.Entities {
		records = append(records, interchange.Record{Entity: entity})
	}
	for _, relationship := range batch.Relationships {
		records = append(records, interchange.Record{Relationship: relationship})
	}
	return records
}

func digestTexts(digest hash.Hash, texts ...string) {
	for _, text := range texts {
		digest.Write(binary.AppendUvarint(nil, uint64(len(text))))
		digest.Write([]byte(text))
	}
}

func (p *Plan) add(record interchange.Record, digest hash.Hash) error {
	if err := record.Validate(); err != nil {
		return err.In(string(record.ID()))
	}
	made := &Put{Record: record, ID: record.ID(), Form: FormOf(record), Line: interchange.Append(nil, record)}
	made.References = References(record)
	digest.Write(made.Line)
	digest.Write([]byte{'\n'})
	if twin, ok := p.byID[made.ID]; ok {
		return p.addTwin(twin, made)
	}
	p.byID[made.ID] = made
	p.Puts = append(p.Puts, made)
	if record.Entity != nil {
		return p.own(record.Entity)
	}
	return nil
}

func (p *Plan) addTwin(twin, made *Put) error {
	switch {
	case twin.Form != made.Form:
		return graph.Errorf(graph.Conflict, "the batch has %s and %s with this id", twin.Form, made.Form).In(string(made.ID)).At("id")
	case !bytes.Equal(twin.Line, made.Line):
		return graph.Errorf(graph.Invalid, "the batch has this id twice, with different content").In(string(made.ID)).At("id")
	}
	p.Commit.Unchanged++
	return nil
}

// own notes which ids the entity takes.
func (p *Plan) own(entity *graph.Entity) error {
	for i, id := range entity.Merged {
		owner, taken := p.owners[id]
		if taken && owner != entity.ID {
			err := graph.Errorf(graph.Conflict, "%s is merged into %s as well", id, owner)
			return err.In(string(entity.ID)).At(fmt.Sprintf("merged[%d]", i))
		}
		p.owners[id] = entity.ID
	}
	return nil
}

func (p *Plan) remove(id graph.ID) error {
	if _, ok := p.byID[id]; ok {
		return graph.Errorf(graph.Invalid, "the batch both puts and removes this id").In(string(id))
	}
	if !p.gone[id] {
		p.gone[id] = true
		p.Removes = append(p.Removes, id)
	}
	return nil
}

// Fresh gives the plan as New made it, for another try. The two share what never changes.
func (p *Plan) Fresh() *Plan {
	fresh := *p
	fresh.Known, fresh.Puts = nil, make([]*Put, len(p.Puts))
	fresh.Removes, fresh.gone = slices.Clone(p.Removes), maps.Clone(p.gone)
	fresh.byID = make(map[graph.ID]*Put, len(p.Puts))
	for i, made := range p.Puts {
		again := *made
		fresh.Puts[i], fresh.byID[made.ID] = &again, &again
	}
	return &fresh
}

// Spare takes back the removal of those ids for which it is asked to.
func (p *Plan) Spare(spared func(graph.ID) bool) {
	p.Removes = slices.DeleteFunc(p.Removes, func(id graph.ID) bool {
		if spared(id) {
			delete(p.gone, id)
			return true
		}
		return false
	})
}

// Putting gives the record that the batch puts under an id, nil for none.
func (p *Plan) Putting(id graph.ID) *Put { return p.byID[id] }

// Removing tells whether the batch removes an id.
func (p *Plan) Removing(id graph.ID) bool { return p.gone[id] }
