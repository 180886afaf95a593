package main

import (
	"context"
	"fmt"
	"slices"

	"entente/engine"
	"entente/graph"
	"entente/sentence"
)

type gatekeepersCommand struct {
	storeFlag
	filterFlags
	assumeFlags
	From      string `arg:"" help:"Where the routes start: an id or a name."`
	To        string `arg:"" help:"Where they lead: an id or a name."`
	MaxRoutes int    `default:"8" help:"How many routes at most, 1 to 64."`
	Shortest  bool   `help:"Routes that have as few hops in total as so many can have; takes longer."`
	Language  string `enum:"en,fa" default:"en" help:"Language of the sentences and of names (en, fa)."`
}

// Run prints the routes that share nobody, then those who could close them all.
func (c gatekeepersCommand) Run(ctx context.Context, term terminal) error {
	where, err := c.filter()
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
	ends, err := entitiesNamed(ctx, g, []string{c.From, c.To})
	if err != nil {
		return err
	}
	found, err := g.Gatekeepers(ctx, engine.GatekeeperQuery{From: ends[0], To: ends[1], MaxRoutes: c.MaxRoutes, Shortest: c.Shortest, Where: where})
	if err != nil {
		return err
	}
	return c.print(ctx, g, term, found)
}

// entitiesNamed is entityNamed for several.
func entitiesNamed(ctx context.Context, g *engine.Graph, texts []string) ([]graph.ID, error) {
	list := make([]graph.ID, len(texts))
	for i, text := range texts {
		entity, err := entityNamed(ctx, g, text)
		if err != nil {
			return nil, err
		}
		list[i] = entity.ID
	}
	return list, nil
}

func (c gatekeepersCommand) print(ctx context.Context, g *engine.Graph, term terminal, found engine.Gatekeepers) error {
	fmt.Fprintf(term.out, "Routes that share nobody: %d of %d.\n", len(found.Routes), found.Disjoint)
	parties := slices.Clone(found.Entities)
	for i, route := range found.Routes {
		parties = append(parties, route.Entities...)
		evidence, err := gather(ctx, g, route)
		if err != nil {
			return err
		}
		fmt.Fprintf(term.out, "\n%d. %s\n", i+1, sentence.Path(c.Language, evidence.steps(route)))
	}
	if len(found.Entities) > 0 {
		fmt.Fprintln(term.out, "\nWithout these no path is left:")
	}
	names, err := byID(ctx, g.Entities, found.Entities)
	if err != nil {
		return err
	}
	for _, id := range found.Entities {
		note := ""
		if slices.Contains(found.Indispensable, id) {
			note = ", and nobody could take its place"
		}
		fmt.Fprintf(term.out, "  %s (%s)%s\n", names[id].Name(c.Language).Value, id, note)
	}
	if found.Truncated {
		fmt.Fprintln(term.out, "\nThe search ended at its bound; there may be more.")
	}
	if err := printPathsLeftOut(ctx, g, term, c.Language, found.LeftOut); err != nil {
		return err
	}
	if found.Diagnosis != nil {
		fmt.Fprintf(term.out, "\n%s\n", found.Diagnosis.Message(c.Language))
	}
	return restrictionsOn(ctx, g, term.out, c.Language, parties)
}
