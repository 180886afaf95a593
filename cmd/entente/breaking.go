package main

import (
	"context"

	"entente/engine"
)

type breakingCommand struct {
	pathQuestion
	K      int `short:"k" default:"5" help:"How many paths, best first, at most 100."`
	Within int `default:"365" placeholder:"DAYS" help:"How many days ahead to look, at most 36525."`
}

// Run prints the paths that break within the days, each with its cause, then those that hold on.
func (c breakingCommand) Run(ctx context.Context, term terminal) error {
	return c.ask(ctx, term, c.reply)
}

func (c breakingCommand) reply(ctx context.Context, a answer) error {
	query, err := c.query(ctx, a)
	if err != nil {
		return err
	}
	query.K = c.K
	found, err := a.Breaking(ctx, engine.BreakingQuery{PathQuery: query, Within: c.Within})
	if err != nil {
		return err
	}
	a.line("Of the best paths, %d may break within %d days:", len(found.Breaking), c.Within)
	if err := c.list(ctx, a, found.Breaking); err != nil {
		return err
	}
	a.line("\nThese hold on, as far as is known: %d.", len(found.Lasting))
	if err := c.list(ctx, a, found.Lasting); err != nil {
		return err
	}
	if found.Truncated {
		a.line("\nThe search ended at its bound; there may be more.")
	}
	a.diagnosis(found.Diagnosis)
	return nil
}

// list prints paths as sentences, with what ends them and the restrictions on their parties.
func (c breakingCommand) list(ctx context.Context, a answer, paths []engine.Path) error {
	for _, path := range paths {
		a.line("")
		if err := c.tell(ctx, a, path); err != nil {
			return err
		}
	}
	return nil
}
