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
	reading
	filterFlags
	assumeFlags
	Pair    []string `sep:"none" placeholder:"FROM=TO" help:"Two entities whose routes to compare; once for each pair. Without it the parties of what is assumed and their contacts."`
	MaxHops int      `default:"6" help:"The longest route, at most 15 hops."`
	First   int      `default:"10" help:"How many of the pairs that change to tell, the gravest first."`
}

// Run prints what changes between today and the assumptions.
func (c whatifCommand) Run(ctx context.Context, term terminal) error {
	query := engine.WhatIfQuery{MaxHops: c.MaxHops}
	var err error
	if query.Where, err = c.filter(); err != nil {
		return err
	}
	return c.read(ctx, term, func(ctx context.Context, a answer) error {
		if query.Assume, err = c.assumptions(ctx, a.Graph); err != nil {
			return err
		}
		if query.Pairs, err = c.pairs(ctx, a.Graph); err != nil {
			return err
		}
		found, err := a.WhatIf(ctx, query)
		if err != nil {
			return err
		}
		return c.print(ctx, a, found)
	})
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

func (c whatifCommand) print(ctx context.Context, a answer, found engine.WhatIf) error {
	a.assumed(found.Supposed)
	a.line("Of %d pairs looked at, the routes of %d change.", found.Considered, len(found.Changes))
	var parties []graph.ID
	for i := range found.Changes[:min(c.First, len(found.Changes))] {
		change := &found.Changes[i]
		if err := c.tell(ctx, a, &found, change); err != nil {
			return err
		}
		parties = append(parties, change.From, change.To)
		for _, route := range append(change.Lost, change.Won...) {
			parties = append(parties, route.Entities...)
		}
	}
	if more := len(found.Changes) - c.First; more > 0 {
		a.line("\nAnd %d more.", more)
	}
	if found.Truncated {
		a.line("\nThere are more parties, contacts or routes than were looked at.")
	}
	a.Graph = found.Supposed
	return a.restrictionsOn(ctx, parties)
}

// tell prints what changes for a pair, with the routes lost and won as sentences.
func (c whatifCommand) tell(ctx context.Context, a answer, found *engine.WhatIf, change *engine.PairChange) error {
	e, err := a.named(ctx, []graph.ID{change.From, change.To})
	if err != nil {
		return err
	}
	a.line("\n%s – %s", e.name(change.From), e.name(change.To))
	a.line("  today: %s", a.joined(&change.Before))
	a.line("  then:  %s", a.joined(&change.After))
	a.Graph = found.Recorded
	if err := a.routes(ctx, a.text("lost"), change.Lost); err != nil {
		return err
	}
	a.Graph = found.Supposed
	return a.routes(ctx, a.text("won"), change.Won)
}

// routes tells paths as sentences, each behind a title.
func (a answer) routes(ctx context.Context, title string, paths []engine.Path) error {
	for _, path := range paths {
		evidence, err := a.gather(ctx, path)
		if err != nil {
			return err
		}
		a.line("  %s: %s", title, sentence.Path(a.language, evidence.steps(path)))
	}
	return nil
}

// joined tells how two entities are joined.
func (p page) joined(s *engine.PairRoutes) string {
	if s.Hops == 0 {
		return p.text("no route")
	}
	gate := p.text("tied directly")
	if len(s.Gatekeepers) > 0 {
		gate = p.text("none without %s", p.list(texts(s.Gatekeepers)))
	}
	return p.text("shortest route %d, strength %.2f, routes that share nobody %d (%s)", s.Hops, s.Strength, s.Disjoint, gate)
}

func texts(ids []graph.ID) []string {
	list := make([]string, len(ids))
	for i, id := range ids {
		list[i] = string(id)
	}
	return list
}
