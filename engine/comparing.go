package engine

import (
	"cmp"
	"context"
	"encoding/binary"
	"math"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"entente/graph"
	"entente/graph/match"
)

// comparing compares all bodies of the graph with each other behind the answers,
// when somebody asks, and keeps what it found until the graph has moved on and
// somebody asks again.
type comparing struct {
	asked       chan struct{}
	done, total atomic.Int64

	mutex sync.Mutex
	// latest is replaced as a whole and never written to; nil before the first time.
	latest *comparison
	// next is closed when the run that goes on is over; nil while none goes on.
	next chan struct{}
	// err is why the last run failed.
	err error
	// closed tells that nobody compares any more.
	closed bool
}

// comparison is what one run found.
type comparison struct {
	revision graph.Revision
	compared int
	took     time.Duration
	pairs    []*pair
}

// pair is a match with what it is filtered by.
type pair struct {
	match.Match
	kinds     [2]graph.EntityKind
	countries []string
}

// key orders pairs by score, the highest first.
func (p *pair) key() string {
	return string(binary.BigEndian.AppendUint64(nil, ^math.Float64bits(p.Score)))
}

func (p *pair) place() string { return p.key() + string(p.A) + " " + string(p.B) }

// mostPairs bounds the pairs that are kept.
const mostPairs = 50_000

func newComparing() *comparing { return &comparing{asked: make(chan struct{}, 1)} }

// compared is what is known when somebody asks.
type compared struct {
	comparison
	state       StandingState
	done, total int
	// wait is closed when the run that goes on is over; nil while none goes on.
	wait chan struct{}
}

// ask gives what is known, and has the graph compared when that is of another revision.
func (c *comparing) ask(revision graph.Revision) (found compared) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if c.latest != nil {
		found.comparison, found.state = *c.latest, Ready
		if c.latest.revision == revision {
			return found
		}
		found.state = Renewing
	}
	if c.closed {
		return found
	}
	if c.next == nil {
		c.next = make(chan struct{})
		c.done.Store(0)
		c.asked <- struct{}{}
	}
	found.done, found.total, found.wait = int(c.done.Load()), int(c.total.Load()), c.next
	return found
}

// last is how long the last run took.
func (c *comparing) last() time.Duration {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if c.latest == nil {
		return 0
	}
	return c.latest.took
}

// close ends the run that somebody waits for.
func (c *comparing) close() {
	c.mutex.Lock()
	waiting := c.next != nil
	c.closed = true
	c.mutex.Unlock()
	if waiting {
		c.finish(nil, graph.Errorf(graph.Canceled, "the graph was closed before the bodies were compared"))
	}
}

// finish puts what a run found in place.
func (c *comparing) finish(found *comparison, err error) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if err == nil {
		c.latest = found
	}
	close(c.next)
	c.next, c.err = nil, err
}

// decided shows a decision of two that stay two, as the one with the larger id records
// it, for that is what a comparison gives; what was compared then shows the revision of
// the decision too, if it showed the one before.
func (c *comparing) decided(a, b graph.ID, d match.Decision, revision graph.Revision) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if c.latest == nil {
		return
	}
	latest := *c.latest
	latest.pairs = slices.Clone(latest.pairs)
	for i, p := range latest.pairs {
		if p.A == min(a, b) && p.B == max(a, b) {
			shown := *p
			shown.Decision = &d
			latest.pairs[i] = &shown
			if latest.revision == revision-1 {
				latest.revision = revision
			}
		}
	}
	c.latest = &latest
}

// joined takes the pairs of an entity away that is no more.
func (c *comparing) joined(gone graph.ID) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if c.latest == nil {
		return
	}
	latest := *c.latest
	latest.pairs = slices.DeleteFunc(slices.Clone(latest.pairs), func(p *pair) bool { return p.A == gone || p.B == gone })
	c.latest = &latest
}

// compare compares when it is asked to, until the context ends. Before it compares all
// bodies again it rests as long as that took, before what changed a second at most.
func (g *Graph) compare(ctx context.Context) {
	var c collation
	forget := time.NewTimer(idle)
	defer forget.Stop()
	for {
		select {
		case <-ctx.Done():
			g.comparing.close()
			return
		case <-forget.C:
			c = collation{}
		case <-g.comparing.asked:
			pause := g.comparing.last()
			if c.corpus != nil {
				pause = min(pause, time.Second)
			}
			rest(ctx, pause)
			found, err := g.compareAll(ctx, &c)
			if err != nil && ctx.Err() == nil {
				g.log.Error("the bodies could not be compared", "error", err)
			}
			g.comparing.finish(found, err)
			forget.Reset(idle)
		}
	}
}

// compareAll gives the pairs of all bodies as they are now.
func (g *Graph) compareAll(ctx context.Context, c *collation) (*comparison, error) {
	started := time.Now()
	snapshot, err := g.current()
	if err != nil {
		return nil, err
	}
	if err := c.renew(ctx, g, snapshot); err != nil {
		*c = collation{}
		return nil, err
	}
	found := &comparison{revision: c.revision, compared: c.corpus.Len(), pairs: slices.Clone(c.pairs)}
	for _, m := range c.corpus.Joined() {
		found.pairs = append(found.pairs, pairOf(c.corpus, m))
	}
	c.corpus.Rest()
	slices.SortFunc(found.pairs, func(p, q *pair) int {
		return cmp.Or(cmp.Compare(q.Score, p.Score), cmp.Compare(p.A, q.A), cmp.Compare(p.B, q.B))
	})
	if len(found.pairs) > mostPairs {
		found.pairs, *c = found.pairs[:mostPairs], collation{}
	}
	found.took = time.Since(started)
	return found, nil
}

func pairOf(corpus *match.Corpus, m match.Match) *pair {
	p := &pair{Match: m}
	for i, id := range []graph.ID{m.A, m.B} {
		kind, countries := corpus.About(id)
		p.kinds[i], p.countries = kind, append(p.countries, countries...)
	}
	return p
}

// AwaitDuplicates returns when the graph as it is now has been compared. Meanwhile it
// reports how many bodies are done, several times a second.
func (g *Graph) AwaitDuplicates(ctx context.Context, report func(done, total int)) error {
	const pace = 100 * time.Millisecond
	snapshot, err := g.current()
	if err != nil {
		return err
	}
	ticker := time.NewTicker(pace)
	defer ticker.Stop()
	for found := g.comparing.ask(snapshot.Revision()); found.wait != nil; {
		select {
		case <-found.wait:
			return g.comparing.failure()
		case <-ctx.Done():
			return graph.Errorf(graph.Canceled, "the comparison was not waited for: %w", ctx.Err())
		case <-ticker.C:
			report(int(g.comparing.done.Load()), int(g.comparing.total.Load()))
		}
	}
	return nil
}

func (c *comparing) failure() error {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	return c.err
}
