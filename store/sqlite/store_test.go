package sqlite_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/store/sqlite"
	"entente/store/storetest"
)

func TestStoreInMemoryKeepsTheContract(t *testing.T) {
	storetest.Run(t, func(t *testing.T) graph.Store { return openFile(t, sqlite.Memory) })
}

func TestStoreInAFileKeepsTheContract(t *testing.T) {
	storetest.Run(t, func(t *testing.T) graph.Store { return openFile(t, filepath.Join(t.TempDir(), "graph.db")) })
}

// body n is an invented firm; batch n brings it together with a source and,
// from the second on, a tie to the one before.
func batch(n int) graph.Batch {
	source := graph.ID(fmt.Sprintf("src:%d", n))
	b := graph.Batch{
		Author:   "tester",
		Sources:  []*graph.Source{{ID: source, Title: "Invented source", Kind: "page"}},
		Entities: []*graph.Entity{{ID: bodyID(n), Kind: graph.Firm, Names: []graph.Name{{Value: fmt.Sprintf("Invented Firm %d", n), Language: "en", Type: graph.Label}}}},
	}
	if n > 1 {
		b.Relationships = []*graph.Relationship{{
			ID: graph.RelationshipID(graph.PartOf, bodyID(n), bodyID(n-1), ""), Kind: graph.PartOf, From: bodyID(n), To: bodyID(n - 1),
			Claims: []graph.Claim{{Source: source, Confidence: graph.ConfidenceA, Status: graph.Active}},
		}}
	}
	return b
}

func bodyID(n int) graph.ID { return graph.ID(fmt.Sprintf("org:firm-%04d", n)) }

// filled makes a store of some batches and closes it.
func filled(t *testing.T, batches int) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "graph.db")
	store := openFile(t, path)
	for n := range batches {
		must(t, store, batch(n+1))
	}
	if err := store.Close(); err != nil {
		t.Fatalf("Close: %v", err)
	}
	return path
}

// content reads everything, by both ways.
func content(store graph.Store) (changes []graph.Change, outline []graph.Outline, err error) {
	for change, err := range store.Changes(context.Background(), 0) {
		if err != nil {
			return nil, nil, err
		}
		changes = append(changes, change)
	}
	for line, err := range store.Outline(context.Background(), 0) {
		if err != nil {
			return nil, nil, err
		}
		outline = append(outline, line)
	}
	return changes, outline, nil
}

// refused opens and gives the error that has to come.
func refused(t *testing.T, path string, options sqlite.Options, want graph.Code) error {
	t.Helper()
	store, err := sqlite.Open(context.Background(), path, options)
	if err == nil {
		store.Close()
		t.Fatalf("Open: got no error, want %s", want)
	}
	if got := graph.CodeOf(err); got != want {
		t.Fatalf("Open: got %s (%v), want %s", got, err, want)
	}
	return err
}

// run executes SQL behind the store's back.
func run(t *testing.T, path, statement string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(statement); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

func TestOpenRefusesWhatIsNoStoreAndLeavesItAlone(t *testing.T) {
	foreign := func(statement string) func(t *testing.T, path string) {
		return func(t *testing.T, path string) { run(t, path, statement) }
	}
	write := func(text string) func(t *testing.T, path string) {
		return func(t *testing.T, path string) {
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	rows := []struct {
		name string
		make func(t *testing.T, path string)
		want string
	}{
		{"a text", write("Dear diplomat,\n"), "no SQLite file"},
		{"a long text", write(strings.Repeat("Dear diplomat,\n", 1000)), "no SQLite file"},
		{"the beginning of an SQLite file", write("SQLite format 3\x00\x10"), "no SQLite file"},
		{"an SQLite file of another program", foreign("PRAGMA application_id = 7; CREATE TABLE t (x)"), "another program"},
		{"an SQLite file of nobody", foreign("CREATE TABLE entity (x)"), "another program"},
		{"a newer format", foreign("PRAGMA application_id = 1164866661; PRAGMA user_version = 2; CREATE TABLE t (x)"), "format 2"},
		{"a folder", func(t *testing.T, path string) { os.Mkdir(path, 0o700) }, "a folder"},
	}
	for _, row := range rows {
		for _, options := range []sqlite.Options{{}, {ReadOnly: true}} {
			t.Run(fmt.Sprintf("%s, read only %v", row.name, options.ReadOnly), func(t *testing.T) {
				folder := t.TempDir()
				path := filepath.Join(folder, "graph.db")
				row.make(t, path)
				before, _ := os.ReadFile(path)
				err := refused(t, path, options, graph.Invalid)
				if !strings.Contains(err.Error(), row.want) || !strings.Contains(err.Error(), path) {
					t.Errorf("message: got %q, want one with %q and the path", err, row.want)
				}
				after, _ := os.ReadFile(path)
				if diff := cmp.Diff(before, after); diff != "" {
					t.Errorf("the file was changed")
				}
				if files, _ := os.ReadDir(folder); len(files) != 1 {
					t.Errorf("the folder holds %v, want the one file", files)
				}
			})
		}
	}
	t.Run("a folder that is not there", func(t *testing.T) {
		refused(t, filepath.Join(t.TempDir(), "none", "graph.db"), sqlite.Options{}, graph.Invalid)
	})
}

func TestOpenMakesAStoreWhereNothingIs(t *testing.T) {
	rows := map[string]string{
		"a plain name":                  "graph.db",
		"a name that an address breaks": "a b%20?mode=memory#é گراف.db",
	}
	for name, file := range rows {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), file)
			must(t, openFile(t, path), batch(1))
			if _, err := os.Stat(path); err != nil {
				t.Errorf("the file: %v", err)
			}
		})
	}
	t.Run("an empty file", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "graph.db")
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		must(t, openFile(t, path), batch(1))
	})
	t.Run("nothing is made for a reader", func(t *testing.T) {
		folder := t.TempDir()
		refused(t, filepath.Join(folder, "graph.db"), sqlite.Options{ReadOnly: true}, graph.NotFound)
		if files, _ := os.ReadDir(folder); len(files) != 0 {
			t.Errorf("the folder holds %v, want nothing", files)
		}
	})
	t.Run("each store in memory is its own", func(t *testing.T) {
		must(t, openFile(t, sqlite.Memory), batch(1))
		if head, err := openFile(t, sqlite.Memory).Head(t.Context()); err != nil || head.Revision != 0 {
			t.Errorf("Head: got %+v, error %v, want revision 0", head, err)
		}
	})
}

func TestOneProcessWritesAndOthersRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph.db")
	writer := openFile(t, path)
	must(t, writer, batch(1))
	err := refused(t, path, sqlite.Options{}, graph.Unavailable)
	if !strings.Contains(err.Error(), path) {
		t.Errorf("message: got %q, want one that names %s", err, path)
	}
	reader, err := sqlite.Open(t.Context(), path, sqlite.Options{ReadOnly: true})
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	defer reader.Close()
	must(t, writer, batch(2))
	t.Run("a reader sees each commit", func(t *testing.T) {
		want, _, _ := content(writer)
		got, _, err := content(reader)
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("error %v, (-writer +reader):\n%s", err, diff)
		}
	})
	t.Run("a reader does not write", func(t *testing.T) {
		if _, err := reader.Apply(t.Context(), batch(3)); err == nil || graph.CodeOf(err) != graph.Unavailable {
			t.Errorf("Apply: got error %v, want UNAVAILABLE", err)
		}
	})
	t.Run("a reader outlives the writer, and the next writer may come", func(t *testing.T) {
		writer.Close()
		if _, _, err := content(reader); err != nil {
			t.Errorf("reading: %v", err)
		}
		must(t, openFile(t, path), batch(3))
		if head, err := reader.Head(t.Context()); err != nil || head.Revision != 3 {
			t.Errorf("Head: got %+v, error %v, want revision 3", head, err)
		}
	})
}

func TestAStoreIsReadWhereNothingMayBeWritten(t *testing.T) {
	path := filled(t, 3)
	os.Chmod(path, 0o400)
	os.Chmod(filepath.Dir(path), 0o500)
	t.Cleanup(func() { os.Chmod(filepath.Dir(path), 0o700) })
	asNobody(t, filepath.Dir(path))
	reader, err := sqlite.Open(t.Context(), path, sqlite.Options{ReadOnly: true})
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	defer reader.Close()
	if changes, _, err := content(reader); err != nil || len(changes) != 8 {
		t.Errorf("content: got %d records, error %v, want 8", len(changes), err)
	}
	refused(t, path, sqlite.Options{}, graph.Unavailable)
}

func TestAClosedStoreAnswersNoMore(t *testing.T) {
	store := openFile(t, filepath.Join(t.TempDir(), "graph.db"))
	must(t, store, batch(1))
	for range 2 {
		if err := store.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	}
	if _, err := store.Head(t.Context()); err == nil {
		t.Error("Head: got no error, want one")
	}
	if _, err := store.Apply(t.Context(), batch(2)); err == nil {
		t.Error("Apply: got no error, want one")
	}
}
