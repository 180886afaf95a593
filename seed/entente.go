package seed

import (
	"context"
	"hash/maphash"
	"io"
	"strings"

	"entente/graph"
	"entente/graph/interchange"
)

// MaxAtOnce is how many records of the entente format are applied in one
// batch; a larger input is applied in several.
const MaxAtOnce = 20_000

// loadEntente reads the input three times, so that its memory is a few words a
// record whatever the input holds: once for the records themselves, once for
// what they refer to, once to apply them. One refused record refuses the input.
func loadEntente(ctx context.Context, r *run) error {
	e := &entente{run: r, seed: maphash.MakeSeed(), seen: map[graph.ID]place{}, gone: map[graph.ID]graph.ID{}}
	for _, check := range []func(context.Context) error{e.readAll, e.checkReferences} {
		if err := check(ctx); err != nil {
			return err
		}
		if err := r.refusal(); err != nil {
			return err
		}
	}
	r.note("records that the input gives twice", e.twins)
	err := e.applyAll(ctx)
	r.note("entities that somebody has merged into others since, which stays so", len(e.gone))
	return err
}

// entente is a load of the interchange form.
type entente struct {
	*run
	seed  maphash.Seed
	line  []byte
	seen  map[graph.ID]place
	twins int
	// gone leads from entities of the input that have been merged since to what they are now.
	gone map[graph.ID]graph.ID
}

// form says what an id stands for in the input.
type form uint8

const (
	aSource form = iota + 1
	anEntity
	aRelationship
	// aMergedID resolves to another entity.
	aMergedID
	// aTie is the id that a relationship would have if its loader had not chosen another.
	aTie
)

func formOf(r interchange.Record) form {
	switch {
	case r.Source != nil:
		return aSource
	case r.Entity != nil:
		return anEntity
	}
	return aRelationship
}

// place is where an id was first seen, and what it stands for.
type place struct {
	number int
	// print is the hash of the record.
	print uint64
	form  form
	kind  graph.EntityKind
}

func (e *entente) open() (io.ReadCloser, error) {
	return e.input.open(wanted{suffix: ".jsonl", mark: "entente"})
}

func (e *entente) readAll(ctx context.Context) error {
	input, err := e.open()
	if err != nil {
		return err
	}
	defer input.Close()
	for record, err := range interchange.Read(ctx, input) {
		e.report.Read++
		if e.report.Read%1_000 == 0 {
			e.options.Progress("reading", e.report.Read, 0)
		}
		if err == nil {
			err = asError(e.take(record))
		}
		if err := e.refuse(record.Label(), err); err != nil {
			return err
		}
	}
	return nil
}

// take checks the record and remembers its id and every other that it makes its own.
func (e *entente) take(r interchange.Numbered) *graph.Error {
	if err := r.Validate(); err != nil {
		return err
	}
	own := place{number: r.Number, print: e.print(r.Record), form: formOf(r.Record)}
	if r.Entity != nil {
		own.kind = r.Entity.Kind
	}
	before, known := e.seen[r.ID()]
	if known && before.form == own.form && before.print == own.print {
		e.twins++
		return nil
	}
	if err := e.claim(r.ID(), own); err != nil {
		return err.At("id")
	}
	switch {
	case r.Entity != nil:
		return e.takeMerged(r.Entity, r.Number)
	case r.Relationship != nil:
		return e.takeTie(r.Relationship, r.Number)
	}
	return nil
}

func (e *entente) takeMerged(entity *graph.Entity, number int) *graph.Error {
	for _, id := range entity.Merged {
		if err := e.claim(id, place{number: number, form: aMergedID}); err != nil {
			return err.At("merged")
		}
	}
	return nil
}

// takeTie keeps a second relationship of the same kind, ends and role out when
// its loader chose its id.
func (e *entente) takeTie(r *graph.Relationship, number int) *graph.Error {
	derived := graph.RelationshipID(r.Kind, r.From, r.To, r.Role)
	if derived == r.ID {
		return nil
	}
	return e.claim(derived, place{number: number, form: aTie}).At("id")
}

func (e *entente) print(r interchange.Record) uint64 {
	e.line = interchange.Append(e.line[:0], r)
	return maphash.Bytes(e.seed, e.line)
}

// claim remembers an id; one that is taken is refused.
func (e *entente) claim(id graph.ID, p place) *graph.Error {
	if before, taken := e.seen[id]; taken {
		what := [...]string{aSource: "is also that of the source", anEntity: "is also that of the entity", aRelationship: "is also that of the relationship",
			aMergedID: "is merged away by the entity", aTie: "stands for the tie of the relationship"}[before.form]
		return graph.Errorf(graph.Conflict, "the id %s %s in record %d, with other content", graph.Excerpt(string(id)), what, before.number)
	}
	e.seen[graph.ID(strings.Clone(string(id)))] = p
	return nil
}

// asError gives no error as nil and not as a nil *graph.Error.
func asError(err *graph.Error) error {
	if err == nil {
		return nil
	}
	return err
}
