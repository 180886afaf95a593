package main

import (
	"context"
	"fmt"
	"strings"

	"entente/engine"
)

type breakingCommand struct {
	pathQuestion
	K      int `short:"k" default:"5" help:"How many paths, best first, at most 100."`
	Within int `default:"365" placeholder:"DAYS" help:"How many days ahead to look, at most 36525."`
}

// Run prints the paths that break within the days, each with its cause, then those that hold on.
func (c breakingCommand) Run(ctx context.Context, term terminal) error {
	where, err := c.where()
	if err != nil {
		return err
	}
	g, err := c.open(ctx, term, true)
	if err != nil {
		return err
	}
	defer g.Close()
	if g, err = c.under(ctx, g, term); err != nil {
		return err
	}
	query, err := c.query(ctx, g, where)
	if err != nil {
		return err
	}
	query.K = c.K
	found, err := g.Breaking(ctx, engine.BreakingQuery{PathQuery: query, Within: c.Within})
	if err != nil {
		return err
	}
	fmt.Fprintf(term.out, "Of the best paths, %d may break within %d days:\n", len(found.Breaking), c.Within)
	if err := c.list(ctx, g, term, found.Breaking); err != nil {
		return err
	}
	fmt.Fprintf(term.out, "\nThese hold on, as far as is known: %d.\n", len(found.Lasting))
	if err := c.list(ctx, g, term, found.Lasting); err != nil {
		return err
	}
	if found.Truncated {
		fmt.Fprintln(term.out, "\nThe search ended at its bound; there may be more.")
	}
	if found.Diagnosis != nil {
		fmt.Fprintf(term.out, "\n%s\n", strings.TrimSpace(found.Diagnosis.Message(c.Language)))
	}
	return nil
}

// list prints paths as sentences, with what ends them and the restrictions on their parties.
func (c breakingCommand) list(ctx context.Context, g *engine.Graph, term terminal, paths []engine.Path) error {
	for _, path := range paths {
		fmt.Fprintln(term.out)
		if err := c.tell(ctx, g, term, path); err != nil {
			return err
		}
	}
	return nil
}
