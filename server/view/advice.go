package view

import (
	"context"
	"strings"

	"entente/engine"
	"entente/graph"
	"entente/sentence"
)

// MissingTiesResult are new ties that would open or strengthen a route.
type MissingTiesResult struct {
	Suggestions []*Suggestion
	Before      *Path
	Candidates  int
	Truncated   bool
}

// MissingTiesResult makes the answer to a question about new ties.
func (o *Operation) MissingTiesResult(answer engine.Advice) *MissingTiesResult {
	web := newWeb(o)
	result := &MissingTiesResult{Suggestions: make([]*Suggestion, len(answer.Suggestions)), Candidates: answer.Candidates, Truncated: answer.Truncated}
	if answer.Before != nil {
		result.Before = web.path(*answer.Before)
	}
	for i := range answer.Suggestions {
		result.Suggestions[i] = web.suggestion(&answer.Suggestions[i])
	}
	return result
}

// Suggestion are new ties and the path that they would make.
type Suggestion struct {
	*engine.Suggestion
	Ties []MissingTie
	Path *Path
	in   *web
}

// suggestion takes a suggestion into the web.
func (w *web) suggestion(answer *engine.Suggestion) *Suggestion {
	w.operation.take(answer.Assumed)
	w.ids = append(w.ids, answer.Entities()...)
	taken := &Suggestion{Suggestion: answer, Path: w.path(answer.Path), Ties: make([]MissingTie, len(answer.Ties)), in: w}
	for i := range answer.Ties {
		tie := MissingTie{MissingTie: &answer.Ties[i], in: w}
		for j := range answer.Ties[i].Precedents {
			p := &answer.Ties[i].Precedents[j]
			for _, step := range p.Story {
				w.hops(step)
			}
			w.ties.ids = append(w.ties.ids, p.Ties...)
			tie.Precedents = append(tie.Precedents, Precedent{Precedent: p, in: w})
		}
		taken.Ties[i] = tie
	}
	return taken
}

// StrengthBefore is that of the strongest path without the ties.
func (s *Suggestion) StrengthBefore() float64 { return s.Before }

// StrengthAfter is that of the path with the ties.
func (s *Suggestion) StrengthAfter() float64 { return s.Suggestion.Path.Strength }

// Restricted are those on the path who are under restrictions.
func (s *Suggestion) Restricted(ctx context.Context) ([]Entity, error) {
	return s.in.several(ctx, s.Suggestion.Restricted)
}

// Around are those under restrictions around whom the path leads.
func (s *Suggestion) Around(ctx context.Context) ([]Entity, error) {
	return s.in.several(ctx, s.Suggestion.Around)
}

// Sentence is the suggestion in words.
func (s *Suggestion) Sentence(ctx context.Context, language *string) (string, error) {
	ends, err := s.in.records(ctx, s.From, s.To)
	if err != nil {
		return "", err
	}
	proposal := sentence.Proposal{From: ends[0], To: ends[1], Hops: len(s.Suggestion.Path.Hops), Strength: s.StrengthAfter(), Before: s.Before}
	for _, tie := range s.Ties {
		ends, err := s.in.records(ctx, tie.MissingTie.From, tie.MissingTie.To)
		if err != nil {
			return "", err
		}
		proposal.Ties = append(proposal.Ties, sentence.Proposed{Kind: tie.Kind(), From: ends[0], To: ends[1]})
	}
	return proposal.Sentence(value(language)), nil
}

// records gives the records of entities of the web.
func (w *web) records(ctx context.Context, ids ...graph.ID) ([]*graph.Entity, error) {
	records := make([]*graph.Entity, len(ids))
	for i, id := range ids {
		entity, err := w.entity(ctx, id)
		if err != nil {
			return nil, err
		}
		records[i] = entity.stored()
	}
	return records, nil
}

// MissingTie is a tie that nobody has recorded.
type MissingTie struct {
	*engine.MissingTie
	Precedents []Precedent
	in         *web
}

// Kind is that of its relationships.
func (t *MissingTie) Kind() graph.RelationshipKind { return t.Form.Kind() }

// Role is the part that a newcomer plays.
func (t *MissingTie) Role() string { return t.Form.Role() }

// From is the first end.
func (t *MissingTie) From(ctx context.Context) (Entity, error) {
	return t.in.entity(ctx, t.MissingTie.From)
}

// To is the second end.
func (t *MissingTie) To(ctx context.Context) (Entity, error) {
	return t.in.entity(ctx, t.MissingTie.To)
}

// Precedent is a tie of the same form that was made.
type Precedent struct {
	*engine.Precedent
	in *web
}

// From is the first end.
func (p *Precedent) From(ctx context.Context) (Entity, error) {
	return p.in.entity(ctx, p.Precedent.From)
}

// To is the second end.
func (p *Precedent) To(ctx context.Context) (Entity, error) {
	return p.in.entity(ctx, p.Precedent.To)
}

// Relationships are those that it is made of.
func (p *Precedent) Relationships(ctx context.Context) ([]*Relationship, error) {
	return p.in.ties.list(ctx, p.Ties)
}

// Opening is what it opened, or what opened it.
func (p *Precedent) Opening() *Opening {
	if p.Precedent.Opening == nil {
		return nil
	}
	return &Opening{p.Precedent.Opening, p}
}

// Sentence is what happened, in words.
func (p *Precedent) Sentence(ctx context.Context, language *string) (string, error) {
	told := make([]string, len(p.Story))
	for i, hops := range p.Story {
		path := Path{Path: engine.Path{Hops: hops}, in: p.in}
		var err error
		if told[i], err = path.Sentence(ctx, language); err != nil {
			return "", err
		}
	}
	return strings.Join(told, " "), nil
}

// Opening is a tie that led to a membership.
type Opening struct {
	*engine.Opening
	precedent *Precedent
}

// Entity is who was let in.
func (o *Opening) Entity(ctx context.Context) (Entity, error) {
	return o.precedent.in.entity(ctx, o.Opening.Entity)
}

// Patron is who let it in.
func (o *Opening) Patron(ctx context.Context) (Entity, error) {
	return o.precedent.in.entity(ctx, o.Opening.Patron)
}

// Body is what it became a member of.
func (o *Opening) Body(ctx context.Context) (Entity, error) {
	return o.precedent.in.entity(ctx, o.Opening.Body)
}

// Relationships are the ties in the order of time.
func (o *Opening) Relationships(ctx context.Context) ([]*Relationship, error) {
	var ids []graph.ID
	for _, step := range o.precedent.Story {
		for _, hop := range step {
			ids = append(ids, hop.Ties...)
		}
	}
	return o.precedent.in.ties.list(ctx, ids)
}
