//go:build !linux

package main

import "time"

// clockKind names what readClock reads.
const clockKind = "wall time"

// readClock reads the monotonic clock, for want of a thread's own.
func readClock() time.Duration { return time.Since(time.Unix(0, 0)) }
