package path

import (
	"cmp"
	"context"
	"slices"

	"entente/graph"
	"entente/graph/index"
)

// MostSlack is the largest Slack.
const MostSlack = 3

// Brokering asks who lies between two sides, and how each number comes about.
type Brokering struct {
	Sides
	// Slack admits paths that are so many hops longer than the shortest, 0 to
	// MostSlack, but never more than MaxHops.
	Slack int
	// Group says between what the roles are.
	Group Grouping
	// SharesOnly asks for no more than the counts: there are neither roles nor
	// best paths nor pairs where the question can be answered without.
	SharesOnly bool
}

// Brokerage is the answer to a Brokering. The paths are all that lead from a
// member of one side to one of the other in at most Longest hops and hold to
// the filter. Without a Via none of them has another member of a side between
// its ends. They are counted exactly; of those that are longer than the shortest, or have
// a Via, each is listed for that.
type Brokerage struct {
	// Brokers are ordered by share, the largest first, then by id.
	Brokers []Broker
	// Hops is the length of the shortest path, −1 when there is none; Longest
	// that of the longest that were counted.
	Hops, Longest int
	// Paths counts them, and Lengths those of Hops, Hops+1 and so on; beyond 2⁵³ they are rounded.
	Paths   float64
	Lengths []float64
	// Truncated tells that the budget ended the count: of the paths asked for,
	// those of more than Longest hops are left out.
	Truncated bool
	Scanned   int
	// Diagnosis says why there are no brokers; nil when there are.
	Diagnosis *Diagnosis

	counts *counts
}

// Broker is an entity between two sides.
type Broker struct {
	// Role is the one it plays on most of the paths; of several as frequent, the one first in the
	// order of the roles. Best has the fewest hops, then is the strongest, then the first by ids.
	Intermediary
	// Lengths counts the paths through it by hops, as in the Brokerage.
	Lengths []float64
	// Roles counts them by role; the first is for triads in which a group is not known.
	Roles [roleCount]float64
}

// PairShare is how many of the paths of one pair of ends run through an entity.
type PairShare struct {
	From, To index.Vertex
	// Paths run through it, of Of.
	Paths, Of float64
}

// Brokers finds who lies between two sides. Without slack its paths are those
// of Between. Cost: that of Between, a band of the graph as wide as the longest
// path, and its paths.
func (r *Searcher) Brokers(ctx context.Context, s *index.Snapshot, q Brokering) (Brokerage, error) {
	if q.Slack < 0 || q.Slack > MostSlack {
		return Brokerage{}, graph.Errorf(graph.Invalid, "slack is %d; it must be 0 to %d", q.Slack, MostSlack).At("slack")
	}
	if q.Group > ByKind {
		return Brokerage{}, graph.Errorf(graph.Invalid, "unknown grouping %d", q.Group).At("group")
	}
	if q.SharesOnly && q.Slack == 0 && len(q.Filter.Via) == 0 {
		return r.sharers(ctx, s, q.Sides)
	}
	base, err := r.Between(ctx, s, q.Sides)
	b := Brokerage{Hops: base.Hops, Longest: base.Hops, Paths: base.Paths, Truncated: base.Truncated, Scanned: base.Scanned, Diagnosis: base.Diagnosis}
	if err != nil || base.Hops < 1 || base.Hops == 1 && q.Slack == 0 {
		return b, err
	}
	if err := r.detail(ctx, s, q, &b, base.Intermediaries); err != nil {
		return Brokerage{}, err
	}
	if len(b.Brokers) > 0 {
		b.Diagnosis = nil
	}
	return b, nil
}

// detail counts the paths through everyone in the band between the sides.
func (r *Searcher) detail(ctx context.Context, s *index.Snapshot, q Brokering, b *Brokerage, shortest []Intermediary) error {
	gate, err := q.prepare(s)
	if err != nil {
		return err
	}
	w := r.begin(ctx, s, &gate, max(1, q.Budget-b.Scanned))
	defer r.end(w)
	longest := min(b.Hops+q.Slack, q.MaxHops)
	c := &counts{band: r.band(w, longest), shortest: shortest}
	defer r.release(c.band)
	complete := c.stretch(distinct(w.admitted(q.From)), distinct(w.admitted(q.To)))
	for hops := b.Hops; complete && hops <= longest; hops++ {
		complete = c.add(hops, hops == b.Hops, q.Group)
	}
	b.Scanned += w.scanned
	if w.err != nil {
		return w.err
	}
	b.fill(c, complete)
	return nil
}

// counts are the tiers of a band, the shortest first.
type counts struct {
	*band
	pairs  pairing
	groups []group
	tiers  []*tier
	// shortest are those on shortest paths, with their best ones.
	shortest []Intermediary
	// ends are the vertices of the sides, kept for when the band is gone.
	from, to []index.Vertex
	place    map[index.Vertex]int
}

// add counts the paths of one length; false when the budget ended before.
func (c *counts) add(hops int, first bool, by Grouping) bool {
	if first {
		c.pairs = c.pairing()
		c.groups = make([]group, len(c.members))
		for i := range c.members {
			c.groups[i] = by.of(c.s, c.members[i].vertex)
		}
	}
	if first && !c.wayward {
		t := c.band.shortest(hops, &c.pairs)
		c.cast(t, &c.pairs, c.groups)
		c.tiers = append(c.tiers, t)
		return true
	}
	t := c.trek(hops, &c.pairs, c.groups, distinct(c.gate.Via))
	if t != nil {
		c.tiers = append(c.tiers, t)
	}
	return t != nil
}

// fill puts the counts into the answer. Where not even the shortest paths could be
// counted, those on them are told with what Between knows.
func (b *Brokerage) fill(c *counts, complete bool) {
	if len(c.tiers) == 0 {
		b.Truncated = true
		for _, i := range c.shortest {
			broker := Broker{Intermediary: i, Lengths: []float64{i.Paths}}
			broker.Roles[i.Role] = i.Paths
			b.Brokers = append(b.Brokers, broker)
		}
		b.Lengths = []float64{b.Paths}
		return
	}
	b.Truncated = !complete
	b.Paths, b.Longest = 0, b.Hops+len(c.tiers)-1
	for _, t := range c.tiers {
		b.Lengths = append(b.Lengths, t.paths)
		b.Paths += t.paths
	}
	b.Brokers = c.brokers(b)
	c.keep()
	b.counts = c
}

// brokers lists who stands on a path of some tier.
func (c *counts) brokers(b *Brokerage) (list []Broker) {
	best := map[index.Vertex][]index.Vertex{}
	for _, i := range c.shortest {
		best[i.Vertex] = i.Best
	}
	for i := range c.members {
		broker := Broker{Lengths: make([]float64, len(c.tiers))}
		for k, t := range c.tiers {
			broker.Lengths[k] = t.through[i]
			broker.Paths += t.through[i]
			for role := range broker.Roles {
				broker.Roles[role] += t.roles[i*roleCount+role]
			}
		}
		m := &c.members[i]
		if broker.Paths == 0 || !c.wayward && (m.end[0] || m.end[1]) {
			continue
		}
		broker.Vertex, broker.Share, broker.Role = m.vertex, broker.Paths/b.Paths, mainRole(&broker.Roles)
		if broker.Best = c.bestThrough(i); broker.Best == nil {
			broker.Best = best[m.vertex]
		}
		list = append(list, broker)
	}
	slices.SortStableFunc(list, func(x, y Broker) int { return cmp.Compare(y.Paths, x.Paths) })
	return list
}

// bestThrough gives the best path through a member by the first tier that has
// one; nil when those are shortest paths that were not listed.
func (c *counts) bestThrough(i int) []index.Vertex {
	for _, t := range c.tiers {
		if t.through[i] == 0 {
			continue
		}
		if t.best == nil {
			return nil
		}
		path := make([]index.Vertex, t.hops+1)
		for j, at := range t.best[i*(t.hops+1):][:t.hops+1] {
			path[j] = c.members[at].vertex
		}
		return path
	}
	return nil
}

// mainRole is the role with the largest count, 0 when none has any.
func mainRole(counts *[roleCount]float64) (main Role) {
	for role := Coordinator; role <= Liaison; role++ {
		if counts[role] > 0 && (main == 0 || counts[role] > counts[main]) {
			main = role
		}
	}
	return main
}

// keep notes what the answer needs of the band, which is used anew.
func (c *counts) keep() {
	c.place = map[index.Vertex]int{}
	if c.pairs.counted {
		for i := range c.members {
			c.place[c.members[i].vertex] = i
		}
	}
	for _, i := range c.pairs.from {
		c.from = append(c.from, c.members[i].vertex)
	}
	for _, i := range c.pairs.to {
		c.to = append(c.to, c.members[i].vertex)
	}
	c.band = nil
}

// Pairs splits the paths through a broker by their ends, the pair with most
// first, then in the order of the ids; those without any are left out. It is
// false where the sides are too large to count by pair.
func (b *Brokerage) Pairs(v index.Vertex) (list []PairShare, counted bool) {
	c := b.counts
	if c == nil || !c.pairs.counted {
		return nil, false
	}
	i, known := c.place[v]
	for pair := range c.pairs.size() {
		share := PairShare{From: c.from[pair/len(c.to)], To: c.to[pair%len(c.to)]}
		for _, t := range c.tiers {
			share.Of += t.byPair[pair]
			if known {
				share.Paths += t.throughPair[i*c.pairs.size()+pair]
			}
		}
		if share.Paths > 0 {
			list = append(list, share)
		}
	}
	slices.SortStableFunc(list, func(x, y PairShare) int { return cmp.Compare(y.Paths, x.Paths) })
	return list, true
}
