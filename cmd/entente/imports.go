package main

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"entente/engine"
	"entente/graph"
	"entente/seed"
)

type importsCommand struct {
	storeFlag
	First int  `default:"20" help:"How many imports at most."`
	JSON  bool `name:"json" help:"Print the imports as JSON."`
}

// Run lists the imports, the latest first.
func (c importsCommand) Run(ctx context.Context, term terminal) error {
	g, err := c.open(ctx, term, true)
	if err != nil {
		return err
	}
	defer g.Close()
	imports, total, err := g.Imports(ctx, c.First)
	if err != nil {
		return err
	}
	if c.JSON {
		encoder := json.NewEncoder(term.out)
		encoder.SetIndent("", "  ")
		return encoder.Encode(imports)
	}
	fmt.Fprintf(term.out, "Imports: %d of %d.\n", len(imports), total)
	for _, i := range imports {
		fmt.Fprintln(term.out, describe(i))
	}
	return nil
}

func describe(i engine.Import) string {
	text := fmt.Sprintf("\n%s\n  %s\n  by %s, from %s", i.Edition.ID, i.Edition.Title, i.Author, i.Started.UTC().Format(time.DateTime))
	if i.Finished.IsZero() {
		return text + "; stopped before its end, the same load goes on"
	}
	return text + fmt.Sprintf(" to %s; revision %d; licence %s\n  %s", i.Finished.UTC().Format(time.DateTime), i.Revision, firstOf(i.Edition.Licence, "not known"), i.Summary)
}

type undoCommand struct {
	storeFlag
	Import graph.ID `arg:"" help:"The id of the import, such as src:treaties@3f2a9c1b7d20; imports lists them."`
	DryRun bool     `help:"Only tell what would go; nothing is written."`
	JSON   bool     `name:"json" help:"Print the report as JSON."`
}

// Run takes an import back. One that was interrupted goes on when it is run again.
func (c undoCommand) Run(ctx context.Context, term terminal) error {
	g, err := c.open(ctx, term, c.DryRun)
	if err != nil {
		return err
	}
	defer g.Close()
	shown := newProgress(term.err)
	options := seed.Options{Author: "undo", DryRun: c.DryRun, Progress: func(stage string, done, total int) { shown.show(stage, int64(done), int64(total)) }}
	report, err := seed.Undo(ctx, g, c.Import, options)
	shown.finish()
	if err != nil {
		return err
	}
	if c.JSON {
		encoder := json.NewEncoder(term.out)
		encoder.SetIndent("", "  ")
		return encoder.Encode(report)
	}
	outcome := fmt.Sprintf("is undone: %s removed, %s as before; revision %d", grouped(int64(report.Removed)), grouped(int64(report.Changed)), report.Revision)
	if c.DryRun {
		outcome = fmt.Sprintf("would be undone: %s removed, %s as before, %s back", grouped(int64(report.Removed)), grouped(int64(report.Changed)), grouped(int64(report.Added)))
	}
	fmt.Fprintln(term.out, c.Import, outcome)
	for _, note := range report.Notes {
		fmt.Fprintf(term.out, "  %s: %s\n", grouped(int64(note.Count)), note.Text)
	}
	return nil
}
