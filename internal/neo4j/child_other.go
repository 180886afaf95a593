//go:build !linux

package neo4j

import "os/exec"

// tether does nothing here: a child outlives a parent that is killed.
func tether(*exec.Cmd) {}
