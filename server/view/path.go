package view

import (
	"context"
	"slices"

	"entente/engine"
	"entente/graph"
	"entente/sentence"
)

// web is what the paths of one answer are made of.
type web struct {
	operation *Operation
	ids       []graph.ID
	ties      *bundle
	asked     answers
}

func newWeb(o *Operation) *web { return &web{operation: o, ties: &bundle{operation: o}} }

// path takes a path into the web.
func (w *web) path(p engine.Path) *Path {
	w.ids = append(w.ids, p.Entities...)
	w.hops(p.Hops)
	if p.Break != nil {
		w.ties.ids = append(w.ties.ids, p.Break.Renewals...)
	}
	return &Path{p, w}
}

// hops takes hops into the web, whose entities it has.
func (w *web) hops(hops []engine.Hop) []Hop {
	taken := make([]Hop, len(hops))
	for i, hop := range hops {
		w.ties.ids = append(w.ties.ids, hop.Ties...)
		taken[i] = Hop{hop, w}
	}
	return taken
}

// seen gives an entity of the web to the field that asks: from the index when
// that knows all that is asked, else from its record.
func (w *web) seen(ctx context.Context, id graph.ID) (Entity, error) {
	if outlined := w.operation.outlined(ctx, id); outlined != nil {
		return outlined, nil
	}
	return w.entity(ctx, id)
}

// entities reads those of every path.
func (w *web) entities(ctx context.Context) (found, error) {
	return ask(&w.asked, "entities", func() (found, error) { return w.operation.level(ctx, w.ids) })
}

// several gives entities of the web to the field that asks.
func (w *web) several(ctx context.Context, ids []graph.ID) ([]Entity, error) {
	entities := make([]Entity, len(ids))
	for i, id := range ids {
		var err error
		if entities[i], err = w.seen(ctx, id); err != nil {
			return nil, err
		}
	}
	return entities, nil
}

func (w *web) entity(ctx context.Context, id graph.ID) (Entity, error) {
	level, err := w.entities(ctx)
	if err != nil {
		return nil, err
	}
	return level.get(id)
}

// PathsResult are the paths that were found, and why there are no more.
type PathsResult struct {
	Paths     []*Path
	Diagnosis *Diagnosis
	Truncated bool
	answer    engine.Paths
	operation *Operation
}

// PathsResult makes the answer to a question about paths.
func (o *Operation) PathsResult(answer engine.Paths) *PathsResult {
	web := newWeb(o)
	result := &PathsResult{Paths: web.paths(answer.Paths), Truncated: answer.Truncated, answer: answer, operation: o}
	result.Diagnosis = web.diagnosis(answer.Diagnosis)
	return result
}

// Path is a sequence of entities, each tied to the next.
type Path struct {
	engine.Path
	in *web
}

// Entities are those from one end to the other.
func (p *Path) Entities(ctx context.Context) ([]Entity, error) {
	if len(p.Kinds) > 0 && fromIndex(ctx) {
		return p.in.operation.outlines(p.Path.Entities, p.Kinds), nil
	}
	return p.in.several(ctx, p.Path.Entities)
}

// Hops are the steps between them.
func (p *Path) Hops() []Hop {
	hops := make([]Hop, len(p.Path.Hops))
	for i, hop := range p.Path.Hops {
		hops[i] = Hop{hop, p.in}
	}
	return hops
}

// Weakest is the weakest of the hops; a step in place when there are none.
func (p *Path) Weakest() *Hop {
	if p.Path.Weakest < 0 {
		only := p.Path.Entities[0]
		return &Hop{engine.Hop{From: only, To: only, Forward: true, Strength: p.Strength}, p.in}
	}
	return &Hop{p.Path.Hops[p.Path.Weakest], p.in}
}

// Sentence is the path in words.
func (p *Path) Sentence(ctx context.Context, language *string) (string, error) {
	steps := make([]sentence.Step, len(p.Path.Hops))
	for i, hop := range p.Path.Hops {
		var err error
		if steps[i], err = p.in.step(ctx, hop); err != nil {
			return "", err
		}
	}
	return sentence.Path(value(language), steps), nil
}

// step gives the records of a hop. Both kinds were read for the whole web.
func (w *web) step(ctx context.Context, hop engine.Hop) (sentence.Step, error) {
	from, err := w.entity(ctx, hop.From)
	if err != nil {
		return sentence.Step{}, err
	}
	to, err := w.entity(ctx, hop.To)
	if err != nil {
		return sentence.Step{}, err
	}
	tie, err := w.ties.record(ctx, hop.Ties[0])
	if err != nil {
		return sentence.Step{}, err
	}
	return sentence.Step{From: from.stored(), To: to.stored(), Tie: tie, Forward: hop.Forward, Suggested: hop.Assumed}, nil
}

// Hop is one step of a path.
type Hop struct {
	engine.Hop
	in *web
}

// From is the entity where the step begins.
func (h *Hop) From(ctx context.Context) (Entity, error) { return h.in.seen(ctx, h.Hop.From) }

// To is the entity where it ends.
func (h *Hop) To(ctx context.Context) (Entity, error) { return h.in.seen(ctx, h.Hop.To) }

// Assumed tells that nothing of the hop is recorded so.
func (h *Hop) Assumed() bool {
	recorded := func(id graph.ID) bool { return !h.in.operation.assumes(id) }
	return h.Hop.Assumed || !slices.ContainsFunc(h.Ties, recorded)
}

// Relationships are all that join the two, the strongest first.
func (h *Hop) Relationships(ctx context.Context) ([]*Relationship, error) {
	return h.in.ties.list(ctx, h.Ties)
}
