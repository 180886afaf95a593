package main

import (
	"time"

	"golang.org/x/sys/unix"
)

// clockKind names what readClock reads.
const clockKind = "CPU time of one thread"

// readClock reads the CPU time of this thread, which others on the machine do
// not add to. It is given in nanoseconds, where getrusage gives ticks.
func readClock() time.Duration {
	var now unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &now); err != nil {
		return 0
	}
	return time.Duration(now.Nano())
}
