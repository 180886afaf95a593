// Package rows owns the reading of the comma-separated files that publishers
// give out: their rows by the names of their columns, within bounds, and what is
// wrong with a row said by its number and column.
package rows

import (
	"cmp"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"entente/graph"
)

// Bounds on a file.
const (
	// MaxRow is how many bytes a row may have; the file is refused where a row has no end.
	MaxRow = 1 << 20
	// MaxCell is how many bytes a cell may have.
	MaxCell = graph.MaxText
	// MaxColumns is how many columns a file may have.
	MaxColumns = 500
)

// Layout says how a file is laid out.
type Layout struct {
	// Columns are the columns that are read, in the order of a row's cells.
	Columns []string
	// Header tells that the first row names the columns, which may then stand
	// in any order and with others between them.
	Header bool
	// Separator parts the cells; 0 is a comma.
	Separator rune
}

// Row is one row of a file, understood as far as its layout goes.
type Row struct {
	// Number is the line of the file where the row starts, from 1.
	Number int
	// Cells are the texts of the layout's columns; they are the caller's.
	Cells []string
	// Repaired tells that the row held characters of Windows-1252 that had been
	// taken for control characters; they are put right.
	Repaired bool
	// Refused says what is wrong with the row; the rest is then empty.
	Refused *graph.Error
}

// Label names a row for people.
func Label(number int) string { return fmt.Sprintf("row %d", number) }

// Read gives the rows of a file in its order and holds one at a time. A row that
// breaks a rule comes with Refused set and the sequence goes on behind it; a file
// that is damaged, or another one, gives an error and ends the sequence. Codes of
// errors: Invalid for damage, TooLarge for a row beyond MaxRow.
func Read(ctx context.Context, input io.Reader, layout Layout) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		f := &file{layout: layout, guard: &guard{input: input, limit: MaxRow}}
		f.csv, f.follows = csv.NewReader(f.guard), 1
		f.csv.FieldsPerRecord, f.csv.ReuseRecord = -1, true
		f.csv.Comma = cmp.Or(layout.Separator, ',')
		err := ctx.Err()
		if err == nil {
			err = f.start()
		}
		for err == nil && ctx.Err() == nil {
			var row Row
			if row, err = f.next(); err == nil && !yield(row, nil) {
				return
			}
		}
		if err == nil {
			err = ctx.Err()
		}
		if err != io.EOF {
			yield(Row{}, f.failure(err))
		}
	}
}

// file is a file that is being read.
type file struct {
	layout Layout
	guard  *guard
	csv    *csv.Reader
	// places are where the layout's columns stand in the file.
	places []int
	width  int
	// line is where the last row starts, follows where the next one does.
	line, follows int
}

// start reads the header, where there is one.
func (f *file) start() error {
	f.width = len(f.layout.Columns)
	for i := range f.layout.Columns {
		f.places = append(f.places, i)
	}
	if !f.layout.Header {
		return nil
	}
	header, err := f.read()
	if err == io.EOF {
		return graph.Errorf(graph.Invalid, "the file is empty; its first row must name the columns %s", strings.Join(f.layout.Columns, ", "))
	}
	if err != nil {
		return err
	}
	f.width = len(header)
	places, refused := Places(header, f.layout.Columns)
	if refused != nil {
		return refused.In(Label(f.line))
	}
	f.places = places
	return nil
}

// Places finds where the columns stand in a first row that names them. One that is
// missing or stands there twice is refused.
func Places(header, columns []string) ([]int, *graph.Error) {
	places := make([]int, len(columns))
	for i := range header {
		header[i] = strings.TrimSpace(header[i])
	}
	for i, column := range columns {
		places[i] = slices.Index(header, column)
		if places[i] < 0 {
			return nil, graph.Errorf(graph.Invalid, "the first row must name the columns %s; it is %s",
				strings.Join(columns, ", "), graph.Excerpt(strings.Join(header, ","))).At(column)
		}
		if slices.Contains(header[places[i]+1:], column) {
			return nil, graph.Errorf(graph.Invalid, "the first row names the column twice").At(column)
		}
	}
	return places, nil
}

// read gives the next row's cells, which the next call overwrites.
func (f *file) read() ([]string, error) {
	f.guard.limit = f.csv.InputOffset() + MaxRow
	cells, err := f.csv.Read()
	if err != nil {
		return nil, err
	}
	f.line, _ = f.csv.FieldPos(0)
	last, _ := f.csv.FieldPos(len(cells) - 1)
	f.follows = last + strings.Count(cells[len(cells)-1], "\n") + 1
	if len(cells) > MaxColumns {
		f.follows = f.line
		return nil, graph.Errorf(graph.TooLarge, "the row has %d columns, at most %d are read", len(cells), MaxColumns)
	}
	return cells, nil
}

// end is what old tools of the publishers write behind the last row.
const end = "\x1a"

func (f *file) next() (Row, error) {
	cells, err := f.read()
	switch {
	case err != nil:
		return Row{}, err
	case len(cells) == 1 && cells[0] == end:
		return Row{}, io.EOF
	case len(cells) != f.width:
		err := graph.Errorf(graph.Invalid, "the row has %d columns, %d are wanted", len(cells), f.width)
		return Row{Number: f.line, Refused: err.In(Label(f.line))}, nil
	}
	row := Row{Number: f.line, Cells: make([]string, len(f.places))}
	for i, place := range f.places {
		text, repaired, err := clean(cells[place])
		if err != nil {
			return Row{Number: f.line, Refused: err.At(f.layout.Columns[i]).In(Label(f.line))}, nil
		}
		row.Cells[i], row.Repaired = text, row.Repaired || repaired
	}
	return row, nil
}

// failure says where the file is damaged.
func (f *file) failure(err error) error {
	var known *graph.Error
	var syntax *csv.ParseError
	switch {
	case errors.As(err, &known):
		return known.In(Label(f.follows))
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.As(err, &syntax):
		return graph.Errorf(graph.Invalid, "the row is damaged at line %d, byte %d: %v", syntax.Line, syntax.Column, syntax.Err).In(Label(syntax.StartLine))
	}
	return graph.Errorf(graph.Internal, "the input cannot be read: %w", err).In(Label(f.follows))
}
