package view

import (
	"context"

	"entente/engine"
	"entente/graph"
	"entente/sentence"
)

// BreakingResult tells which paths break soon, and which hold on.
type BreakingResult struct {
	Breaking, Lasting []*Path
	Diagnosis         *Diagnosis
	Truncated         bool
}

// BreakingResult makes the answer to a question about paths that break.
func (o *Operation) BreakingResult(answer engine.Breaking) *BreakingResult {
	web := newWeb(o)
	result := &BreakingResult{Breaking: web.paths(answer.Breaking), Lasting: web.paths(answer.Lasting), Truncated: answer.Truncated}
	result.Diagnosis = web.diagnosis(answer.Diagnosis)
	return result
}

// paths takes paths into the web.
func (w *web) paths(paths []engine.Path) []*Path {
	taken := make([]*Path, len(paths))
	for i, path := range paths {
		taken[i] = w.path(path)
	}
	return taken
}

// ValidDuring is the window in which all hops are valid at once.
func (p *Path) ValidDuring() *graph.Interval { return p.Valid }

// BeginsWith is the first hop with whose beginning the window begins.
func (p *Path) BeginsWith() *Hop {
	if p.Valid == nil || p.Valid.Start.IsZero() {
		return nil
	}
	return p.hop(p.Path.BeginsWith)
}

// EndsWith is the first hop with whose end it ends.
func (p *Path) EndsWith() *Hop {
	if p.Break == nil {
		return nil
	}
	return p.hop(p.Path.EndsWith)
}

// hop is the hop at a position, nil for none.
func (p *Path) hop(at int) *Hop {
	if at < 0 {
		return nil
	}
	return &Hop{p.Path.Hops[at], p.in}
}

// Validity is the window as a sentence.
func (p *Path) Validity(ctx context.Context, language *string) (string, error) {
	var ends *sentence.Step
	if hop := p.EndsWith(); hop != nil {
		step, err := p.in.step(ctx, hop.Hop)
		if err != nil {
			return "", err
		}
		ends = &step
	}
	return sentence.Validity(value(language), p.Valid, ends), nil
}

// Breaks says when and why the path breaks, nil when it does not.
func (p *Path) Breaks() *PathBreak {
	if p.Break == nil {
		return nil
	}
	return &PathBreak{p.Break, p.EndsWith(), p.in}
}

// PathBreak says when and why a path breaks.
type PathBreak struct {
	*engine.Break
	Hop *Hop
	in  *web
}

// Because are the relationships whose end it is.
func (b *PathBreak) Because(ctx context.Context) ([]*Relationship, error) {
	return b.in.ties.list(ctx, b.Break.Because)
}

// Renewals are relationships that go on.
func (b *PathBreak) Renewals(ctx context.Context) ([]*Relationship, error) {
	return b.in.ties.list(ctx, b.Break.Renewals)
}
