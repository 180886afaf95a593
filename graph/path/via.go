package path

import (
	"slices"

	"entente/graph"
	"entente/graph/index"
)

// others lists the entities that every path must contain, without the ends and repetitions.
func (w *work) others(from, to index.Vertex) []index.Vertex {
	var via []index.Vertex
	for _, v := range w.gate.Via {
		if v != from && v != to && !slices.Contains(via, v) {
			via = append(via, v)
		}
	}
	return via
}

// stub is the beginning of a path that is to contain all of some vertices.
type stub struct {
	trail
	// missing has the bit of each vertex that is still to come.
	missing uint32
	// bound is the least length that a whole path with this beginning can have.
	bound length
	// choices are those of its relationships in order of time, where that is asked for.
	choices []choice
}

// tour is a search for the best paths that contain all of some vertices. It is
// a best-first search over beginnings of paths (A*): no beginning is given up,
// so that the answer is exact, and each is bounded by the best walk that goes
// on to all the missing vertices, in the best sequence of Held and Karp (1962),
// and then to the goal. Where the hops must begin in order of time, a beginning has
// the choices of its relationships that are in order, and the walk that bounds
// it knows nothing of time. Finding such paths is hard in general: where walks that
// meet themselves are much better than paths, the budget ends the search.
type tour struct {
	*work
	q   *Query
	via []index.Vertex
	// between[goal][i] counts the hops from a stage, via and then the start, to
	// a goal, via and then the end.
	between [][]int
	// least bounds the hops of all paths from below, limit those that are looked for now from above.
	least, limit int
	// hops measures in hops, whole in the order of the query.
	hops, whole measure
	open        []*stub
	paths       []trail
}

// mostOpen bounds the beginnings that wait; more are a budget that is spent.
const mostOpen = 1 << 19

// through leaves the best paths that contain all of via in the list. When hops
// count first it looks for paths with as few hops as there can be, then with
// one more and so on, so that it need not look far from the ways of that length.
func (w *work) through(q *Query, via []index.Vertex) {
	if len(via) > q.MaxHops-1 || slices.ContainsFunc(via, func(v index.Vertex) bool { return !w.gate.Passes(v, w.s.Kind(v)) }) {
		return
	}
	w.order(q.Order)
	t := &tour{work: w, q: q, via: via}
	if slices.ContainsFunc(via, func(v index.Vertex) bool { return !t.passable(v) }) {
		return
	}
	t.least = t.plan()
	t.limit = t.least
	if q.Order == graph.ByStrength {
		t.limit = max(t.least, q.MaxHops)
	}
	for ; t.limit <= q.MaxHops && !w.stopped(); t.limit++ {
		t.search()
		// What one more hop adds comes behind; only a budget that is spent leaves fewer.
		if len(t.paths) > len(w.list.paths) {
			w.list.paths = append(w.list.paths[:0], t.paths...)
		}
		if len(w.list.paths) == q.K {
			return
		}
	}
}

// passable tells whether two ways lead from a vertex, one to each end, that
// share nobody else; without them a path can go to the vertex but not on. By
// Menger's theorem they are there unless a single entity stands in all ways,
// and that entity must stand in any one of them.
func (t *tour) passable(v index.Vertex) bool {
	from, ends := []index.Vertex{v}, []index.Vertex{t.q.From, t.q.To}
	if !t.shortest(from, ends, t.q.MaxHops) {
		return false
	}
	for _, x := range slices.Clone(t.found.vertices[1:]) {
		keep := len(t.killed)
		t.kill(x)
		rest := slices.DeleteFunc(slices.Clone(ends), func(end index.Vertex) bool { return end == x })
		ok := t.shortest(from, rest, t.q.MaxHops)
		t.revive(keep)
		if !ok {
			return false
		}
	}
	return true
}

// plan measures the ways between via and the ends, and gives the least hops that all of them take.
func (t *tour) plan() int {
	stages := slices.Concat(t.via, []index.Vertex{t.q.From})
	for _, goal := range slices.Concat(t.via, []index.Vertex{t.q.To}) {
		row := make([]int, len(stages))
		for i := range stages {
			row[i] = unlimited
			if t.shortest(stages[i:i+1], []index.Vertex{goal}, t.q.MaxHops) {
				row[i] = t.found.hops()
			}
		}
		t.between = append(t.between, row)
	}
	m := newMeasure(graph.ByHops, t.via, func(goal int, v index.Vertex) length {
		return length{hops: t.between[goal][slices.Index(stages, v)]}
	})
	return m.rest(t.q.From, 1<<len(t.via)-1).hops
}

// search leaves the best paths within the limit in paths.
func (t *tour) search() {
	t.paths = t.paths[:0]
	if !t.chartAll() {
		return
	}
	first := &stub{missing: 1<<len(t.via) - 1, choices: atStart()}
	first.vertices[0] = t.q.From
	t.open = t.open[:0]
	t.push(first)
	for len(t.open) > 0 && !t.stopped() && len(t.paths) < t.q.K {
		next := t.pop()
		if next.sequence()[next.hops] == t.q.To {
			t.paths = append(t.paths, next.trail)
			continue
		}
		t.extend(next)
	}
}

// chartAll makes the atlases and the best sequences.
func (t *tour) chartAll() bool {
	var hops, whole []atlas
	for i, goal := range slices.Concat(t.via, []index.Vertex{t.q.To}) {
		c := chart{goal: goal, ends: [2]index.Vertex{t.q.From, t.q.To}, radius: t.radius(i)}
		c.begin(t.s.Len())
		if !t.byLevels(&c) {
			return false
		}
		hops = append(hops, c.into)
		if t.q.Order == graph.ByHops {
			continue
		}
		c.within = c.into
		c.begin(t.s.Len())
		if !t.byCost(&c) {
			return false
		}
		whole = append(whole, c.into)
	}
	t.hops = newMeasure(graph.ByHops, t.via, func(goal int, v index.Vertex) length { return hops[goal][v] })
	t.whole = t.hops
	if t.q.Order == graph.ByStrength {
		t.whole = newMeasure(t.q.Order, t.via, func(goal int, v index.Vertex) length { return whole[goal][v] })
	}
	return true
}

// radius bounds the hops to a goal from any vertex of a path within the limit
// that leads there next: those from the farthest stage, and what is to spare.
func (t *tour) radius(goal int) int {
	farthest := 0
	for _, hops := range t.between[goal] {
		if hops < unlimited {
			farthest = max(farthest, hops)
		}
	}
	return min(t.limit, farthest+t.limit-t.least)
}

// extend goes on from a beginning to every neighbour that can still lead to the end.
func (t *tour) extend(s *stub) {
	w := t.work
	here := s.vertices[s.hops]
	span := w.s.Spans[here]
	w.fresh()
	w.base++
	for i, v := range w.s.Adjacent[span.Low:span.High] {
		position := span.Low + uint32(i)
		word := w.s.Words[position]
		if w.mark[v] == w.base || !w.gate.Admits(word) || slices.Contains(s.sequence(), v) {
			continue
		}
		// Of parallel relationships the first that is admitted is the strongest.
		w.mark[v] = w.base
		if v == t.q.To && s.missing != 0 || v != t.q.To && !w.gate.Passes(v, word.Other()) {
			continue
		}
		t.grow(s, v, float64(w.s.Costs[position]))
	}
	w.base++
	w.spend(int(span.High - span.Low))
}

// grow adds a beginning that is one vertex longer, if it can still become a path.
func (t *tour) grow(s *stub, v index.Vertex, cost float64) {
	missing := s.missing
	if i := slices.Index(t.via, v); i >= 0 {
		missing &^= 1 << i
	}
	made := length{hops: s.hops + 1, cost: s.cost() + cost}
	if made.plus(t.hops.rest(v, missing)).hops > t.limit {
		return
	}
	if len(t.open) >= mostOpen {
		t.cut = true
		return
	}
	grown := &stub{trail: s.trail, missing: missing}
	if t.q.TimeRespecting {
		if grown.choices = t.choices(s, v); len(grown.choices) == 0 {
			return
		}
		made.cost = grown.choices[0].cost
	}
	grown.hops = made.hops
	grown.vertices[made.hops], grown.costs[made.hops] = v, made.cost
	grown.bound = made.plus(t.whole.rest(v, missing))
	t.push(grown)
}

// choices are those of a beginning that goes on to a vertex. Cost: the shorter row of the two.
func (t *tour) choices(s *stub, v index.Vertex) []choice {
	a, b := s.vertices[s.hops], v
	if degree(t.s, b) < degree(t.s, a) {
		a, b = b, a
	}
	t.spend(degree(t.s, a))
	return extend(t.s, s.choices, between(t.s, &t.gate, a, b, nil))
}

// before orders beginnings by bound and then by ids, so that of whole paths of
// equal length the first by ids comes out first.
func (t *tour) before(a, b *stub) bool {
	if a.bound != b.bound {
		return a.bound.less(b.bound, t.q.Order)
	}
	return slices.CompareFunc(a.sequence(), b.sequence(), t.compare) < 0
}

func (t *tour) push(s *stub) {
	t.open = append(t.open, s)
	for i := len(t.open) - 1; i > 0; {
		above := (i - 1) / 2
		if !t.before(t.open[i], t.open[above]) {
			return
		}
		t.open[i], t.open[above] = t.open[above], t.open[i]
		i = above
	}
}

func (t *tour) pop() *stub {
	top, last := t.open[0], len(t.open)-1
	t.open[0] = t.open[last]
	t.open = t.open[:last]
	for i := 0; ; {
		least := i
		for child := 2*i + 1; child <= min(2*i+2, last-1); child++ {
			if t.before(t.open[child], t.open[least]) {
				least = child
			}
		}
		if least == i {
			return top
		}
		t.open[i], t.open[least] = t.open[least], t.open[i]
		i = least
	}
}
