package sheet_test

import (
	"archive/zip"
	"bytes"
	"context"
	"strings"
	"testing"

	"entente/seed/sheet"
)

// The parts of a small workbook. Style 1 shows dates.
const (
	theWorkbook = `<workbook xmlns:r="r"><workbookPr/><sheets><sheet name="First" sheetId="1" r:id="rId1"/><sheet name="Second" sheetId="2" r:id="rId2"/></sheets></workbook>`
	theLinks    = `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>`
	theStyles   = `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>`
	theTexts    = `<sst><si><t>Name</t></si><si><t>Since</t></si><si><r><t>Invented </t></r><r><t>University</t></r><rPh><t>x</t></rPh></si></sst>`
	theSheet    = `<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>` +
		`<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" s="1"><v>43408</v></c></row></sheetData></worksheet>`
)

// parts gives the small workbook with some parts replaced; an empty one is left out.
func parts(changed map[string]string) map[string]string {
	all := map[string]string{
		"xl/workbook.xml": theWorkbook, "xl/_rels/workbook.xml.rels": theLinks, "xl/styles.xml": theStyles,
		"xl/sharedStrings.xml": theTexts, "xl/worksheets/sheet1.xml": theSheet, "xl/worksheets/sheet2.xml": theSheet,
	}
	for name, text := range changed {
		all[name] = text
	}
	return all
}

func archive(parts map[string]string) []byte {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for name, text := range parts {
		if text == "" {
			continue
		}
		part, err := w.Create(name)
		if err != nil {
			panic(err)
		}
		if _, err := part.Write([]byte(text)); err != nil {
			panic(err)
		}
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}

func workbook(sheet string) []byte {
	return archive(parts(map[string]string{"xl/worksheets/sheet1.xml": sheet}))
}

// withRow is the small workbook with another second row.
func withRow(cells string) []byte {
	return workbook(strings.Replace(theSheet, `<c r="A2" t="s"><v>2</v></c><c r="B2" s="1"><v>43408</v></c>`, cells, 1))
}

var nameAndSince = sheet.Layout{Columns: []string{"Name", "Since"}}

// said gives each row as its cells, or as what is wrong with it, and the failure.
func said(t *testing.T, content []byte, layout sheet.Layout) string {
	t.Helper()
	var lines []string
	for row, err := range sheet.Read(context.Background(), content, layout) {
		switch {
		case err != nil:
			lines = append(lines, "error: "+err.Error())
		case row.Refused != nil:
			lines = append(lines, "refused: "+row.Refused.Error())
		default:
			var cells []string
			for _, cell := range row.Cells {
				cells = append(cells, cell.Text)
			}
			line := strings.Join(cells, "|")
			for _, warning := range row.Warnings {
				line += " warning: " + warning.Error()
			}
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}
