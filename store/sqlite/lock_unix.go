//go:build !windows

package sqlite

import (
	"os"

	"golang.org/x/sys/unix"
)

// lock takes the file for this process alone, until the file is closed or the
// process ends. It tells at once when another has it.
func lock(file *os.File) error {
	return unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB)
}
