//go:build !unix

package main

import (
	"os"
	"time"
)

// peakOf cannot tell here.
func peakOf(*os.ProcessState) int { return 0 }

// ownTime cannot tell here.
func ownTime() time.Duration { return 0 }
