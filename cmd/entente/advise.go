package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"entente/engine"
	"entente/graph"
	"entente/sentence"
)

type adviseCommand struct {
	storeFlag
	filterFlags
	assumeFlags
	From     string `arg:"" help:"Where the route starts: an id or a name."`
	To       string `arg:"" help:"Where it leads: an id or a name."`
	MaxTies  int    `default:"1" help:"How many new ties a suggestion may have, 1 to 3."`
	Count    int    `default:"5" help:"How many suggestions, 1 to 20."`
	MaxHops  int    `default:"6" help:"The longest route, at most 15 hops; an agreement is two."`
	Language string `enum:"en,fa" default:"en" help:"Language of the sentences and of names (en, fa)."`
}

// Run prints the new ties that would help most, each with its precedents.
func (c adviseCommand) Run(ctx context.Context, term terminal) error {
	where, err := c.filter()
	if err != nil {
		return err
	}
	g, err := c.open(ctx, term, true)
	if err != nil {
		return err
	}
	defer g.Close()
	if g, err = c.under(ctx, g, term); err != nil {
		return err
	}
	ends, err := entitiesNamed(ctx, g, []string{c.From, c.To})
	if err != nil {
		return err
	}
	found, err := g.Advise(ctx, engine.AdviceQuery{From: ends[0], To: ends[1], MaxTies: c.MaxTies, Count: c.Count, MaxHops: c.MaxHops, Where: where})
	if err != nil {
		return err
	}
	return c.print(ctx, g, term.out, found)
}

func (c adviseCommand) print(ctx context.Context, g *engine.Graph, out io.Writer, found engine.Advice) error {
	fmt.Fprintf(out, "%d of %d suggestions; each is a tie that nobody has recorded.\n", len(found.Suggestions), found.Candidates)
	var parties []graph.ID
	for i := range found.Suggestions {
		evidence, err := gatherSuggestion(ctx, g, &found.Suggestions[i])
		if err != nil {
			return err
		}
		c.printOne(out, evidence, &found.Suggestions[i], i+1)
		parties = append(parties, found.Suggestions[i].Entities()...)
	}
	if found.Truncated {
		fmt.Fprintln(out, "\nThe search ended at its bound; there may be better suggestions.")
	}
	if len(found.Suggestions) == 0 {
		fmt.Fprintln(out, "No new tie that has a precedent would open or strengthen a route.")
	}
	parties = slices.DeleteFunc(parties, func(id graph.ID) bool { return strings.HasPrefix(string(id), "assumed:") })
	return restrictionsOn(ctx, g, out, c.Language, parties)
}

// gatherSuggestion loads the records of a suggestion, those that are assumed among them.
func gatherSuggestion(ctx context.Context, g *engine.Graph, s *engine.Suggestion) (*evidence, error) {
	e := &evidence{}
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
	if e.ties, err = byID(ctx, g.Relationships, ties); err != nil {
		return nil, err
	}
	if e.entities, err = byID(ctx, g.Entities, s.Entities()); err != nil {
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

func (c adviseCommand) printOne(out io.Writer, e *evidence, s *engine.Suggestion, number int) {
	fmt.Fprintf(out, "\n%d. %s\n", number, proposal(e, s).Sentence(c.Language))
	fmt.Fprintf(out, "   %s\n", sentence.Path(c.Language, e.steps(s.Path)))
	fmt.Fprintf(out, "   Gain %.2f × plausibility %.2f = %.2f.\n", s.Gain, s.Plausibility, s.Score)
	for _, tie := range s.Ties {
		for _, p := range tie.Precedents {
			fmt.Fprintf(out, "   Precedent%s: %s\n", likeness[p.Likeness.String()], e.story(c.Language, p.Story))
			if p.Opening != nil {
				fmt.Fprintf(out, "     It led from %s to %s.\n", e.name(p.Opening.Patron, c.Language), e.name(p.Opening.Body, c.Language))
			}
		}
	}
	for _, id := range s.Restricted {
		fmt.Fprintf(out, "   Under restrictions on this path: %s.\n", e.name(id, c.Language))
	}
	for _, id := range s.Around {
		fmt.Fprintf(out, "   It goes around %s, which is under restrictions and stands on the strongest path of now.\n", e.name(id, c.Language))
	}
}

// likeness says what a precedent has in common with the tie.
var likeness = map[string]string{"SAME": " of the same two", "SAME_END": " of one of the two", "SAME_KINDS": " of others"}

// story tells ties one after the other.
func (e *evidence) story(language string, story [][]engine.Hop) string {
	told := make([]string, len(story))
	for i, hops := range story {
		told[i] = sentence.Path(language, e.steps(engine.Path{Hops: hops}))
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
