package faults_test

import (
	"context"
	"testing"
	"time"

	"entente/graph"
	"entente/internal/neo4j"
	backend "entente/store/neo4j"
)

// refused opens a store that cannot be had: it has to fail in time, with one of the codes.
func refused(t *testing.T, url, password string, codes ...graph.Code) {
	t.Helper()
	const deadline = 3 * time.Second
	ctx, cancel := context.WithTimeout(t.Context(), deadline)
	defer cancel()
	start := time.Now()
	opened, err := backend.Open(ctx, url, backend.Options{Password: password})
	if err == nil {
		opened.Close()
		t.Fatalf("Open: got a store, want %v", codes)
	}
	if took := time.Since(start); took > deadline+grace {
		t.Errorf("Open took %v, want an end by its deadline of %v", took, deadline)
	}
	discreet(t, "Open", err)
	for _, code := range codes {
		if graph.CodeOf(err) == code {
			return
		}
	}
	t.Errorf("Open: got %s (%v), want %v", graph.CodeOf(err), err, codes)
}

func TestAServerThatCannotBeUsedIsRefusedInTime(t *testing.T) {
	t.Parallel()
	t.Run("it answers in an older version", func(t *testing.T) {
		t.Parallel()
		refused(t, "bolt://"+oldServer(t, "Neo4j/4.4.0"), "password", graph.Invalid, graph.Unavailable)
	})
	t.Run("it knows no version of ours", func(t *testing.T) {
		t.Parallel()
		refused(t, "bolt://"+stranger(t, []byte{0, 0, 0, 0}), "password", graph.Invalid, graph.Unavailable)
	})
	t.Run("it speaks HTTP", func(t *testing.T) {
		t.Parallel()
		refused(t, "bolt://"+stranger(t, []byte("HTTP/1.1 400 Bad Request\r\n\r\n")), "password", graph.Invalid, graph.Unavailable)
	})
	t.Run("it says nothing", func(t *testing.T) {
		t.Parallel()
		refused(t, "bolt://"+stranger(t, nil), "password", graph.Unavailable, graph.Canceled)
	})
	t.Run("nobody is there", func(t *testing.T) {
		t.Parallel()
		refused(t, "bolt://"+nobody, "password", graph.Unavailable, graph.Canceled)
	})
	t.Run("it routes, and nobody is there", func(t *testing.T) {
		t.Parallel()
		refused(t, "neo4j://"+nobody, "password", graph.Unavailable, graph.Canceled)
	})
	for _, version := range neo4j.Versions() {
		t.Run("the password is wrong, "+version, func(t *testing.T) {
			t.Parallel()
			s := server(t, version)
			refused(t, "neo4j://"+s.Address, "wrong-password", graph.Invalid, graph.Unavailable)
		})
	}
}

// TestAServerWithARestartOfItsOwn has what needs another configuration; it is
// one test because each restart costs seconds.
func TestAServerWithARestartOfItsOwn(t *testing.T) {
	t.Parallel()
	s := server(t, neo4j.LTS)
	fill(t, mustOpen(t, s, s.URL), 10)
	// In good order, because a read-only database cannot recover from being killed.
	s.Stop(t.Context())
	s.Options.ReadOnly, s.Options.Certificate = true, expired
	if err := s.Restart(t.Context()); err != nil {
		t.Fatal(err)
	}
	defer func() {
		s.Options.ReadOnly, s.Options.Certificate = false, nil
		s.Kill()
	}()
	t.Run("its certificate has expired", func(t *testing.T) {
		refused(t, "neo4j+s://"+s.Address, s.Password, graph.Unavailable, graph.Invalid)
	})
	t.Run("it must be spoken to by TLS", func(t *testing.T) {
		refused(t, "bolt://"+s.Address, s.Password, graph.Unavailable, graph.Invalid)
	})
	t.Run("it is read-only", func(t *testing.T) { readsOnly(t, s) })
}

// readsOnly sees that a read-only server answers questions and refuses batches.
func readsOnly(t *testing.T, s *neo4j.Server) {
	opened, err := backend.Open(t.Context(), s.URL, backend.Options{Password: s.Password, ReadOnly: true})
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	defer opened.Close()
	failed := askEverything(t, opened, patience)
	for name, err := range failed {
		if name != "Apply" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := opened.Apply(t.Context(), numbered(99)); err == nil {
		t.Error("Apply: got no error")
	} else {
		clean(t, "Apply", err)
	}
	writing, err := open(t.Context(), s, s.URL)
	if err == nil {
		defer writing.Close()
		_, err = writing.Apply(t.Context(), numbered(99))
	}
	if err == nil {
		t.Fatal("a batch: got no error")
	}
	clean(t, "a batch", err)
}
