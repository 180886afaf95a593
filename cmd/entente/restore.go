package main

import (
	"context"
	"fmt"

	"entente/engine"
	"entente/graph"
	"entente/sentence"
)

type restoreCommand struct {
	storeFlag
	Record   graph.ID       `arg:"" help:"The id of an entity, a relationship or a source; it may be gone."`
	Revision graph.Revision `required:"" placeholder:"N" help:"The revision as of which it is restored; history tells which there are."`
	WithTies bool           `help:"For an entity that was removed: bring back the ties that were removed in the same revision."`
	Reason   string         `placeholder:"TEXT" help:"Why, for the log."`
	Author   string         `default:"restore" placeholder:"NAME" help:"Who restores, for the log."`
	Key      string         `placeholder:"WORD" help:"A word that makes running the same command again safe."`
	DryRun   bool           `help:"Only tell what would be done."`
	Language string         `enum:"en,fa" default:"en" help:"Language of the sentences (en, fa)."`
}

// Run puts a record back as it stood, and tells what that changed.
func (c restoreCommand) Run(ctx context.Context, term terminal) error {
	g, err := c.open(ctx, term, c.DryRun)
	if err != nil {
		return err
	}
	defer g.Close()
	made, err := g.Restore(ctx, engine.RestoreQuery{ID: c.Record, Revision: c.Revision, WithTies: c.WithTies, DryRun: c.DryRun,
		Author: c.Author, Reason: c.Reason, Key: c.Key})
	if err != nil {
		return err
	}
	c.print(term, made)
	return nil
}

func (c restoreCommand) print(term terminal, made engine.Restored) {
	switch {
	case c.DryRun:
		fmt.Fprintf(term.out, "%s would be as of revision %d; nothing is written.\n", c.Record, made.Version.Revision)
	case made.Commit.Added+made.Commit.Changed+made.Commit.Removed == 0:
		fmt.Fprintf(term.out, "%s is as of revision %d already; nothing is written.\n", c.Record, made.Version.Revision)
	default:
		fmt.Fprintf(term.out, "%s is as of revision %d; that is revision %d.\n", c.Record, made.Version.Revision, made.Commit.Revision)
	}
	if made.Version.Removed() {
		fmt.Fprintln(term.out, "  removed")
	}
	for _, d := range made.Version.Differences {
		if !made.Version.Removed() {
			fmt.Fprintf(term.out, "  %s\n", sentence.Difference(c.Language, d))
		}
	}
	for _, tie := range made.Ties {
		fmt.Fprintf(term.out, "  with %s\n", tie)
	}
	for _, missing := range made.Missing {
		switch {
		case missing.Into != "":
			fmt.Fprintf(term.out, "  needs %s, which was merged into %s: take that back first\n", missing.ID, missing.Into)
		case missing.Revision == 0:
			fmt.Fprintf(term.out, "  needs %s, which never was recorded\n", missing.ID)
		default:
			fmt.Fprintf(term.out, "  needs %s, which is gone: entente restore %s --revision %d\n", missing.ID, missing.ID, missing.Revision)
		}
	}
}
