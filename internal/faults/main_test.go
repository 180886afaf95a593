//go:build faults

package faults_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/Shopify/toxiproxy/v2/toxics"

	"entente/internal/neo4j"
)

var (
	// servers are shared by the tests of this package; each test gets an empty database.
	servers neo4j.Pool
	// expired is the certificate of a server that expired an hour ago. Its
	// authority is trusted, so that nothing but its age speaks against it.
	expired *neo4j.Certificate
)

func TestMain(m *testing.M) {
	toxics.Register("limit_messages", new(limitMessages))
	code, err := run(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
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
	defer servers.Close()
	return m.Run(), nil
}
