// Package index owns the compressed adjacency: who is tied to whom, in memory,
// with all that a search looks at beside each neighbour.
package index

import (
	"cmp"
	"sync/atomic"

	"entente/graph"
)

// Vertex numbers an entity inside one Snapshot and its successors made by
// With; a rebuilt index numbers anew. It never leaves the process. Build numbers
// in the order of the ids.
type Vertex uint32

// nowhere stands for no vertex.
const nowhere Vertex = 1<<32 - 1

// Span is where the row of a vertex lies in the arrays of a Snapshot.
type Span struct{ Low, High uint32 }

// Snapshot is the graph at one revision. It is immutable: any number of readers
// use it without a lock while the next one is made.
//
// The row of a vertex v is Adjacent[Spans[v].Low:Spans[v].High], with the Word
// and the cost (−ln strength) of each entry at the same position of the other
// arrays. Each relationship stands in the rows of both ends. A row is ordered
// by cost, then by the neighbour's id, kind, role and direction, forward first.
// A change is made by writing the new rows of the touched vertices behind the
// old ones and copying Spans, so that searches pay nothing for pending changes.
type Snapshot struct {
	Spans    []Span
	Adjacent []Vertex
	Words    []Word
	Costs    []float32

	names     names
	facts     column[fact]
	countries column[Vertex]
	standings narrow
	codes     narrow
	codebook  codebook
	sizes     layered[body, int]
	chosen    chosen
	tally     tally
	words     *vocabulary

	// base is the number of vertices at Build, which are in the order of their ids.
	base Vertex
	// room counts the entries of the shared arrays that some successor has taken.
	room     *atomic.Int64
	written  int
	revision graph.Revision
	day      graph.Day
}

// fact is what is known of a vertex in one byte: its entity kind, 0 when it is
// not live, and whether it is under restrictions.
type fact uint8

const restrictedFact fact = 1 << 7

func (f fact) kind() graph.EntityKind { return graph.EntityKind(f &^ restrictedFact) }

// Lookup gives the vertex of an entity by its id or an id that was merged into it.
func (s *Snapshot) Lookup(id graph.ID) (Vertex, bool) {
	if v, ok := s.names.find(id); ok && s.Live(v) {
		return v, true
	}
	v, ok := s.names.merged[id]
	return v, ok
}

// ID gives the id of a vertex, also of one that is no longer live.
func (s *Snapshot) ID(v Vertex) graph.ID { return s.names.id(v) }

// Less orders vertices by id.
func (s *Snapshot) Less(a, b Vertex) bool {
	if max(a, b) < s.base {
		return a < b
	}
	return s.Compare(a, b) < 0
}

// Compare is Less as a comparison: negative, zero or positive.
func (s *Snapshot) Compare(a, b Vertex) int {
	if max(a, b) < s.base {
		return cmp.Compare(a, b)
	}
	return cmp.Compare(s.names.id(a), s.names.id(b))
}

// Len counts the vertex numbers in use, those of removed entities included.
func (s *Snapshot) Len() int { return len(s.Spans) }

// Live tells whether the vertex stands for an entity that is recorded.
func (s *Snapshot) Live(v Vertex) bool { return s.facts.values[v].kind() != 0 }

// Kind gives the entity kind of a vertex, 0 when it is not live.
func (s *Snapshot) Kind(v Vertex) graph.EntityKind { return s.facts.values[v].kind() }

// Restricted tells whether the entity is under restrictions: it is LISTED_UNDER
// one, or one TARGETS it, in a default status and possibly valid on Day.
func (s *Snapshot) Restricted(v Vertex) bool { return s.facts.values[v]&restrictedFact != 0 }

// Country gives the country of an entity: itself for a Country; else where it
// is LOCATED_IN, the strongest without a role, then the strongest with one,
// whatever their status; else the Country whose code is that of its outline.
func (s *Snapshot) Country(v Vertex) (Vertex, bool) {
	country := s.countries.values[v]
	return country, country != nowhere
}

// Standing counts the distinct neighbours over relationships of class CONTACT, whatever their status.
func (s *Snapshot) Standing(v Vertex) int { return int(s.standings.get(v)) }

// Role gives the number of a role in the role bits of a Word; 0 is no role.
func (s *Snapshot) Role(name string) (number uint8, ok bool) {
	number, ok = s.words.numbers[name]
	return number, ok
}

// RoleOf gives the role of the relationship at a position of the arrays, "" for none.
func (s *Snapshot) RoleOf(position uint32) string { return s.words.roles[s.Words[position].role()] }

// Revision is that of the latest change seen; later ones of the store that
// touch neither entity nor relationship are not known here.
func (s *Snapshot) Revision() graph.Revision { return s.revision }

// Day is the day from which ages are counted and on which restrictions hold.
func (s *Snapshot) Day() graph.Day { return s.day }

// Pending counts the row entries written since Build, and all entries that rows hold now.
func (s *Snapshot) Pending() (written, total int) { return s.written, 2 * s.tally.total }

// Shares tells whether two snapshots lie in the same arrays.
func (s *Snapshot) Shares(other *Snapshot) bool { return s.room == other.room }

// row gives the bounds of the row of a vertex.
func (s *Snapshot) row(v Vertex) (low, high uint32) { return s.Spans[v].Low, s.Spans[v].High }
