package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"entente/engine"
	"entente/graph"
	"entente/seed"
)

type loadCommand struct {
	storeFlag
	Format string   `arg:"" enum:"${formats}" help:"The format: ${formats}."`
	Files  []string `arg:"" type:"existingfile" help:"The files, loaded one after the other; where one input has several files, all of the first, then all of the next: ${inputs}."`
	// The last three are for the format csv.
	Mapping string `type:"existingfile" placeholder:"FILE" help:"Of csv: the mapping that says which column is what."`
	Guess   bool   `help:"Of csv: write a first guess of the mapping to standard output, and load nothing."`
	DryRun  bool   `help:"Of csv: write nothing; show the first records, the refusals and what would change."`
	JSON    bool   `name:"json" help:"Print the report as JSON."`
}

// spreadsheet is the format whose files have a mapping.
const spreadsheet = "csv"

// Run loads each file and prints what it came to. A load that was interrupted
// goes on when it is run again.
func (c loadCommand) Run(ctx context.Context, term terminal) error {
	if c.Format != spreadsheet && (c.Mapping != "" || c.Guess || c.DryRun) {
		return fmt.Errorf("%w: --mapping, --guess and --dry-run are for load %s", errUsage, spreadsheet)
	}
	if c.Guess {
		return c.guess(ctx, term)
	}
	if c.Mapping != "" {
		c.Files = withMapping(c.Files, c.Mapping)
	}
	size, err := c.size()
	if err != nil {
		return err
	}
	g, err := c.open(ctx, term, false)
	if err != nil {
		return err
	}
	defer g.Close()
	for names := range slices.Chunk(c.Files, size) {
		report, err := c.load(ctx, g, term, names)
		if report.Format != "" {
			if err := c.print(term, report); err != nil {
				return err
			}
		}
		if err != nil && graph.CodeOf(err) == graph.Canceled {
			return graph.Errorf(graph.Canceled, "%s: stopped; what was applied is kept, and the same command goes on from there", strings.Join(names, ", "))
		}
		if err != nil {
			return fmt.Errorf("%s: %w", strings.Join(names, ", "), err)
		}
	}
	return nil
}

// size is how many files make up one input of the format.
func (c loadCommand) size() (int, error) {
	i := slices.IndexFunc(seed.Formats(), func(f seed.Format) bool { return f.Name == c.Format })
	format := seed.Formats()[i]
	size := max(len(format.Files), 1)
	if len(c.Files)%size != 0 {
		return 0, fmt.Errorf("%w: load %s wants %s, not %d files", errUsage, c.Format, strings.Join(format.Files, " "), len(c.Files))
	}
	return size, nil
}

func (c loadCommand) load(ctx context.Context, g *engine.Graph, term terminal, names []string) (seed.Report, error) {
	shown := newProgress(term.err)
	defer shown.finish()
	options := seed.Options{Today: c.today(term), DryRun: c.DryRun, Progress: func(stage string, done, total int) { shown.show(stage, int64(done), int64(total)) }}
	files := make([]seed.Input, len(names))
	for i, name := range names {
		files[i] = fileInput(name)
	}
	return seed.LoadFiles(ctx, g, c.Format, files, options)
}

func fileInput(name string) seed.Input {
	return seed.Input{Name: name, Open: func() (io.ReadCloser, error) { return os.Open(name) }}
}

// today is the day of the terminal's clock, none when it has no clock of its own.
func (c loadCommand) today(term terminal) graph.Date {
	if term.now == nil {
		return graph.Date{}
	}
	return graph.DayOf(term.now()).Date()
}

// withMapping puts the mapping behind each of the spreadsheets.
func withMapping(files []string, mapping string) (pairs []string) {
	for _, file := range files {
		pairs = append(pairs, file, mapping)
	}
	return pairs
}

// guess prints the first guess of a mapping for each file.
func (c loadCommand) guess(ctx context.Context, term terminal) error {
	for _, name := range c.Files {
		mapping, err := seed.GuessMapping(ctx, fileInput(name))
		if err != nil {
			return err
		}
		fmt.Fprint(term.out, mapping)
	}
	return nil
}

func (c loadCommand) print(term terminal, report seed.Report) error {
	if c.JSON {
		encoder := json.NewEncoder(term.out)
		encoder.SetIndent("", "  ")
		return encoder.Encode(report)
	}
	if c.DryRun {
		fmt.Fprintln(term.out, "dry run, nothing is written:")
	}
	fmt.Fprintf(term.out, "%s: %s read, %s added, %s changed, %s unchanged, %s removed, %s refused; revision %d\n",
		report.Input, grouped(int64(report.Read)), grouped(int64(report.Added)), grouped(int64(report.Changed)),
		grouped(int64(report.Unchanged)), grouped(int64(report.Removed)), grouped(int64(report.Refused)), report.Revision)
	if report.Edition != "" {
		fmt.Fprintf(term.out, "  import %s: %s retired\n", report.Edition, grouped(int64(report.Retired)))
	}
	if report.Joined+report.Waiting > 0 {
		fmt.Fprintf(term.out, "  bodies joined with others: %s; pairs that wait for a decision: %s (entente duplicates)\n",
			grouped(int64(report.Joined)), grouped(int64(report.Waiting)))
	}
	for _, record := range report.First {
		fmt.Fprintf(term.out, "  first: %s\n", record)
	}
	for _, a := range report.Altered {
		for _, what := range a.Differences {
			fmt.Fprintf(term.out, "  change: %s: %s\n", a.ID, what)
		}
	}
	for _, j := range report.Joins {
		fmt.Fprintf(term.out, "  join: %s with %s: %s\n", j.Gone, j.Heir, j.Reason)
	}
	c.printCases(term, "refused", report.Refusals, report.Refused)
	c.printCases(term, "warning", report.Warnings, report.Warned)
	for _, note := range report.Notes {
		fmt.Fprintf(term.out, "  %s: %s\n", grouped(int64(note.Count)), note.Text)
	}
	return nil
}

func (c loadCommand) printCases(term terminal, what string, cases []seed.Refusal, count int) {
	for _, one := range cases {
		fmt.Fprintf(term.out, "  %s: %s: %s: %s\n", what, one.Record, firstOf(one.Field, "record"), one.Reason)
	}
	if more := count - len(cases); more > 0 {
		fmt.Fprintf(term.out, "  and %s more\n", grouped(int64(more)))
	}
}
