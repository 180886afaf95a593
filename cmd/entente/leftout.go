package main

import (
	"context"
	"slices"

	"entente/engine"
)

// pathsLeftOut says which paths and entities the filter left out of an answer;
// nothing where it keeps nobody out.
func (a answer) pathsLeftOut(ctx context.Context, find func(context.Context) (engine.PathsLeftOut, error)) error {
	left, err := find(ctx)
	if err != nil || left.Paths == 0 {
		return err
	}
	a.line("\nLeft out by the filter: %d of the %d paths without it.", left.Paths, left.Of)
	return a.parties(ctx, left.PartiesLeftOut)
}

// partiesLeftOut says whom the filter left out of an answer; nothing where it keeps nobody out.
func (a answer) partiesLeftOut(ctx context.Context, find func(context.Context) (engine.PartiesLeftOut, error)) error {
	left, err := find(ctx)
	if err != nil || len(left.Avoided)+len(left.Restricted) == 0 {
		return err
	}
	a.line("\nLeft out by the filter:")
	return a.parties(ctx, left)
}

func (a answer) parties(ctx context.Context, left engine.PartiesLeftOut) error {
	e, err := a.named(ctx, slices.Concat(left.Avoided, left.Restricted))
	if err != nil {
		return err
	}
	for _, id := range left.Avoided {
		a.line("  to be avoided: %s", e.name(id))
	}
	for _, id := range left.Restricted {
		a.line("  under restrictions: %s", e.name(id))
	}
	if left.Truncated {
		a.line("  and there may be more")
	}
	return nil
}
