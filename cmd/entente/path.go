package main

import (
	"context"
	"slices"
	"strings"

	"entente/engine"
	"entente/graph"
	"entente/sentence"
)

// pathQuestion is what a question about the best paths between two entities asks.
type pathQuestion struct {
	question
	between
	MaxHops int      `default:"6" help:"The longest path, at most 15 hops."`
	Order   string   `enum:"hops,strength" default:"hops" help:"What is better: fewer hops, or the stronger path (hops, strength)."`
	Via     []string `placeholder:"ID" help:"Entities that every path must contain."`
}

type pathCommand struct {
	pathQuestion
	K              int  `short:"k" default:"1" help:"How many paths, best first, at most 100."`
	TimeRespecting bool `help:"Only paths on which each hop can have begun on or after the day on which the hop before it began."`
	Sentence       bool `help:"Only the sentences and the restrictions on those named, without the claims of each hop."`
}

// Run finds the paths and prints each as a sentence with its evidence.
func (c pathCommand) Run(ctx context.Context, term terminal) error {
	return c.ask(ctx, term, c.reply)
}

func (c pathCommand) reply(ctx context.Context, a answer) error {
	query, err := c.query(ctx, a)
	if err != nil {
		return err
	}
	query.K, query.TimeRespecting = c.K, c.TimeRespecting
	found, err := a.Paths(ctx, query)
	if err != nil {
		return err
	}
	return c.print(ctx, a, found)
}

// query is the question to the graph but for K.
func (c pathQuestion) query(ctx context.Context, a answer) (query engine.PathQuery, err error) {
	query = engine.PathQuery{MaxHops: c.MaxHops, Order: graph.ByHops, Where: a.where}
	query.Where.Via = ids(c.Via)
	if c.Order == "strength" {
		query.Order = graph.ByStrength
	}
	query.From, query.To, err = c.ends(ctx, a)
	return query, err
}

func (c pathCommand) print(ctx context.Context, a answer, found engine.Paths) error {
	for i, path := range found.Paths {
		if i > 0 {
			a.line("")
		}
		if err := c.printOne(ctx, a, path); err != nil {
			return err
		}
	}
	if found.Truncated {
		a.line("\nThe search ended at its bound; there may be more.")
	}
	if err := a.pathsLeftOut(ctx, found.LeftOut); err != nil {
		return err
	}
	return c.explain(ctx, a, found)
}

func (c pathCommand) printOne(ctx context.Context, a answer, path engine.Path) error {
	if c.Sentence {
		return c.tell(ctx, a, path)
	}
	evidence, err := a.gather(ctx, path)
	if err != nil {
		return err
	}
	a.line("%s", sentence.Path(c.Language, evidence.steps(path)))
	evidence.print(path)
	return nil
}

// tell prints a path without the claims of its hops: the sentence, what ends
// it, and the restrictions on its parties.
func (c pathQuestion) tell(ctx context.Context, a answer, path engine.Path) error {
	evidence, err := a.gather(ctx, path)
	if err != nil {
		return err
	}
	a.line("%s", sentence.Path(c.Language, evidence.steps(path)))
	evidence.printBreak(path)
	evidence.printRestrictions(path.Entities)
	return nil
}

// explain says why there is no path, fewer than asked or only weak ones, and shows the nearest misses.
func (c pathCommand) explain(ctx context.Context, a answer, found engine.Paths) error {
	if found.Diagnosis == nil {
		return nil
	}
	if len(found.Paths) > 0 {
		a.line("")
	}
	a.line("%s", strings.TrimSpace(found.Diagnosis.Message(c.Language)))
	misses, err := found.Diagnosis.Misses(ctx)
	if err != nil {
		return err
	}
	var parties []graph.ID
	for i := range misses.List {
		if err := c.printMiss(ctx, a, &misses.List[i]); err != nil {
			return err
		}
		parties = append(parties, misses.List[i].Path.Entities...)
	}
	if misses.Truncated {
		a.line("\nThe search for nearest misses ended at its bound; there may be more.")
	}
	for _, path := range found.Paths {
		parties = slices.DeleteFunc(parties, func(id graph.ID) bool { return slices.Contains(path.Entities, id) })
	}
	return a.restrictionsOn(ctx, parties)
}

// printMiss tells a path that the question misses, and the evidence of what it breaks.
func (c pathCommand) printMiss(ctx context.Context, a answer, miss *engine.Miss) error {
	evidence, err := a.gather(ctx, miss.Path)
	if err != nil {
		return err
	}
	a.line("\nNearest miss: %s", strings.TrimSuffix(miss.Message(c.Language), "."))
	a.line("  %s", sentence.Path(c.Language, evidence.steps(miss.Path)))
	a.line("  Strength %.2f, %d hops.", miss.Path.Strength, len(miss.Path.Hops))
	for _, position := range miss.Hops {
		evidence.printHop(a.text("  Not within the question:"), miss.Path.Hops[position])
	}
	for _, id := range miss.Entities {
		a.line("  Kept out by the question: %s", evidence.name(id))
	}
	return nil
}
