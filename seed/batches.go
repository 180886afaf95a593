package seed

import (
	"cmp"
	"context"
	"slices"

	"entente/graph"
	"entente/graph/interchange"
)

// applyAll applies the records of the input: in one batch when they are few,
// else in several, the sources first, then the entities, then the relationships.
func (e *entente) applyAll(ctx context.Context) error {
	if most := cmp.Or(e.options.Batch, MaxAtOnce); e.report.Read <= most {
		return e.applyForms(ctx, most, aSource, anEntity, aRelationship)
	}
	for _, form := range []form{aSource, anEntity, aRelationship} {
		if err := e.applyForms(ctx, e.batch(), form); err != nil {
			return err
		}
	}
	return nil
}

func (e *entente) applyForms(ctx context.Context, most int, forms ...form) error {
	input, err := e.open()
	if err != nil {
		return err
	}
	defer input.Close()
	var batch graph.Batch
	for record, err := range interchange.Read(ctx, input) {
		if err != nil {
			return changed(err)
		}
		if !slices.Contains(forms, formOf(record.Record)) {
			continue
		}
		if err := e.addOnce(&batch, record); err != nil {
			return err
		}
		if batch.Len() < most {
			continue
		}
		if err := e.write(ctx, &batch); err != nil {
			return err
		}
	}
	return e.write(ctx, &batch)
}

func (e *entente) write(ctx context.Context, batch *graph.Batch) error {
	if batch.Len() == 0 {
		return nil
	}
	if err := e.keepDecided(ctx, batch); err != nil {
		return err
	}
	err := e.apply(ctx, *batch)
	*batch = graph.Batch{}
	e.options.Progress("writing", e.report.Added+e.report.Changed+e.report.Unchanged, e.report.Read-e.twins)
	return err
}

// addOnce adds the record to the batch unless it is a twin of an earlier one.
func (e *entente) addOnce(batch *graph.Batch, r interchange.Numbered) error {
	first := e.seen[r.ID()]
	if first.print != e.print(r.Record) {
		return graph.Errorf(graph.Conflict, "the input changed while it was read").In(r.Label())
	}
	if first.number == r.Number {
		add(batch, r.Record)
	}
	return nil
}

func add(batch *graph.Batch, r interchange.Record) {
	switch {
	case r.Source != nil:
		batch.Sources = append(batch.Sources, r.Source)
	case r.Entity != nil:
		batch.Entities = append(batch.Entities, r.Entity)
	default:
		batch.Relationships = append(batch.Relationships, r.Relationship)
	}
}
