package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
)

// event is a line of go test -json; see go doc test2json.
type event struct {
	Action, Package, ImportPath, Test, Output string
	Elapsed                                   float64
}

// test names a test of a package.
type test struct{ folder, name string }

// timed is a package that has run, with its time in seconds.
type timed struct {
	folder string
	took   float64
}

// summary gathers a test run.
type summary struct {
	out io.Writer
	// said is what each running test has printed; that of the package is under the empty name.
	said    map[test][]string
	skipped []string
	times   []timed
	failed  bool
}

func newSummary(out io.Writer) *summary {
	return &summary{out: out, said: map[test][]string{}}
}

// read takes in every event. A line that is none comes from the go command itself and is shown.
func (s *summary) read(in io.Reader) error {
	reader := bufio.NewReader(in)
	for {
		line, err := reader.ReadString('\n')
		var e event
		switch {
		case strings.TrimSpace(line) == "":
		case json.Unmarshal([]byte(line), &e) != nil:
			fmt.Fprintln(s.out, strings.TrimSuffix(line, "\n"))
		default:
			s.take(e)
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func (s *summary) take(e event) {
	at := test{folder(cmp.Or(e.Package, e.ImportPath)), e.Test}
	switch e.Action {
	case "output", "build-output":
		s.said[at] = append(s.said[at], e.Output)
	case "build-fail":
		s.fail(at)
	case "pass", "skip", "fail":
		s.end(at, e)
	}
}

// end notes how a test or a package ended and forgets what it said.
func (s *summary) end(at test, e event) {
	switch {
	case e.Action == "fail":
		s.fail(at)
	case e.Action == "skip" && at.name != "":
		s.skipped = append(s.skipped, at.folder+" "+at.name+": "+reason(s.said[at]))
	}
	delete(s.said, at)
	if at.name == "" && e.Action != "skip" {
		s.times = append(s.times, timed{at.folder, e.Elapsed})
		fmt.Fprintf(s.out, "%-4s %-24s %6.1f s\n", e.Action, at.folder, e.Elapsed)
	}
}

// fail shows what a test has said, and for a package what those have that never
// ended, because the process did.
func (s *summary) fail(at test) {
	s.failed = true
	if at.name != "" {
		fmt.Fprint(s.out, strings.Join(s.said[at], ""))
		return
	}
	for running, said := range s.said {
		if running.folder == at.folder && running.name != "" {
			fmt.Fprint(s.out, strings.Join(said, ""))
			delete(s.said, running)
		}
	}
	fmt.Fprint(s.out, strings.Join(s.said[at], ""))
}

// reason finds why a test was skipped: its last line but for what go test frames it with.
func reason(said []string) string {
	why := "no reason given"
	for _, line := range said {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "---") || strings.HasPrefix(line, "===") {
			continue
		}
		_, after, found := strings.Cut(line, ".go:")
		if _, text, ok := strings.Cut(after, ": "); found && ok {
			line = text
		}
		why = strings.TrimPrefix(line, "DID NOT RUN: ")
	}
	return why
}

// close prints the packages that took longest and the tests that did not run.
func (s *summary) close() {
	const most = 5
	slices.SortStableFunc(s.times, func(a, b timed) int { return cmp.Compare(b.took, a.took) })
	fmt.Fprint(s.out, "slowest:")
	for _, row := range s.times[:min(most, len(s.times))] {
		fmt.Fprintf(s.out, " %s %.0f s;", row.folder, row.took)
	}
	fmt.Fprintln(s.out)
	if len(s.skipped) == 0 {
		return
	}
	slices.Sort(s.skipped)
	fmt.Fprintf(s.out, "DID NOT RUN: %d tests\n", len(s.skipped))
	for _, line := range s.skipped {
		fmt.Fprintln(s.out, "  ", line)
	}
}

// folder is the path of a package within its module, without what go adds for a test binary.
func folder(importPath string) string {
	path, _, _ := strings.Cut(importPath, " ")
	path = strings.TrimSuffix(path, ".test")
	if _, within, ok := strings.Cut(path, "/"); ok {
		return within
	}
	return path
}
