package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"entente/engine"
	"entente/graph"
	"entente/seed"
)

type loadCommand struct {
	storeFlag
	Format string   `arg:"" enum:"${formats}" help:"The format: ${formats}."`
	Files  []string `arg:"" type:"existingfile" help:"The files, loaded one after the other."`
	JSON   bool     `name:"json" help:"Print the report as JSON."`
}

// Run loads each file and prints what it came to. A load that was interrupted
// goes on when it is run again.
func (c loadCommand) Run(ctx context.Context, term terminal) error {
	g, err := c.open(ctx, term, false)
	if err != nil {
		return err
	}
	defer g.Close()
	for _, name := range c.Files {
		report, err := c.load(ctx, g, term, name)
		if report.Format != "" {
			if err := c.print(term, report); err != nil {
				return err
			}
		}
		if graph.CodeOf(err) == graph.Canceled && err != nil {
			return graph.Errorf(graph.Canceled, "%s: stopped; what was applied is kept, and the same command goes on from there", name)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

func (c loadCommand) load(ctx context.Context, g *engine.Graph, term terminal, name string) (seed.Report, error) {
	shown := newProgress(term.err)
	defer shown.finish()
	options := seed.Options{Progress: func(stage string, done, total int) { shown.show(stage, int64(done), int64(total)) }}
	return seed.Load(ctx, g, c.Format, seed.Input{Name: name, Open: func() (io.ReadCloser, error) { return os.Open(name) }}, options)
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
	for _, refusal := range report.Refusals {
		fmt.Fprintf(term.out, "  refused: %s: %s: %s\n", refusal.Record, firstOf(refusal.Field, "record"), refusal.Reason)
	}
	if more := report.Refused - len(report.Refusals); more > 0 {
		fmt.Fprintf(term.out, "  and %s more\n", grouped(int64(more)))
	}
	for _, note := range report.Notes {
		fmt.Fprintf(term.out, "  %s: %s\n", grouped(int64(note.Count)), note.Text)
	}
	return nil
}
