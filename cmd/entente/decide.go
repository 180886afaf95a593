package main

import (
	"context"
	"fmt"

	"entente/engine"
	"entente/graph"
)

type decideCommand struct {
	storeFlag
	Verdict string   `arg:"" enum:"SAME,DIFFERENT,UNSURE" help:"SAME merges B into A; DIFFERENT and UNSURE are recorded, and take a SAME back (SAME, DIFFERENT, UNSURE)."`
	A       graph.ID `arg:"" help:"The id of the one that is to stay."`
	B       graph.ID `arg:"" help:"The id of the other one; it may have been merged away."`
	Author  string   `placeholder:"NAME" help:"Who decides, for the log."`
	Reason  string   `placeholder:"TEXT" help:"Why, for the log."`
}

// Run decides and prints what came of it.
func (c decideCommand) Run(ctx context.Context, term terminal) error {
	verdict, err := engine.ParseVerdict(c.Verdict)
	if err != nil {
		return err
	}
	g, err := c.open(ctx, term, false)
	if err != nil {
		return err
	}
	defer g.Close()
	ruled, err := g.Decide(ctx, engine.Ruling{A: c.A, B: c.B, Verdict: verdict, Author: c.Author, Reason: c.Reason})
	if err != nil {
		return err
	}
	if ruled.A == ruled.B {
		fmt.Fprintf(term.out, "%s and %s are one, %s; relationships that moved: %d; revision %d\n", c.A, c.B, ruled.A, ruled.Moved, ruled.Revision)
		return nil
	}
	fmt.Fprintf(term.out, "%s and %s are two: %s; relationships that moved: %d; revision %d\n", c.A, c.B, verdict, ruled.Moved, ruled.Revision)
	return nil
}
