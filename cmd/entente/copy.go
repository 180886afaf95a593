package main

import (
	"context"
	"fmt"
	"io"

	"entente/graph"
	"entente/graph/interchange"
)

// atOnce is how many records a batch of a copy holds. The garbage collector of
// Neo4j copies a transaction about as long as it lives: in batches of 10,000 that
// took it 14 to 18 µs of about 100 a relationship, in these at most 2.
const atOnce = 4_000

type copyCommand struct {
	From string `required:"" help:"The store to copy, as --store takes it elsewhere; a server may be running on it." placeholder:"URL"`
	To   string `required:"" help:"The store to fill: an empty one, or one that holds a part of the other." placeholder:"URL"`
}

// Help says what a copy is, below the options.
func (copyCommand) Help() string {
	return `Every record is copied as it stands, with all its claims. The log of changes stays behind: in the copy the revisions count anew, and History begins with the copying.

A copy that was stopped goes on when the same command is run again. What the target holds must stand in the source just so, else nothing is written. At the end the canonical form of both is hashed, and the command fails when the hashes differ.`
}

// Run copies and compares.
func (c copyCommand) Run(ctx context.Context, term terminal) error {
	if c.From == c.To {
		return fmt.Errorf("--from and --to are the same store: %w", errUsage)
	}
	from, err := openStore(ctx, term, c.From, true)
	if err != nil {
		return fmt.Errorf("--from: %w", err)
	}
	defer from.Close()
	to, err := openStore(ctx, term, c.To, false)
	if err != nil {
		return fmt.Errorf("--to: %w", err)
	}
	defer to.Close()
	shown := newProgress(term.err)
	defer shown.finish()
	work := copying{from: from, to: to, reason: "copied from " + schemeOf(c.From), size: atOnce, shown: shown}
	err = work.run(ctx)
	shown.finish()
	if err != nil && ctx.Err() != nil {
		return graph.Errorf(graph.Canceled, "stopped; what was copied is kept, and the same command goes on from there")
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(term.out, "copied %s sources, %s entities, %s relationships, %s of them new; SHA-256 %x on both sides\n",
		grouped(int64(work.source.Sources)), grouped(int64(work.source.Entities)), grouped(int64(work.source.Relationships)),
		grouped(work.added), work.source.Hash)
	return nil
}

// copying is one copy under way.
type copying struct {
	from, to graph.Store
	reason   string
	// size is how many records a batch holds.
	size  int
	shown *progress
	// source says what was copied, added how much of it was not there before.
	source interchange.Summary
	added  int64
}

func (c *copying) run(ctx context.Context) error {
	source, err := c.from.Head(ctx)
	if err != nil {
		return err
	}
	target, err := c.to.Head(ctx)
	if err != nil {
		return err
	}
	if err := c.compare(ctx, target); err != nil {
		return err
	}
	if err := c.copy(ctx, source); err != nil {
		return err
	}
	return c.check(ctx, source)
}

// copy reads the source once, hashing it and applying what it reads in batches.
// It holds two batches: one that is being applied, one that is being read.
func (c *copying) copy(ctx context.Context, source graph.Head) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	batches, applied := make(chan graph.Batch), make(chan error, 1)
	go func() {
		err := c.apply(ctx, batches, records(source))
		if err != nil {
			stop()
		}
		applied <- err
	}()
	filling := &filler{reason: c.reason, size: c.size, full: batches}
	summary, err := interchange.Write(io.Discard, filling.pass(ctx, c.from.Changes(ctx, 0)))
	if err == nil {
		err = filling.give(ctx)
	}
	close(batches)
	if failed := <-applied; failed != nil {
		return failed
	}
	c.source = summary
	return err
}

// apply applies batches as they come. What is already there changes nothing.
func (c *copying) apply(ctx context.Context, batches <-chan graph.Batch, total int64) error {
	done := int64(0)
	for batch := range batches {
		commit, err := c.to.Apply(ctx, batch)
		if err != nil {
			return err
		}
		c.added += int64(commit.Added)
		done += int64(batch.Len())
		c.shown.show("copying", done, total)
	}
	return nil
}

// check exports the copy and compares the hash with that of the source.
func (c *copying) check(ctx context.Context, source graph.Head) error {
	total := records(source)
	copied, err := interchange.Write(io.Discard, watched(c.to.Changes(ctx, 0), func(done int64) { c.shown.show("checking", done, total) }))
	if err != nil {
		return err
	}
	if copied.Hash != c.source.Hash {
		return graph.Errorf(graph.Conflict, "the copy differs from its source: %s records with SHA-256 %x, the source has %s with %x; was the target written to meanwhile?",
			grouped(int64(copied.Records())), copied.Hash, grouped(int64(c.source.Records())), c.source.Hash)
	}
	return nil
}

func records(head graph.Head) int64 {
	return int64(head.Sources + head.Entities + head.Relationships)
}
