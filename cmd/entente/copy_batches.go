package main

import (
	"bytes"
	"context"
	"iter"

	"entente/graph"
	"entente/graph/interchange"
)

// filler makes batches of the changes that pass by. Sources come before the
// entities that cite them and these before the relationships between them, so
// every batch finds what it refers to.
type filler struct {
	reason string
	size   int
	batch  graph.Batch
	full   chan<- graph.Batch
}

// pass hands the changes on, and a batch whenever there are enough for one.
func (f *filler) pass(ctx context.Context, changes iter.Seq2[graph.Change, error]) iter.Seq2[graph.Change, error] {
	return func(yield func(graph.Change, error) bool) {
		for change, err := range changes {
			if err == nil {
				err = f.take(ctx, change)
			}
			if !yield(change, err) || err != nil {
				return
			}
		}
	}
}

func (f *filler) take(ctx context.Context, change graph.Change) error {
	switch {
	case change.Source != nil:
		f.batch.Sources = append(f.batch.Sources, change.Source)
	case change.Entity != nil:
		f.batch.Entities = append(f.batch.Entities, change.Entity)
	case change.Relationship != nil:
		f.batch.Relationships = append(f.batch.Relationships, change.Relationship)
	}
	if f.batch.Len() < f.size {
		return nil
	}
	return f.give(ctx)
}

// give hands the batch over, if there is anything in it.
func (f *filler) give(ctx context.Context) error {
	if f.batch.Len() == 0 {
		return nil
	}
	f.batch.Author, f.batch.Reason = "copy", f.reason
	select {
	case f.full <- f.batch:
		f.batch = graph.Batch{}
		return nil
	case <-ctx.Done():
		return graph.Errorf(graph.Canceled, "the copying was given up: %w", ctx.Err())
	}
}

// compare sees that whatever the target holds stands in the source just so, and
// refuses it else. Both sides come in the same order, so they are read side by side.
func (c *copying) compare(ctx context.Context, target graph.Head) error {
	total := records(target)
	if total == 0 {
		return nil
	}
	next, stop := iter.Pull2(c.from.Changes(ctx, 0))
	defer stop()
	source := &lines{next: next}
	done := int64(0)
	for change, err := range c.to.Changes(ctx, 0) {
		if err != nil {
			return err
		}
		held, ok := interchange.RecordOf(change)
		if !ok {
			continue
		}
		if err := source.expect(held); err != nil {
			return err
		}
		done++
		c.shown.show("comparing", done, total)
	}
	return nil
}

// lines reads the records of the source in their order.
type lines struct {
	next   func() (graph.Change, error, bool)
	record interchange.Record
	ended  bool
}

// expect reads up to a record of the target and compares the two.
func (l *lines) expect(held interchange.Record) error {
	for !l.ended && (l.record == (interchange.Record{}) || before(l.record, held)) {
		change, err, more := l.next()
		if err != nil {
			return err
		}
		l.ended = !more
		l.record, _ = interchange.RecordOf(change)
	}
	switch id := string(held.ID()); {
	case l.ended || l.record.ID() != held.ID() || form(l.record) != form(held):
		return graph.Errorf(graph.Conflict, "the target holds a record that the source has not; copy into an empty store").In(id)
	case !bytes.Equal(interchange.Append(nil, l.record), interchange.Append(nil, held)):
		return graph.Errorf(graph.Conflict, "the target holds a record that stands otherwise in the source; copy into an empty store").In(id)
	}
	return nil
}

// before tells whether a record comes earlier in the order of an export.
func before(a, b interchange.Record) bool {
	if form(a) != form(b) {
		return form(a) < form(b)
	}
	return a.ID() < b.ID()
}

func form(r interchange.Record) int {
	switch {
	case r.Source != nil:
		return 0
	case r.Entity != nil:
		return 1
	}
	return 2
}
