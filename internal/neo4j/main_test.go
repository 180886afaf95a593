package neo4j_test

import (
	"os"
	"testing"

	"entente/internal/neo4j"
)

// servers are shared by the tests of this package.
var servers neo4j.Pool

func TestMain(m *testing.M) {
	code := m.Run()
	servers.Close()
	os.Exit(code)
}
