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

// chart is an atlas in the making. It bounds paths from below: a walk may meet
// itself. Only what may stand between the ends is walked through; the ends
// themselves are reached.
type chart struct {
	goal index.Vertex
	ends [2]index.Vertex
	// radius bounds the hops.
	radius int
	// within, if set, is an atlas beyond which a chart by cost does not go. Without it that
	// goes as far as limit, which is infinite afterwards if nothing lies beyond.
	within, into atlas
	limit        float64
	// reached are those with a way, by levels; the last level is the frontier.
	reached, frontier []index.Vertex
}

// begin makes an empty atlas.
func (c *chart) begin(size int) {
	c.into = make(atlas, size)
	for i := range c.into {
		c.into[i] = endless()
	}
	c.into[c.goal] = length{}
}

// isEnd tells whether a vertex is an end; those are reached, but not walked through.
func (c *chart) isEnd(v index.Vertex) bool { return v == c.ends[0] || v == c.ends[1] }

// byLevels charts in the order of hops; false stops the search. Cost: every entry within the radius once.
func (w *work) byLevels(c *chart) bool {
	c.frontier = []index.Vertex{c.goal}
	for hops := 1; hops <= c.radius; hops++ {
		level := c.frontier
		c.frontier = nil
		for _, u := range level {
			if u != c.goal && c.isEnd(u) {
				continue
			}
			if !w.chartRow(c, u, hops) {
				return false
			}
		}
	}
	return true
}

func (w *work) chartRow(c *chart, u index.Vertex, hops int) bool {
	span := w.s.Spans[u]
	cost := c.into[u].cost
	for i, v := range w.s.Adjacent[span.Low:span.High] {
		position := span.Low + uint32(i)
		reached := length{hops: hops, cost: cost + float64(w.s.Costs[position])}
		if !reached.less(c.into[v], graph.ByHops) || !w.gate.Admits(w.s.Words[position]) {
			continue
		}
		if !c.isEnd(v) && !w.gate.Passes(v, w.s.Words[position].Other()) {
			continue
		}
		if !c.into[v].reachable() {
			c.frontier, c.reached = append(c.frontier, v), append(c.reached, v)
		}
		c.into[v] = reached
	}
	return w.spend(int(span.High - span.Low))
}

// byCost charts in the order of costs, by Dijkstra's search; false stops the search.
func (w *work) byCost(c *chart) bool {
	var queue heap
	queue.push(item{stop: uint32(c.goal)})
	for len(queue) > 0 {
		next := queue.pop()
		if c.within == nil && next.cost >= c.limit {
			return true
		}
		u := index.Vertex(next.stop)
		stale := next.cost != c.into[u].cost || int(next.hops) != c.into[u].hops
		if stale || u != c.goal && c.isEnd(u) {
			continue
		}
		if !w.chartRowByCost(c, u, &queue) {
			return false
		}
	}
	c.limit = math.Inf(1)
	return true
}

func (w *work) chartRowByCost(c *chart, u index.Vertex, queue *heap) bool {
	span := w.s.Spans[u]
	here := c.into[u]
	for i, v := range w.s.Adjacent[span.Low:span.High] {
		position := span.Low + uint32(i)
		reached := length{hops: here.hops + 1, cost: here.cost + float64(w.s.Costs[position])}
		if !reached.less(c.into[v], graph.ByStrength) || c.within != nil && !c.within[v].reachable() || !w.gate.Admits(w.s.Words[position]) {
			continue
		}
		if c.within == nil && !c.isEnd(v) && !w.gate.Passes(v, w.s.Words[position].Other()) {
			continue
		}
		if !c.into[v].reachable() {
			c.reached = append(c.reached, v)
		}
		c.into[v] = reached
		queue.push(item{reached.cost, uint32(reached.hops), uint32(v)})
	}
	return w.spend(int(span.High - span.Low))
}
