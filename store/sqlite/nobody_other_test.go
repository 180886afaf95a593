//go:build !linux

package sqlite_test

import (
	"os"
	"runtime"
	"testing"
)

// asNobody is for those who are bound by the rights of files.
func asNobody(t *testing.T, _ string) {
	t.Helper()
	if runtime.GOOS == "windows" || os.Geteuid() == 0 {
		t.Skip("DID NOT RUN: whoever runs this may write everywhere")
	}
}
