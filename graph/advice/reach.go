package advice

import (
	"context"
	"math"
	"slices"

	"entente/graph"
	"entente/graph/index"
)

// work is one question being answered.
type work struct {
	Question
	ctx  context.Context
	s    *index.Snapshot
	gate index.Gate
	// start is the date from which new ties hold.
	start graph.Date
	// forms are those that the filter admits.
	forms []Form
	// before is the strength of the strongest path that there is, 0 for none.
	before  float64
	history *history
	near    reach
	far     reach
	sides   [2][]index.Vertex
	sets    []set
	weighed int

	budget, scanned int
	// cut tells that the budget is spent, partial that sets of several ties were given up for it.
	cut, partial bool
	err          error
}

// spend counts entries that are about to be scanned; false stops the search.
func (w *work) spend(entries int) bool {
	w.scanned += entries
	if w.scanned > w.budget {
		w.cut = true
	}
	if err := w.ctx.Err(); err != nil && w.err == nil {
		w.err = graph.Errorf(graph.Canceled, "the search was given up: %w", err)
	}
	return !w.cut && w.err == nil
}

// label is the cheapest walk of so many hops from the root to a vertex; of
// those with more hops only cheaper ones are kept.
type label struct {
	vertex index.Vertex
	hops   int
	cost   float64
	// parent is the position of the label before; assumed is the tie by which it
	// was reached, −1 for a recorded one.
	parent, assumed int
	// older is the label of the same vertex with fewer hops, −1 for none.
	older int
}

// reach are the strongest walks from a root, by hops.
type reach struct {
	labels []label
	// last is the position of the last label of a vertex, as position + 1.
	last []int32
	// bound is the largest cost of a walk that is of use.
	bound float64
}

// each visits the labels of a vertex, those with more hops and less cost first.
func (r *reach) each(v index.Vertex, visit func(l *label)) {
	for at := int(r.last[v]) - 1; at >= 0; at = r.labels[at].older {
		visit(&r.labels[at])
	}
}

// best is the strength of the strongest walk to a vertex of at most so many hops, 0 for none.
func (r *reach) best(v index.Vertex, hops int) float64 {
	for at := int(r.last[v]) - 1; at >= 0; at = r.labels[at].older {
		if r.labels[at].hops <= hops {
			return math.Exp(-r.labels[at].cost)
		}
	}
	return 0
}

// walk finds the strongest walks from a root of at most so many hops and such a
// cost, over the graph and what is assumed besides. Only what may stand between the ends is
// walked through, except the root. It is the dynamic program of Bellman (1958)
// and Ford over the number of hops. Cost: the row of a vertex once for each
// number of hops at which a stronger walk reaches it, as far as the bound allows:
// rows are in the order of cost.
func (w *work) walk(root index.Vertex, maxHops int, bound float64, more *assumption) reach {
	r := reach{bound: bound, last: make([]int32, w.s.Len())}
	r.labels = append(r.labels, label{vertex: root, parent: -1, assumed: -1, older: -1})
	r.last[root] = 1
	levels := [][]int{{0}}
	for hops := 0; hops < maxHops && hops < len(levels); hops++ {
		for _, at := range levels[hops] {
			l := r.labels[at]
			if l.hops != hops || at != 0 && !w.through(l.vertex) {
				continue
			}
			if !w.scan(&r, at, more, &levels) {
				return r
			}
			more.each(l.vertex, func(i int, other index.Vertex, e *edge) {
				if hops+e.hops <= maxHops {
					r.put(label{vertex: other, hops: hops + e.hops, cost: l.cost + e.cost, parent: at, assumed: i}, &levels)
				}
			})
		}
	}
	return r
}

// useful is the largest cost of a route that is stronger than the strongest there is.
func (w *work) useful() float64 {
	if w.before == 0 {
		return math.Inf(1)
	}
	return -math.Log(w.before)
}

// through tells whether a route may lead on over a vertex that is no root.
func (w *work) through(v index.Vertex) bool {
	return v != w.From && v != w.To && w.gate.Passes(v, w.s.Kind(v))
}

// scan reads the row of a label; false stops the search.
func (w *work) scan(r *reach, at int, more *assumption, levels *[][]int) bool {
	l := r.labels[at]
	span := w.s.Spans[l.vertex]
	p := span.Low
	for ; p < span.High && l.cost+float64(w.s.Costs[p]) <= r.bound; p++ {
		v, word := w.s.Adjacent[p], w.s.Words[p]
		if !w.gate.Admits(word) || w.gate.Avoids(v) {
			continue
		}
		cost := l.cost + more.price(w.s, l.vertex, p)
		r.put(label{vertex: v, hops: l.hops + 1, cost: cost, parent: at, assumed: -1}, levels)
	}
	return w.spend(int(p-span.Low) + 1)
}

// put keeps a walk unless another of no more hops is as cheap, and lets go of
// those of more hops that are not cheaper.
func (r *reach) put(made label, levels *[][]int) {
	if made.cost > r.bound {
		return
	}
	at := int(r.last[made.vertex]) - 1
	var longer []int
	for at >= 0 && r.labels[at].hops > made.hops {
		longer = append(longer, at)
		at = r.labels[at].older
	}
	switch {
	case at >= 0 && r.labels[at].cost <= made.cost:
		return
	case at >= 0 && r.labels[at].hops == made.hops:
		made.older = r.labels[at].older
		r.labels[at] = made
	default:
		made.older, at = at, len(r.labels)
		r.labels = append(r.labels, made)
		for len(*levels) <= made.hops {
			*levels = append(*levels, nil)
		}
		(*levels)[made.hops] = append((*levels)[made.hops], at)
	}
	for _, l := range slices.Backward(longer) {
		if r.labels[l].cost < made.cost {
			r.labels[l].older, at = at, l
		}
	}
	r.last[made.vertex] = int32(at) + 1
}
