package seed_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"entente/seed"
	"entente/store/sqlite"
)

// factsFile are the files of a store that holds the facts, by what stands behind
// its name: they are loaded once, for that takes seconds under the race detector.
var factsFile = sync.OnceValues(func() (map[string][]byte, error) {
	folder, err := os.MkdirTemp("", "facts")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	name := filepath.Join(folder, "facts.db")
	store, err := sqlite.Open(context.Background(), name, sqlite.Options{})
	if err != nil {
		return nil, err
	}
	_, err = seed.Load(context.Background(), store, "entente", theFacts(), seed.Options{})
	if err := errors.Join(err, store.Close()); err != nil {
		return nil, err
	}
	written, err := filepath.Glob(name + "*")
	files := map[string][]byte{}
	for _, file := range written {
		content, failed := os.ReadFile(file)
		files[strings.TrimPrefix(file, name)], err = content, errors.Join(err, failed)
	}
	return files, err
})

// openFacts gives a store of its own that holds the facts.
func openFacts(t *testing.T) *sqlite.Store {
	t.Helper()
	files, err := factsFile()
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "facts.db")
	for ending, content := range files {
		if err := os.WriteFile(name+ending, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	store, err := sqlite.Open(t.Context(), name, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	return store
}
