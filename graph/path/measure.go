package path

import (
	"entente/graph"
	"entente/graph/index"
)

// measure bounds the length of paths over some vertices from below, in one order.
type measure struct {
	order graph.Order
	via   []index.Vertex
	// way is the best walk from a vertex to a goal: one of via by its number, or the end behind them.
	way func(goal int, v index.Vertex) length
	// onward[missing][first] is the best walk from via[first] over all missing to the end.
	onward [][]length
}

// newMeasure finds the best walk over every set of via from each of the others
// (Held & Karp, 1962). Cost: via² · 2^via.
func newMeasure(order graph.Order, via []index.Vertex, way func(goal int, v index.Vertex) length) measure {
	m := measure{order: order, via: via, way: way}
	for set := range uint32(1) << len(via) {
		row := make([]length, len(via))
		for i, v := range via {
			if set>>i&1 != 0 {
				row[i] = m.rest(v, set&^(1<<i))
			}
		}
		m.onward = append(m.onward, row)
	}
	return m
}

// rest is the best walk from a vertex over the missing ones to the end.
func (m *measure) rest(v index.Vertex, missing uint32) length {
	if missing == 0 {
		return m.way(len(m.via), v)
	}
	best := endless()
	for i := range m.via {
		if missing>>i&1 == 0 {
			continue
		}
		if walk := m.way(i, v).plus(m.onward[missing][i]); walk.less(best, m.order) {
			best = walk
		}
	}
	return best
}
