package sqlite

import (
	"os"

	"golang.org/x/sys/windows"
)

// lock takes the file for this process alone, until the file is closed or the
// process ends. It tells at once when another has it. The locked byte lies
// far behind the content, which others may then still read.
func lock(file *os.File) error {
	const flags = windows.LOCKFILE_EXCLUSIVE_LOCK | windows.LOCKFILE_FAIL_IMMEDIATELY
	return windows.LockFileEx(windows.Handle(file.Fd()), flags, 0, 1, 0, &windows.Overlapped{OffsetHigh: 1})
}
