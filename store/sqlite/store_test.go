package sqlite_test

import (
	"context"
	"path/filepath"
	"testing"

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

var _ = context.Background
