package standing

import (
	"cmp"
	"context"
	"slices"

	"entente/graph"
	"entente/graph/index"
)

// What a sampled betweenness is good for unless Options say otherwise.
const (
	// DefaultError bounds how far any entity's betweenness is off.
	DefaultError = 0.005
	// DefaultDoubt is the probability that some entity's is farther off.
	DefaultDoubt = 0.05
	// DefaultExact bounds the work of an exact betweenness, in row entries: a few
	// seconds of one core.
	DefaultExact = 300_000_000
)

// Options tune a Measure; the zero value is ready to use.
type Options struct {
	// Seed of the samples and of the order in which communities are formed; equal
	// seeds give equal results, however many Workers there are.
	Seed uint64
	// Workers is how many goroutines may work at once; 0 is 1. Each holds an array of the size of the graph.
	Workers int
	// Error, Doubt and Exact are as the defaults, which 0 stands for; below 0
	// Exact has every betweenness sampled.
	Error, Doubt float64
	Exact        int
	// Progress, when set, is told how far the work is.
	Progress *Progress
}

func (o Options) normal() Options {
	o.Workers = max(1, o.Workers)
	o.Error, o.Doubt, o.Exact = cmp.Or(o.Error, DefaultError), cmp.Or(o.Doubt, DefaultDoubt), cmp.Or(o.Exact, DefaultExact)
	if o.Progress == nil {
		o.Progress = &Progress{}
	}
	return o
}

// Measures are those of one filtered graph. Members stand in the order of their
// ids; every list by member has the same order.
type Measures struct {
	Members []index.Vertex
	// Ties counts the pairs of members that are tied, Degrees those of each member.
	Ties    int
	Degrees []uint32
	Betweenness
	Communities
}

// Betweenness is the part of the shortest paths between all ordered pairs of
// other members that run through each member: Σ σ(s,t|v)/σ(s,t) over all pairs
// by n(n−1), in [0,1). Pairs that no path joins count as pairs.
type Betweenness struct {
	Values []float64
	// Samples is how many random shortest paths were drawn; 0 tells that the values are exact.
	Samples int
	// Error bounds how far off any value is, and Errors how far each is, all at
	// once with the probability 1 − Doubt. Of exact values they are 0, and Errors is nil.
	Error, Doubt float64
	Errors       []float64
}

// Communities divide the members into parts with more ties inside than chance has.
type Communities struct {
	// Of gives the community of each member, numbered from 0, the largest first,
	// then the one with the first id.
	Of []uint32
	// Sizes counts the members of each.
	Sizes []int
	// Modularity is how many more of the ties lie inside communities than if ties
	// were drawn at random between the members, each with as many as it has: in [−½, 1).
	Modularity float64
}

// Measure finds betweenness and communities. Cost: that of exact or sampled
// betweenness, and some passes over the ties. The end of the context is Canceled.
func Measure(ctx context.Context, s *index.Snapshot, gate index.Gate, options Options) (*Measures, error) {
	if len(gate.Via) > 0 {
		return nil, graph.Errorf(graph.Invalid, "a measure of everybody has no entities that every path must contain").At("via")
	}
	options = options.normal()
	options.Progress.begin(Weaving, 0)
	w, err := weave(ctx, s, gate)
	if err != nil {
		return nil, err
	}
	m := &Measures{Members: w.members, Ties: w.ties(), Degrees: make([]uint32, len(w.members))}
	for i := range m.Degrees {
		m.Degrees[i] = uint32(w.degree(uint32(i)))
	}
	if m.Betweenness, err = w.betweenness(ctx, options); err != nil {
		return nil, err
	}
	m.Communities, err = w.communities(ctx, options)
	return m, err
}

// betweenness is exact where that is little work.
func (w *web) betweenness(ctx context.Context, options Options) (Betweenness, error) {
	work := float64(len(w.members)) * float64(len(w.near)+len(w.members))
	if len(w.members) == 0 || work <= float64(options.Exact) {
		return w.exactly(ctx, options)
	}
	return w.sampled(ctx, options)
}

// Ranking lists the members by betweenness, the largest first, then by id.
func (m *Measures) Ranking() []uint32 {
	order := make([]uint32, len(m.Members))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortStableFunc(order, func(a, b uint32) int { return cmp.Compare(m.Values[b], m.Values[a]) })
	return order
}
