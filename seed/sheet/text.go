package sheet

import (
	"bytes"
	"context"
	"encoding/csv"
	"io"
	"iter"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"entente/graph"
	"entente/seed/rows"
)

// The encodings of texts.
const (
	UTF8        = "utf-8"
	UTF16       = "utf-16"
	Windows1256 = "windows-1256"
)

var encodings = []string{UTF8, UTF16, Windows1256}

// marked tells whether a text begins with a byte order mark of UTF-16.
func marked(content []byte) bool {
	return bytes.HasPrefix(content, []byte("\xff\xfe")) || bytes.HasPrefix(content, []byte("\xfe\xff"))
}

// EncodingOf guesses the encoding of a text: by its mark, else UTF-8 where it is
// valid, else Windows-1256. Read never guesses.
func EncodingOf(content []byte) string {
	switch {
	case marked(content):
		return UTF16
	case utf8.Valid(content):
		return UTF8
	}
	return Windows1256
}

// decoded gives a text as UTF-8. What is no text of the encoding becomes U+FFFD,
// which readText refuses by the cell; UTF-8 is left as it is for rows to refuse.
func decoded(content []byte, name string) io.Reader {
	var from encoding.Encoding
	switch {
	case name == Windows1256:
		from = charmap.Windows1256
	case name == UTF16, name == "" && marked(content):
		from = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
		if !marked(content) {
			from = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
		}
	default:
		return bytes.NewReader(content)
	}
	return from.NewDecoder().Reader(bytes.NewReader(content))
}

// SeparatorOf gives the separator that the first row of a text has most of.
func SeparatorOf(content []byte, name string) rune {
	start, _ := io.ReadAll(io.LimitReader(decoded(content, name), 64<<10))
	first, _, _ := strings.Cut(string(start), "\n")
	best, most := ',', 0
	for _, separator := range []rune{',', ';', '\t', '\u061b', '|'} {
		if count := strings.Count(first, string(separator)); count > most {
			best, most = separator, count
		}
	}
	return best
}

func (l Layout) separator(content []byte) rune {
	if l.Separator != 0 {
		return l.Separator
	}
	return SeparatorOf(content, l.Encoding)
}

func firstOfText(_ context.Context, content []byte, layout Layout) ([]string, error) {
	reader := csv.NewReader(io.LimitReader(decoded(content, layout.Encoding), rows.MaxRow))
	reader.Comma = layout.separator(content)
	header, err := reader.Read()
	switch {
	case err == io.EOF:
		return nil, graph.Errorf(graph.Invalid, "the file is empty; its first row must name the columns").In(rows.Label(1))
	case err != nil:
		return nil, graph.Errorf(graph.Invalid, "the row is damaged: %v", err).In(rows.Label(1))
	case len(header) > MaxColumns:
		return nil, tooWide(len(header)).In(rows.Label(1))
	}
	for i, name := range header {
		header[i] = strings.TrimSpace(strings.TrimPrefix(strings.ToValidUTF8(name, ""), "\ufeff"))
	}
	return header, nil
}

func tooWide(columns int) *graph.Error {
	return graph.Errorf(graph.TooLarge, "the row has %d columns, at most %d are read", columns, MaxColumns)
}

func readText(ctx context.Context, content []byte, layout Layout) iter.Seq2[Row, error] {
	how := rows.Layout{Columns: layout.Columns, Header: true, Separator: layout.separator(content)}
	return func(yield func(Row, error) bool) {
		for read, err := range rows.Read(ctx, decoded(content, layout.Encoding), how) {
			if !yield(textRow(read, layout), err) {
				return
			}
		}
	}
}

func textRow(read rows.Row, layout Layout) Row {
	row := Row{Number: read.Number, Refused: read.Refused, Cells: make([]Cell, len(read.Cells))}
	for i, text := range read.Cells {
		if err := checkText(text); err != nil {
			return Row{Number: read.Number, Refused: err.At(layout.Columns[i]).In(rows.Label(read.Number))}
		}
		row.Cells[i].Text = text
	}
	if read.Repaired {
		row.Warnings = append(row.Warnings, graph.Errorf(graph.Invalid, "characters of Windows-1252 were put right").In(rows.Label(read.Number)))
	}
	return row
}

// checkText refuses what a reader would take for something else: a formula, which
// a text does not compute, and what could not be decoded.
func checkText(text string) *graph.Error {
	switch {
	case strings.HasPrefix(text, "="):
		return graph.Errorf(graph.Invalid, "the cell holds a formula %q; put its value there", graph.Excerpt(text))
	case strings.ContainsRune(text, utf8.RuneError):
		return graph.Errorf(graph.Invalid, "the text holds what could not be decoded; is the encoding right?")
	}
	return nil
}
