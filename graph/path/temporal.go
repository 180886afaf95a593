package path

import (
	"cmp"
	"math"
	"slices"

	"entente/graph"
	"entente/graph/index"
)

// stage is a vertex at the end of a walk whose relationships begin one after the other.
type stage struct {
	vertex index.Vertex
	// parent is the position of the stage before, −1 at the start; older that of
	// the last settled one at the same vertex, −1 for none.
	parent, older int32
	hops          int
	cost          float64
	// day is the first on which the last relationship can have begun, none of
	// those before it later.
	day graph.Day
}

// temporal is the search for time-respecting paths: each hop may begin only on
// or after the day on which the hop before it began. A date of lower precision
// than a day may be any of its days, and a start that is not known any day until
// the end, so a path counts when some choice of relationships and days is in
// order. The earliest day is always the best one to have come to, so a walk is
// known by its order, its hops and that day.
//
// It is a search over labels, of which a vertex can have several: one that comes
// later in the order of paths is kept only if it came to the vertex on an earlier
// day or with fewer hops (Wu, Cheng, Huang, Ke, Lu & Xu, Path Problems in Temporal
// Graphs, VLDB 2014, for earliest arrival and shortest paths; Martins 1984 for
// several criteria). A walk that meets itself never is the best, for without its
// loop it is shorter, cheaper and no later. The k best come by Yen's algorithm
// with Lawler's rule, as in k. The search is guided (A*) by the length of the way to
// the goal without regard to time, which is charted once from there: as
// far as a search from both ends goes, and by strength as far as a good part of
// the strongest path leads. What lies beyond is no nearer than that. Cost: that
// of Shortest, by strength those balls around the goal and that of the strongest
// path, and a row for each label that is kept, of which a vertex has at most
// hops times days.
type temporal struct {
	*work
	q      *Query
	stages []stage
	// heads are the last settled stages of the vertices.
	heads map[index.Vertex]int32
	open  []int32
	// near has the way to the goal from what is charted, which are the first radius
	// levels around it; onward has the cost of the way, by strength alone, where
	// it is within the limit.
	near, onward chart
	radius       int
	// limit bounds the length of the paths that are looked for.
	limit length
}

// inTime leaves the best time-respecting paths in the list.
func (w *work) inTime(q *Query) {
	l := &w.list
	l.paths, l.candidates = l.paths[:0], l.candidates[:0]
	w.order(q.Order)
	t := &w.steps
	t.work, t.q = w, q
	if t.heads == nil {
		t.heads = map[index.Vertex]int32{}
	}
	ok := t.chart()
	defer t.forget()
	if !ok {
		return
	}
	t.branch(&trail{vertices: [MostHops + 1]index.Vertex{q.From}}, 0)
	for len(l.candidates) > 0 && !w.stopped() {
		next := l.candidates[0]
		l.candidates = slices.Delete(l.candidates, 0, 1)
		l.paths = append(l.paths, next)
		if len(l.paths) == q.K {
			return
		}
		for fork := next.fork; fork < next.hops && !w.stopped(); fork++ {
			t.branch(&next, fork)
		}
	}
}

// chart measures the ways to the goal; false tells that there are none or stops the search.
func (t *temporal) chart() bool {
	if !t.shortest([]index.Vertex{t.q.From}, []index.Vertex{t.q.To}, t.q.MaxHops) {
		return false
	}
	t.radius = min(t.q.MaxHops, t.levels[1]+1)
	t.blank(&t.near)
	t.near.radius = t.radius
	if !t.byLevels(&t.near) || t.q.Order == graph.ByHops {
		return !t.stopped()
	}
	t.blank(&t.onward)
	if !t.single(t.q.From, t.q.To) {
		return false
	}
	t.onward.limit = nearby * t.found.cost()
	if t.q.K > 1 {
		t.onward.limit = t.found.cost()
	}
	return t.byCost(&t.onward)
}

// nearby is how far the ways to the goal are charted by cost for a single path, as
// a part of the strongest without regard to time: farther costs more than it
// guides. Where many paths are asked for it guides them all.
const nearby = 0.6

// blank begins a chart of the ways to the goal, in what forget has left of another.
func (t *temporal) blank(c *chart) {
	c.goal, c.ends = t.q.To, [2]index.Vertex{t.q.From, t.q.To}
	if len(c.into) < t.s.Len() {
		c.begin(t.s.Len())
	}
	c.into[c.goal], c.reached = length{}, append(c.reached[:0], c.goal)
}

// forget makes the charts blank again.
func (t *temporal) forget() {
	for _, c := range []*chart{&t.near, &t.onward} {
		for _, v := range c.reached {
			c.into[v] = endless()
		}
		c.reached = c.reached[:0]
	}
}

// ahead bounds the hops to the goal from below; false when there is no way.
func (t *temporal) ahead(v index.Vertex) (hops int, ok bool) {
	if l := t.near.into[v]; l.reachable() {
		return l.hops, true
	}
	return t.radius + 1, t.radius < t.q.MaxHops
}

// branch adds the best path that leaves a found one at the fork.
func (t *temporal) branch(found *trail, fork int) {
	t.limit = length{hops: t.q.MaxHops, cost: math.Inf(1)}
	if worst := t.list.last(t.q.K - len(t.list.paths)); worst >= 0 {
		last := &t.list.candidates[worst]
		t.limit = length{hops: last.hops, cost: last.cost()}
	}
	keep := len(t.killed)
	for _, v := range found.vertices[:fork] {
		t.kill(v)
	}
	at := t.reach(found.vertices[:fork+1], t.bar(found.vertices[:fork+1]))
	t.revive(keep)
	if at < 0 {
		return
	}
	made := trail{fork: fork, hops: t.stages[at].hops}
	copy(made.vertices[:], found.vertices[:fork])
	made.costs[made.hops] = t.stages[at].cost
	for s := at; s >= 0; s = t.stages[s].parent {
		made.vertices[t.stages[s].hops] = t.stages[s].vertex
	}
	l := &t.list
	place, _ := slices.BinarySearchFunc(l.candidates, &made, func(a trail, b *trail) int { return t.rank(&a, b) })
	l.candidates = slices.Insert(l.candidates, place, made)
}

// reach gives the stage at the goal of the best path with a beginning, whose
// next hop leads to none of the barred; −1 without one.
func (t *temporal) reach(beginning, barred []index.Vertex) int32 {
	t.stages, t.open = t.stages[:0], t.open[:0]
	clear(t.heads)
	root := len(beginning) - 1
	for _, step := range t.along(beginning) {
		t.push(stage{vertex: beginning[root], parent: -1, hops: root, cost: step.cost, day: step.day})
	}
	for len(t.open) > 0 {
		at := t.pop()
		here := &t.stages[at]
		if here.vertex == t.q.To {
			return at
		}
		if t.late(here) {
			continue
		}
		here.older = t.head(here.vertex)
		t.heads[here.vertex] = at
		if here.hops < t.q.MaxHops && !t.expand(at, here.hops == root, barred) {
			return -1
		}
	}
	return -1
}

// head gives the last settled stage of a vertex, −1 for none.
func (t *temporal) head(v index.Vertex) int32 {
	if at, ok := t.heads[v]; ok {
		return at
	}
	return -1
}

// late tells whether a settled stage of the vertex, which comes before this one
// in the order of paths, is as early and has no more hops.
func (t *temporal) late(here *stage) bool {
	for at := t.head(here.vertex); at >= 0; at = t.stages[at].older {
		if other := &t.stages[at]; other.day <= here.day && other.hops <= here.hops {
			return true
		}
	}
	return false
}

// expand goes on by every relationship that begins in time; false stops the search.
func (t *temporal) expand(at int32, first bool, barred []index.Vertex) bool {
	here := t.stages[at]
	span := t.s.Spans[here.vertex]
	for i, v := range t.s.Adjacent[span.Low:span.High] {
		position := span.Low + uint32(i)
		word := t.s.Words[position]
		if t.mark[v] == dead || !t.admits(word) || v != t.q.To && t.picky && !t.gate.Passes(v, word.Other()) || first && slices.Contains(barred, v) {
			continue
		}
		day, ok := word.Begins(here.day)
		if !ok {
			continue
		}
		next := stage{vertex: v, parent: at, hops: here.hops + 1, cost: here.cost + float64(t.s.Costs[position]), day: day}
		if t.arrives(&next) && !t.late(&next) {
			t.push(next)
		}
	}
	return t.spend(int(span.High - span.Low))
}

// arrives tells whether the goal can be reached from a stage within the limits.
func (t *temporal) arrives(s *stage) bool {
	if hops, ok := t.ahead(s.vertex); !ok || s.hops+hops > t.q.MaxHops {
		return false
	}
	whole := t.whole(s)
	return !math.IsInf(whole.cost, 1) && !t.limit.less(whole, t.q.Order)
}

// whole bounds from below the length of a path that goes on from a stage, by
// what its order looks at first.
func (t *temporal) whole(s *stage) length {
	if t.q.Order == graph.ByHops {
		hops, _ := t.ahead(s.vertex)
		return length{hops: s.hops + hops, cost: s.cost}
	}
	return length{hops: s.hops, cost: s.cost + min(t.onward.into[s.vertex].cost, t.onward.limit)}
}

// admits tells whether the filter admits a relationship.
func (t *temporal) admits(word index.Word) bool { return t.work.open || t.gate.Admits(word) }

// compare is the order of paths, by what two stages can come to, then, of walks as
// long, by their ids. Of stages that can come to the same the one farther on is first.
func (t *temporal) compare(a, b int32) int {
	one, other := t.whole(&t.stages[a]), t.whole(&t.stages[b])
	if one != other {
		if one.less(other, t.q.Order) {
			return -1
		}
		return 1
	}
	if c := cmp.Compare(t.stages[b].hops, t.stages[a].hops); c != 0 {
		return c
	}
	c := 0
	for a != b && a >= 0 && b >= 0 {
		if x, y := t.stages[a].vertex, t.stages[b].vertex; x != y {
			c = t.work.compare(x, y)
		}
		a, b = t.stages[a].parent, t.stages[b].parent
	}
	return c
}

func (t *temporal) push(s stage) {
	t.stages = append(t.stages, s)
	t.open = append(t.open, int32(len(t.stages)-1))
	for i := len(t.open) - 1; i > 0; {
		above := (i - 1) / 2
		if t.compare(t.open[i], t.open[above]) >= 0 {
			return
		}
		t.open[i], t.open[above] = t.open[above], t.open[i]
		i = above
	}
}

func (t *temporal) pop() int32 {
	top, last := t.open[0], len(t.open)-1
	t.open[0] = t.open[last]
	t.open = t.open[:last]
	for i := 0; ; {
		least := i
		for child := 2*i + 1; child <= min(2*i+2, last-1); child++ {
			if t.compare(t.open[child], t.open[least]) < 0 {
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
