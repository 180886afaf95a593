package main

import (
	"context"
	"fmt"
	"strings"

	"entente/engine"
	"entente/graph"
	"entente/sentence"
)

type whatifCommand struct {
	storeFlag
	filterFlags
	assumeFlags
	Pair     []string `sep:"none" placeholder:"FROM=TO" help:"Two entities whose routes to compare; once for each pair. Without it the parties of what is assumed and their contacts."`
	MaxHops  int      `default:"6" help:"The longest route, at most 15 hops."`
	First    int      `default:"10" help:"How many of the pairs that change to tell, the gravest first."`
	Language string   `enum:"en,fa" default:"en" help:"Language of the sentences and of names (en, fa)."`
}

// Run prints what changes between today and the assumptions.
func (c whatifCommand) Run(ctx context.Context, term terminal) error {
	query := engine.WhatIfQuery{MaxHops: c.MaxHops}
	var err error
	if query.Where, err = c.filter(); err != nil {
		return err
	}
	g, err := c.open(ctx, term, true)
	if err != nil {
		return err
	}
	defer g.Close()
	if query.Assume, err = c.assumptions(ctx, g); err != nil {
		return err
	}
	if query.Pairs, err = c.pairs(ctx, g); err != nil {
		return err
	}
	found, err := g.WhatIf(ctx, query)
	if err != nil {
		return err
	}
	return c.print(ctx, term, found)
}

// pairs reads "FROM=TO", ids or names.
func (c whatifCommand) pairs(ctx context.Context, g *engine.Graph) ([]engine.Pair, error) {
	list := make([]engine.Pair, len(c.Pair))
	for i, text := range c.Pair {
		from, to, found := strings.Cut(text, "=")
		if !found {
			return nil, fmt.Errorf("--pair: %q is not FROM=TO: %w", graph.Excerpt(text), errUsage)
		}
		ends, err := entitiesNamed(ctx, g, []string{from, to})
		if err != nil {
			return nil, err
		}
		list[i] = engine.Pair{From: ends[0], To: ends[1]}
	}
	return list, nil
}

func (c whatifCommand) print(ctx context.Context, term terminal, found engine.WhatIf) error {
	printAssumed(term.out, found.Supposed)
	fmt.Fprintf(term.out, "Of %d pairs looked at, the routes of %d change.\n", found.Considered, len(found.Changes))
	var parties []graph.ID
	for i := range found.Changes[:min(c.First, len(found.Changes))] {
		change := &found.Changes[i]
		if err := c.tell(ctx, term, &found, change); err != nil {
			return err
		}
		parties = append(parties, change.From, change.To)
		for _, route := range append(change.Lost, change.Won...) {
			parties = append(parties, route.Entities...)
		}
	}
	if more := len(found.Changes) - c.First; more > 0 {
		fmt.Fprintf(term.out, "\nAnd %d more.\n", more)
	}
	if found.Truncated {
		fmt.Fprintln(term.out, "\nThere are more parties, contacts or routes than were looked at.")
	}
	return restrictionsOn(ctx, found.Supposed, term.out, c.Language, parties)
}

// tell prints what changes for a pair, with the routes lost and won as sentences.
func (c whatifCommand) tell(ctx context.Context, term terminal, found *engine.WhatIf, change *engine.PairChange) error {
	names, err := byID(ctx, found.Recorded.Entities, []graph.ID{change.From, change.To})
	if err != nil {
		return err
	}
	fmt.Fprintf(term.out, "\n%s (%s) – %s (%s)\n", names[change.From].Name(c.Language).Value, change.From, names[change.To].Name(c.Language).Value, change.To)
	fmt.Fprintf(term.out, "  today: %s\n  then:  %s\n", joined(&change.Before), joined(&change.After))
	routes := func(title string, g *engine.Graph, paths []engine.Path) error {
		for _, path := range paths {
			evidence, err := gather(ctx, g, path)
			if err != nil {
				return err
			}
			fmt.Fprintf(term.out, "  %s: %s\n", title, sentence.Path(c.Language, evidence.steps(path)))
		}
		return nil
	}
	if err := routes("lost", found.Recorded, change.Lost); err != nil {
		return err
	}
	return routes("won", found.Supposed, change.Won)
}

// joined tells how two entities are joined.
func joined(s *engine.PairRoutes) string {
	if s.Hops == 0 {
		return "no route"
	}
	gate := "tied directly"
	if len(s.Gatekeepers) > 0 {
		gate = "none without " + strings.Join(texts(s.Gatekeepers), ", ")
	}
	return fmt.Sprintf("shortest route %d, strength %.2f, routes that share nobody %d (%s)", s.Hops, s.Strength, s.Disjoint, gate)
}

func texts(ids []graph.ID) []string {
	list := make([]string, len(ids))
	for i, id := range ids {
		list[i] = string(id)
	}
	return list
}
