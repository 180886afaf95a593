package sqlite_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/store/sqlite"
)

// image copies the files of a store, as a crash would leave them.
func image(t *testing.T, path string) string {
	t.Helper()
	folder := t.TempDir()
	for _, suffix := range []string{"", "-wal", "-head"} {
		data, err := os.ReadFile(path + suffix)
		if os.IsNotExist(err) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, "graph.db"+suffix), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(folder, "graph.db")
}

func edit(t *testing.T, path string, change func([]byte) []byte) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, change(data), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestADamagedRecordIsAnErrorThatNamesIt(t *testing.T) {
	const entity, relationship = "org:firm-0002", "rel:PART_OF/org:firm-0002/org:firm-0001"
	changes := func(s graph.Store) error { _, _, err := content(s); return err }
	outline := func(s graph.Store) error {
		for _, err := range s.Outline(context.Background(), 1) {
			if err != nil {
				return err
			}
		}
		return nil
	}
	entities := func(s graph.Store) error {
		_, err := s.Entities(context.Background(), []graph.ID{entity})
		return err
	}
	find := func(s graph.Store) error {
		_, err := s.Find(context.Background(), graph.Query{Text: "firm 2", First: 1})
		return err
	}
	history := func(s graph.Store) error { _, err := s.History(context.Background(), entity); return err }
	apply := func(s graph.Store) error {
		changed := batch(2)
		changed.Entities[0].Names[0].Value = "Renamed"
		_, err := s.Apply(context.Background(), changed)
		return err
	}
	again := func(s graph.Store) error { _, err := s.Apply(context.Background(), batch(2)); return err }
	remove := func(s graph.Store) error {
		_, err := s.Apply(context.Background(), graph.Batch{Remove: []graph.ID{relationship}})
		return err
	}
	rows := []struct {
		name, statement, record string
		ask                     func(graph.Store) error
	}{
		{"a letter, read in bulk", "UPDATE payload SET line = replace(line, 'Firm 2', 'Fixm 2')", entity, changes},
		{"a letter, read by id", "UPDATE payload SET line = replace(line, 'Firm 2', 'Fixm 2')", entity, entities},
		{"a letter, found", "UPDATE payload SET line = replace(line, 'Firm 2', 'Fixm 2')", entity, find},
		{"a letter, in the history", "UPDATE payload SET line = replace(line, 'Firm 2', 'Fixm 2')", entity, history},
		{"a letter, about to be replaced", "UPDATE payload SET line = replace(line, 'Firm 2', 'Fixm 2')", entity, apply},
		{"a letter, about to be removed", "UPDATE payload SET line = replace(line, '\"A\"', '\"B\"')", relationship, remove},
		{"a checksum, when the same comes again", "UPDATE payload SET checksum = 1 WHERE line LIKE '%Firm 2%'", entity, again},
		{"the line of another record", "UPDATE payload SET (line, checksum) = (SELECT line, checksum FROM payload WHERE line LIKE '%Firm 1%') WHERE line LIKE '%Firm 2%'", entity, entities},
		{"the line gone", "DELETE FROM payload WHERE line LIKE '%Firm 2%'", entity, entities},
		{"the line empty", "UPDATE payload SET line = '' WHERE line LIKE '%Firm 2%'", entity, changes},
		{"the revision", "UPDATE entity SET revision = 1 WHERE id = '" + entity + "'", entity, entities},
		{"a kind in the columns", "UPDATE entity SET kind = 'Person' WHERE id = '" + entity + "'", entity, outline},
		{"an unknown kind in the columns", "UPDATE entity SET kind = 'Fixm' WHERE id = '" + entity + "'", entity, outline},
		{"a merged id in the columns", "UPDATE entity SET merged = 'org:x' WHERE id = '" + entity + "'", entity, outline},
		{"a status in the columns", "UPDATE relationship SET status = 'ended' WHERE id = '" + relationship + "'", relationship, outline},
		{"a date in the columns", "UPDATE relationship SET since = '2018-13' WHERE id = '" + relationship + "'", relationship, outline},
		{"an end in the columns", "UPDATE relationship SET target = (SELECT row FROM entity WHERE id = 'org:firm-0003') WHERE id = '" + relationship + "'", relationship, outline},
		{"an end that is not there", "UPDATE relationship SET target = 999 WHERE id = '" + relationship + "'", relationship, outline},
		{"a record gone", "DELETE FROM relationship WHERE id = '" + relationship + "'", "", changes},
	}
	path := filled(t, 3)
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			path := image(t, path)
			run(t, path, row.statement)
			err := row.ask(openFile(t, path))
			if err == nil || graph.CodeOf(err) != graph.Internal {
				t.Fatalf("got error %v, want INTERNAL", err)
			}
			if got := err.(*graph.Error).Record; got != row.record {
				t.Errorf("record: got %q, want %q (%v)", got, row.record, err)
			}
		})
	}
}

// Whatever byte of the file goes bad, a reader gets the records as they were
// or an error.
func TestFlippedBytesNeverBecomeData(t *testing.T) {
	path := filled(t, 12)
	store := openFile(t, path)
	wantChanges, wantOutline, err := content(store)
	if err != nil {
		t.Fatal(err)
	}
	store.Close()
	random := rand.New(rand.NewPCG(1, 2))
	whole, noticed := 0, 0
	for range 80 {
		path := image(t, path)
		at := 0
		edit(t, path, func(data []byte) []byte {
			at = random.IntN(len(data))
			data[at] ^= byte(1 + random.IntN(255))
			return data
		})
		store, err := sqlite.Open(context.Background(), path, sqlite.Options{ReadOnly: true})
		if err != nil {
			noticed++
			continue
		}
		changes, outline, err := content(store)
		store.Close()
		if err != nil {
			noticed++
			continue
		}
		whole++
		if !cmp.Equal(changes, wantChanges) || !cmp.Equal(outline, wantOutline) {
			t.Errorf("byte %d: other records and no error", at)
		}
	}
	if whole == 0 || noticed == 0 {
		t.Errorf("%d files were whole and %d damaged, want some of each", whole, noticed)
	}
}

func TestATruncatedFileIsRefused(t *testing.T) {
	path := filled(t, 12)
	for _, part := range []int{2, 3, 10} {
		t.Run(fmt.Sprintf("to one in %d", part), func(t *testing.T) {
			path := image(t, path)
			edit(t, path, func(data []byte) []byte { return data[:len(data)/part] })
			refused(t, path, sqlite.Options{}, graph.Internal)
			refused(t, path, sqlite.Options{ReadOnly: true}, graph.Internal)
		})
	}
}

// The reader of a -wal stops at the first bad frame and says nothing. The mark
// beside the file knows better.
func TestALostTailOfTheLogIsNoticed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph.db")
	store := openFile(t, path)
	for n := range 6 {
		must(t, store, batch(n+1))
	}
	want, _, err := content(store)
	if err != nil {
		t.Fatal(err)
	}
	t.Run("untouched", func(t *testing.T) {
		got, _, err := content(openFile(t, image(t, path)))
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("error %v, (-want +got):\n%s", err, diff)
		}
	})
	info, err := os.Stat(path + "-wal")
	if err != nil {
		t.Fatalf("the test needs commits in the -wal: %v", err)
	}
	for _, share := range []int64{1, 30, 60, 90, 99} {
		at := info.Size() * share / 100
		damages := map[string]func([]byte) []byte{
			"flipped": func(data []byte) []byte { data[at] ^= 4; return data },
			"cut off": func(data []byte) []byte { return data[:at] },
		}
		for name, damage := range damages {
			t.Run(fmt.Sprintf("%s at %d%%", name, share), func(t *testing.T) {
				path := image(t, path)
				edit(t, path+"-wal", damage)
				for _, options := range []sqlite.Options{{}, {ReadOnly: true}} {
					err := refused(t, path, options, graph.Internal)
					if !strings.Contains(err.Error(), "revision 6 was acknowledged") {
						t.Errorf("message: got %q, want one that names the lost revision", err)
					}
				}
				if _, err := os.Stat(path + "-wal"); err != nil {
					t.Errorf("the -wal is gone, and with it what could be saved: %v", err)
				}
			})
		}
	}
}

func TestTheMarkMayLagBehindButNotAhead(t *testing.T) {
	path := filled(t, 5)
	older := image(t, path)
	store := openFile(t, path)
	must(t, store, batch(6))
	store.Close()
	swap := func(t *testing.T, base, suffix, from string) string {
		mixed := image(t, base)
		data, err := os.ReadFile(from + suffix)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(mixed+suffix, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return mixed
	}
	t.Run("a commit whose mark was not written counts", func(t *testing.T) {
		store := openFile(t, swap(t, path, "-head", older))
		if got := must(t, store, batch(7)); got.Revision != 7 {
			t.Errorf("revision: got %d, want 7", got.Revision)
		}
	})
	t.Run("an older database is refused", func(t *testing.T) {
		refused(t, swap(t, path, "", older), sqlite.Options{}, graph.Internal)
	})
	t.Run("until the mark is deleted", func(t *testing.T) {
		mixed := swap(t, path, "", older)
		os.Remove(mixed + "-head")
		if got := must(t, openFile(t, mixed), batch(6)); got.Revision != 6 {
			t.Errorf("revision: got %d, want 6", got.Revision)
		}
	})
	t.Run("a database of another history is refused", func(t *testing.T) {
		other := filepath.Join(t.TempDir(), "graph.db")
		store := openFile(t, other)
		for n := range 9 {
			must(t, store, graph.Batch{Entities: batch(n + 2).Entities})
		}
		store.Close()
		err := refused(t, swap(t, path, "", other), sqlite.Options{}, graph.Internal)
		if !strings.Contains(err.Error(), "another history") {
			t.Errorf("message: got %q, want one of another history", err)
		}
	})
	t.Run("a mark that was being written leaves the one before", func(t *testing.T) {
		// Six commits: the last mark is the first in the file.
		path := image(t, path)
		edit(t, path+"-head", func(data []byte) []byte { return append([]byte("entente 6 6 ab"), data[14:]...) })
		must(t, openFile(t, path), batch(7))
	})
	t.Run("a mark of noise is a damage", func(t *testing.T) {
		path := image(t, path)
		edit(t, path+"-head", func([]byte) []byte { return []byte("noise") })
		refused(t, path, sqlite.Options{}, graph.Internal)
	})
}
