// Command summary reads what go test -json prints. It shows what failed, a line
// for each package with its time, and at the end every test that did not run,
// which is a failure when CI=true. It is of use for any run of go test:
//
//	go test -json ./... | go run ./internal/check/summary
package main

import (
	"fmt"
	"io"
	"os"
)

func main() {
	if code := run(os.Stdin, os.Stdout, os.Getenv("CI") == "true"); code != 0 {
		os.Exit(code)
	}
}

// run gives the exit code: 0 when everything passed, 1 when something failed,
// or did not run although it must.
func run(in io.Reader, out io.Writer, all bool) int {
	s := newSummary(out)
	if err := s.read(in); err != nil {
		fmt.Fprintln(out, "summary:", err)
		return 1
	}
	s.close()
	if s.failed || all && len(s.skipped) > 0 {
		return 1
	}
	return 0
}
