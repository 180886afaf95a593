package path

import (
	"cmp"
	"math"
	"slices"

	"entente/graph"
	"entente/graph/index"
)

// trail is a path of bounded length with its cost up to each vertex.
type trail struct {
	vertices [MostHops + 1]index.Vertex
	costs    [MostHops + 1]float64
	hops     int
	// fork is where the path leaves those from which it was made.
	fork int
	// loose tells that it meets itself: it bounds the paths from below that leave the others there.
	loose bool
}

func (t *trail) sequence() []index.Vertex { return t.vertices[:t.hops+1] }

func (t *trail) cost() float64 { return t.costs[t.hops] }

// trail gives a walk as a path of its own.
func (k *walk) trail() (t trail) {
	t.hops = k.hops()
	copy(t.vertices[:], k.vertices)
	copy(t.costs[:], k.costs)
	return t
}

// listing is the scratch space of best: the paths found, and candidates, both best first.
type listing struct {
	paths, candidates []trail
	barred            []index.Vertex
	goal              [1]index.Vertex
	// spur finds the best path from a fork, or for a start the best walk, which
	// is then marked as loose; mend finds the best path for sure.
	spur, mend func(*work, request) bool
	loose      bool
	// most bounds the cost of all paths.
	most float64
	// rank compares two paths by all but their ids.
	rank func(a, b *trail) int
}

func byHops(a, b *trail) int {
	return cmp.Or(cmp.Compare(a.hops, b.hops), cmp.Compare(a.cost(), b.cost()))
}

func byStrength(a, b *trail) int {
	return cmp.Or(cmp.Compare(a.cost(), b.cost()), cmp.Compare(a.hops, b.hops))
}

// order makes the list one by hops or by strength.
func (w *work) order(order graph.Order) {
	l := &w.list
	l.spur, l.mend, l.rank, l.loose, l.most = (*work).fewest, (*work).fewest, byHops, false, math.Inf(1)
	if order == graph.ByStrength {
		w.deepen()
		l.spur, l.mend, l.rank = (*work).guided, (*work).mend, byStrength
	}
}

// k leaves the k best paths in the list, best first. It is Yen's algorithm
// (1971) with Lawler's rule (1972): every path but the found lies in exactly
// one set, those that share a found path's beginning up to a fork and then
// leave all found ones; the best of each set is a candidate, and taking one
// splits its set. Each found path costs one spur search for each of its hops.
func (w *work) k(q *Query) {
	l := &w.list
	l.paths, l.candidates = l.paths[:0], l.candidates[:0]
	w.branch(&trail{vertices: [MostHops + 1]index.Vertex{q.From}}, 0, q, l.spur)
	w.take(q)
}

// goOn is k with the first paths already in the list, each with the first fork
// at which it leaves those before it.
func (w *work) goOn(q *Query) {
	l := &w.list
	for i := range l.paths {
		w.fork(&l.paths[i], q)
	}
	w.take(q)
}

// take takes candidates until there are k paths.
func (w *work) take(q *Query) {
	l := &w.list
	for len(l.candidates) > 0 && !w.stopped() {
		next := l.candidates[0]
		l.candidates = slices.Delete(l.candidates, 0, 1)
		if next.loose {
			w.branch(&next, next.fork, q, l.mend)
			continue
		}
		l.paths = append(l.paths, next)
		if len(l.paths) == q.K {
			return
		}
		w.fork(&next, q)
	}
}

// fork splits the set of a found path.
func (w *work) fork(t *trail, q *Query) {
	for fork := t.fork; fork < t.hops && !w.stopped(); fork++ {
		w.branch(t, fork, q, w.list.spur)
	}
}

// branch adds the best path that leaves a found one at the fork, if it can be among the k best.
func (w *work) branch(t *trail, fork int, q *Query, spur func(*work, request) bool) {
	l := &w.list
	l.goal[0] = q.To
	r := request{from: t.vertices[fork : fork+1], to: l.goal[:], hops: q.MaxHops - fork, cost: l.most - t.costs[fork], barred: w.bar(t.vertices[:fork+1])}
	if worst := l.last(q.K - len(l.paths)); worst >= 0 {
		worst := &l.candidates[worst]
		if q.Order == graph.ByHops {
			r.hops = min(r.hops, worst.hops-fork)
		}
		r.cost = min(r.cost, worst.cost()-t.costs[fork])
	}
	keep := len(w.killed)
	for _, v := range t.vertices[:fork] {
		w.kill(v)
	}
	found := spur(w, r)
	w.revive(keep)
	if found {
		w.candidate(t, fork, q)
	}
}

// last is the position of the candidate that is the last of so many paths, −1
// if there are not so many. Those that are loose do not count.
func (l *listing) last(wanted int) int {
	for i := range l.candidates {
		if !l.candidates[i].loose {
			wanted--
		}
		if wanted == 0 {
			return i
		}
	}
	return -1
}

// bar lists the vertices to which found paths go on from a beginning.
func (w *work) bar(beginning []index.Vertex) []index.Vertex {
	l := &w.list
	l.barred = l.barred[:0]
	n := len(beginning)
	for i := range l.paths {
		t := &l.paths[i]
		if t.hops >= n && slices.Equal(t.vertices[:n], beginning) && !slices.Contains(l.barred, t.vertices[n]) {
			l.barred = append(l.barred, t.vertices[n])
		}
	}
	return l.barred
}

// candidate puts the beginning of a path and what was found behind its fork in place.
func (w *work) candidate(t *trail, fork int, q *Query) {
	l := &w.list
	made := trail{hops: fork + w.found.hops(), fork: fork, loose: l.loose}
	copy(made.vertices[:], t.vertices[:fork])
	copy(made.costs[:], t.costs[:fork])
	for i, v := range w.found.vertices {
		made.vertices[fork+i], made.costs[fork+i] = v, t.costs[fork]+w.found.costs[i]
	}
	at, _ := slices.BinarySearchFunc(l.candidates, &made, func(a trail, b *trail) int { return w.rank(&a, b) })
	l.candidates = slices.Insert(l.candidates, at, made)
	if last := l.last(q.K - len(l.paths)); last >= 0 {
		l.candidates = l.candidates[:last+1]
	}
}

// rank compares two paths by the order of the list.
func (w *work) rank(a, b *trail) int {
	if c := w.list.rank(a, b); c != 0 {
		return c
	}
	return slices.CompareFunc(a.sequence(), b.sequence(), w.compare)
}

// compare orders vertices by id.
func (w *work) compare(a, b index.Vertex) int {
	switch {
	case a == b:
		return 0
	case w.s.Less(a, b):
		return -1
	}
	return 1
}
