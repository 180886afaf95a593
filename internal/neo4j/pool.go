package neo4j

import (
	"errors"
	"os"
	"sync"
	"testing"
)

// Pool shares one server of each version between the tests of a process, one
// test at a time. The zero value is ready; a test package holds one and closes
// it at the end of its TestMain.
type Pool struct {
	// Options are those of each server; Version is not read.
	Options Options

	mutex   sync.Mutex
	servers map[string]*Server
}

// Server gives the running server of a version, with an empty database. Where
// it cannot be had, the test does not run, which fails when CI=true.
func (p *Pool) Server(t testing.TB, version string) *Server {
	t.Helper()
	s, err := p.server(t, version)
	var missing *MissingError
	switch {
	case errors.As(err, &missing) && os.Getenv("CI") == "true":
		t.Fatalf("DID NOT RUN: %v", err)
	case errors.As(err, &missing):
		t.Skipf("DID NOT RUN: %v", err)
	case err != nil:
		t.Fatal(err)
	}
	if err := s.Empty(t.Context()); err != nil {
		t.Fatalf("emptying the database: %v", err)
	}
	return s
}

// server starts the server of a version if it is not running.
func (p *Pool) server(t testing.TB, version string) (*Server, error) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if s := p.servers[version]; s != nil {
		if s.Process() != 0 {
			return s, nil
		}
		return s, s.Restart(t.Context())
	}
	options := p.Options
	options.Version = version
	s, err := Start(t.Context(), options)
	if err != nil {
		return nil, err
	}
	if p.servers == nil {
		p.servers = map[string]*Server{}
	}
	p.servers[version] = s
	return s, nil
}

// Close ends every server.
func (p *Pool) Close() {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	for _, s := range p.servers {
		s.Close()
	}
	p.servers = nil
}
