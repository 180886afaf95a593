package rows

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"entente/graph"
)

// clean gives a cell's text without the white space around it. Control characters
// of the upper range are what is left of Windows-1252 that was taken for Latin-1;
// they are put right. Others are refused.
func clean(cell string) (text string, repaired bool, err *graph.Error) {
	switch {
	case len(cell) > MaxCell:
		return "", false, graph.Errorf(graph.TooLarge, "the cell has %d bytes, at most %d are read", len(cell), MaxCell)
	case !utf8.ValidString(cell):
		return "", false, graph.Errorf(graph.Invalid, "the text is not UTF-8")
	}
	cell = strings.TrimSpace(cell)
	if !strings.ContainsFunc(cell, upperControl) {
		return strings.Clone(cell), false, refuseControls(cell)
	}
	put := strings.Map(windows, cell)
	return put, true, refuseControls(put)
}

func refuseControls(text string) *graph.Error {
	if strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }) {
		return graph.Errorf(graph.Invalid, "the text holds a control character")
	}
	return nil
}

func upperControl(r rune) bool { return r >= 0x80 && r <= 0x9f }

func windows(r rune) rune {
	if !upperControl(r) {
		return r
	}
	if put := charmap.Windows1252.DecodeByte(byte(r)); put != utf8.RuneError {
		return put
	}
	return r
}
