// Package interchange owns Entente's JSON-lines form: one record a line, a
// source, an entity or a relationship. Export writes it, import reads it, and
// the stores keep records in it.
//
// The form is canonical: there is one line for a record. Keys stand in a fixed
// order; what a record may leave out is null (publisher, url, retrieved, lang,
// asOf, locator, note, role, start and end of a claim) or absent (licence, merged,
// start, end and source of a name); properties are sorted by name; text is
// UTF-8 with only the escapes that JSON demands; numbers are the shortest that
// read back the same. Reading is strict about what stands in a record and
// lenient about the order of its keys and about white space.
package interchange

import (
	"entente/graph"
)

// Record is one line. Exactly one of the pointers is set.
type Record struct {
	Source       *graph.Source
	Entity       *graph.Entity
	Relationship *graph.Relationship
}

// ID gives the id of the record.
func (r Record) ID() graph.ID {
	switch {
	case r.Source != nil:
		return r.Source.ID
	case r.Entity != nil:
		return r.Entity.ID
	case r.Relationship != nil:
		return r.Relationship.ID
	}
	return ""
}

// Validate tells what is wrong with the record, nil when nothing is.
func (r Record) Validate() *graph.Error {
	switch {
	case r.Source != nil:
		return r.Source.Validate()
	case r.Entity != nil:
		return r.Entity.Validate()
	case r.Relationship != nil:
		return r.Relationship.Validate()
	}
	return graph.Errorf(graph.Invalid, "the record is empty")
}

// RecordOf gives the record of a change; ok is false for a removal.
func RecordOf(c graph.Change) (record Record, ok bool) {
	record = Record{Source: c.Source, Entity: c.Entity, Relationship: c.Relationship}
	return record, record != Record{}
}
