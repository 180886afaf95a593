package rows

import (
	"bytes"
	"io"

	"entente/graph"
)

// guard reads an input, takes away a byte order mark of UTF-8, and stops where a
// row has no end.
type guard struct {
	input io.Reader
	// count is how far the input was read, limit how far it may be.
	count, limit int64
	started      bool
}

var mark = []byte("\xef\xbb\xbf")

func (g *guard) Read(p []byte) (int, error) {
	if g.count > g.limit {
		return 0, graph.Errorf(graph.TooLarge, "the row is longer than %d bytes", MaxRow)
	}
	if !g.started {
		g.started = true
		start := make([]byte, len(mark))
		n, err := io.ReadFull(g.input, start)
		if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
			return 0, err
		}
		g.input = io.MultiReader(bytes.NewReader(bytes.TrimPrefix(start[:n], mark)), g.input)
	}
	n, err := g.input.Read(p)
	g.count += int64(n)
	return n, err
}
