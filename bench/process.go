package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// program is the binary under test, in a folder of its own.
type program struct {
	root, binary string
	// environment are variables that it gets besides those of this process.
	environment []string
}

// moduleRoot is the folder of go.mod, from wherever in the module this is run.
func moduleRoot(ctx context.Context) (string, error) {
	answer, err := exec.CommandContext(ctx, "go", "env", "GOMOD").Output()
	root := filepath.Dir(strings.TrimSpace(string(answer)))
	if err == nil && filepath.Base(strings.TrimSpace(string(answer))) != "go.mod" {
		err = errors.New("run it inside the repository")
	}
	return root, err
}

// build makes the binary as it is released.
func (p program) build(ctx context.Context) error {
	command := exec.CommandContext(ctx, "go", "build", "-trimpath", "-o", p.binary, "./cmd/entente")
	command.Dir = p.root
	command.Env = append(command.Environ(), "CGO_ENABLED=0")
	if output, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("build: %w: %s", err, output)
	}
	return nil
}

// usage is what a process took.
type usage struct {
	// cpu is user and system time together.
	cpu, wall time.Duration
	// peak is the most resident memory in bytes, 0 where it cannot be told.
	peak int
}

// run runs the program to its end and gives what it wrote to standard output.
func (p program) run(ctx context.Context, args ...string) (output []byte, took usage, err error) {
	var out, errs bytes.Buffer
	command := exec.CommandContext(ctx, p.binary, args...)
	command.Stdout, command.Stderr = &out, &errs
	command.Env = append(command.Environ(), p.environment...)
	start := time.Now()
	err = command.Run()
	took.wall = time.Since(start)
	if state := command.ProcessState; state != nil {
		took.cpu = state.UserTime() + state.SystemTime()
		took.peak = peakOf(state)
	}
	if err != nil {
		return nil, took, fmt.Errorf("entente %s: %w: %s", args[0], err, last(errs.String()))
	}
	return out.Bytes(), took, nil
}
