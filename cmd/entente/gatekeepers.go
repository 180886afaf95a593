package main

import (
	"context"
	"slices"

	"entente/engine"
	"entente/sentence"
)

type gatekeepersCommand struct {
	question
	between
	MaxRoutes int  `default:"8" help:"How many routes at most, 1 to 64."`
	Shortest  bool `help:"Routes that have as few hops in total as so many can have; takes longer."`
}

// Run prints the routes that share nobody, then those who could close them all.
func (c gatekeepersCommand) Run(ctx context.Context, term terminal) error {
	return c.ask(ctx, term, c.reply)
}

func (c gatekeepersCommand) reply(ctx context.Context, a answer) error {
	query := engine.GatekeeperQuery{MaxRoutes: c.MaxRoutes, Shortest: c.Shortest, Where: a.where}
	var err error
	if query.From, query.To, err = c.ends(ctx, a); err != nil {
		return err
	}
	found, err := a.Gatekeepers(ctx, query)
	if err != nil {
		return err
	}
	return c.print(ctx, a, found)
}

func (c gatekeepersCommand) print(ctx context.Context, a answer, found engine.Gatekeepers) error {
	a.line("Routes that share nobody: %d of %d.", len(found.Routes), found.Disjoint)
	parties := slices.Clone(found.Entities)
	for i, route := range found.Routes {
		parties = append(parties, route.Entities...)
		evidence, err := a.gather(ctx, route)
		if err != nil {
			return err
		}
		a.line("\n%d. %s", i+1, sentence.Path(c.Language, evidence.steps(route)))
	}
	if err := c.printEntities(ctx, a, found); err != nil {
		return err
	}
	if found.Truncated {
		a.line("\nThe search ended at its bound; there may be more.")
	}
	if err := a.pathsLeftOut(ctx, found.LeftOut); err != nil {
		return err
	}
	a.diagnosis(found.Diagnosis)
	return a.restrictionsOn(ctx, parties)
}

// printEntities tells the gatekeepers.
func (c gatekeepersCommand) printEntities(ctx context.Context, a answer, found engine.Gatekeepers) error {
	if len(found.Entities) == 0 {
		return nil
	}
	a.line("\nWithout these no path is left:")
	e, err := a.named(ctx, found.Entities)
	if err != nil {
		return err
	}
	for _, id := range found.Entities {
		note := ""
		if slices.Contains(found.Indispensable, id) {
			note = a.text(", and nobody could take its place")
		}
		a.line("  %s%s", e.name(id), note)
	}
	return nil
}
