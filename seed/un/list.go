package un

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"entente/graph"
)

// Read gives the records of a list in its order and holds one at a time. What
// breaks a rule of its own comes with Refused set and the sequence goes on behind
// it; a list that is damaged, or no list, gives an error and ends the sequence.
// Codes of errors: Invalid for damage, TooLarge for a record beyond a bound.
func Read(ctx context.Context, input io.Reader) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		guarded := &guard{input: input, limit: MaxRecord}
		l := &list{guard: guarded, decoder: xml.NewDecoder(guarded)}
		err := ctx.Err()
		for err == nil {
			var record Record
			if record, err = l.next(); err == nil && !yield(record, nil) {
				return
			}
			if err == nil {
				err = ctx.Err()
			}
		}
		if err != io.EOF {
			yield(Record{}, l.failure(err))
		}
	}
}

// The elements of a list that are looked at on the way to its records.
const (
	root       = "CONSOLIDATED_LIST"
	individual = "INDIVIDUAL"
	entity     = "ENTITY"
)

// list is a list that is being read.
type list struct {
	guard   *guard
	decoder *xml.Decoder
	// open are the elements that are open.
	open   []string
	number int
	ended  bool
}

// next reads up to the end of the next record.
func (l *list) next() (Record, error) {
	for {
		token, err := l.token()
		if err != nil {
			return Record{}, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if l.ended {
				return Record{}, graph.Errorf(graph.Invalid, "the file goes on behind the end of the list")
			}
			if len(l.open) == 1 && t.Name.Local != root {
				return Record{}, graph.Errorf(graph.Invalid, "the list must be a %s, not a %s", root, graph.Excerpt(t.Name.Local))
			}
			if len(l.open) == 3 && (t.Name.Local == individual || t.Name.Local == entity) {
				return l.record(t.Name.Local)
			}
		case xml.EndElement:
			l.ended = len(l.open) == 0
		}
	}
}

// token reads a token and keeps account of what is open.
func (l *list) token() (xml.Token, error) {
	if len(l.open) < 3 {
		l.guard.limit = l.decoder.InputOffset() + MaxRecord
	}
	token, err := l.decoder.Token()
	if err == io.EOF && !l.ended {
		return nil, io.ErrUnexpectedEOF
	}
	if err != nil {
		return nil, err
	}
	switch t := token.(type) {
	case xml.Directive:
		return nil, graph.Errorf(graph.Invalid, "the list has a document type, which is not read")
	case xml.StartElement:
		if len(l.open) == MaxDepth {
			return nil, graph.Errorf(graph.TooLarge, "elements are nested more than %d deep", MaxDepth)
		}
		l.open = append(l.open, t.Name.Local)
	case xml.EndElement:
		l.open = l.open[:len(l.open)-1]
	}
	return token, nil
}

// record reads the rest of a record into its fields by their paths, such as
// "ENTITY_ALIAS/ALIAS_NAME".
func (l *list) record(kind string) (Record, error) {
	l.number++
	f := &fields{number: l.number, kind: kind}
	depth := len(l.open)
	var text strings.Builder
	for {
		token, err := l.token()
		if err != nil {
			return Record{}, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			text.Reset()
			if len(l.open) == depth+1 {
				f.group++
			}
		case xml.CharData:
			text.Write(t)
		case xml.EndElement:
			if len(l.open) < depth {
				return f.record(), nil
			}
			path := strings.Join(append(l.open[depth:], t.Name.Local), "/")
			if err := f.add(path, text.String()); err != nil {
				return Record{}, err
			}
			text.Reset()
		}
	}
}

// failure says where the list is damaged.
func (l *list) failure(err error) error {
	place := fmt.Sprintf("record %d", l.number+1)
	if len(l.open) >= 3 {
		place = fmt.Sprintf("record %d", max(l.number, 1))
	}
	var known *graph.Error
	var syntax *xml.SyntaxError
	switch {
	case errors.As(err, &known):
		return known.In(place)
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.Is(err, io.ErrUnexpectedEOF), errors.As(err, &syntax) && syntax.Msg == "unexpected EOF":
		return graph.Errorf(graph.Invalid, "the list is cut off").In(place)
	case syntax != nil:
		return graph.Errorf(graph.Invalid, "the XML is damaged at line %d: %s", syntax.Line, syntax.Msg).In(place)
	}
	return graph.Errorf(graph.Invalid, "the XML is damaged: %v", err).In(place)
}
