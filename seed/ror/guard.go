package ror

import (
	"bytes"
	"io"
	"unicode/utf8"

	"entente/graph"
)

// MaxRecord is how far, in bytes, the input may be read for one record.
const MaxRecord = 4 << 20

// guard reads an input and stops where a record has no end or a byte is not
// UTF-8, which encoding/json would replace in silence.
type guard struct {
	input io.Reader
	// count is how far the input was read, limit how far it may be.
	count, limit int64
	// tail holds the first bytes of a character that the last read cut in two.
	tail  []byte
	whole []byte
}

// Read fills p, because encoding/json looks through what it holds again after
// each read: with small ones a long record would cost the square of its length.
func (g *guard) Read(p []byte) (int, error) {
	if g.count > g.limit {
		return 0, graph.Errorf(graph.TooLarge, "the record is longer than %d bytes", MaxRecord)
	}
	n, err := io.ReadFull(g.input, p)
	if err == io.ErrUnexpectedEOF {
		err = io.EOF
	}
	if g.count == 0 && bytes.HasPrefix(p[:n], []byte("\xef\xbb\xbf")) {
		return 0, graph.Errorf(graph.Invalid, "the input starts with a byte order mark; it must be UTF-8 without one")
	}
	g.whole = append(append(g.whole[:0], g.tail...), p[:n]...)
	cut := len(g.whole) - unfinished(g.whole)
	if !utf8.Valid(g.whole[:cut]) {
		return 0, graph.Errorf(graph.Invalid, "the input is not UTF-8, somewhere from byte %d to %d", g.count+1, g.count+int64(n))
	}
	g.tail = append(g.tail[:0], g.whole[cut:]...)
	g.count += int64(n)
	return n, err
}

// unfinished counts the bytes at the end that start a character and do not end it.
func unfinished(b []byte) int {
	for i := 1; i <= min(len(b), utf8.UTFMax-1); i++ {
		if tail := b[len(b)-i:]; utf8.RuneStart(tail[0]) {
			if utf8.FullRune(tail) {
				return 0
			}
			return i
		}
	}
	return 0
}
