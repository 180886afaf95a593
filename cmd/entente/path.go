package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"entente/engine"
	"entente/graph"
	"entente/sentence"
)

type pathCommand struct {
	storeFlag
	From     string `arg:"" help:"Where the path starts: an id or a name."`
	To       string `arg:"" help:"Where it leads: an id or a name."`
	K        int    `short:"k" default:"1" help:"How many paths, best first, at most 100."`
	MaxHops  int    `default:"6" help:"The longest path, at most 15 hops."`
	Order    string `enum:"hops,strength" default:"hops" help:"What is better: fewer hops, or the stronger path (hops, strength)."`
	Language string `enum:"en,fa" default:"en" help:"Language of the sentence and of names (en, fa)."`
	filterFlags
	Via      []string `placeholder:"ID" help:"Entities that every path must contain."`
	Sentence bool     `help:"Only the sentences and the restrictions on those named, without the claims of each hop."`
}

// Run finds the paths and prints each as a sentence with its evidence.
func (c pathCommand) Run(ctx context.Context, term terminal) error {
	where, err := c.filter()
	if err != nil {
		return err
	}
	where.Via = ids(c.Via)
	g, err := c.open(ctx, term, true)
	if err != nil {
		return err
	}
	defer g.Close()
	from, err := entityNamed(ctx, g, c.From)
	if err != nil {
		return err
	}
	to, err := entityNamed(ctx, g, c.To)
	if err != nil {
		return err
	}
	query := engine.PathQuery{From: from.ID, To: to.ID, K: c.K, MaxHops: c.MaxHops, Order: c.order(), Where: where}
	found, err := g.Paths(ctx, query)
	if err != nil {
		return err
	}
	return c.print(ctx, g, term, found)
}

func (c pathCommand) order() graph.Order {
	if c.Order == "strength" {
		return graph.ByStrength
	}
	return graph.ByHops
}

func (c pathCommand) print(ctx context.Context, g *engine.Graph, term terminal, found engine.Paths) error {
	for i, path := range found.Paths {
		if i > 0 {
			fmt.Fprintln(term.out)
		}
		if err := c.printOne(ctx, g, term, path); err != nil {
			return err
		}
	}
	if found.Truncated {
		fmt.Fprintln(term.out, "\nThe search ended at its bound; there may be more.")
	}
	return c.explain(ctx, g, term, found)
}

func (c pathCommand) printOne(ctx context.Context, g *engine.Graph, term terminal, path engine.Path) error {
	evidence, err := gather(ctx, g, path)
	if err != nil {
		return err
	}
	fmt.Fprintln(term.out, sentence.Path(c.Language, evidence.steps(path)))
	if c.Sentence {
		evidence.printRestrictions(term.out, c.Language, path.Entities)
		return nil
	}
	evidence.print(term.out, c.Language, path)
	return nil
}

// explain says why there is no path, fewer than asked or only weak ones, and shows the nearest misses.
func (c pathCommand) explain(ctx context.Context, g *engine.Graph, term terminal, found engine.Paths) error {
	if found.Diagnosis == nil {
		return nil
	}
	if len(found.Paths) > 0 {
		fmt.Fprintln(term.out)
	}
	fmt.Fprintln(term.out, strings.TrimSpace(found.Diagnosis.Message(c.Language)))
	misses, err := found.Diagnosis.Misses(ctx)
	if err != nil {
		return err
	}
	var parties []graph.ID
	for i := range misses.List {
		if err := c.printMiss(ctx, g, term, &misses.List[i]); err != nil {
			return err
		}
		parties = append(parties, misses.List[i].Path.Entities...)
	}
	if misses.Truncated {
		fmt.Fprintln(term.out, "\nThe search for nearest misses ended at its bound; there may be more.")
	}
	for _, path := range found.Paths {
		parties = slices.DeleteFunc(parties, func(id graph.ID) bool { return slices.Contains(path.Entities, id) })
	}
	return restrictionsOn(ctx, g, term.out, c.Language, parties)
}

// printMiss tells a path that the question misses, and the evidence of what it breaks.
func (c pathCommand) printMiss(ctx context.Context, g *engine.Graph, term terminal, miss *engine.Miss) error {
	evidence, err := gather(ctx, g, miss.Path)
	if err != nil {
		return err
	}
	fmt.Fprintf(term.out, "\nNearest miss: %s\n  %s\n  Strength %.2f, %d hops.\n", strings.TrimSuffix(miss.Message(c.Language), "."),
		sentence.Path(c.Language, evidence.steps(miss.Path)), miss.Path.Strength, len(miss.Path.Hops))
	for _, position := range miss.Hops {
		evidence.printHop(term.out, c.Language, "  Not within the question:", miss.Path.Hops[position])
	}
	for _, id := range miss.Entities {
		fmt.Fprintf(term.out, "  Kept out by the question: %s\n", evidence.name(id, c.Language))
	}
	return nil
}
