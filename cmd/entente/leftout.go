package main

import (
	"context"
	"fmt"
	"slices"

	"entente/engine"
)

// printPathsLeftOut says which paths and entities the filter left out of an
// answer; nothing where it keeps nobody out.
func printPathsLeftOut(ctx context.Context, g *engine.Graph, term terminal, language string,
	find func(context.Context) (engine.PathsLeftOut, error)) error {
	left, err := find(ctx)
	if err != nil || left.Paths == 0 {
		return err
	}
	fmt.Fprintf(term.out, "\nLeft out by the filter: %d of the %d paths without it.\n", left.Paths, left.Of)
	return printParties(ctx, g, term, language, left.PartiesLeftOut)
}

// printPartiesLeftOut says whom the filter left out of an answer; nothing where it keeps nobody out.
func printPartiesLeftOut(ctx context.Context, g *engine.Graph, term terminal, language string,
	find func(context.Context) (engine.PartiesLeftOut, error)) error {
	left, err := find(ctx)
	if err != nil || len(left.Avoided)+len(left.Restricted) == 0 {
		return err
	}
	fmt.Fprintln(term.out, "\nLeft out by the filter:")
	return printParties(ctx, g, term, language, left)
}

func printParties(ctx context.Context, g *engine.Graph, term terminal, language string, left engine.PartiesLeftOut) error {
	names, err := byID(ctx, g.Entities, slices.Concat(left.Avoided, left.Restricted))
	if err != nil {
		return err
	}
	e := &evidence{entities: names}
	for _, id := range left.Avoided {
		fmt.Fprintf(term.out, "  to be avoided: %s\n", e.name(id, language))
	}
	for _, id := range left.Restricted {
		fmt.Fprintf(term.out, "  under restrictions: %s\n", e.name(id, language))
	}
	if left.Truncated {
		fmt.Fprintln(term.out, "  and there may be more")
	}
	return nil
}
