package view

import (
	"context"

	"entente/engine"
	"entente/graph"
)

// WhatIfResult says what changes between today and some assumptions.
type WhatIfResult struct {
	Changes    []*PairChange
	Considered int
	Truncated  bool
	answer     engine.WhatIf
	supposed   *web
}

// WhatIfResult makes the answer to a what-if report. What is lost is read from
// the records, what is won from the graph under the assumptions.
func (o *Operation) WhatIfResult(answer engine.WhatIf) *WhatIfResult {
	if answer.Supposed == nil {
		return nil
	}
	recorded, supposed := newWeb(o.Over(answer.Recorded)), newWeb(o.Over(answer.Supposed))
	result := &WhatIfResult{Changes: make([]*PairChange, len(answer.Changes)), Considered: answer.Considered,
		Truncated: answer.Truncated, answer: answer, supposed: supposed}
	supposed.ids = append(supposed.ids, answer.Parties...)
	for _, r := range answer.Supposed.Assumed() {
		supposed.ties.ids = append(supposed.ties.ids, r.ID)
	}
	for i := range answer.Changes {
		c := &answer.Changes[i]
		recorded.ids = append(recorded.ids, c.From, c.To)
		result.Changes[i] = &PairChange{answer: c, Before: recorded.joined(&c.Before), After: supposed.joined(&c.After),
			Lost: recorded.paths(c.Lost), Won: supposed.paths(c.Won), in: recorded}
	}
	return result
}

// Assumed are the relationships as they are assumed to stand.
func (w *WhatIfResult) Assumed(ctx context.Context) ([]*Relationship, error) {
	var ids []graph.ID
	for _, r := range w.answer.Supposed.Assumed() {
		ids = append(ids, r.ID)
	}
	return w.supposed.ties.list(ctx, ids)
}

// Parties are those for whom the pairs were chosen.
func (w *WhatIfResult) Parties(ctx context.Context) ([]Entity, error) {
	return w.supposed.several(ctx, w.answer.Parties)
}

// PairChange is what changes for two entities.
type PairChange struct {
	Before, After *PairRoutes
	Lost, Won     []*Path
	answer        *engine.PairChange
	in            *web
}

// From is the one.
func (c *PairChange) From(ctx context.Context) (Entity, error) {
	return c.in.entity(ctx, c.answer.From)
}

// To is the other.
func (c *PairChange) To(ctx context.Context) (Entity, error) { return c.in.entity(ctx, c.answer.To) }

// PairRoutes is how two entities are joined.
type PairRoutes struct {
	Disjoint int
	answer   *engine.PairRoutes
	in       *web
}

func (w *web) joined(answer *engine.PairRoutes) *PairRoutes {
	w.ids = append(w.ids, answer.Gatekeepers...)
	return &PairRoutes{answer.Disjoint, answer, w}
}

// Hops are those of the shortest route, nil without one.
func (s *PairRoutes) Hops() *int {
	if s.answer.Hops == 0 {
		return nil
	}
	return &s.answer.Hops
}

// Strength is that of the strongest route, nil without one.
func (s *PairRoutes) Strength() *float64 {
	if s.answer.Hops == 0 {
		return nil
	}
	return &s.answer.Strength
}

// Gatekeepers are a smallest set without which no route is left.
func (s *PairRoutes) Gatekeepers(ctx context.Context) ([]Entity, error) {
	return s.in.several(ctx, s.answer.Gatekeepers)
}
