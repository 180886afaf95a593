package interchange_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"iter"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/interchange"
)

const (
	first  = `{"record":"source","id":"src:a","title":"A","publisher":null,"url":null,"kind":"page","retrieved":null}`
	second = `{"record":"source","id":"src:b","title":"B","publisher":null,"url":null,"kind":"page","retrieved":null}`
	broken = `{"record":"source","id":"src:c","title":7}`
)

// read gives the ids with their numbers and the errors, as lines of text.
func read(t *testing.T, input io.Reader) (lines []string, failures []*graph.Error) {
	t.Helper()
	for record, err := range interchange.Read(t.Context(), input) {
		var failure *graph.Error
		switch {
		case err == nil:
			lines = append(lines, record.Label())
		case errors.As(err, &failure):
			failures = append(failures, failure)
		default:
			t.Fatalf("got %v, want a *graph.Error", err)
		}
	}
	return lines, failures
}

func TestReadNumbersLines(t *testing.T) {
	for what, input := range map[string]string{
		"lines with ends":             first + "\n\n" + second + "\n",
		"a last line without an end":  first + "\n\n" + second,
		"lines with carriage returns": first + "\r\n\r\n" + second + "\r\n",
		"blank lines at the end":      first + "\n \t\n" + second + "\n\n \n",
	} {
		t.Run("it reads "+what, func(t *testing.T) {
			lines, failures := read(t, iotest.OneByteReader(strings.NewReader(input)))
			if diff := cmp.Diff([]string{"record 1 (src:a)", "record 3 (src:b)"}, lines); diff != "" || failures != nil {
				t.Errorf("records differ (-want +got):\n%s%v", diff, failures)
			}
		})
	}
	t.Run("it reads nothing from nothing", func(t *testing.T) {
		if lines, failures := read(t, strings.NewReader("")); lines != nil || failures != nil {
			t.Errorf("got %v, %v, want nothing", lines, failures)
		}
	})
}

func TestReadGoesOnBehindABadLine(t *testing.T) {
	lines, failures := read(t, strings.NewReader(strings.Join([]string{first, broken, `{"record`, second, ""}, "\n")))
	if diff := cmp.Diff([]string{"record 1 (src:a)", "record 4 (src:b)"}, lines); diff != "" {
		t.Errorf("records differ (-want +got):\n%s", diff)
	}
	if len(failures) != 2 || failures[0].Record != "record 2 (src:c)" || failures[0].Field != "title" || failures[1].Record != "record 3" {
		t.Errorf("got %v, want record 2 (src:c) at title and record 3", failures)
	}
}

func TestReadRefusesALongLineAndGoesOn(t *testing.T) {
	long := strings.Replace(first, `"A"`, `"`+strings.Repeat("x", interchange.MaxLine)+`"`, 1)
	lines, failures := read(t, strings.NewReader(long+"\n"+second+"\n"))
	if diff := cmp.Diff([]string{"record 2 (src:b)"}, lines); diff != "" {
		t.Errorf("records differ (-want +got):\n%s", diff)
	}
	if len(failures) != 1 || failures[0].Code != graph.TooLarge || failures[0].Record != "record 1" {
		t.Errorf("got %v, want record 1 to be TOO_LARGE", failures)
	}
}

func TestReadAllowsALineOfTheLargestSize(t *testing.T) {
	line := first + strings.Repeat(" ", interchange.MaxLine-len(first))
	if lines, failures := read(t, strings.NewReader(line+"\n")); len(lines) != 1 || failures != nil {
		t.Errorf("got %v, %v, want one record", lines, failures)
	}
}

// utf16 writes ASCII in UTF-16, the low byte first.
func utf16(s string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		b.WriteByte(c)
		b.WriteByte(0)
	}
	return b.String()
}

func TestReadRefusesOtherEncodings(t *testing.T) {
	for _, row := range []struct{ what, input, says string }{
		{"a byte order mark", "\xef\xbb\xbf" + first + "\n", "byte order mark"},
		{"UTF-16 with a mark", "\xff\xfe" + utf16(first+"\n"), "UTF-16"},
		{"UTF-16 without a mark", utf16(first + "\n"), "UTF-16"},
		{"a compressed file", "\x1f\x8b\x08\x00", "compressed"},
		{"Latin-1 in a line", strings.Replace(first, `"A"`, "\"\xe9\"", 1) + "\n", "not UTF-8"},
	} {
		t.Run("it refuses "+row.what, func(t *testing.T) {
			lines, failures := read(t, strings.NewReader(row.input))
			if lines != nil || len(failures) != 1 || failures[0].Code != graph.Invalid || !strings.Contains(failures[0].Message, row.says) {
				t.Errorf("got %v, %v, want one INVALID that says %q", lines, failures, row.says)
			}
		})
	}
}

func TestReadTellsThatTheInputIsCutOff(t *testing.T) {
	whole := first + "\n" + second
	cut := whole[:len(whole)-9]
	for what, input := range map[string]io.Reader{
		"in the middle of a line":          strings.NewReader(cut),
		"in the middle of what it unpacks": io.MultiReader(strings.NewReader(cut), iotest.ErrReader(io.ErrUnexpectedEOF)),
	} {
		t.Run(what, func(t *testing.T) {
			lines, failures := read(t, input)
			if len(lines) != 1 || len(failures) != 1 || failures[0].Code != graph.Invalid || !strings.Contains(failures[0].Message, "cut off") {
				t.Errorf("got %v, %v, want one record and one INVALID that says so", lines, failures)
			}
		})
	}
}

func TestReadPassesOnWhatTheInputSays(t *testing.T) {
	t.Run("a failure without a code is INTERNAL", func(t *testing.T) {
		_, failures := read(t, iotest.ErrReader(errors.New("disk on fire")))
		if len(failures) != 1 || failures[0].Code != graph.Internal {
			t.Errorf("got %v, want one INTERNAL", failures)
		}
	})
	t.Run("a failure with a code keeps it and gains its place", func(t *testing.T) {
		_, failures := read(t, io.MultiReader(strings.NewReader(first+"\n"), iotest.ErrReader(graph.Errorf(graph.TooLarge, "too much"))))
		if len(failures) != 1 || failures[0].Code != graph.TooLarge || failures[0].Record != "record 2" {
			t.Errorf("got %v, want one TOO_LARGE at record 2", failures)
		}
	})
}

func TestReadStops(t *testing.T) {
	t.Run("with its context", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		count, last := 0, error(nil)
		for _, err := range interchange.Read(ctx, strings.NewReader(first+"\n"+second+"\n"+second+"\n")) {
			cancel()
			count, last = count+1, err
		}
		if count != 2 || graph.CodeOf(last) != graph.Canceled {
			t.Errorf("got %d records, the last with %v, want 2, the last CANCELED", count, last)
		}
	})
	t.Run("with its consumer", func(t *testing.T) {
		for range interchange.Read(t.Context(), io.MultiReader(strings.NewReader(first+"\n"), neverRead{t})) {
			break
		}
	})
}

// neverRead fails the test when it is read more than a buffer ahead.
type neverRead struct{ t *testing.T }

func (n neverRead) Read([]byte) (int, error) {
	n.t.Error("the input was read behind the record that the consumer stopped at")
	return 0, io.EOF
}

func changes(list ...graph.Change) iter.Seq2[graph.Change, error] {
	return func(yield func(graph.Change, error) bool) {
		for _, change := range list {
			if !yield(change, nil) {
				return
			}
		}
	}
}

func TestWrite(t *testing.T) {
	var list []graph.Change
	var want strings.Builder
	for _, row := range canonical {
		list = append(list, graph.Change{Source: row.want.Source, Entity: row.want.Entity, Relationship: row.want.Relationship})
		want.WriteString(row.line + "\n")
	}
	list = append(list, graph.Change{Removed: "org:gone"})
	var got bytes.Buffer
	summary, err := interchange.Write(&got, changes(list...))
	if err != nil {
		t.Fatal(err)
	}
	t.Run("it writes a line for each record and none for a removal", func(t *testing.T) {
		if diff := cmp.Diff(want.String(), got.String()); diff != "" {
			t.Errorf("output differs (-want +got):\n%s", diff)
		}
	})
	t.Run("it counts and hashes what it wrote", func(t *testing.T) {
		want := interchange.Summary{Sources: 2, Entities: 3, Relationships: 2, Hash: sha256.Sum256(got.Bytes())}
		if diff := cmp.Diff(want, summary); diff != "" || summary.Records() != 7 {
			t.Errorf("summary differs (-want +got):\n%s", diff)
		}
	})
	t.Run("what is read back and written again is the same", func(t *testing.T) {
		var again bytes.Buffer
		if second, err := interchange.Write(&again, reread(t, got.Bytes())); err != nil || second != summary {
			t.Errorf("got %v, %v, want %v", second, err, summary)
		}
	})
}

func reread(t *testing.T, input []byte) iter.Seq2[graph.Change, error] {
	return func(yield func(graph.Change, error) bool) {
		for r, err := range interchange.Read(t.Context(), bytes.NewReader(input)) {
			if !yield(graph.Change{Source: r.Source, Entity: r.Entity, Relationship: r.Relationship}, err) {
				return
			}
		}
	}
}

func TestWriteStopsAtTheFirstError(t *testing.T) {
	source := graph.Change{Source: &graph.Source{ID: "src:x", Title: "X", Kind: "page"}}
	t.Run("of the changes", func(t *testing.T) {
		failing := func(yield func(graph.Change, error) bool) {
			yield(graph.Change{}, graph.Errorf(graph.Unavailable, "gone"))
		}
		if _, err := interchange.Write(io.Discard, failing); graph.CodeOf(err) != graph.Unavailable {
			t.Errorf("got %v, want UNAVAILABLE", err)
		}
	})
	t.Run("of the output", func(t *testing.T) {
		if _, err := interchange.Write(failingWriter{}, changes(source)); err == nil {
			t.Error("got no error")
		}
	})
	t.Run("of a line that nobody could read", func(t *testing.T) {
		long := graph.Change{Source: &graph.Source{ID: "src:x", Title: strings.Repeat("x", interchange.MaxLine), Kind: "page"}}
		if _, err := interchange.Write(io.Discard, changes(long)); graph.CodeOf(err) != graph.TooLarge {
			t.Errorf("got %v, want TOO_LARGE", err)
		}
	})
}

type failingWriter struct{}

func (failingWriter) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestRecord(t *testing.T) {
	t.Run("an empty record has no id and does not validate", func(t *testing.T) {
		var empty interchange.Record
		if err := empty.Validate(); empty.ID() != "" || err == nil || err.Code != graph.Invalid {
			t.Errorf("got %q, %v, want no id and INVALID", empty.ID(), err)
		}
		if line := interchange.Append(nil, empty); len(line) != 0 {
			t.Errorf("got the line %q, want none", line)
		}
	})
	for _, row := range canonical {
		t.Run("it validates "+row.what, func(t *testing.T) {
			if err := row.want.Validate(); err != nil || row.want.ID() == "" {
				t.Errorf("got %v, id %q", err, row.want.ID())
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(first + "\n" + broken + "\n" + second))
	f.Add([]byte("\xef\xbb\xbf" + first))
	f.Add([]byte(utf16(first)))
	f.Fuzz(func(t *testing.T, input []byte) {
		last := 0
		for record, err := range interchange.Read(t.Context(), bytes.NewReader(input)) {
			if record.Number <= last {
				t.Fatalf("got number %d behind %d", record.Number, last)
			}
			last = record.Number
			if err == nil && record.ID() == "" && record.Source == nil && record.Entity == nil && record.Relationship == nil {
				t.Fatalf("got an empty record at %d", record.Number)
			}
		}
	})
}
