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

// imports loads what is published into a database, copies it to a file and from
// there into another, and sees that all of it is the same. Both are new, their servers warmed.
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
	shown := newTable("imports into Neo4j, and copies", "what", "records", "rate", "wanted", "met", "CPU each, Entente's", "Neo4j's", "load")
	shown.note = "wall time of \"entente load\" and \"entente copy\" as processes of their own, reading of the files and all; records that were added"
	defer t.show(shown)
	file := "sqlite:" + filepath.Join(t.folder, "copy.db")
	err = t.elsewhere(ctx, func(other *trial) error {
		if err := other.warm(ctx, other.fillEmpty); err != nil {
			return err
		}
		return other.importInto(ctx, shown, folder, file)
	})
	if err != nil {
		return err
	}
	return t.elsewhere(ctx, func(other *trial) error {
		if err := other.warm(ctx, other.fillEmpty); err != nil {
			return err
		}
		return other.copyInto(ctx, shown, file)
	})
}

// importInto imports all that is published, once and the largest once more, and copies it to a file.
func (t *trial) importInto(ctx context.Context, shown *table, folder, file string) error {
	var all work
	for _, p := range published {
		done, err := t.process(ctx, shown, p.format, atLeast(leastImported, perSecond), func() (int, usage, error) {
			r, took, err := t.entente.importFiles(ctx, t.server.URL, p.format, folder, p.files)
			return r.Added, took, err
		})
		if err != nil {
			return err
		}
		if done.records == 0 {
			return fmt.Errorf("%s: nothing was added", p.format)
		}
		all.add(done)
	}
	shown.worked("all of these", all, atLeast(leastImported, perSecond))
	if err := t.importAgain(ctx, shown, folder); err != nil {
		return err
	}
	if _, err := t.process(ctx, shown, "the names, as a server reads them after its start", target{}, func() (int, usage, error) { return t.readNames(ctx) }); err != nil {
		return err
	}
	_, err := t.process(ctx, shown, "copy out of Neo4j into a file", target{}, t.copying(ctx, t.server.URL, file))
	return err
}

// copyInto copies the file into the empty database.
func (t *trial) copyInto(ctx context.Context, shown *table, file string) error {
	_, err := t.process(ctx, shown, "copy of the file into Neo4j", atLeast(leastCopied, perSecond), t.copying(ctx, file, t.server.URL))
	return err
}

// copying runs the command, which compares both sides by their hash, and counts what the database has then.
func (t *trial) copying(ctx context.Context, from, to string) func() (int, usage, error) {
	return func() (int, usage, error) {
		_, took, err := t.entente.run(ctx, "copy", "--from", from, "--to", to)
		if err != nil {
			return 0, took, err
		}
		records, err := t.headOf(ctx)
		return records, took, err
	}
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

// work is what processes brought into a store, and what they and the database took.
type work struct {
	records           int
	wall, ours, their time.Duration
}

func (w *work) add(more work) {
	w.records, w.wall, w.ours, w.their = w.records+more.records, w.wall+more.wall, w.ours+more.ours, w.their+more.their
}

// process runs a process that brings records into a store and adds a row on it.
func (t *trial) process(ctx context.Context, shown *table, what string, wanted target, run func() (int, usage, error)) (done work, err error) {
	database := processMeter{pid: t.server.Process()}
	database.start()
	start := time.Now()
	records, took, err := run()
	if err != nil {
		return work{}, err
	}
	done = work{records, time.Since(start), took.cpu, time.Duration(database.milliseconds() * float64(time.Millisecond))}
	shown.worked(what, done, wanted)
	return done, ctx.Err()
}

// worked adds a row with a verdict on the rate.
func (t *table) worked(what string, w work, wanted target) {
	each := func(d time.Duration) quantity {
		return quantity{float64(d.Nanoseconds()) / 1000 / float64(w.records), microseconds}
	}
	rate := quantity{float64(w.records) / w.wall.Seconds(), perSecond}
	t.add(what, w.records, rate, wanted, wanted.judge(rate), each(w.ours), each(w.their), load())
}
