package sqlite

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
)

func TestTheLatestMarkIsRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph.db-head")
	file, err := openMark(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if _, known, err := file.read(); known || err != nil {
		t.Errorf("a new file: got known %v, error %v, want neither", known, err)
	}
	for n := range int64(5) {
		want := mark{number: n + 1, revision: graph.Revision(n), chain: bytes.Repeat([]byte{byte(n)}, 32)}
		if err := file.write(want); err != nil {
			t.Fatal(err)
		}
		got, known, err := readMark(path)
		if err != nil || !known {
			t.Fatalf("got known %v, error %v, want the mark", known, err)
		}
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(mark{})); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
	if info, err := os.Stat(path); err != nil || info.Size() != 2*markSize {
		t.Errorf("the file has %v bytes, error %v, want room for two marks", info.Size(), err)
	}
}

// FuzzMarks: noise is never taken for a mark, and one mark survives beside it.
func FuzzMarks(f *testing.F) {
	f.Add([]byte("entente 6 6 ab"), true)
	f.Add(bytes.Repeat([]byte{0}, markSize), false)
	f.Fuzz(func(t *testing.T, noise []byte, first bool) {
		want := mark{number: 2, revision: 7, chain: bytes.Repeat([]byte{7}, 32)}
		slot := make([]byte, markSize)
		copy(slot, noise)
		content := append(want.line(), slot...)
		if !first {
			content = append(slot, want.line()...)
		}
		got, known, err := parseMarks(content, "graph.db-head")
		if err != nil || !known || !cmp.Equal(got, want, cmp.AllowUnexported(mark{})) {
			t.Errorf("got %+v, known %v, error %v, want %+v", got, known, err, want)
		}
	})
}
