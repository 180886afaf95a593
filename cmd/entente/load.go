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
	JSON   bool     `name:"json" help:"Print the report as JSON."`
}

// Run loads each file and prints what it came to. A load that was interrupted
// goes on when it is run again.
func (c loadCommand) Run(ctx context.Context, term terminal) error {
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
	options := seed.Options{Progress: func(stage string, done, total int) { shown.show(stage, int64(done), int64(total)) }}
	files := make([]seed.Input, len(names))
	for i, name := range names {
		files[i] = seed.Input{Name: name, Open: func() (io.ReadCloser, error) { return os.Open(name) }}
	}
	return seed.LoadFiles(ctx, g, c.Format, files, options)
}

func (c loadCommand) print(term terminal, report seed.Report) error {
	if c.JSON {
		encoder := json.NewEncoder(term.out)
		encoder.SetIndent("", "  ")
		return encoder.Encode(report)
	}
	fmt.Fprintf(term.out, "%s: %s read, %s added, %s changed, %s unchanged, %s removed, %s refused; revision %d\n",
		report.Input, grouped(int64(report.Read)), grouped(int64(report.Added)), grouped(int64(report.Changed)),
		grouped(int64(report.Unchanged)), grouped(int64(report.Removed)), grouped(int64(report.Refused)), report.Revision)
	if report.Edition != "" {
		fmt.Fprintf(term.out, "  import %s: %s retired\n", report.Edition, grouped(int64(report.Retired)))
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
