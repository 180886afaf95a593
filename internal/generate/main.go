// Command generate writes server/exec from schema.graphqls as gqlgen.yml says,
// and then makes the code run in one goroutine per root field.
//
// Stock gqlgen starts a goroutine for every item of every list and for every
// field that takes a context. Package view answers such siblings together, so
// the goroutines gain nothing, and a page of a hundred entities with ten
// relationships each costs half the CPU time without them.
package main

import (
	"fmt"
	"os"

	"github.com/99designs/gqlgen/api"
	"github.com/99designs/gqlgen/codegen/config"
)

func main() {
	if err := generate("gqlgen.yml"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func generate(settings string) error {
	loaded, err := config.LoadConfig(settings)
	if err != nil {
		return err
	}
	if err := api.Generate(loaded); err != nil {
		return err
	}
	written, err := os.ReadFile(loaded.Exec.Filename)
	if err != nil {
		return err
	}
	names, err := aliases("engine")
	if err != nil {
		return err
	}
	trimmed, err := trim(unify(written, names))
	if err != nil {
		return err
	}
	return os.WriteFile(loaded.Exec.Filename, trimmed, 0o644)
}
