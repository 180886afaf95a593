package faults_test

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"entente/internal/neo4j"
)

var (
	// servers are shared by the tests of this package; each test gets an empty database.
	servers neo4j.Pool
	// lanes has one lock for each version: see server.
	lanes = map[string]*sync.Mutex{neo4j.LTS: {}, neo4j.Latest: {}}
	// expired is the certificate of a server that expired an hour ago. Its
	// authority is trusted, so that nothing but its age speaks against it.
	expired *neo4j.Certificate
)

func TestMain(m *testing.M) {
	code, err := run(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

// server gives the server of a version to one test at a time. Most of a fault
// is waiting, so the tests of the one version run beside those of the other.
func server(t *testing.T, version string) *neo4j.Server {
	t.Helper()
	lanes[version].Lock()
	t.Cleanup(lanes[version].Unlock)
	return servers.Server(t, version)
}

// run has the expired certificate trusted before anything speaks TLS, because
// Go reads the system's authorities once.
func run(m *testing.M) (code int, err error) {
	now := time.Now()
	if expired, err = neo4j.NewCertificate(now.Add(-48*time.Hour), now.Add(-time.Hour)); err != nil {
		return 0, err
	}
	folder, err := os.MkdirTemp("", "entente-trust-")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "trusted.pem")
	if err := os.WriteFile(path, expired.PEM, 0o600); err != nil {
		return 0, err
	}
	os.Setenv("SSL_CERT_FILE", path)
	// Whoever waits for a server must keep nobody from running who has one.
	flag.Parse()
	if err := flag.Set("test.parallel", "32"); err != nil {
		return 0, err
	}
	code = m.Run()
	servers.Close()
	return code, leaks(code)
}

// leaks finds goroutines that outlived all tests.
func leaks(code int) error {
	if code != 0 {
		return nil
	}
	if err := goleak.Find(); err != nil {
		return errors.Join(errors.New("goroutines outlived the tests"), err)
	}
	return nil
}
