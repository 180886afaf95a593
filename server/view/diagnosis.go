package view

import (
	"context"

	"entente/engine"
)

// diagnosis takes the nearest miss of a diagnosis into the web; nil stays nil.
func (w *web) diagnosis(d *engine.Diagnosis) *Diagnosis {
	if d == nil {
		return nil
	}
	taken := &Diagnosis{Diagnosis: d, operation: w.operation}
	if d.Nearest != nil {
		taken.NearestMiss = w.path(*d.Nearest)
	}
	return taken
}

// Diagnosis says why a search found nothing, or less than was asked for.
type Diagnosis struct {
	*engine.Diagnosis
	NearestMiss *Path
	operation   *Operation
}

// Message is the reason as a sentence, in English unless another language is asked for.
func (d *Diagnosis) Message(language *string) string { return d.Diagnosis.Message(value(language)) }

// Strongest is the strength of the strongest path when all are weak.
func (d *Diagnosis) Strongest() *float64 {
	if d.Diagnosis.Strongest == 0 {
		return nil
	}
	return &d.Diagnosis.Strongest
}

// Misses finds the paths that come nearest to the question.
func (d *Diagnosis) Misses(ctx context.Context) (*NearMisses, error) {
	found, err := d.Diagnosis.Misses(ctx)
	if err != nil {
		return nil, err
	}
	web := newWeb(d.operation)
	misses := &NearMisses{Truncated: found.Truncated, List: make([]*NearMiss, len(found.List))}
	for i, miss := range found.List {
		misses.List[i] = &NearMiss{Miss: miss, Path: web.path(miss.Path)}
	}
	return misses, nil
}

// NearMisses are the paths that come nearest to a question.
type NearMisses struct {
	List      []*NearMiss
	Truncated bool
}

// NearMiss is a path that a question misses, and by what.
type NearMiss struct {
	engine.Miss
	Path *Path
}

// Limits are the limits that it breaks.
func (m *NearMiss) Limits() []engine.Reason { return m.Loosened }

// Message is the limit as a sentence, in English unless another language is asked for.
func (m *NearMiss) Message(language *string) string { return m.Miss.Message(value(language)) }

// BrokenHops are the hops that the question does not admit.
func (m *NearMiss) BrokenHops() []Hop {
	hops := make([]Hop, len(m.Hops))
	for i, position := range m.Hops {
		hops[i] = Hop{m.Path.Path.Hops[position], m.Path.in}
	}
	return hops
}

// KeptOut are the entities that the question keeps out.
func (m *NearMiss) KeptOut(ctx context.Context) ([]Entity, error) {
	return m.Path.in.several(ctx, m.Entities)
}
