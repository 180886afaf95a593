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

// pathQuestion is what a question about the best paths between two entities asks.
type pathQuestion struct {
	storeFlag
	From     string `arg:"" help:"Where the path starts: an id or a name."`
	To       string `arg:"" help:"Where it leads: an id or a name."`
	MaxHops  int    `default:"6" help:"The longest path, at most 15 hops."`
	Order    string `enum:"hops,strength" default:"hops" help:"What is better: fewer hops, or the stronger path (hops, strength)."`
	Language string `enum:"en,fa" default:"en" help:"Language of the sentence and of names (en, fa)."`
	filterFlags
	assumeFlags
	Via []string `placeholder:"ID" help:"Entities that every path must contain."`
}

type pathCommand struct {
	pathQuestion
	K              int  `short:"k" default:"1" help:"How many paths, best first, at most 100."`
	TimeRespecting bool `help:"Only paths on which each hop can have begun on or after the day on which the hop before it began."`
	Sentence       bool `help:"Only the sentences and the restrictions on those named, without the claims of each hop."`
}

// Run finds the paths and prints each as a sentence with its evidence.
func (c pathCommand) Run(ctx context.Context, term terminal) error {
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
	query.K, query.TimeRespecting = c.K, c.TimeRespecting
	found, err := g.Paths(ctx, query)
	if err != nil {
		return err
	}
	return c.print(ctx, g, term, found)
}

func (c pathQuestion) where() (graph.RouteFilter, error) {
	where, err := c.filter()
	where.Via = ids(c.Via)
	return where, err
}

// query is the question to the graph, which knows the ends by their names, but for K.
func (c pathQuestion) query(ctx context.Context, g *engine.Graph, where graph.RouteFilter) (engine.PathQuery, error) {
	ends, err := entitiesNamed(ctx, g, []string{c.From, c.To})
	if err != nil {
		return engine.PathQuery{}, err
	}
	order := graph.ByHops
	if c.Order == "strength" {
		order = graph.ByStrength
	}
	return engine.PathQuery{From: ends[0], To: ends[1], MaxHops: c.MaxHops, Order: order, Where: where}, nil
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
	if err := printPathsLeftOut(ctx, g, term, c.Language, found.LeftOut); err != nil {
		return err
	}
	return c.explain(ctx, g, term, found)
}

func (c pathCommand) printOne(ctx context.Context, g *engine.Graph, term terminal, path engine.Path) error {
	if c.Sentence {
		return c.tell(ctx, g, term, path)
	}
	evidence, err := gather(ctx, g, path)
	if err != nil {
		return err
	}
	fmt.Fprintln(term.out, sentence.Path(c.Language, evidence.steps(path)))
	evidence.print(term.out, c.Language, path)
	return nil
}

// tell prints a path without the claims of its hops: the sentence, what ends
// it, and the restrictions on its parties.
func (c pathQuestion) tell(ctx context.Context, g *engine.Graph, term terminal, path engine.Path) error {
	evidence, err := gather(ctx, g, path)
	if err != nil {
		return err
	}
	fmt.Fprintln(term.out, sentence.Path(c.Language, evidence.steps(path)))
	evidence.printBreak(term.out, c.Language, path)
	evidence.printRestrictions(term.out, c.Language, path.Entities)
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
