package main

import (
	"context"
	"fmt"
	"iter"

	"entente/graph"
	"entente/graph/interchange"
)

type exportCommand struct {
	storeFlag
	pastFlags
	Format string `arg:"" enum:"entente" help:"The format: entente, one JSON object a line, as load reads it."`
}

// Run writes every record to standard output and a summary with the hash to standard error.
func (c exportCommand) Run(ctx context.Context, term terminal) error {
	kept, finish, err := c.kept(ctx, term)
	if err != nil {
		return err
	}
	defer finish()
	head, err := kept.Head(ctx)
	if err != nil {
		return err
	}
	shown := newProgress(term.err)
	defer shown.finish()
	total := int64(head.Sources + head.Entities + head.Relationships)
	summary, err := interchange.Write(term.out, watched(kept.Changes(ctx, 0), func(done int64) { shown.show("exporting", done, total) }))
	if err != nil {
		return err
	}
	shown.finish()
	fmt.Fprintf(term.err, "exported %s sources, %s entities, %s relationships; SHA-256 %x\n",
		grouped(int64(summary.Sources)), grouped(int64(summary.Entities)), grouped(int64(summary.Relationships)), summary.Hash)
	return nil
}

// exported is what an export is made of.
type exported interface {
	Head(ctx context.Context) (graph.Head, error)
	Changes(ctx context.Context, since graph.Revision) iter.Seq2[graph.Change, error]
}

// kept gives the store, or the graph of an earlier revision, and what ends it.
func (c exportCommand) kept(ctx context.Context, term terminal) (exported, func() error, error) {
	if c.pastFlags == (pastFlags{}) {
		kept, err := openStore(ctx, term, c.Store, true)
		if err != nil {
			return nil, nil, err
		}
		return kept, kept.Close, nil
	}
	g, err := c.open(ctx, term, true)
	if err != nil {
		return nil, nil, err
	}
	past, err := c.then(ctx, g, term)
	if err != nil {
		g.Close()
		return nil, nil, err
	}
	return past, g.Close, nil
}

// watched passes changes on and tells how many there were.
func watched(changes iter.Seq2[graph.Change, error], tell func(done int64)) iter.Seq2[graph.Change, error] {
	return func(yield func(graph.Change, error) bool) {
		done := int64(0)
		for change, err := range changes {
			if !yield(change, err) {
				return
			}
			done++
			tell(done)
		}
	}
}
