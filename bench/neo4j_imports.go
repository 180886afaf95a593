package main

import (
	"context"
	"fmt"
	"path/filepath"
	"time"

	"entente/graph/names"
)

// What importing into Neo4j, and copying into it and out of it, shall reach, in records a second.
const (
	leastImported = 5_000
	leastCopied   = 20_000
)

// imports loads what is published into the emptied database, copies it to a
// file and from there back, and sees that all of it is the same.
func (t *trial) imports(ctx context.Context) error {
	root, err := moduleRoot(ctx)
	if err != nil {
		return err
	}
	folder := t.dataFolder
	if !filepath.IsAbs(folder) {
		folder = filepath.Join(root, folder)
	}
	if absent := absentOf(folder); absent != "" {
		t.say("imports into Neo4j: not measured, because %s is not in the data folder: %s (-data names another)", absent, t.dataFolder)
		return nil
	}
	if t.serving != nil {
		if err := t.serving.stop(); err != nil {
			return err
		}
		t.serving = nil
	}
	if err := t.server.Empty(ctx); err != nil {
		return err
	}
	shown := newTable("imports into Neo4j, and copies", "what", "records", "rate", "wanted", "met", "CPU each, Entente's", "Neo4j's", "load")
	shown.note = "wall time of \"entente load\" and \"entente copy\" as processes of their own, reading of the files and all; records that were added"
	defer t.show(shown)
	for _, p := range published {
		r, err := t.process(ctx, shown, p.format, atLeast(leastImported, perSecond), func() (int, usage, error) {
			r, took, err := t.entente.importFiles(ctx, t.server.URL, p.format, folder, p.files)
			return r.Added, took, err
		})
		if err != nil {
			return err
		}
		if r == 0 {
			return fmt.Errorf("%s: nothing was added", p.format)
		}
	}
	if err := t.importAgain(ctx, shown, folder); err != nil {
		return err
	}
	if _, err := t.process(ctx, shown, "the names, as a server reads them after its start", target{}, func() (int, usage, error) { return t.readNames(ctx) }); err != nil {
		return err
	}
	return t.copies(ctx, shown)
}

// importAgain loads the largest dump once more, which is read and compared with what is there.
func (t *trial) importAgain(ctx context.Context, shown *table, folder string) error {
	for _, p := range published {
		if p.format != "ror" {
			continue
		}
		_, err := t.process(ctx, shown, p.format+" again, unchanged", atLeast(leastImported, perSecond), func() (int, usage, error) {
			r, took, err := t.entente.importFiles(ctx, t.server.URL, p.format, folder, p.files)
			if err == nil && r.Added+r.Changed > 0 {
				err = fmt.Errorf("%s again: %d added, %d changed", p.format, r.Added, r.Changed)
			}
			return r.Unchanged, took, err
		})
		return err
	}
	return nil
}

// readNames opens the store and makes the index of names.
func (t *trial) readNames(ctx context.Context) (entities int, took usage, err error) {
	store, err := t.open(ctx, nil)
	if err != nil {
		return 0, took, err
	}
	defer store.Close()
	before := ownTime()
	builder := names.NewBuilder()
	for change, err := range store.Changes(ctx, 0) {
		if err != nil {
			return 0, took, err
		}
		if change.Relationship != nil {
			break // entities come before relationships
		}
		if change.Entity != nil {
			builder.Add(change.Entity.ID, change.Entity.Names)
		}
	}
	index, err := builder.Build()
	if err != nil {
		return 0, took, err
	}
	took.cpu = ownTime() - before
	return index.Len(), took, nil
}

// copies copies the database to a file, and the file into the emptied database.
// The command compares both sides by their hash.
func (t *trial) copies(ctx context.Context, shown *table) error {
	head, err := t.headOf(ctx)
	if err != nil {
		return err
	}
	file := "sqlite:" + filepath.Join(t.folder, "copy.db")
	copied := func(from, to string) func() (int, usage, error) {
		return func() (int, usage, error) {
			_, took, err := t.entente.run(ctx, "copy", "--from", from, "--to", to)
			return head, took, err
		}
	}
	if _, err := t.process(ctx, shown, "copy out of Neo4j into a file", target{}, copied(t.server.URL, file)); err != nil {
		return err
	}
	if err := t.server.Empty(ctx); err != nil {
		return err
	}
	_, err = t.process(ctx, shown, "copy of the file into Neo4j", atLeast(leastCopied, perSecond), copied(file, t.server.URL))
	return err
}

// headOf counts the records in the database.
func (t *trial) headOf(ctx context.Context) (int, error) {
	store, err := t.open(ctx, nil)
	if err != nil {
		return 0, err
	}
	defer store.Close()
	head, err := store.Head(ctx)
	return head.Sources + head.Entities + head.Relationships, err
}

// process runs a process that brings records into a store and adds a row on it.
func (t *trial) process(ctx context.Context, shown *table, what string, wanted target, run func() (int, usage, error)) (records int, err error) {
	database := processMeter{pid: t.server.Process()}
	database.start()
	start := time.Now()
	records, took, err := run()
	if err != nil {
		return 0, err
	}
	each := func(d time.Duration) quantity {
		return quantity{float64(d.Nanoseconds()) / 1000 / float64(records), microseconds}
	}
	rate := quantity{float64(records) / time.Since(start).Seconds(), perSecond}
	theirs := time.Duration(database.milliseconds() * float64(time.Millisecond))
	shown.add(what, records, rate, wanted, wanted.judge(rate), each(took.cpu), each(theirs), load())
	return records, ctx.Err()
}
