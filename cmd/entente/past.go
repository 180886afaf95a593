package main

import (
	"context"
	"fmt"

	"entente/engine"
	"entente/graph"
)

// pastFlags choose what is known of the graph when a question is asked of it.
type pastFlags struct {
	Revision graph.Revision `placeholder:"N" help:"Ask the graph as it was known at this revision; history tells which there are."`
	AsOf     string         `placeholder:"TIME" help:"Ask the graph as it was known then: at 2026-03-01T12:00:00Z, or at the end of 2026-03-01, 2026-03 or 2026."`
}

// then gives the graph as it was known, the graph itself when nothing is chosen.
// It says on standard error which revision that is.
func (f pastFlags) then(ctx context.Context, g *engine.Graph, term terminal) (*engine.Graph, error) {
	when := engine.When{Revision: f.Revision}
	if f.AsOf != "" {
		moment, err := graph.ParseMoment(f.AsOf)
		if err != nil {
			return g, fmt.Errorf("--as-of: %w: %w", err, errUsage)
		}
		when.Time = moment
	}
	if when == (engine.When{}) {
		return g, nil
	}
	past, err := g.At(ctx, when)
	if err != nil {
		return g, err
	}
	fmt.Fprintf(term.err, "entente: as known at revision %d\n", past.Revision())
	return past, nil
}
