package sqlite

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"slices"

	"entente/graph"
	"entente/graph/interchange"
)

// The forms of record, in the order of graph.Changes.
const (
	formNone = iota
	formSource
	formEntity
	formRelationship
)

var formNames = [...]string{"no record", "a source", "an entity", "a relationship"}

// known is what the store holds under an id before a batch.
type known struct {
	row      int64
	form     int
	kind     graph.EntityKind
	revision graph.Revision
	// line and checksum are the payload; only the records of the batch have theirs.
	line     string
	checksum uint32
	// merged are the ids that lead to this entity, into is the entity that this id leads to.
	merged []graph.ID
	into   graph.ID
}

// put is one record of a batch.
type put struct {
	interchange.Record
	id   graph.ID
	form int
	line []byte
	refs []reference
	row  int64
	// old is what stands under the id, with its record when that is replaced.
	old       *known
	oldRecord interchange.Record
}

// plan is a batch on its way into the store: first without the database
// (newPlan), then against what is known (check), then written.
type plan struct {
	puts    []*put
	removes []graph.ID
	byID    map[graph.ID]*put
	gone    map[graph.ID]bool
	// owners gives for an id that the batch merges away the entity that takes it.
	owners  map[graph.ID]graph.ID
	known   map[graph.ID]*known
	content []byte
	commit  graph.Commit
}

// newPlan checks each record alone, finds twins and digests the content.
func newPlan(batch *graph.Batch) (*plan, error) {
	p := &plan{
		byID:   make(map[graph.ID]*put, batch.Len()),
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
	p.content = digest.Sum(nil)
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

func (p *plan) add(record interchange.Record, digest hash.Hash) error {
	if err := record.Validate(); err != nil {
		return err.In(string(record.ID()))
	}
	made := &put{Record: record, id: record.ID(), form: formOf(record), line: interchange.Append(nil, record)}
	made.refs = made.references()
	digest.Write(made.line)
	digest.Write([]byte{'\n'})
	if twin, ok := p.byID[made.id]; ok {
		return p.addTwin(twin, made)
	}
	p.byID[made.id] = made
	p.puts = append(p.puts, made)
	if record.Entity != nil {
		return p.own(record.Entity)
	}
	return nil
}

func formOf(record interchange.Record) int {
	switch {
	case record.Source != nil:
		return formSource
	case record.Entity != nil:
		return formEntity
	}
	return formRelationship
}

func (p *plan) addTwin(twin, made *put) error {
	switch {
	case twin.form != made.form:
		return graph.Errorf(graph.Conflict, "the batch has %s and %s with this id", formNames[twin.form], formNames[made.form]).In(string(made.id)).At("id")
	case !bytes.Equal(twin.line, made.line):
		return graph.Errorf(graph.Invalid, "the batch has this id twice, with different content").In(string(made.id)).At("id")
	}
	p.commit.Unchanged++
	return nil
}

// own notes which ids the entity takes.
func (p *plan) own(entity *graph.Entity) error {
	for i, id := range entity.Merged {
		owner, taken := p.owners[id]
		if taken && owner != entity.ID {
			return mergedError(entity.ID, i, graph.Errorf(graph.Conflict, "%s is merged into %s as well", id, owner))
		}
		p.owners[id] = entity.ID
	}
	return nil
}

func mergedError(id graph.ID, position int, err *graph.Error) *graph.Error {
	return err.In(string(id)).At(fmt.Sprintf("merged[%d]", position))
}

func (p *plan) remove(id graph.ID) error {
	if _, ok := p.byID[id]; ok {
		return graph.Errorf(graph.Invalid, "the batch both puts and removes this id").In(string(id))
	}
	if !p.gone[id] {
		p.gone[id] = true
		p.removes = append(p.removes, id)
	}
	return nil
}

// mentioned lists every id that the batch names, once, in order, so that the
// database walks its index in one direction.
func (p *plan) mentioned() []graph.ID {
	seen := make(map[graph.ID]bool, 2*len(p.puts))
	for _, made := range p.puts {
		seen[made.id] = true
		for _, reference := range made.refs {
			seen[reference.id] = true
		}
	}
	for _, id := range p.removes {
		seen[id] = true
	}
	ids := make([]graph.ID, 0, len(seen))
	for id := range seen {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}
