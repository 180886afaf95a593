// Package index owns the compressed adjacency: who is tied to whom, in memory,
// with all that a search looks at beside each neighbour.
package index

import "entente/graph"

// Vertex numbers an entity inside one Snapshot and its successors made by
// With; a rebuilt index numbers anew. It never leaves the process.
type Vertex uint32

// Span is where the row of a vertex lies in the arrays of a Snapshot.
type Span struct{ Low, High uint32 }

// Snapshot is the graph at one revision. It is immutable: any number of readers
// use it without a lock while the next one is made.
//
// The row of a vertex v is Adjacent[Spans[v].Low:Spans[v].High], with the Word
// and the cost (−ln strength) of each entry at the same position of the other
// arrays. Each relationship stands in the rows of both ends. A row is ordered
// by cost, then by the neighbour's id, kind, role and direction. A change is
// made by writing the new rows of the touched vertices behind the old ones
// and copying Spans, so that searches pay nothing for pending changes.
type Snapshot struct {
	Spans    []Span
	Adjacent []Vertex
	Words    []Word
	Costs    []float32
	// the rest of the fields: ids, kinds, countries, restrictions, aliases, sizes, revision, day …
	revision graph.Revision
}
