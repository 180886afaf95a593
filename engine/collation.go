package engine

import (
	"context"
	"slices"
	"time"

	"entente/graph"
	"entente/graph/index"
	"entente/graph/match"
)

// idle is how long the bodies are kept when nobody asks for duplicates. While somebody
// decides, they spare most of the comparison after each decision; they take 95 MB at
// 55,000 bodies.
const idle = 10 * time.Minute

// collation is what one run of the comparison leaves to the next: the bodies, and
// the pairs among them that may be one. It belongs to compare.
type collation struct {
	// corpus is nil before the first run and when the bodies were let go of.
	corpus   *match.Corpus
	revision graph.Revision
	pairs    []*pair
}

// renew brings the collation to a snapshot, at least. It reads what changed, and
// compares the bodies of which something changed that they are compared by; see
// match.Corpus.Renewed. What comes out is what comparing all bodies anew gives.
func (c *collation) renew(ctx context.Context, g *Graph, snapshot *index.Snapshot) error {
	var err error
	if c.corpus == nil || c.revision > snapshot.Revision() {
		c.pairs = nil
		c.corpus, err = match.Collect(ctx, g.store)
	} else {
		err = c.follow(ctx, g.store, snapshot)
	}
	if err != nil {
		return err
	}
	c.revision = snapshot.Revision()
	renewed := c.corpus.Renewed()
	c.pairs = slices.DeleteFunc(c.pairs, func(p *pair) bool {
		return renewed(p.A) || renewed(p.B) || !c.corpus.Has(p.A) || !c.corpus.Has(p.B)
	})
	g.comparing.total.Store(int64(c.corpus.Len()))
	look := match.Look{Wanted: renewed, Progress: func(done int) { g.comparing.done.Store(int64(done)) }}
	for m, err := range c.corpus.Pairs(ctx, look) {
		if err != nil {
			return err
		}
		c.pairs = append(c.pairs, pairOf(c.corpus, m))
	}
	return nil
}

// follow takes in what changed in the log; where bodies are and who is listed the
// snapshot knows.
func (c *collation) follow(ctx context.Context, log graph.Log, snapshot *index.Snapshot) error {
	for change, err := range log.Changes(ctx, c.revision) {
		switch {
		case err != nil:
			return err
		case change.Entity != nil:
			c.corpus.Add(change.Entity)
		case change.Removed != "":
			c.corpus.Forget(change.Removed)
		}
	}
	c.corpus.Untie()
	for i := range snapshot.Spans {
		v := index.Vertex(i)
		for at := snapshot.Spans[v].Low; at < snapshot.Spans[v].High; at++ {
			w := snapshot.Words[at]
			if kind := w.Kind(); w.Forward() && (kind == graph.LocatedIn || kind == graph.ListedUnder) {
				c.corpus.Tie(kind, snapshot.ID(v), snapshot.ID(snapshot.Adjacent[at]))
			}
		}
	}
	return nil
}
