// Package sheet owns the reading of people's own spreadsheets: CSV, TSV and Excel's
// .xlsx in the encodings and calendars that offices use, and the mapping that says
// which column is what.
package sheet

import (
	"context"
	"iter"
	"slices"
	"strings"

	"entente/graph"
	"entente/seed/rows"
)

// Bounds on a spreadsheet.
const (
	// MaxFile is how many bytes a file may have, unpacked if it is text.
	MaxFile = 24 << 20
	// MaxRows is how many rows are read.
	MaxRows = 100_000
	// MaxCell is how many bytes a cell may have.
	MaxCell = rows.MaxCell
	// MaxColumns is how many columns a spreadsheet may have.
	MaxColumns = rows.MaxColumns
)

// Cell is one cell of a row. Of a cell that a workbook keeps as a date, Date is
// that day of the Gregorian calendar and Text its ISO form.
type Cell struct {
	Text string
	Date graph.Date
}

// Row is one row, understood as far as the columns go.
type Row struct {
	// Number is the row's in a workbook, in a text the line where it starts; from 1.
	Number int
	// Cells are those of the layout's columns, in their order.
	Cells []Cell
	// Warnings say what was understood otherwise than it is written.
	Warnings []*graph.Error
	// Refused says what is wrong with the row; the rest is then empty.
	Refused *graph.Error
}

// Layout says what to read of a file, and how it is written.
type Layout struct {
	// Columns are those to read, by the names in the first row.
	Columns []string
	// Encoding of a text is utf-8, utf-16 or windows-1256; empty is what a byte order mark says, else UTF-8.
	Encoding string
	// Separator parts the cells of a text; 0 is what the first row has most of.
	Separator rune
	// Sheet is the one to read of a workbook; empty is the first.
	Sheet string
}

// IsWorkbook tells whether a file is a zip, as Excel's .xlsx is.
func IsWorkbook(content []byte) bool {
	return strings.HasPrefix(string(content[:min(len(content), 4)]), "PK\x03\x04")
}

// Read gives the rows below the first, without empty ones. A row that breaks a
// rule comes with Refused set and the sequence goes on; a file that is damaged gives
// an error and ends it. Codes of errors: Invalid for damage and for columns that are
// missing, TooLarge beyond a bound.
func Read(ctx context.Context, content []byte, layout Layout) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		read := readText
		if IsWorkbook(content) {
			read = readWorkbook
		}
		count := 0
		for row, err := range read(ctx, content, layout) {
			if err == nil && row.Refused == nil && row.empty() {
				continue
			}
			if count++; err == nil && count > MaxRows {
				err = graph.Errorf(graph.TooLarge, "more than %d rows", MaxRows).In(rows.Label(row.Number))
			}
			if !yield(row, err) || err != nil {
				return
			}
		}
	}
}

func (r Row) empty() bool {
	return !slices.ContainsFunc(r.Cells, func(c Cell) bool { return c.Text != "" })
}

// Columns gives the names in the first row, those that are empty or stand there
// twice left out. Codes: as Read.
func Columns(ctx context.Context, content []byte, layout Layout) ([]string, error) {
	first := firstOfText
	if IsWorkbook(content) {
		first = firstOfWorkbook
	}
	header, err := first(ctx, content, layout)
	if err != nil {
		return nil, err
	}
	count := map[string]int{}
	for _, name := range header {
		count[name]++
	}
	return slices.DeleteFunc(header, func(name string) bool { return name == "" || count[name] > 1 }), nil
}
