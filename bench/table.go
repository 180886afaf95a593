package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// table is a part of the report. A cell is a string, an int, a quantity, a
// target or a verdict; a row may be shorter than the columns.
type table struct {
	title string
	// note is printed below; may be empty.
	note    string
	columns []string
	rows    [][]any
}

func newTable(title string, columns ...string) *table { return &table{title: title, columns: columns} }

func (t *table) add(cells ...any) { t.rows = append(t.rows, cells) }

// text gives what stands in a cell, and whether it is a number.
func text(cell any) (shown string, number bool) {
	switch c := cell.(type) {
	case int:
		return group(fmt.Sprint(c)), true
	case sum:
		return c.String(), true
	case quantity:
		return c.String(), true
	}
	return fmt.Sprint(cell), false
}

// print writes the table in columns as wide as their widest cell, numbers to the right.
func (t *table) print(out io.Writer) {
	lines := [][]string{t.columns}
	right := make([]bool, len(t.columns))
	for _, row := range t.rows {
		line := make([]string, len(row))
		for i, cell := range row {
			shown, number := text(cell)
			line[i] = shown
			right[i] = right[i] || number
		}
		lines = append(lines, line)
	}
	widths := make([]int, len(t.columns))
	for _, line := range lines {
		for i, cell := range line {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	fmt.Fprintf(out, "\n%s\n", t.title)
	for _, line := range lines {
		fmt.Fprintln(out, aligned(line, widths, right))
	}
	if t.note != "" {
		fmt.Fprintln(out, t.note)
	}
}

func aligned(line []string, widths []int, right []bool) string {
	var b strings.Builder
	for i, cell := range line {
		blank := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
		b.WriteString("  ")
		if right[i] {
			b.WriteString(blank + cell)
		} else {
			b.WriteString(cell + blank)
		}
	}
	return strings.TrimRight(b.String(), " ")
}

// MarshalJSON gives the rows as objects by the names of the columns.
func (t *table) MarshalJSON() ([]byte, error) {
	rows := make([]map[string]any, len(t.rows))
	for i, row := range t.rows {
		rows[i] = make(map[string]any, len(row))
		for j, cell := range row {
			rows[i][t.columns[j]] = cell
		}
	}
	return json.Marshal(map[string]any{"title": t.title, "rows": rows})
}
