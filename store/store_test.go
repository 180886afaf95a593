package store_test

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"entente/graph"
	"entente/store"
)

func firm() graph.Batch {
	return graph.Batch{Entities: []*graph.Entity{{
		ID: "org:firm", Kind: graph.Firm, Names: []graph.Name{{Value: "Invented Firm", Type: graph.Label}},
	}}}
}

func TestAnAddressOpensItsStore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph.db")
	for _, address := range []string{"sqlite::memory:", "sqlite:" + path} {
		t.Run(address[:8], func(t *testing.T) {
			opened, err := store.Open(t.Context(), address, store.Options{})
			if err != nil {
				t.Fatalf("Open: %v", err)
			}
			defer opened.Close()
			if _, err := opened.Apply(t.Context(), firm()); err != nil {
				t.Errorf("Apply: %v", err)
			}
		})
	}
}

func TestOptionsReachTheStore(t *testing.T) {
	address := "sqlite:" + filepath.Join(t.TempDir(), "graph.db")
	at := time.Date(2026, 11, 24, 12, 0, 0, 5, time.UTC)
	writer, err := store.Open(t.Context(), address, store.Options{Now: func() time.Time { return at }})
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	if _, err := writer.Apply(t.Context(), firm()); err != nil {
		t.Fatalf("Apply: %v", err)
	}
	writer.Close()
	reader, err := store.Open(t.Context(), address, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	defer reader.Close()
	versions, err := reader.History(t.Context(), "org:firm")
	if err != nil || !versions[0].Time.Equal(at) {
		t.Errorf("History: got %v, error %v, want the time %s", versions, err, at)
	}
	if _, err := reader.Apply(t.Context(), firm()); err == nil || graph.CodeOf(err) != graph.Unavailable {
		t.Errorf("Apply: got error %v, want UNAVAILABLE", err)
	}
}

func TestAnAddressOfNoStoreIsRefused(t *testing.T) {
	rows := []struct{ address, want string }{
		{"", "looks like sqlite:PATH"},
		{"entente.db", "looks like sqlite:PATH"},
		{"sqlite:", "names no file"},
		{"mysql://localhost", `no store answers to "mysql"`},
		{"neo4j:", "looks like neo4j://HOST"},
		{"neo4j://", "names no server"},
		{"neo4j+s://localhost/one/two", "a database and no more"},
		{"bolt://neo4j:secret@localhost", "ENTENTE_STORE_PASSWORD"},
	}
	for _, row := range rows {
		t.Run(row.address, func(t *testing.T) {
			opened, err := store.Open(t.Context(), row.address, store.Options{})
			if err == nil || graph.CodeOf(err) != graph.Invalid || opened != nil {
				t.Fatalf("Open: got %v, error %v, want INVALID", opened, err)
			}
			if strings.Contains(err.Error(), "secret") || !strings.Contains(err.Error(), row.want) {
				t.Errorf("message: got %q, want one with %q", err, row.want)
			}
		})
	}
}
