package rows_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"entente/graph"
	"entente/seed/rows"
)

var layout = rows.Layout{Columns: []string{"id", "name"}, Header: true}

// read gives the rows of a file as short texts, refused ones with their reason,
// and the failure at its end.
func read(t *testing.T, content string, l rows.Layout) (texts []string, failure error) {
	t.Helper()
	for row, err := range rows.Read(t.Context(), strings.NewReader(content), l) {
		switch {
		case err != nil:
			return texts, err
		case row.Refused != nil:
			texts = append(texts, row.Refused.Error())
		default:
			texts = append(texts, fmt.Sprintf("%d %s", row.Number, strings.Join(row.Cells, "|")))
		}
	}
	return texts, nil
}

func TestRowsAreReadByTheNamesOfTheirColumns(t *testing.T) {
	for what, content := range map[string]string{
		"in another order, with others between":  "name,other,id\nA,x,1\n\"B, b\",y,2\n",
		"behind a byte order mark":               "\ufeffid,name\n1,A\n2,\"B, b\"\n",
		"with the line ends of Windows":          "id,name\r\n1,A\r\n2,\"B, b\"\r\n",
		"with white space around":                "id,name\n 1 ,A\n2,\" B, b \"\n",
		"without a last line end":                "id,name\n1,A\n2,\"B, b\"",
		"up to the end mark of the publisher":    "id,name\n1,A\n2,\"B, b\"\n\x1a\n3,C\n",
		"with an empty line, which is no record": "id,name\n1,A\n2,\"B, b\"\n\n",
	} {
		got, err := read(t, content, layout)
		if want := "[2 1|A 3 2|B, b]"; err != nil || fmt.Sprint(got) != want {
			t.Errorf("%s: got %v, %v, want %s", what, got, err, want)
		}
	}
}

func TestARowIsRefusedWithItsNumberColumnAndReason(t *testing.T) {
	for content, want := range map[string]string{
		"1\n":          "row 2: the row has 1 columns, 2 are wanted",
		"1,A,x\n":      "row 2: the row has 3 columns, 2 are wanted",
		"1,\xff\xfe\n": "row 2: name: the text is not UTF-8",
		"1,A\x00\n":    "row 2: name: the text holds a control character",
		"1," + strings.Repeat("x", rows.MaxCell+1) + "\n": "row 2: name: the cell has 16385 bytes, at most 16384 are read",
	} {
		got, err := read(t, "id,name\n"+content+"2,B\n", layout)
		if err != nil || len(got) != 2 || got[0] != want || got[1] != "3 2|B" {
			t.Errorf("%q: got %q, %v, want %q and the next row", graph.Excerpt(content), got, err, want)
		}
	}
}

func TestCharactersOfWindowsArePutRight(t *testing.T) {
	for row, err := range rows.Read(t.Context(), strings.NewReader("id,name\n1,Ships\u0092 Ballast\n"), layout) {
		if err != nil || !row.Repaired || row.Cells[1] != "Ships\u2019 Ballast" {
			t.Errorf("got %+v, %v", row, err)
		}
	}
}

func TestADamagedFileIsRefused(t *testing.T) {
	columns := strings.Repeat("x,", 1_000_000)
	for _, row := range []struct {
		what, content, says string
		code                graph.Code
	}{
		{"an empty file", "", "the file is empty", graph.Invalid},
		{"another header", "id,title\n1,A\n", "row 1: name: the first row must name the columns id, name", graph.Invalid},
		{"UTF-16", "i\x00d\x00,\x00n\x00a\x00m\x00e\x00", "must name the columns", graph.Invalid},
		{"a quotation without an end", "id,name\n1,\"A\n2,B\n", "row 2: the row is damaged at line 3", graph.Invalid},
		{"a quotation in the middle", "id,name\n1,A\"B\n", "row 2: the row is damaged at line 2, byte 4", graph.Invalid},
		{"a million columns", columns + "\n", "the row", graph.TooLarge},
		{"more columns than are read", "id,name\n" + strings.Repeat("x,", rows.MaxColumns) + "\n", "the row has 501 columns, at most 500 are read", graph.TooLarge},
		{"a cell of ten million bytes", "id,name\n1,\"" + strings.Repeat("x", 10<<20) + "\"\n", "row 2: the row is longer than 1048576 bytes", graph.TooLarge},
	} {
		_, err := read(t, row.content, layout)
		if err == nil || graph.CodeOf(err) != row.code || !strings.Contains(err.Error(), row.says) {
			t.Errorf("%s: got %v, want %v with %q", row.what, err, row.code, row.says)
		}
	}
}

func TestAFileWithoutAHeader(t *testing.T) {
	got, err := read(t, "1,A\n2\n", rows.Layout{Columns: layout.Columns})
	if want := "[1 1|A row 2: the row has 1 columns, 2 are wanted]"; err != nil || fmt.Sprint(got) != want {
		t.Errorf("got %v, %v, want %s", got, err, want)
	}
}

func TestReadingStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for row, err := range rows.Read(ctx, strings.NewReader("id,name\n1,A\n"), layout) {
		if graph.CodeOf(err) != graph.Canceled {
			t.Errorf("got %+v, %v, want CANCELED", row, err)
		}
	}
}

// Whatever the bytes are, the rows end, and each is whole or refused.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{"id,name\n1,A\n", "id,name\n1,\"A\nB\"\n", "\ufeffname,id\r\n", "id,name\n1,\x92\u0092\x1a\n", "id,name\n\"\"\"\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		last := 0
		for row, err := range rows.Read(context.Background(), strings.NewReader(string(content)), layout) {
			if err != nil {
				if code := graph.CodeOf(err); code != graph.Invalid && code != graph.TooLarge {
					t.Fatalf("got %v", err)
				}
				return
			}
			if row.Number <= last || row.Refused == nil && len(row.Cells) != 2 {
				t.Fatalf("got %+v behind row %d", row, last)
			}
			last = row.Number
		}
	})
}
