package view

import (
	"context"

	"entente/engine"
)

// GatekeepersResult are routes that share nobody, and who could close them all.
type GatekeepersResult struct {
	Routes    []*Path
	Disjoint  int
	Diagnosis *Diagnosis
	Truncated bool
	answer    engine.Gatekeepers
	in        *web
}

// GatekeepersResult makes the answer to a question about gatekeepers.
func (o *Operation) GatekeepersResult(answer engine.Gatekeepers) *GatekeepersResult {
	web := newWeb(o)
	result := &GatekeepersResult{Routes: make([]*Path, len(answer.Routes)), Disjoint: answer.Disjoint,
		Truncated: answer.Truncated, answer: answer, in: web}
	for i, route := range answer.Routes {
		result.Routes[i] = web.path(route)
	}
	web.ids = append(web.ids, answer.Entities...)
	result.Diagnosis = web.diagnosis(answer.Diagnosis)
	return result
}

// Gatekeepers are a smallest set of entities without which no path is left.
func (g *GatekeepersResult) Gatekeepers(ctx context.Context) ([]Entity, error) {
	return g.in.several(ctx, g.answer.Entities)
}

// Indispensable are those who are in every such set.
func (g *GatekeepersResult) Indispensable(ctx context.Context) ([]Entity, error) {
	return g.in.several(ctx, g.answer.Indispensable)
}
