package path

import (
	"math"

	"entente/graph"
	"entente/graph/index"
)

// length is what the order of paths looks at before the ids.
type length struct {
	hops int
	cost float64
}

// endless is the length of the way to what cannot be reached.
func endless() length { return length{hops: unlimited, cost: math.Inf(1)} }

func (l length) reachable() bool { return l.hops < unlimited }

func (l length) plus(m length) length {
	if !l.reachable() || !m.reachable() {
		return endless()
	}
	return length{hops: l.hops + m.hops, cost: l.cost + m.cost}
}

// less compares by the order: hops and then cost, or the other way round.
func (l length) less(m length, order graph.Order) bool {
	if order == graph.ByStrength && l.cost != m.cost {
		return l.cost < m.cost
	}
	if l.hops != m.hops {
		return l.hops < m.hops
	}
	return l.cost < m.cost
}

// atlas gives the length of the best walk to one goal from every vertex, in one order.
type atlas []length

// chart fills an atlas from the goal outwards: by levels if hops count first,
// else Dijkstra's search. Only what may stand between the ends is walked
// through; the ends themselves are reached. It bounds paths from below: a walk
// may meet itself. False stops the search.
func (w *work) chart(into atlas, goal index.Vertex, order graph.Order, ends [2]index.Vertex) bool {
	for i := range into {
		into[i] = endless()
	}
	into[goal] = length{}
	if order == graph.ByStrength {
		return w.chartByCost(into, goal, ends)
	}
	return w.chartByHops(into, goal, ends)
}

func (w *work) chartByHops(into atlas, goal index.Vertex, ends [2]index.Vertex) bool {
	frontier := []index.Vertex{goal}
	for len(frontier) > 0 {
		var next []index.Vertex
		for _, u := range frontier {
			if u != goal && (u == ends[0] || u == ends[1]) {
				continue
			}
			ok := w.neighbours(u, ends, func(v index.Vertex, cost float64) {
				reached := into[u].plus(length{1, cost})
				if !into[v].reachable() {
					next = append(next, v)
				}
				if reached.less(into[v], graph.ByHops) {
					into[v] = reached
				}
			})
			if !ok {
				return false
			}
		}
		frontier = next
	}
	return true
}

func (w *work) chartByCost(into atlas, goal index.Vertex, ends [2]index.Vertex) bool {
	var queue heap
	queue.push(item{stop: uint32(goal)})
	for len(queue) > 0 {
		next := queue.pop()
		u := index.Vertex(next.stop)
		stale := next.cost != into[u].cost || int(next.hops) != into[u].hops
		if stale || u != goal && (u == ends[0] || u == ends[1]) {
			continue
		}
		ok := w.neighbours(u, ends, func(v index.Vertex, cost float64) {
			if reached := into[u].plus(length{1, cost}); reached.less(into[v], graph.ByStrength) {
				into[v] = reached
				queue.push(item{reached.cost, uint32(reached.hops), uint32(v)})
			}
		})
		if !ok {
			return false
		}
	}
	return true
}

// neighbours visits those to which a path may lead from a vertex, several times
// over parallel relationships.
func (w *work) neighbours(u index.Vertex, ends [2]index.Vertex, visit func(v index.Vertex, cost float64)) bool {
	span := w.s.Spans[u]
	for i, v := range w.s.Adjacent[span.Low:span.High] {
		position := span.Low + uint32(i)
		word := w.s.Words[position]
		if w.gate.Admits(word) && (v == ends[0] || v == ends[1] || w.gate.Passes(v, word.Other())) {
			visit(v, float64(w.s.Costs[position]))
		}
	}
	return w.spend(int(span.High - span.Low))
}
