package sqlite_test

import (
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
)

// asNobody has the files of a folder opened without the rights of root, for
// whom no file is closed, until the test ends: by the thread that the test has
// to itself. Whoever is not root stays who he is.
func asNobody(t *testing.T, folder string) {
	t.Helper()
	const nobody = 65534
	if os.Geteuid() != 0 {
		return
	}
	within := []string{folder, filepath.Join(folder, "graph.db")}
	for _, path := range within {
		if err := os.Chown(path, nobody, nobody); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(filepath.Dir(folder), 0o711); err != nil {
		t.Fatal(err)
	}
	runtime.LockOSThread()
	syscall.Setfsuid(nobody)
	t.Cleanup(func() {
		syscall.Setfsuid(0)
		runtime.UnlockOSThread()
	})
}
