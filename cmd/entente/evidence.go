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

// evidence holds the records behind one path, by id.
type evidence struct {
	entities     map[graph.ID]*graph.Entity
	ties         map[graph.ID]*graph.Relationship
	sources      map[graph.ID]*graph.Source
	strengths    map[graph.ID]float64
	restrictions map[graph.ID][]engine.PartyRestriction
}

// gather loads all records of a path: its relationships, the restrictions on
// its parties, the entities of both and the sources of every claim.
func gather(ctx context.Context, g *engine.Graph, path engine.Path) (*evidence, error) {
	e := &evidence{strengths: map[graph.ID]float64{}, restrictions: map[graph.ID][]engine.PartyRestriction{}}
	var tieIDs []graph.ID
	for _, hop := range path.Hops {
		tieIDs = append(tieIDs, hop.Ties...)
	}
	named, err := g.RestrictionsOn(ctx, path.Entities)
	if err != nil {
		return nil, err
	}
	for _, r := range named {
		e.restrictions[r.Party] = append(e.restrictions[r.Party], r)
		tieIDs = append(append(tieIDs, r.Tie), r.Contests...)
	}
	if e.ties, err = byID(ctx, g.Relationships, tieIDs); err != nil {
		return nil, err
	}
	entityIDs, sourceIDs := path.Entities, []graph.ID(nil)
	for id, tie := range e.ties {
		strength, err := g.Strength(tie)
		if err != nil {
			return nil, err
		}
		e.strengths[id] = strength.Value
		entityIDs = append(entityIDs, tie.From, tie.To)
		for _, claim := range tie.Claims {
			sourceIDs = append(sourceIDs, claim.Source)
		}
	}
	if e.entities, err = byID(ctx, g.Entities, entityIDs); err != nil {
		return nil, err
	}
	e.sources, err = byID(ctx, g.Sources, sourceIDs)
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
		steps[i] = sentence.Step{From: e.entities[hop.From], To: e.entities[hop.To], Tie: e.ties[hop.Ties[0]], Forward: hop.Forward}
	}
	return steps
}

// print writes the hops with their claims, then what holds for the whole path.
func (e *evidence) print(out io.Writer, language string, path engine.Path) {
	for i, hop := range path.Hops {
		e.printHop(out, language, fmt.Sprintf("\n%d.", i+1), hop)
	}
	if len(path.Hops) > 0 {
		fmt.Fprintf(out, "\nStrength %.2f, weakest at hop %d; %s.\n", path.Strength, path.Weakest+1, validity(path.Valid))
	}
	e.printBreak(out, language, path)
	e.printRestrictions(out, language, path.Entities)
}

// printHop writes a hop behind a heading, with its claims.
func (e *evidence) printHop(out io.Writer, language, heading string, hop engine.Hop) {
	fmt.Fprintf(out, "%s %s – %s\n", heading, e.name(hop.From, language), e.name(hop.To, language))
	for _, id := range hop.Ties {
		e.printTie(out, id)
	}
}

// printRestrictions shows the restrictions on each of the entities in full.
func (e *evidence) printRestrictions(out io.Writer, language string, parties []graph.ID) {
	for _, id := range parties {
		for _, restriction := range e.restrictions[id] {
			e.printRestriction(out, language, id, restriction)
		}
	}
}

func (e *evidence) name(id graph.ID, language string) string {
	return fmt.Sprintf("%s (%s)", e.entities[id].Name(language).Value, id)
}

func (e *evidence) printTie(out io.Writer, id graph.ID) {
	tie := e.ties[id]
	if tie == nil {
		fmt.Fprintf(out, "   %s is no longer recorded\n", id)
		return
	}
	resolved := tie.Resolve()
	kind := tie.Kind.String()
	if tie.Role != "" {
		kind += " as " + tie.Role
	}
	fmt.Fprintf(out, "   %s, from %s: %s%s, strength %.2f\n", kind, tie.From, resolved.Status, period(resolved.Interval()), e.strengths[id])
	e.printClaims(out, tie)
}

// printClaims writes who says so; of what is assumed, that nobody does.
func (e *evidence) printClaims(out io.Writer, tie *graph.Relationship) {
	if tie.Assumed() {
		fmt.Fprintln(out, "     assumed, and not recorded so")
		return
	}
	for _, claim := range tie.Claims {
		fmt.Fprintf(out, "     [%s] %s: %s%s%s\n", claim.Confidence, e.cite(claim.Source, claim.Locator), claim.Status, period(claim.Interval()), note(claim.Note))
	}
}

// cite is "title, locator, address".
func (e *evidence) cite(id graph.ID, locator string) string {
	source := e.sources[id]
	if source == nil {
		return string(id)
	}
	parts := []string{source.Title}
	for _, part := range []string{locator, source.URL} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}

// printRestriction shows the list, its legal basis, dates and source: a party
// under restrictions is shown as such on every path.
func (e *evidence) printRestriction(out io.Writer, language string, party graph.ID, named engine.PartyRestriction) {
	tie := e.ties[named.Tie]
	if tie == nil {
		return
	}
	restriction := e.entities[tie.To]
	if tie.Kind == graph.Targets {
		restriction = e.entities[tie.From]
	}
	resolved := tie.Resolve()
	heading := "Under restrictions"
	if !named.InForce {
		heading = "Not under restrictions today, but named by them"
	}
	fmt.Fprintf(out, "\n%s: %s — %s: %s%s\n", heading, e.name(party, language), restriction.Name(language).Value, resolved.Status, period(resolved.Interval()))
	if basis := legalBasis(restriction); len(basis) > 0 {
		fmt.Fprintf(out, "     legal basis: %s\n", strings.Join(basis, "; "))
	}
	e.printContests(out, language, named)
	e.printClaims(out, tie)
}

// printContests says that the validity of a restriction is contested, and by whom.
func (e *evidence) printContests(out io.Writer, language string, named engine.PartyRestriction) {
	if !named.Contested {
		return
	}
	var by []string
	for _, id := range named.Contests {
		if tie := e.ties[id]; tie != nil {
			by = append(by, fmt.Sprintf("%s (%s%s)", e.entities[tie.From].Name(language).Value, tie.Role, period(tie.Resolve().Interval())))
		}
	}
	if len(by) == 0 {
		by = []string{"the sources"}
	}
	fmt.Fprintf(out, "     its validity is contested by: %s\n", strings.Join(by, "; "))
}

// legalBasis lists the acts behind a restriction, from its property and its statements.
func legalBasis(restriction *graph.Entity) []string {
	acts := slices.Clone(restriction.Properties["legalBasis"].List)
	for _, statement := range restriction.Statements {
		if statement.Property == "legalBasis" && !slices.Contains(acts, statement.Value) {
			acts = append(acts, statement.Value)
		}
	}
	return acts
}

// period is " from 2018 to 2024", with what is known of it.
func period(i graph.Interval) string {
	text := ""
	if !i.Start.IsZero() {
		text += " from " + i.Start.String()
	}
	if !i.End.IsZero() {
		text += " to " + i.End.String()
	}
	return text
}

func validity(window *graph.Interval) string {
	switch {
	case window == nil:
		return "there is no time at which all hops are valid at once"
	case *window == graph.Interval{}:
		return "nothing bounds the time at which all hops are valid"
	}
	return "all hops are valid at once" + period(*window)
}

func note(text string) string {
	if text == "" {
		return ""
	}
	return " (" + text + ")"
}

// restrictionsOn shows the restrictions on entities that stand in an answer
// without a path of their own, each entity once.
func restrictionsOn(ctx context.Context, g *engine.Graph, out io.Writer, language string, parties []graph.ID) error {
	each := slices.Compact(slices.Sorted(slices.Values(parties)))
	evidence, err := gather(ctx, g, engine.Path{Entities: each})
	if err != nil {
		return err
	}
	evidence.printRestrictions(out, language, each)
	return nil
}
