package interchange

import (
	"bufio"
	"crypto/sha256"
	"io"
	"iter"

	"entente/graph"
)

// Summary says what was written.
type Summary struct {
	Sources, Entities, Relationships int
	// Hash is the SHA-256 of the bytes written. Two stores that hold the same
	// records write the same bytes and so have the same hash.
	Hash [sha256.Size]byte
}

// Records counts the records of every form.
func (s Summary) Records() int { return s.Sources + s.Entities + s.Relationships }

func (s *Summary) count(r Record) {
	switch {
	case r.Source != nil:
		s.Sources++
	case r.Entity != nil:
		s.Entities++
	case r.Relationship != nil:
		s.Relationships++
	}
}

// Write writes the records of the changes in their order, one a line, and
// leaves removals out. It holds one line at a time and stops at the first
// error. A line beyond MaxLine, which Read would refuse, is TooLarge.
func Write(output io.Writer, changes iter.Seq2[graph.Change, error]) (Summary, error) {
	var summary Summary
	hash := sha256.New()
	buffered := bufio.NewWriterSize(io.MultiWriter(output, hash), 64<<10)
	var line []byte
	for change, err := range changes {
		if err != nil {
			return summary, err
		}
		record, ok := RecordOf(change)
		if !ok {
			continue
		}
		line = append(Append(line[:0], record), '\n')
		if len(line) > MaxLine+1 {
			return summary, graph.Errorf(graph.TooLarge, "the line is longer than %d bytes", MaxLine).In(string(record.ID()))
		}
		if _, err := buffered.Write(line); err != nil {
			return summary, writing(err)
		}
		summary.count(record)
	}
	if err := buffered.Flush(); err != nil {
		return summary, writing(err)
	}
	hash.Sum(summary.Hash[:0])
	return summary, nil
}

func writing(err error) error {
	return graph.Errorf(graph.Internal, "the output cannot be written: %w", err)
}
