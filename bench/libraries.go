package main

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
)

//go:embed peers
var peerFiles embed.FS

// libraries are the peers in Python with what is promised of each.
func libraries(python string) []peer {
	return []peer{
		library(python, "networkit", []want{
			{question: "one shortest path", least: bound{hubs: 3, flat: 2}},
			{question: "strongest path", least: bound{hubs: 20, flat: 2}},
		}),
		library(python, "igraph", []want{
			{question: "one shortest path", least: bound{hubs: 300, flat: 300}},
			{question: "strongest path", share: 3},
			{question: "10 best by hops", share: 10},
			{question: "10 best by strength", least: bound{hubs: 500, flat: 500}, share: 10},
			{question: "share of each intermediary, squared", least: bound{hubs: 1000, flat: 1000}, share: 3},
		}),
		library(python, "networkx", []want{
			{question: "one shortest path", least: bound{hubs: 8, flat: 8}},
			{question: "strongest path", share: 10},
			{question: "10 best by hops", share: 10},
			{question: "10 best by strength", least: bound{hubs: 500, flat: 500}, share: 10},
		}),
		library(python, "scipy", []want{
			{question: "10 best by strength", least: bound{hubs: 500, flat: 500}, share: 10},
			{question: "8 routes apart", least: bound{hubs: 1000, flat: 1000}, share: 10},
		}),
	}
}

// library is a Python library that peers has a script for.
func library(python, name string, wants []want) peer {
	s := script{python: python, probe: fmt.Sprintf("import %s; print(%s.__version__)", name, name)}
	for _, file := range []string{"common", name} {
		code, err := peerFiles.ReadFile("peers/" + file + ".py")
		if err != nil {
			s.probe = fmt.Sprintf("raise SystemExit(%q)", err)
		}
		s.code += string(code)
	}
	return peer{name: name, ready: s.ready, ask: s.ask, wants: wants}
}

// interpreter is the Python that runs the peers: that of the environment, which
// is made if need be, or the one that the flags name.
func (b *benchmark) interpreter(ctx context.Context) string {
	if b.venv == "" {
		return b.python
	}
	made, err := environment(ctx, b.python, b.venv)
	if err != nil {
		b.say("the environment %s cannot be made: %v", b.venv, err)
	}
	return made
}

// environment makes a Python environment with the pinned peers in a folder, if
// it does not stand there already, and gives its interpreter.
func environment(ctx context.Context, python, folder string) (string, error) {
	interpreter := filepath.Join(folder, "bin", "python")
	if runtime.GOOS == "windows" {
		interpreter = filepath.Join(folder, "Scripts", "python.exe")
	}
	pins, err := peerFiles.ReadFile("peers/requirements.txt")
	if err != nil {
		return interpreter, err
	}
	list := filepath.Join(folder, "requirements.txt")
	if installed, err := os.ReadFile(list); err == nil && bytes.Equal(installed, pins) {
		return interpreter, nil
	}
	pinned := filepath.Join(folder, "wanted.txt")
	if err := quietly(ctx, python, "-m", "venv", folder); err != nil {
		return interpreter, err
	}
	if err := os.WriteFile(pinned, pins, 0o600); err != nil {
		return interpreter, err
	}
	if err := quietly(ctx, interpreter, "-m", "pip", "install", "--quiet", "--requirement", pinned); err != nil {
		return interpreter, err
	}
	return interpreter, os.Rename(pinned, list)
}

// quietly runs a command whose output only matters when it fails.
func quietly(ctx context.Context, name string, args ...string) error {
	output, err := exec.CommandContext(ctx, name, args...).CombinedOutput()
	if failure := new(exec.ExitError); errors.As(err, &failure) {
		return errors.New(last(string(output)))
	}
	return err
}
