package interchange

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"

	"entente/graph"
)

// MaxLine is the longest line, in bytes, that is read or written.
const MaxLine = 1 << 20

// Numbered is a record with its place in the input.
type Numbered struct {
	// Number is the number of the line, from 1.
	Number int
	Record
}

// Label names the record for people: "record 17 (org:ctcn)".
func (n Numbered) Label() string { return label(n.Number, n.ID()) }

func label(number int, id graph.ID) string {
	if id == "" {
		return fmt.Sprintf("record %d", number)
	}
	return fmt.Sprintf("record %d (%s)", number, graph.Excerpt(string(id)))
}

// Read gives the records of the input in its order and skips blank lines. It
// holds one line at a time. A line that cannot be read gives an error whose
// Record is its label, and the sequence goes on behind it, so that a consumer
// may list what is wrong. An input that cannot be read, or is in another
// encoding than UTF-8, gives an error and ends the sequence, as does the end of
// the context. Codes: TooLarge for a line beyond MaxLine, Invalid for what
// Decode refuses, for another encoding and for an input that is cut off.
func Read(ctx context.Context, input io.Reader) iter.Seq2[Numbered, error] {
	return func(yield func(Numbered, error) bool) {
		lines := &lines{input: bufio.NewReaderSize(input, 64<<10)}
		for {
			line, err := lines.next(ctx)
			if err != nil && err != io.EOF {
				yield(Numbered{Number: lines.number}, lines.failure(err))
				return
			}
			last := err == io.EOF
			if len(bytes.TrimSpace(line)) > 0 {
				record, err := lines.decode(line, last)
				if !yield(Numbered{Number: lines.number, Record: record}, err) {
					return
				}
			}
			if last {
				return
			}
		}
	}
}

// lines cuts an input into lines.
type lines struct {
	input  *bufio.Reader
	line   []byte
	number int
}

// next gives the next line; one that is too long is read to its end but kept
// only to MaxLine+1 bytes. The error of a last line without an end is io.EOF.
func (l *lines) next(ctx context.Context) ([]byte, error) {
	l.line = l.line[:0]
	l.number++
	err := bufio.ErrBufferFull
	for err == bufio.ErrBufferFull {
		if ended := ctx.Err(); ended != nil {
			return nil, ended
		}
		var part []byte
		part, err = l.input.ReadSlice('\n')
		part = bytes.TrimSuffix(part, []byte("\n"))
		l.line = append(l.line, part[:min(len(part), MaxLine+1-len(l.line))]...)
	}
	if l.number == 1 && (err == nil || err == io.EOF) {
		if failed := checkEncoding(l.line); failed != nil {
			return nil, failed
		}
	}
	return l.line, err
}

// checkEncoding refuses an input that starts like one in another encoding.
func checkEncoding(start []byte) *graph.Error {
	switch {
	case bytes.HasPrefix(start, []byte("\x1f\x8b")):
		return graph.Errorf(graph.Invalid, "the input is compressed; unpack it first")
	case bytes.HasPrefix(start, []byte("\xef\xbb\xbf")):
		return graph.Errorf(graph.Invalid, "the input starts with a byte order mark; it must be UTF-8 without one")
	case bytes.HasPrefix(start, []byte("\xff\xfe")), bytes.HasPrefix(start, []byte("\xfe\xff")), bytes.IndexByte(start, 0) >= 0:
		return graph.Errorf(graph.Invalid, "the input looks like UTF-16; it must be UTF-8")
	}
	return nil
}

func (l *lines) decode(line []byte, last bool) (Record, error) {
	if len(line) > MaxLine {
		err := graph.Errorf(graph.TooLarge, "the line is longer than %d bytes", MaxLine)
		return Record{}, err.In(label(l.number, ""))
	}
	record, err := Decode(line)
	var refused *graph.Error
	if !errors.As(err, &refused) {
		return record, err
	}
	if last {
		refused = graph.Errorf(graph.Invalid, "the last line has no end and cannot be read, the input seems to be cut off: %w", refused)
	}
	id, _ := (&scanner{text: string(line)}).peek("id")
	return Record{}, refused.In(label(l.number, graph.ID(id)))
}

// failure says where the input failed.
func (l *lines) failure(err error) error {
	var known *graph.Error
	switch {
	case errors.As(err, &known):
		return known.In(label(l.number, ""))
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.Is(err, io.ErrUnexpectedEOF):
		return graph.Errorf(graph.Invalid, "the input is cut off").In(label(l.number, ""))
	}
	return graph.Errorf(graph.Internal, "the input cannot be read: %w", err).In(label(l.number, ""))
}
