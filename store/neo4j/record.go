package neo4j

import (
	"encoding/binary"
	"hash/crc32"

	"entente/graph"
	"entente/graph/interchange"
)

// castagnoli is the polynomial of every checksum here; processors compute it.
var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// checksum covers a record's line, its id and its revision.
func checksum(id graph.ID, revision graph.Revision, line []byte) int64 {
	var scratch [graph.MaxID + 2*binary.MaxVarintLen64]byte
	buffer := binary.AppendUvarint(scratch[:0], uint64(revision))
	buffer = binary.AppendUvarint(buffer, uint64(len(id)))
	buffer = append(buffer, id...)
	return int64(crc32.Update(crc32.Checksum(buffer, castagnoli), castagnoli, line))
}

// payload is a record as it is kept in one property: its line, with what
// proves that the line is whole and belongs to the id and the revision.
type payload struct {
	id       graph.ID
	revision graph.Revision
	check    int64
	line     string
}

// decode gives the record, or says that it is damaged, never a wrong one.
func (p payload) decode() (interchange.Record, error) {
	if checksum(p.id, p.revision, []byte(p.line)) != p.check {
		return interchange.Record{}, damaged(p.id)
	}
	record, err := interchange.Decode([]byte(p.line))
	if err != nil {
		return interchange.Record{}, graph.Errorf(graph.Internal, "the record cannot be read: %w", err).In(string(p.id))
	}
	if record.ID() != p.id {
		return interchange.Record{}, damaged(p.id)
	}
	return record, nil
}

// errDamaged is the cause of what may be half of a commit that is being made just now.
var errDamaged = graph.Errorf(graph.Internal, "the checksum does not fit")

func damaged(id graph.ID) *graph.Error {
	return graph.Errorf(graph.Internal, "the record was changed or damaged in the database: %w", errDamaged).In(string(id))
}
