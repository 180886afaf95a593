package main

import (
	"context"
	"slices"
	"strings"

	"entente/engine"
	"entente/graph"
	"entente/sentence"
)

type adviseCommand struct {
	question
	between
	MaxTies int `default:"1" help:"How many new ties a suggestion may have, 1 to 3."`
	Count   int `default:"5" help:"How many suggestions, 1 to 20."`
	MaxHops int `default:"6" help:"The longest route, at most 15 hops; an agreement is two."`
}

// Run prints the new ties that would help most, each with its precedents.
func (c adviseCommand) Run(ctx context.Context, term terminal) error {
	return c.ask(ctx, term, c.reply)
}

func (c adviseCommand) reply(ctx context.Context, a answer) error {
	query := engine.AdviceQuery{MaxTies: c.MaxTies, Count: c.Count, MaxHops: c.MaxHops, Where: a.where}
	var err error
	if query.From, query.To, err = c.ends(ctx, a); err != nil {
		return err
	}
	found, err := a.Advise(ctx, query)
	if err != nil {
		return err
	}
	return c.print(ctx, a, found)
}

func (c adviseCommand) print(ctx context.Context, a answer, found engine.Advice) error {
	a.line("%d of %d suggestions; each is a tie that nobody has recorded.", len(found.Suggestions), found.Candidates)
	var parties []graph.ID
	for i := range found.Suggestions {
		evidence, err := a.gatherSuggestion(ctx, &found.Suggestions[i])
		if err != nil {
			return err
		}
		evidence.printSuggestion(&found.Suggestions[i], i+1)
		parties = append(parties, found.Suggestions[i].Entities()...)
	}
	if found.Truncated {
		a.line("\nThe search ended at its bound; there may be better suggestions.")
	}
	if len(found.Suggestions) == 0 {
		a.line("No new tie that has a precedent would open or strengthen a route.")
	}
	parties = slices.DeleteFunc(parties, func(id graph.ID) bool { return strings.HasPrefix(string(id), "assumed:") })
	return a.restrictionsOn(ctx, parties)
}

// gatherSuggestion loads the records of a suggestion, those that are assumed among them.
func (a answer) gatherSuggestion(ctx context.Context, s *engine.Suggestion) (*evidence, error) {
	e := &evidence{page: a.page}
	var ties []graph.ID
	for _, hop := range s.Path.Hops {
		ties = append(ties, hop.Ties...)
	}
	for _, tie := range s.Ties {
		for _, p := range tie.Precedents {
			for _, step := range p.Story {
				for _, hop := range step {
					ties = append(ties, hop.Ties...)
				}
			}
		}
	}
	var err error
	if e.ties, err = byID(ctx, a.Relationships, ties); err != nil {
		return nil, err
	}
	if e.entities, err = byID(ctx, a.Entities, s.Entities()); err != nil {
		return nil, err
	}
	for _, entity := range s.Assumed.Entities {
		e.entities[entity.ID] = entity
	}
	for _, tie := range s.Assumed.Relationships {
		e.ties[tie.ID] = tie
	}
	return e, nil
}

func (e *evidence) printSuggestion(s *engine.Suggestion, number int) {
	e.line("\n%d. %s", number, proposal(e, s).Sentence(e.language))
	e.line("   %s", sentence.Path(e.language, e.steps(s.Path)))
	e.line("   Gain %.2f × plausibility %.2f = %.2f.", s.Gain, s.Plausibility, s.Score)
	for _, tie := range s.Ties {
		for _, p := range tie.Precedents {
			e.line("   %s: %s", e.likeness(p.Likeness), e.story(p.Story))
			if p.Opening != nil {
				e.line("     It led from %s to %s.", e.name(p.Opening.Patron), e.name(p.Opening.Body))
			}
		}
	}
	for _, id := range s.Restricted {
		e.line("   Under restrictions on this path: %s.", e.name(id))
	}
	for _, id := range s.Around {
		e.line("   It goes around %s, which is under restrictions and stands on the strongest path of now.", e.name(id))
	}
}

// likeness says what a precedent has in common with the tie.
func (p page) likeness(l engine.Likeness) string {
	switch l.String() {
	case "SAME":
		return p.text("Precedent of the same two")
	case "SAME_END":
		return p.text("Precedent of one of the two")
	}
	return p.text("Precedent of others")
}

// story tells ties one after the other.
func (e *evidence) story(story [][]engine.Hop) string {
	told := make([]string, len(story))
	for i, hops := range story {
		told[i] = sentence.Path(e.language, e.steps(engine.Path{Hops: hops}))
	}
	return strings.Join(told, " ")
}

// proposal is a suggestion in the form that makes its sentence.
func proposal(e *evidence, s *engine.Suggestion) sentence.Proposal {
	p := sentence.Proposal{From: e.entities[s.From], To: e.entities[s.To], Hops: len(s.Path.Hops), Strength: s.Path.Strength, Before: s.Before}
	for _, tie := range s.Ties {
		p.Ties = append(p.Ties, sentence.Proposed{Kind: tie.Form.Kind(), From: e.entities[tie.From], To: e.entities[tie.To]})
	}
	return p
}
