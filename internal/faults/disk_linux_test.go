package faults_test

import (
	"context"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"entente/internal/neo4j"
)

// smallDisk is a file system of so many MB, which only root can make.
func smallDisk(t *testing.T, size string) string {
	t.Helper()
	folder := t.TempDir()
	if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, "size="+size); err != nil {
		t.Skipf("DID NOT RUN: no small disk can be made here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(folder, 0); err != nil {
			t.Error(err)
		}
	})
	return folder
}

// TestAFullDiskLosesNothingThatWasAcknowledged fills the disk of a server
// while batches are applied, makes room again and looks what is there.
func TestAFullDiskLosesNothingThatWasAcknowledged(t *testing.T) {
	t.Parallel()
	server(t, neo4j.LTS) // where there is none, this test does not run either
	folder := smallDisk(t, "96m")
	s, err := neo4j.Start(t.Context(), neo4j.Options{Folder: filepath.Join(folder, "home")})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	kept := mustOpen(t, s, s.URL)
	if _, err := kept.Apply(t.Context(), basis()); err != nil {
		t.Fatal(err)
	}
	ballast := filepath.Join(folder, "ballast")
	acknowledged := 0
	for refused := 0; refused < 3; {
		fillUp(t, ballast)
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
		_, err := kept.Apply(ctx, numbered(acknowledged+1))
		cancel()
		if err == nil {
			acknowledged++
			continue
		}
		clean(t, "Apply", err)
		refused++
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	if err := s.Restart(t.Context()); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		acknowledged++
		if _, err := kept.Apply(t.Context(), numbered(acknowledged)); err != nil {
			t.Fatalf("Apply with room again: %v", err)
		}
	}
	eachOnce(t, kept, acknowledged)
}

// fillUp lets a file grow until nothing more goes onto its disk.
func fillUp(t *testing.T, path string) {
	t.Helper()
	file, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for block := make([]byte, 4<<10); err == nil; {
		_, err = file.Write(block)
	}
}
