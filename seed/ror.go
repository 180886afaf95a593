package seed

import (
	"bytes"
	"cmp"
	"context"
	"fmt"

	"entente/graph"
	"entente/graph/interchange"
	"entente/seed/ror"
)

// loadROR loads a dump of the Research Organization Registry. A damaged dump
// changes nothing; a record that breaks a rule is refused and listed, and the
// others are loaded.
//
// An organisation becomes the entity "ror:…", unless an academy, organisation
// or firm of the target carries its ROR id: then it joins that entity, which
// keeps its id, kind, names and properties, gains what it lacks, and answers to
// "ror:…" too. A withdrawn record is no entity but resolves to its successor,
// or to the last of a chain of them; without one it stays, as WITHDRAWN. What
// an earlier load recorded otherwise is merged: its ties and what others said
// of it move along. Names, and the claims that the dump makes, are those of the
// dump; what others added to the same entities and ties stays. The dump is an
// edition: ties that a newer one no longer states are ended.
//
// The importer holds the dump's entities in their interchange form, about 0.7
// KB each, and reads the target's change feed once.
func loadROR(ctx context.Context, r *run) error {
	l := &registry{
		edition: r.edition(publication{
			title: "Research Organization Registry data (schema v2)", publisher: "Research Organization Registry",
			url: "https://ror.org", licence: "CC0", scheme: "ror",
		}),
		index: map[ror.ID]int{},
		live:  map[ror.ID]bool{}, carriers: map[ror.ID]graph.ID{}, holders: map[ror.ID]graph.ID{}, decided: map[ror.ID]bool{}, apart: apart{},
		countries: map[string]graph.ID{},
	}
	if err := l.readAll(ctx); err != nil || len(l.organizations) == 0 {
		return cmp.Or(err, l.refusal())
	}
	for _, stage := range []func(context.Context) error{
		l.survey, l.prepare, l.writeEntities, l.writeTies, l.merge, l.retire, l.join, l.finish,
	} {
		if err := stage(ctx); err != nil {
			return err
		}
	}
	return nil
}

// registry is a load of the dump.
type registry struct {
	*edition

	// What the dump says.
	organizations []organization
	index         map[ror.ID]int
	stated        []statement
	line          []byte

	// What the target holds: the entities of earlier loads; by ROR id the
	// bodies that carry it and those that it was merged into; the countries by code.
	live     map[ror.ID]bool
	carriers map[ror.ID]graph.ID
	holders  map[ror.ID]graph.ID
	// decided are the ids that somebody has decided to be one with their holder,
	// apart the pairs that were decided not to be one.
	decided   map[ror.ID]bool
	apart     apart
	countries map[string]graph.ID

	// What follows: the entities to write, in order, with the organisations
	// that each comes from; the live entities that are merged away, with those
	// that they go into; and the ties of the former.
	targets []graph.ID
	members map[graph.ID][]int
	gone    map[graph.ID]graph.ID
	moved   []*graph.Relationship
}

// organization is one record of the dump.
type organization struct {
	// number is its place in the dump, from 1.
	number int
	id     ror.ID
	// line is its entity in the interchange form, which takes a third of the memory.
	line             []byte
	countries        []ror.Country
	withdrawn, ended bool
	// into is the organisation that a withdrawn one resolves to; its own number for the others.
	into int
	// entity is what it is in the target.
	entity graph.ID
}

// statement is a tie with the record that states it.
type statement struct {
	ror.Tie
	by ror.ID
}

func (l *registry) readAll(ctx context.Context) error {
	// The published zip holds the same in schema v1 and as CSV.
	input, err := l.open(l.files[0], wanted{suffix: ".json", mark: "schema_v2"})
	if err != nil {
		return err
	}
	defer input.Close()
	dropped := 0
	for record, err := range ror.Read(ctx, input) {
		if err != nil {
			return err
		}
		l.report.Read++
		if l.report.Read%1_000 == 0 {
			l.options.Progress("reading", l.report.Read, 0)
		}
		if record.YearDropped {
			dropped++
		}
		if err := l.refuse("", asError(l.take(record))); err != nil {
			return err
		}
	}
	l.identify()
	l.note("founding years that cannot be, left out", dropped)
	l.followSuccessors()
	return nil
}

func (l *registry) take(r ror.Record) *graph.Error {
	if r.Refused != nil {
		return r.Refused
	}
	if first, taken := l.index[r.ID]; taken {
		err := graph.Errorf(graph.Conflict, "the id is also that of record %d", l.organizations[first].number)
		return err.At("id").In(fmt.Sprintf("record %d (%s)", r.Number, r.ID.Entity()))
	}
	number := len(l.organizations)
	l.index[r.ID] = number
	l.line = interchange.Append(l.line[:0], interchange.Record{Entity: r.Entity})
	l.organizations = append(l.organizations, organization{
		number: r.Number, id: r.ID, line: bytes.Clone(l.line), countries: r.Countries, withdrawn: r.Withdrawn, ended: r.Ended, into: number,
	})
	for _, tie := range r.Ties {
		l.stated = append(l.stated, statement{tie, r.ID})
	}
	return nil
}

// followSuccessors finds what each withdrawn organisation resolves to: the end
// of its chain of successors. A chain that runs in a circle resolves nothing.
func (l *registry) followSuccessors() {
	successor := map[int]int{}
	for _, s := range l.stated {
		from, known := l.index[s.From]
		to, alsoKnown := l.index[s.To]
		_, has := successor[from]
		if s.Kind == graph.SucceededBy && known && alsoKnown && from != to && !has && l.organizations[from].withdrawn {
			successor[from] = to
		}
	}
	merged := 0
	for from := range successor {
		end, steps := from, 0
		for next, ok := successor[end]; ok && steps <= len(successor); next, ok = successor[end] {
			end, steps = next, steps+1
		}
		if steps <= len(successor) {
			l.organizations[from].into = end
			merged++
		}
	}
	l.note("withdrawn organisations that resolve to their successors", merged)
}
