package sheet

import (
	"context"
	"encoding/xml"
	"errors"
	"iter"
	"math"
	"strconv"
	"strings"
	"unicode"

	"entente/graph"
	"entente/seed/rows"
)

// line is one row of a sheet; of each cell, what is wrong with it.
type line struct {
	number int
	cells  []Cell
	faults []*graph.Error
	// computed marks the cells with formulas.
	computed []bool
}

// errStop ends the reading of a sheet early.
var errStop = errors.New("stop")

// lines hands over each row of the sheet, until take says errStop.
func (w *workbook) lines(ctx context.Context, take func(line) error) error {
	number := 0
	err := w.walk(w.sheet, func(d *document, start xml.StartElement) error {
		if start.Name.Local != "row" {
			return nil
		}
		number++
		if given, err := strconv.Atoi(attribute(start, "r")); err == nil && given > 0 {
			number = given
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		read := line{number: number}
		if err := w.readLine(d, &read); err != nil {
			var ours *graph.Error
			if errors.As(err, &ours) {
				return ours.In(rows.Label(number))
			}
			return err
		}
		return take(read)
	})
	if errors.Is(err, errStop) {
		return nil
	}
	return err
}

func (w *workbook) readLine(d *document, read *line) error {
	from := d.InputOffset()
	for {
		token, err := d.next()
		if err != nil {
			return inPart(err, w.sheet)
		}
		if d.InputOffset()-from > maxItem {
			return graph.Errorf(graph.TooLarge, "the row takes more than %d bytes", maxItem)
		}
		switch token := token.(type) {
		case xml.EndElement:
			if token.Name.Local == "row" {
				return nil
			}
		case xml.StartElement:
			if token.Name.Local != "c" {
				continue
			}
			if err := w.readCell(d, token, read); err != nil {
				return err
			}
		}
	}
}

func (w *workbook) readCell(d *document, start xml.StartElement, read *line) error {
	column := len(read.cells)
	if place := attribute(start, "r"); place != "" {
		column = columnOf(place)
	}
	if column < 0 || column >= MaxColumns {
		return graph.Errorf(graph.TooLarge, "the cell %q lies outside the %d columns that are read", graph.Excerpt(attribute(start, "r")), MaxColumns)
	}
	raw, err := d.cell()
	if err != nil {
		return inPart(err, w.sheet)
	}
	for len(read.cells) <= column {
		read.cells, read.faults, read.computed = append(read.cells, Cell{}), append(read.faults, nil), append(read.computed, false)
	}
	read.cells[column], read.faults[column] = w.understand(raw, start)
	read.computed[column] = raw.formula
	return nil
}

// rawCell is what a cell's element holds.
type rawCell struct {
	value, inline string
	formula       bool
}

func (d *document) cell() (raw rawCell, err error) {
	inside := ""
	for {
		token, err := d.next()
		if err != nil {
			return raw, err
		}
		switch token := token.(type) {
		case xml.StartElement:
			inside = token.Name.Local
			switch inside {
			case "f":
				raw.formula = true
			case "is":
				if raw.inline, err = d.text(token); err != nil {
					return raw, err
				}
			}
		case xml.EndElement:
			if inside = ""; token.Name.Local == "c" {
				return raw, nil
			}
		case xml.CharData:
			if inside == "v" {
				raw.value += string(token)
			}
		}
	}
}

// understand gives a cell by its type and style.
func (w *workbook) understand(raw rawCell, start xml.StartElement) (Cell, *graph.Error) {
	if raw.formula && raw.value == "" {
		return Cell{}, graph.Errorf(graph.Invalid, "the cell holds a formula without a value; put its value there")
	}
	switch attribute(start, "t") {
	case "s":
		at, err := strconv.Atoi(raw.value)
		if err != nil || at < 0 || at >= len(w.texts) {
			return Cell{}, graph.Errorf(graph.Invalid, "the cell refers to the text %q, of which the workbook has %d", graph.Excerpt(raw.value), len(w.texts))
		}
		return cellOf(w.texts[at])
	case "inlineStr":
		return cellOf(raw.inline)
	case "e":
		return Cell{}, graph.Errorf(graph.Invalid, "the cell holds the error %s", graph.Excerpt(raw.value))
	case "", "n":
		style, err := strconv.Atoi(attribute(start, "s"))
		if err == nil && style >= 0 && style < len(w.dates) && w.dates[style] && raw.value != "" {
			return w.dateOf(raw.value)
		}
	}
	return cellOf(raw.value)
}

func cellOf(text string) (Cell, *graph.Error) {
	if len(text) > MaxCell {
		return Cell{}, graph.Errorf(graph.TooLarge, "the cell has %d bytes, at most %d are read", len(text), MaxCell)
	}
	text = strings.TrimSpace(text)
	if strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }) {
		return Cell{}, graph.Errorf(graph.Invalid, "the text holds a control character")
	}
	if err := checkText(text); err != nil {
		return Cell{}, err
	}
	return Cell{Text: text}, nil
}

// dateOf converts a serial number, days since the end of 1899 or since 1904. The
// older count has a 29 February 1900, which never was.
func (w *workbook) dateOf(value string) (Cell, *graph.Error) {
	const last = 2_958_465
	serial, err := strconv.ParseFloat(value, 64)
	day := math.Floor(serial)
	if err != nil || !(day >= 0 && day <= last) || !w.from1904 && (day == 60 || day == 0) {
		return Cell{}, graph.Errorf(graph.Invalid, "%q is no day of the workbook's calendar", graph.Excerpt(value))
	}
	epoch := graph.Date{Year: 1899, Month: 12, Day: 30}
	switch {
	case w.from1904:
		epoch = graph.Date{Year: 1904, Month: 1, Day: 1}
	case day < 60:
		epoch = graph.Date{Year: 1899, Month: 12, Day: 31}
	}
	date := (epoch.First() + graph.Day(day)).Date()
	if date.Year > 9999 {
		return Cell{}, graph.Errorf(graph.Invalid, "%q is no day of the workbook's calendar", graph.Excerpt(value))
	}
	return Cell{Text: date.String(), Date: date}, nil
}

// columnOf gives the column of a place such as "AB12", from 0; negative for none.
func columnOf(place string) int {
	column := 0
	for _, r := range place {
		if r < 'A' || r > 'Z' || column > MaxColumns {
			break
		}
		column = 26*column + int(r-'A') + 1
	}
	return column - 1
}

func firstOfWorkbook(ctx context.Context, content []byte, layout Layout) (header []string, err error) {
	w, err := openWorkbook(content, layout)
	if err != nil {
		return nil, err
	}
	err = w.lines(ctx, func(read line) error {
		for _, cell := range read.cells {
			header = append(header, cell.Text)
		}
		return errStop
	})
	if err == nil && len(header) == 0 {
		err = graph.Errorf(graph.Invalid, "the sheet is empty; its first row must name the columns").In(rows.Label(1))
	}
	return header, err
}

func readWorkbook(ctx context.Context, content []byte, layout Layout) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		w, err := openWorkbook(content, layout)
		if err == nil {
			var places []int
			err = w.lines(ctx, func(read line) (err error) {
				if places == nil {
					places, err = placesOf(read, layout.Columns)
					return err
				}
				if !yield(rowOf(read, layout.Columns, places), nil) {
					err = errYield
				}
				return err
			})
			if err == nil && places == nil {
				err = graph.Errorf(graph.Invalid, "the sheet is empty; its first row must name the columns %s", strings.Join(layout.Columns, ", ")).In(rows.Label(1))
			}
		}
		if err != nil && !errors.Is(err, errYield) {
			yield(Row{}, err)
		}
	}
}

// errYield ends the reading of a sheet whose reader has enough.
var errYield = errors.New("enough")

// placesOf finds the columns in the first row.
func placesOf(first line, columns []string) ([]int, error) {
	header := make([]string, len(first.cells))
	for i, cell := range first.cells {
		header[i] = cell.Text
	}
	places, err := rows.Places(header, columns)
	if err != nil {
		return nil, err.In(rows.Label(first.number))
	}
	return places, nil
}

func rowOf(read line, columns []string, places []int) Row {
	row := Row{Number: read.number, Cells: make([]Cell, len(places))}
	for i, place := range places {
		if place >= len(read.cells) {
			continue
		}
		if fault := read.faults[place]; fault != nil {
			return Row{Number: read.number, Refused: fault.At(columns[i]).In(rows.Label(read.number))}
		}
		row.Cells[i] = read.cells[place]
		if read.computed[place] {
			warning := graph.Errorf(graph.Invalid, "the cell holds a formula; the value that it had when the file was saved is taken")
			row.Warnings = append(row.Warnings, warning.At(columns[i]).In(rows.Label(read.number)))
		}
	}
	return row
}
