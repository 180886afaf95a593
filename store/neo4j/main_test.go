package neo4j_test

import (
	"os"
	"testing"

	"entente/graph"
	"entente/internal/neo4j"
	backend "entente/store/neo4j"
	"entente/store/storetest"
)

// servers are shared by the tests of this package; each test gets an empty database.
var servers neo4j.Pool

func TestMain(m *testing.M) {
	code := m.Run()
	servers.Close()
	peak.Close()
	os.Exit(code)
}

func options(s *neo4j.Server) backend.Options {
	return backend.Options{User: s.User, Password: s.Password}
}

// open opens a store that is closed at the end of the test.
func open(t testing.TB, s *neo4j.Server, options backend.Options) *backend.Store {
	t.Helper()
	opened, err := backend.Open(t.Context(), s.URL, options)
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	t.Cleanup(func() { opened.Close() })
	return opened
}

// eachVersion runs a test on every version of the server.
func eachVersion(t *testing.T, test func(t *testing.T, s *neo4j.Server)) {
	for _, version := range neo4j.Versions() {
		t.Run(version, func(t *testing.T) { test(t, servers.Server(t, version)) })
	}
}

func TestTheStoreKeepsTheContract(t *testing.T) {
	eachVersion(t, func(t *testing.T, s *neo4j.Server) {
		storetest.Run(t, func(t *testing.T) graph.Store {
			if err := s.Clear(t.Context()); err != nil {
				t.Fatalf("emptying the database: %v", err)
			}
			return open(t, s, options(s))
		})
	})
}
