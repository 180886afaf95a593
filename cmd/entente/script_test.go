package main

import (
	"flag"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"entente/seed/facts"
)

var update = flag.Bool("update", false, "write the golden texts of the scripts anew")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"entente": main})
}

// Each file of testdata/script is one story: commands, what they print, and how they end.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: *update,
		Setup: func(env *testscript.Env) error {
			env.Setenv("XDG_DATA_HOME", filepath.Join(env.WorkDir, "data"))
			env.Setenv("HOME", env.WorkDir)
			env.Setenv("COLUMNS", "100")
			env.Setenv("FACTS", filepath.Join(env.WorkDir, "facts.jsonl"))
			if err := writeFacts(filepath.Join(env.WorkDir, "facts.jsonl")); err != nil {
				return err
			}
			return os.MkdirAll(filepath.Join(env.WorkDir, "data", "entente"), 0o700)
		},
	})
}

func writeFacts(name string) error {
	input, err := facts.Open()
	if err != nil {
		return err
	}
	defer input.Close()
	output, err := os.Create(name)
	if err != nil {
		return err
	}
	defer output.Close()
	_, err = io.Copy(output, input)
	return err
}
