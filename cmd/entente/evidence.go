package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"entente/engine"
	"entente/graph"
	"entente/sentence"
)

// evidence holds the records behind one path, by id.
type evidence struct {
	page
	entities     map[graph.ID]*graph.Entity
	ties         map[graph.ID]*graph.Relationship
	sources      map[graph.ID]*graph.Source
	strengths    map[graph.ID]float64
	restrictions map[graph.ID][]engine.PartyRestriction
}

// gather loads all records of a path: its relationships, the restrictions on
// its parties, the entities of both and the sources of every claim.
func (a answer) gather(ctx context.Context, path engine.Path) (*evidence, error) {
	e := &evidence{page: a.page, strengths: map[graph.ID]float64{}, restrictions: map[graph.ID][]engine.PartyRestriction{}}
	var tieIDs []graph.ID
	for _, hop := range path.Hops {
		tieIDs = append(tieIDs, hop.Ties...)
	}
	named, err := a.RestrictionsOn(ctx, path.Entities)
	if err != nil {
		return nil, err
	}
	for _, r := range named {
		e.restrictions[r.Party] = append(e.restrictions[r.Party], r)
		tieIDs = append(append(tieIDs, r.Tie), r.Contests...)
	}
	if e.ties, err = byID(ctx, a.Relationships, tieIDs); err != nil {
		return nil, err
	}
	entityIDs, sourceIDs := path.Entities, []graph.ID(nil)
	for id, tie := range e.ties {
		strength, err := a.Strength(tie)
		if err != nil {
			return nil, err
		}
		e.strengths[id] = strength.Value
		entityIDs = append(entityIDs, tie.From, tie.To)
		for _, claim := range tie.Claims {
			sourceIDs = append(sourceIDs, claim.Source)
		}
	}
	if e.entities, err = byID(ctx, a.Entities, entityIDs); err != nil {
		return nil, err
	}
	e.sources, err = byID(ctx, a.Sources, sourceIDs)
	return e, err
}

// byID loads records and keeps those that are there.
func byID[T any](ctx context.Context, load func(context.Context, []graph.ID) ([]*T, error), ids []graph.ID) (map[graph.ID]*T, error) {
	records, err := load(ctx, ids)
	if err != nil {
		return nil, err
	}
	kept := make(map[graph.ID]*T, len(ids))
	for i, record := range records {
		if record != nil {
			kept[ids[i]] = record
		}
	}
	return kept, nil
}

// steps are the path in the form that makes its sentence.
func (e *evidence) steps(path engine.Path) []sentence.Step {
	steps := make([]sentence.Step, len(path.Hops))
	for i, hop := range path.Hops {
		steps[i] = sentence.Step{From: e.entities[hop.From], To: e.entities[hop.To], Tie: e.ties[hop.Ties[0]], Forward: hop.Forward, Suggested: hop.Assumed}
	}
	return steps
}

// print writes the hops with their claims, then what holds for the whole path.
func (e *evidence) print(path engine.Path) {
	for i, hop := range path.Hops {
		e.printHop(e.text("\n%d.", i+1), hop)
	}
	if len(path.Hops) > 0 {
		e.line("\nStrength %.2f, weakest at hop %d; %s.", path.Strength, path.Weakest+1, e.validity(path.Valid))
	}
	e.printBreak(path)
	e.printRestrictions(path.Entities)
}

// printHop writes a hop behind a heading, with its claims.
func (e *evidence) printHop(heading string, hop engine.Hop) {
	e.line("%s %s – %s", heading, e.name(hop.From), e.name(hop.To))
	for _, id := range hop.Ties {
		e.printTie(id)
	}
}

// printRestrictions shows the restrictions on each of the entities in full.
func (e *evidence) printRestrictions(parties []graph.ID) {
	for _, id := range parties {
		for _, restriction := range e.restrictions[id] {
			e.printRestriction(id, restriction)
		}
	}
}

// name is an entity's name with its id.
func (e *evidence) name(id graph.ID) string {
	return fmt.Sprintf("%s (%s)", e.called(id), id)
}

// called is an entity's name, its id when it was removed meanwhile.
func (e *evidence) called(id graph.ID) string {
	if e.entities[id] == nil {
		return string(id)
	}
	return sentence.Name(e.language, e.entities[id])
}

func (e *evidence) printTie(id graph.ID) {
	tie := e.ties[id]
	if tie == nil {
		e.line("   %s is no longer recorded", id)
		return
	}
	resolved := tie.Resolve()
	e.line("   %s, from %s: %s, strength %.2f", e.kind(tie), tie.From, e.stands(resolved.Status, resolved.Interval()), e.strengths[id])
	e.printClaims(tie)
}

// printClaims writes who says so; of what is assumed, that nobody does.
func (e *evidence) printClaims(tie *graph.Relationship) {
	if tie.Assumed() {
		e.line("     assumed, and not recorded so")
		return
	}
	for _, claim := range tie.Claims {
		e.line("     [%s] %s: %s%s", claim.Confidence, e.cite(claim.Source, claim.Locator), e.stands(claim.Status, claim.Interval()), e.note(claim.Note))
	}
}

// cite is "title, locator, address".
func (e *evidence) cite(id graph.ID, locator string) string {
	source := e.sources[id]
	if source == nil {
		return string(id)
	}
	parts := []string{sentence.Quote(e.language, source.Title)}
	for _, part := range []string{locator, source.URL} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return e.list(parts)
}

// printRestriction shows the list, its legal basis, dates and source: a party
// under restrictions is shown as such on every path.
func (e *evidence) printRestriction(party graph.ID, named engine.PartyRestriction) {
	tie := e.ties[named.Tie]
	if tie == nil {
		return
	}
	restriction := tie.To
	if tie.Kind == graph.Targets {
		restriction = tie.From
	}
	resolved := tie.Resolve()
	heading := e.text("Under restrictions")
	if !named.InForce {
		heading = e.text("Not under restrictions today, but named by them")
	}
	e.line("\n%s: %s — %s: %s", heading, e.name(party), e.called(restriction), e.stands(resolved.Status, resolved.Interval()))
	if basis := e.legalBasis(restriction); len(basis) > 0 {
		e.line("     legal basis: %s", e.series(basis))
	}
	e.printContests(named)
	e.printClaims(tie)
}

// printContests says that the validity of a restriction is contested, and by whom.
func (e *evidence) printContests(named engine.PartyRestriction) {
	if !named.Contested {
		return
	}
	var by []string
	for _, id := range named.Contests {
		if tie := e.ties[id]; tie != nil {
			by = append(by, fmt.Sprintf("%s (%s%s)", e.called(tie.From), e.role(tie), e.period(tie.Resolve().Interval())))
		}
	}
	if len(by) == 0 {
		by = []string{e.text("the sources")}
	}
	e.line("     its validity is contested by: %s", e.series(by))
}

// legalBasis lists the acts behind a restriction, from its property and its
// statements; none of one that was removed meanwhile.
func (e *evidence) legalBasis(id graph.ID) []string {
	restriction := e.entities[id]
	if restriction == nil {
		return nil
	}
	acts := slices.Clone(restriction.Properties["legalBasis"].List)
	for _, statement := range restriction.Statements {
		if statement.Property == "legalBasis" && !slices.Contains(acts, statement.Value) {
			acts = append(acts, statement.Value)
		}
	}
	for i, act := range acts {
		acts[i] = sentence.Quote(e.language, act)
	}
	return acts
}

// named holds the names of entities.
func (a answer) named(ctx context.Context, ids []graph.ID) (*evidence, error) {
	names, err := byID(ctx, a.Entities, ids)
	return &evidence{page: a.page, entities: names}, err
}

// restrictionsOn shows the restrictions on entities that stand in an answer
// without a path of their own, each entity once.
func (a answer) restrictionsOn(ctx context.Context, parties []graph.ID) error {
	each := slices.Compact(slices.Sorted(slices.Values(parties)))
	evidence, err := a.gather(ctx, engine.Path{Entities: each})
	if err != nil {
		return err
	}
	evidence.printRestrictions(each)
	return nil
}

// diagnosis says why there is no path, fewer than asked or only weak ones.
func (p page) diagnosis(d *engine.Diagnosis) {
	if d != nil {
		p.line("\n%s", strings.TrimSpace(d.Message(p.language)))
	}
}
