package engine

import (
	"context"

	"entente/graph"
	"entente/graph/advice"
	"entente/graph/index"
)

// AdviceQuery asks which new ties would open a route or strengthen it most.
// MaxTies is 1 to 3, Count 1 to 20, MaxHops 1 to 15.
type AdviceQuery struct {
	From, To graph.ID
	MaxTies  int
	Count    int
	MaxHops  int
	Where    graph.RouteFilter
}

// Advice is the answer; see advice.Advise for what is exact.
type Advice struct {
	// Before is the strongest path that there is, nil if there is none.
	Before      *Path
	Suggestions []Suggestion
	// Candidates counts the sets of ties that were weighed and would help.
	Candidates int
	Truncated  bool
}

// Suggestion is a set of new ties and the path that they make.
type Suggestion struct {
	From, To graph.ID
	Ties     []MissingTie
	// Path is the route that the ties open; its assumed hops are made of Assumed.
	Path Path
	// Before is the strength of the strongest path without them, 0 for none; Gain how much stronger Path is.
	Before, Gain        float64
	Plausibility, Score float64
	// Restricted are the entities of Path under restrictions.
	Restricted []graph.ID
	// Around are the entities under restrictions that stand on the strongest path
	// without the ties and not on Path.
	Around  []graph.ID
	Assumed Assumed
}

// Assumed are records that stand for ties which nobody has made; no store holds them.
type Assumed struct {
	Source        *graph.Source
	Entities      []*graph.Entity
	Relationships []*graph.Relationship
}

// MissingTie is a tie that nobody has made yet.
type MissingTie struct {
	Form     TieForm
	From, To graph.ID
	// Strength is that of the whole tie, of both hops for an agreement.
	Strength      float64
	Plausibility  float64
	Acquaintances int
	Precedents    []Precedent
}

// Precedent is a tie of the same form that was made.
type Precedent struct {
	Form     TieForm
	From, To graph.ID
	Likeness Likeness
	// Ties are its relationships.
	Ties []graph.ID
	// Opening is what it opened, or what opened it; nil for neither.
	Opening *Opening
	// Story are the ties to tell, each as its hops: those of the opening, else the precedent's own.
	Story [][]Hop
}

// Opening is a tie with a patron that led to a membership in a body that the patron leads.
type Opening struct{ Entity, Patron, Body graph.ID }

// TieForm is a kind of tie that a party can propose to another.
type TieForm = advice.Form

// Likeness says what a precedent has in common with a new tie.
type Likeness = advice.Likeness

// TieForms lists every form.
func TieForms() []TieForm { return advice.Forms() }

// Likenesses lists every likeness, the closest first.
func Likenesses() []Likeness { return []Likeness{advice.Same, advice.SameEnd, advice.SameKinds} }

// Advise finds the new ties that would help most.
func (g *Graph) Advise(ctx context.Context, query AdviceQuery) (Advice, error) {
	snapshot, err := g.current()
	if err != nil {
		return Advice{}, err
	}
	from, err := vertexOf(snapshot, query.From, "from")
	if err != nil {
		return Advice{}, err
	}
	to, err := vertexOf(snapshot, query.To, "to")
	if err != nil {
		return Advice{}, err
	}
	found, err := g.advisor.Advise(ctx, g.searcher, snapshot, advice.Question{From: from, To: to, MaxTies: query.MaxTies, Count: query.Count,
		MaxHops: query.MaxHops, Filter: query.Where, Today: g.today()})
	if err != nil {
		return Advice{}, err
	}
	answer := Advice{Candidates: found.Candidates, Truncated: found.Truncated}
	if found.Before != nil {
		before := named(snapshot, found.Before)
		answer.Before = &before
	}
	gate, err := snapshot.Gate(query.Where, g.today())
	if err != nil {
		return Advice{}, err
	}
	a := adviser{snapshot: snapshot, gate: &gate, start: advice.Start(query.Where, g.today())}
	for i := range found.Suggestions {
		answer.Suggestions = append(answer.Suggestions, a.suggestion(&found.Suggestions[i], query, i))
	}
	return answer, nil
}

// adviser puts ids and records for what the advice is made of.
type adviser struct {
	snapshot *index.Snapshot
	gate     *index.Gate
	// start is the date from which new ties hold.
	start graph.Date
}

func (a *adviser) suggestion(found *advice.Suggestion, query AdviceQuery, number int) Suggestion {
	made := Suggestion{From: query.From, To: query.To, Before: found.Strength - found.Gain, Gain: found.Gain,
		Plausibility: found.Plausibility, Score: found.Score, Around: identify(a.snapshot, found.Around)}
	made.Assumed.Source = &graph.Source{ID: assumedSource, Title: "Assumed by the missing-tie advisor; nobody has recorded it", Kind: "document"}
	for _, tie := range found.Ties {
		missing := MissingTie{Form: tie.Form, From: a.snapshot.ID(tie.From), To: a.snapshot.ID(tie.To), Strength: tie.Strength,
			Plausibility: tie.Plausibility, Acquaintances: tie.Acquaintances}
		for i := range tie.Precedents {
			missing.Precedents = append(missing.Precedents, a.precedent(&tie.Precedents[i]))
		}
		made.Ties = append(made.Ties, missing)
	}
	made.Path, made.Restricted = a.route(found, &made.Assumed, number), a.restricted(found)
	made.Path.Restricted = len(made.Restricted) > 0
	return made
}

func (a *adviser) precedent(found *advice.Precedent) Precedent {
	p := Precedent{Form: found.Form, From: a.snapshot.ID(found.From), To: a.snapshot.ID(found.To), Likeness: found.Likeness}
	own := a.told(found.Ties)
	for _, hop := range own {
		p.Ties = append(p.Ties, hop.Ties...)
	}
	p.Story = [][]Hop{own}
	if o := found.Opening; o != nil {
		p.Opening = &Opening{Entity: a.snapshot.ID(o.Entity), Patron: a.snapshot.ID(o.Patron), Body: a.snapshot.ID(o.Body)}
		p.Story = nil
		for _, step := range o.Steps {
			p.Story = append(p.Story, a.told(step))
		}
	}
	return p
}

// told makes hops of the relationships of a tie.
func (a *adviser) told(records []advice.Record) []Hop {
	hops := make([]Hop, len(records))
	for i, r := range records {
		tie := a.snapshot.Tie(r.Row, r.Position)
		hops[i] = Hop{From: a.snapshot.ID(r.Row), To: a.snapshot.ID(tie.Other), Ties: []graph.ID{tie.ID}, Forward: tie.Forward, Strength: tie.Strength}
	}
	return hops
}

// Entities are all that stand in a suggestion, each once, those of the path first.
func (s *Suggestion) Entities() (ids []graph.ID) {
	seen := map[graph.ID]bool{}
	add := func(list ...graph.ID) {
		for _, id := range list {
			if !seen[id] {
				seen[id] = true
				ids = append(ids, id)
			}
		}
	}
	add(s.Path.Entities...)
	for _, tie := range s.Ties {
		add(tie.From, tie.To)
	}
	add(s.Around...)
	for _, tie := range s.Ties {
		for _, p := range tie.Precedents {
			add(p.Entities()...)
		}
	}
	return ids
}

// Entities are those of the story.
func (p *Precedent) Entities() (ids []graph.ID) {
	for _, step := range p.Story {
		for _, hop := range step {
			ids = append(ids, hop.From, hop.To)
		}
	}
	return ids
}
