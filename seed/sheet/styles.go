package sheet

import (
	"encoding/xml"
	"strconv"
	"strings"
)

// readStyles finds out which styles show a number as a date (ECMA-376, part 1, 18.8.30).
func (w *workbook) readStyles() error {
	const part = "xl/styles.xml"
	if w.parts[part] == nil {
		return nil
	}
	own := map[int]bool{}
	inCells := false
	return w.walk(part, func(d *document, start xml.StartElement) error {
		switch start.Name.Local {
		case "numFmt":
			if id, err := strconv.Atoi(attribute(start, "numFmtId")); err == nil {
				own[id] = showsDate(attribute(start, "formatCode"))
			}
		case "cellXfs":
			inCells = true
		case "cellStyles":
			inCells = false
		case "xf":
			if inCells {
				id, _ := strconv.Atoi(attribute(start, "numFmtId"))
				w.dates = append(w.dates, own[id] || builtInDate(id))
			}
		}
		return nil
	})
}

// builtInDate tells of the formats that every workbook has which show a day.
func builtInDate(id int) bool {
	return id >= 14 && id <= 17 || id == 22 || id >= 27 && id <= 31 || id == 36 || id >= 50 && id <= 54 || id == 57 || id == 58
}

// showsDate tells whether a format shows a year or a day outside quotations and brackets.
func showsDate(format string) bool {
	quoted, bracket, escaped := false, false, false
	for _, r := range strings.ToLower(format) {
		switch {
		case escaped:
			escaped = false
		case r == '\\' || r == '_' || r == '*':
			escaped = true
		case r == '"':
			quoted = !quoted
		case quoted:
		case r == '[':
			bracket = true
		case r == ']':
			bracket = false
		case bracket:
		case r == 'y' || r == 'd':
			return true
		}
	}
	return false
}
