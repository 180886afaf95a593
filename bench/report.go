package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
)

// report prints what was measured as it comes and keeps it for the end.
type report struct {
	out     io.Writer
	Machine machine  `json:"machine"`
	Tables  []*table `json:"tables"`
	// Failures are what makes the run fail: unequal answers and parts that could not run.
	Failures []string `json:"failures"`
	Missed   int      `json:"missed"`
	Met      int      `json:"met"`
}

func newReport(out io.Writer) *report { return &report{out: out, Machine: thisMachine()} }

// say prints a line.
func (r *report) say(format string, args ...any) { fmt.Fprintf(r.out, format+"\n", args...) }

// fail prints and keeps what makes the run fail.
func (r *report) fail(format string, args ...any) {
	failure := fmt.Sprintf(format, args...)
	r.Failures = append(r.Failures, failure)
	r.say("FAILED: %s", failure)
}

// show prints and keeps a table and counts its verdicts.
func (r *report) show(t *table) {
	t.print(r.out)
	r.Tables = append(r.Tables, t)
	for _, row := range t.rows {
		for _, cell := range row {
			switch cell {
			case met:
				r.Met++
			case missed:
				r.Missed++
			}
		}
	}
}

// save writes the report as JSON, if a file is named.
func (r *report) save(name string) error {
	if name == "" {
		return nil
	}
	content, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(name, append(content, '\n'), 0o644)
}

// conclude prints the outcome and gives the exit code.
func (r *report) conclude() int {
	r.say("%d targets met, %d missed", r.Met, r.Missed)
	if len(r.Failures) == 0 {
		return done
	}
	r.say("the run failed:")
	for _, failure := range r.Failures {
		r.say("  %s", failure)
	}
	return failed
}
