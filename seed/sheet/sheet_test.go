package sheet_test

import (
	"bytes"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"entente/seed/sheet"
)

// persian is a table whose letters Windows-1256 has: a name and a date.
const persian = "Name;Since\nدانشگاه ساختگی;1397/08/13\n"

func inEncoding(t *testing.T, name, text string) []byte {
	t.Helper()
	encoders := map[string]interface {
		String(string) (string, error)
	}{
		sheet.Windows1256: charmap.Windows1256.NewEncoder(),
		"utf-16le":        unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder(),
		"utf-16be":        unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder(),
		"utf-16 bare":     unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder(),
	}
	coded, err := encoders[name].String(text)
	if err != nil {
		t.Fatal(err)
	}
	return []byte(coded)
}

func TestTheSameTableInEveryEncoding(t *testing.T) {
	want := "دانشگاه ساختگی|1397/08/13"
	windows := strings.ReplaceAll(persian, "\u06cc", "\u064a")
	for _, c := range []struct {
		name, encoding string
		content        []byte
	}{
		{"UTF-8", "", []byte(persian)},
		{"UTF-8 with a mark", sheet.UTF8, []byte("\ufeff" + persian)},
		{"UTF-16, little end first", "", inEncoding(t, "utf-16le", persian)},
		{"UTF-16, big end first", sheet.UTF16, inEncoding(t, "utf-16be", persian)},
		{"UTF-16 without a mark", sheet.UTF16, inEncoding(t, "utf-16 bare", persian)},
		{"Windows-1256, which lacks the Persian yeh", sheet.Windows1256, inEncoding(t, sheet.Windows1256, windows)},
		{"tabs", "", []byte(strings.ReplaceAll(persian, ";", "\t"))},
		{"commas and old line ends", "", []byte(strings.NewReplacer(";", ",", "\n", "\r\n").Replace(persian))},
	} {
		layout := nameAndSince
		layout.Encoding = c.encoding
		if got := strings.ReplaceAll(said(t, c.content, layout), "\u064a", "\u06cc"); got != want {
			t.Errorf("%s: got %q, want %q", c.name, got, want)
		}
	}
}

func TestAnEncodingIsGuessedForAPersonAndNeverInALoad(t *testing.T) {
	content := inEncoding(t, sheet.Windows1256, strings.ReplaceAll(persian, "\u06cc", "\u064a"))
	if got := sheet.EncodingOf(content); got != sheet.Windows1256 {
		t.Errorf("got %s", got)
	}
	if got := said(t, content, nameAndSince); !strings.Contains(got, "refused: row 2: Name: the text is not UTF-8") {
		t.Errorf("got %q, want the row refused", got)
	}
}

func TestWorkbooksAreReadAsTheyShow(t *testing.T) {
	since1904 := strings.Replace(theWorkbook, "<workbookPr/>", `<workbookPr date1904="1"/>`, 1)
	for _, c := range []struct {
		name    string
		content []byte
		want    string
	}{
		{"shared texts and a date", archive(parts(nil)), "Invented University|2018-11-04"},
		{"days since 1904", archive(parts(map[string]string{"xl/workbook.xml": since1904})), "Invented University|2022-11-05"},
		{"a text in its cell, a number without a style", withRow(`<c r="A2" t="inlineStr"><is><t>A</t></is></c><c r="B2"><v>1397</v></c>`), "A|1397"},
		{"cells without places", withRow(`<c t="str"><v>A</v></c><c s="1"><v>1</v></c>`), "A|1900-01-01"},
		{"a time of the day", withRow(`<c r="A2"><v>7</v></c><c r="B2" s="1"><v>43408.75</v></c>`), "7|2018-11-04"},
		{"an empty row between", workbook(strings.Replace(theSheet, `<row r="2">`, `<row r="2"/><row r="3">`, 1)), "Invented University|2018-11-04"},
		{"a row without the last cell", withRow(`<c r="A2"><v>7</v></c>`), "7|"},
		{"a formula with its value", withRow(`<c r="A2" t="str"><f>B2&amp;"x"</f><v>7x</v></c>`),
			"7x| warning: row 2: Name: the cell holds a formula; the value that it had when the file was saved is taken"},
	} {
		if got := said(t, c.content, nameAndSince); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
	second := nameAndSince
	second.Sheet = "Second"
	if got := said(t, archive(parts(nil)), second); got != "Invented University|2018-11-04" {
		t.Errorf("the second sheet: got %q", got)
	}
}

func TestBadWorkbooksAreRefusedByPlaceAndReason(t *testing.T) {
	without := func(part string) []byte { return archive(parts(map[string]string{part: ""})) }
	with := func(part, text string) []byte { return archive(parts(map[string]string{part: text})) }
	const rowsOf = "xl/worksheets/sheet1.xml"
	whole := archive(parts(nil))
	for _, c := range []struct {
		name    string
		content []byte
		says    string
	}{
		{"cut off", whole[:len(whole)/2], "error: the workbook is damaged"},
		{"a zip of something else", archive(map[string]string{"a.txt": "x"}), "error: the zip file is no workbook"},
		{"a part that climbs", with("../../etc/passwd", "x"), "that leads out of it"},
		{"a part with a drive", with(`C:\x`, "x"), "that leads out of it"},
		{"a part from the root", with("/etc/passwd", "x"), "that leads out of it"},
		{"a sheet that is named and missing", without(rowsOf), "lacks the part"},
		{"links that climb", with("xl/_rels/workbook.xml.rels", strings.Replace(theLinks, "worksheets/sheet1.xml", "../../../etc/passwd", 1)), "lacks the part"},
		{"no links", without("xl/_rels/workbook.xml.rels"), "lacks the part"},
		{"a bomb", with(rowsOf, strings.Replace(theSheet, "</sheetData>", strings.Repeat("<row/>", 2<<20)+"</sheetData>", 1)), "unpacks to more than"},
		{"a bomb of texts", with("xl/sharedStrings.xml", `<sst>`+strings.Repeat("<si><t>a</t></si>", 1<<20)), "unpacks to more than"},
		{"a cell of ten million bytes", withRow(`<c r="A2" t="inlineStr"><is><t>` + strings.Repeat("x", 10<<20) + `</t></is></c>`), "takes more than"},
		{"a cell of 20,000 bytes", withRow(`<c r="A2" t="inlineStr"><is><t>` + strings.Repeat("x", 20_000) + `</t></is></c>`), "refused: row 2: Name: the cell has 20000 bytes"},
		{"nesting without end", with(rowsOf, strings.Repeat("<a>", 100_000)), "nested more than 32 deep"},
		{"nesting in a cell", withRow(`<c r="A2" t="inlineStr"><is>` + strings.Repeat("<r>", 1_000)), "nested more than 32 deep"},
		{"entities that expand", with(rowsOf, `<!DOCTYPE x [<!ENTITY a "ha">]><worksheet>&a;</worksheet>`), "has a document type"},
		{"an entity that nobody declared", withRow(`<c r="A2" t="str"><v>&a;</v></c>`), "invalid character entity"},
		{"XML that is cut off", with(rowsOf, theSheet[:150]), "the workbook is damaged"},
		{"a column far out", withRow(`<c r="XFD2"><v>1</v></c>`), "error: row 2: the cell \"XFD2\" lies outside the 500 columns"},
		{"a column without end", withRow(`<c r="` + strings.Repeat("Z", 100_000) + `2"><v>1</v></c>`), "lies outside the 500 columns"},
		{"a text that is not there", withRow(`<c r="A2" t="s"><v>99</v></c>`), "refused: row 2: Name: the cell refers to the text"},
		{"a text of a negative number", withRow(`<c r="A2" t="s"><v>-1</v></c>`), "refused: row 2: Name: the cell refers to the text"},
		{"a formula without a value", withRow(`<c r="A2"><f>1+1</f></c>`), "refused: row 2: Name: the cell holds a formula without a value"},
		{"an error", withRow(`<c r="A2" t="e"><v>#REF!</v></c>`), "refused: row 2: Name: the cell holds the error #REF!"},
		{"29 February 1900", withRow(`<c r="B2" s="1"><v>60</v></c>`), `refused: row 2: Since: "60" is no day`},
		{"a day before the first", withRow(`<c r="B2" s="1"><v>-5</v></c>`), `refused: row 2: Since: "-5" is no day`},
		{"no number for a date", withRow(`<c r="B2" s="1"><v>NaN</v></c>`), `refused: row 2: Since: "NaN" is no day`},
		{"a control character", withRow(`<c r="A2" t="str"><v>a&#x7f;</v></c>`), "refused: row 2: Name: the text holds a control character"},
		{"a NUL", withRow("<c r=\"A2\" t=\"str\"><v>a\x00</v></c>"), "illegal character"},
		{"another encoding", withRow("<c r=\"A2\" t=\"str\"><v>a\xe9</v></c>"), "invalid UTF-8"},
		{"an empty sheet", with(rowsOf, "<worksheet/>"), "error: row 1: the sheet is empty"},
		{"other columns", with("xl/sharedStrings.xml", strings.Replace(theTexts, "Since", "Until", 1)), "error: row 1: Since: the first row must name the columns"},
		{"a column twice", with("xl/sharedStrings.xml", strings.Replace(theTexts, "Since", "Name", 1)), "error: row 1: Name: the first row names the column twice"},
		{"too many parts", archive(manyParts()), "the workbook has 2001 parts"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := said(t, c.content, nameAndSince); !strings.Contains(got, c.says) {
				t.Errorf("got %q, want it to say %q", got[:min(len(got), 300)], c.says)
			}
		})
	}
	missing := nameAndSince
	missing.Sheet = "Third"
	if got := said(t, whole, missing); !strings.Contains(got, `no sheet "Third"; it has First, Second`) {
		t.Errorf("got %q", got)
	}
}

func manyParts() map[string]string {
	many := map[string]string{"xl/workbook.xml": theWorkbook}
	for i := range 2_000 {
		many[fmt.Sprintf("x/%d", i)] = "x"
	}
	return many
}

func TestBadTextsAreRefusedByPlaceAndReason(t *testing.T) {
	for _, c := range []struct{ name, content, says string }{
		{"nothing", "", "error: row 1: the file is empty"},
		{"a formula", "Name,Since\n=1+1,2018\n", `refused: row 2: Name: the cell holds a formula "=1+1"`},
		{"a row of another width", "Name,Since\na,b,c\nd,e\n", "refused: row 2: the row has 3 columns, 2 are wanted\nd|e"},
		{"a NUL", "Name,Since\na\x00,2018\n", "refused: row 2: Name: the text holds a control character"},
		{"mixed encodings", "Name,Since\nدانشگاه,2018\n\xcf\xc7\xe4,2018\n", "دانشگاه|2018\nrefused: row 3: Name: the text is not UTF-8"},
		{"a million columns", strings.Repeat("x,", 1_000_000), "error: row 1: the row"},
		{"a cell of ten million bytes", "Name,Since\n\"" + strings.Repeat("x", 10<<20) + "\",1\n", "error: row 2: the row is longer than"},
		{"a quotation without an end", "Name,Since\n\"a,1\n", "error: row 2: the row is damaged"},
		{"more rows than are read", "Name,Since\n" + strings.Repeat("a,1\n", sheet.MaxRows+1), "error: row 100002: more than 100000 rows"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := said(t, []byte(c.content), nameAndSince)
			if at := strings.LastIndex(got, "error"); len(got) > 1_000 && at >= 0 {
				got = got[at:]
			}
			if !strings.Contains(got, c.says) {
				t.Errorf("got %q, want it to say %q", got[:min(len(got), 300)], c.says)
			}
		})
	}
	layout := nameAndSince
	layout.Encoding = sheet.UTF16
	if got := said(t, append(inEncoding(t, "utf-16le", "Name,Since\na"), 0x00, 0xd8, ',', 0, '1', 0), layout); !strings.Contains(got, "could not be decoded") {
		t.Errorf("half a pair in UTF-16: got %q", got)
	}
}

func TestAHugeWorkbookStaysWithinItsMemory(t *testing.T) {
	var texts, cells strings.Builder
	for i := range 60_000 {
		fmt.Fprintf(&texts, "<si><t>Invented University %d %x</t></si>", i, i*7919)
		fmt.Fprintf(&cells, `<row r="%d"><c r="A%d" t="s"><v>%d</v></c><c r="B%d" s="1"><v>43408</v></c></row>`, i+2, i+2, i+2, i+2)
	}
	head, _, _ := strings.Cut(theSheet, `<row r="2">`)
	content := archive(parts(map[string]string{
		"xl/sharedStrings.xml":     `<sst><si><t>Name</t></si><si><t>Since</t></si>` + texts.String() + "</sst>",
		"xl/worksheets/sheet1.xml": head + cells.String() + "</sheetData></worksheet>",
	}))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	count := 0
	for row, err := range sheet.Read(t.Context(), content, nameAndSince) {
		if err != nil || row.Refused != nil {
			t.Fatalf("got %v, %v", err, row.Refused)
		}
		count++
	}
	runtime.ReadMemStats(&after)
	if grown := int64(after.Sys) - int64(before.Sys); count != 60_000 || grown > 128<<20 {
		t.Errorf("got %d rows with %d MB", count, grown>>20)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(archive(parts(nil)))
	f.Add([]byte(persian))
	f.Add(withRow(`<c r="A2"><f>1</f></c>`))
	f.Fuzz(func(t *testing.T, content []byte) {
		for row, err := range sheet.Read(t.Context(), content, nameAndSince) {
			if err == nil && row.Refused == nil && len(row.Cells) != 2 {
				t.Fatalf("got %d cells", len(row.Cells))
			}
		}
		_, _ = sheet.Guess(t.Context(), "x.csv", content)
	})
}

func FuzzReadSheet(f *testing.F) {
	f.Add([]byte(theSheet), []byte(theTexts))
	f.Fuzz(func(t *testing.T, rows, texts []byte) {
		content := archive(parts(map[string]string{"xl/worksheets/sheet1.xml": string(rows), "xl/sharedStrings.xml": string(texts)}))
		for row, err := range sheet.Read(t.Context(), content, nameAndSince) {
			if err == nil && row.Refused == nil && (len(row.Cells) != 2 || bytes.ContainsRune([]byte(row.Cells[0].Text), 0)) {
				t.Fatalf("got %+v", row)
			}
		}
	})
}
