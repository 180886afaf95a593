package ror

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"

	"entente/graph"
)

// Read gives the records of a dump in its order and holds one at a time. What
// breaks a rule comes with Refused set and the sequence goes on behind it; a
// dump that is damaged, or no dump, gives an error and ends the sequence. Codes
// of errors: Invalid for damage, TooLarge for a record beyond MaxRecord.
func Read(ctx context.Context, input io.Reader) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		guarded := &guard{input: input, limit: MaxRecord}
		d := &dump{guard: guarded, decoder: json.NewDecoder(guarded)}
		err := cmp.Or(ctx.Err(), d.delimiter('['))
		for err == nil && d.decoder.More() {
			var record Record
			if record, err = d.next(); err == nil && !yield(record, nil) {
				return
			}
			err = cmp.Or(err, ctx.Err())
		}
		if err == nil {
			err = d.end()
		}
		if err != nil {
			yield(Record{Number: d.number}, d.failure(err))
		}
	}
}

// dump is a dump that is being read.
type dump struct {
	guard   *guard
	decoder *json.Decoder
	number  int
}

func (d *dump) delimiter(want json.Delim) error {
	token, err := d.decoder.Token()
	if err == nil && token != want {
		err = graph.Errorf(graph.Invalid, "a dump is one JSON array of organisations, schema v2; %q is wanted here", want.String())
	}
	return err
}

// next reads one record. What JSON can read but does not fit is refused; the
// decoder has then passed the record.
func (d *dump) next() (Record, error) {
	d.number++
	d.guard.limit = d.decoder.InputOffset() + MaxRecord
	var o organization
	err := d.decoder.Decode(&o)
	var unfit *json.UnmarshalTypeError
	switch {
	case errors.As(err, &unfit):
		refused := graph.Errorf(graph.Invalid, "a %s is wanted, not a %s", unfit.Type, unfit.Value)
		return d.refused(o, refused.At(unfit.Field)), nil
	case err != nil:
		return Record{}, err
	}
	record, refused := understand(&o)
	if refused != nil {
		return d.refused(o, refused), nil
	}
	record.Number = d.number
	return record, nil
}

func (d *dump) refused(o organization, reason *graph.Error) Record {
	label := fmt.Sprintf("record %d", d.number)
	if o.ID != "" {
		label += " (" + graph.Excerpt(o.ID) + ")"
	}
	return Record{Number: d.number, Refused: reason.In(label)}
}

func (d *dump) end() error {
	if err := d.delimiter(']'); err != nil {
		return err
	}
	switch _, err := d.decoder.Token(); {
	case err == nil:
		return graph.Errorf(graph.Invalid, "the input goes on behind the end of the array")
	case err != io.EOF:
		return err
	}
	return nil
}

// failure says where the dump is damaged.
func (d *dump) failure(err error) error {
	place := fmt.Sprintf("record %d", max(d.number, 1))
	var known *graph.Error
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &known):
		return known.In(place)
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case err == io.EOF, errors.Is(err, io.ErrUnexpectedEOF):
		return graph.Errorf(graph.Invalid, "the input is cut off").In(place)
	case errors.As(err, &syntax):
		return graph.Errorf(graph.Invalid, "the JSON is damaged at byte %d: %v", syntax.Offset, syntax).In(place)
	}
	return graph.Errorf(graph.Internal, "the input cannot be read: %w", err).In(place)
}
