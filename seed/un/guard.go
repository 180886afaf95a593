package un

import (
	"io"

	"entente/graph"
)

// Bounds on a list, against files that are made to exhaust their reader. A list
// with a document type is refused altogether, because that is what declares
// entities which expand to no end; encoding/xml expands none.
const (
	// MaxRecord is how many bytes of the file one record, or what stands between two, may take.
	MaxRecord = 1 << 20
	// MaxDepth is how deep elements may be nested.
	MaxDepth = 8
	// MaxFields is how many elements with text one record may have.
	MaxFields = 5_000
)

// guard reads an input and stops where a record has no end.
type guard struct {
	input io.Reader
	// count is how far the input was read, limit how far it may be.
	count, limit int64
}

func (g *guard) Read(p []byte) (int, error) {
	if g.count > g.limit {
		return 0, graph.Errorf(graph.TooLarge, "the record is longer than %d bytes", MaxRecord)
	}
	n, err := g.input.Read(p)
	g.count += int64(n)
	return n, err
}
