package sqlite

import (
	"encoding/binary"
	"hash/crc32"

	"entente/graph"
	"entente/graph/interchange"
)

// castagnoli is the polynomial of every checksum here; processors compute it.
var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// payload is a record as it is kept: its line with what proves that the line
// is whole and belongs to the id and the revision that it was found under.
type payload struct {
	// removed: there is no line, because the record was taken away.
	removed  bool
	id       graph.ID
	revision graph.Revision
	line     string
	checksum uint32
}

// lineChecksum covers the line, the id and the revision.
func lineChecksum(id graph.ID, revision graph.Revision, line []byte) uint32 {
	return crc32.Update(checksum(int64(revision), string(id)), castagnoli, line)
}

// decode gives the record, or the error of a damaged one, never a wrong one.
func (p payload) decode() (interchange.Record, error) {
	line := []byte(p.line)
	if lineChecksum(p.id, p.revision, line) != p.checksum {
		return interchange.Record{}, damaged(p.id)
	}
	record, err := interchange.Decode(line)
	if err != nil {
		return interchange.Record{}, graph.Errorf(graph.Internal, "the record cannot be read: %w", err).In(string(p.id))
	}
	if record.ID() != p.id {
		return interchange.Record{}, damaged(p.id)
	}
	return record, nil
}

func damaged(id graph.ID) *graph.Error {
	return graph.Errorf(graph.Internal, "the record is damaged in the database file; restore it from a backup").In(string(id))
}

// checksum covers a number and texts, each with its length, so that nothing
// can move from one column to the next unseen.
func checksum(number int64, texts ...string) uint32 {
	var scratch [512]byte
	buffer := binary.AppendVarint(scratch[:0], number)
	for _, text := range texts {
		buffer = binary.AppendUvarint(buffer, uint64(len(text)))
		buffer = append(buffer, text...)
	}
	return crc32.Checksum(buffer, castagnoli)
}
