//go:build unix

package main

import (
	"os"
	"runtime"
	"syscall"
	"time"
)

// peakOf is the most memory that a process had resident, in bytes. A child
// starts with its parent's peak in the books, so that less than that says nothing: 0.
func peakOf(state *os.ProcessState) int {
	used, ok := state.SysUsage().(*syscall.Rusage)
	var own syscall.Rusage
	if !ok || syscall.Getrusage(syscall.RUSAGE_SELF, &own) != nil || used.Maxrss <= own.Maxrss {
		return 0
	}
	if runtime.GOOS == "darwin" || runtime.GOOS == "ios" {
		return int(used.Maxrss)
	}
	return int(used.Maxrss) << 10
}

// ownTime is the CPU time of user and system that this process has taken.
func ownTime() time.Duration {
	var own syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &own) != nil {
		return 0
	}
	return time.Duration(own.Utime.Nano() + own.Stime.Nano())
}
