package path

import (
	"math"
	"slices"

	"entente/graph/index"
)

// beginning is that of a path in the lattice, which ends in a node.
type beginning struct {
	spent  float64
	at     place
	parent uint32
	hops   uint8
	// detours is how many the rest of the path takes.
	detours uint8
}

// offer is a beginning that may become one of the best paths; whole is the cost of
// the best path that begins with it.
type offer struct {
	whole     float64
	beginning uint32
}

// goal is where the far side begins.
const goal place = 1

// enumerate adds the best paths with so many detours to the list, until it is
// full, best first. Since the rest of the way is known exactly, each of as many
// offers as paths are wanted stands for a path of its own, and no others matter.
func (w *work) enumerate(q *Query, detours int) {
	a, l := &w.lattice, &w.list
	a.beginnings = append(a.beginnings[:0], beginning{detours: uint8(detours)})
	a.offers = a.offers[:0]
	if whole := a.nodes[0][0].rest[detours]; !math.IsInf(whole, 1) {
		a.offers = append(a.offers, offer{whole, 0})
	}
	for len(a.offers) > 0 && len(l.paths) < q.K {
		next := a.offers[0].beginning
		a.offers = slices.Delete(a.offers, 0, 1)
		if a.beginnings[next].at == goal {
			w.deliver(next)
			continue
		}
		if !w.branchOut(next, q.K-len(l.paths)) {
			return
		}
	}
}

// branchOut offers all that follow a beginning; false stops the search.
func (w *work) branchOut(number uint32, wanted int) bool {
	a, seen := &w.lattice, 0
	here := a.beginnings[number]
	for at := a.at(here.at).links; at > 0; seen++ {
		l := &a.links[at-1]
		at = l.next
		left, ok := l.leaves(int(here.detours))
		if !ok {
			continue
		}
		made := beginning{spent: here.spent + float64(l.cost), at: l.to, parent: number, hops: here.hops + 1, detours: uint8(left)}
		whole := made.spent + a.at(l.to).rest[left]
		if full := len(a.offers) == wanted; math.IsInf(whole, 1) || full && whole > a.offers[wanted-1].whole {
			continue
		}
		a.beginnings = append(a.beginnings, made)
		w.offer(offer{whole, uint32(len(a.beginnings) - 1)}, wanted)
	}
	return w.spend(seen)
}

// offer puts an offer in its place, if it is among as many as are wanted.
func (w *work) offer(o offer, wanted int) {
	a := &w.lattice
	at := len(a.offers)
	for at > 0 && (o.whole < a.offers[at-1].whole || o.whole == a.offers[at-1].whole && w.earlier(o.beginning, a.offers[at-1].beginning)) {
		at--
	}
	if at == wanted {
		return
	}
	if len(a.offers) == wanted {
		a.offers = a.offers[:wanted-1]
	}
	a.offers = slices.Insert(a.offers, at, o)
}

// earlier tells whether the paths that have a beginning come before those of another, by ids.
func (w *work) earlier(x, y uint32) bool {
	a := &w.lattice
	for a.beginnings[x].hops > a.beginnings[y].hops {
		x = a.beginnings[x].parent
	}
	for a.beginnings[y].hops > a.beginnings[x].hops {
		y = a.beginnings[y].parent
	}
	less := false
	for x != y {
		less = w.s.Less(w.standsAt(x), w.standsAt(y))
		x, y = a.beginnings[x].parent, a.beginnings[y].parent
	}
	return less
}

// standsAt gives the vertex in which a beginning ends.
func (w *work) standsAt(number uint32) index.Vertex {
	return w.lattice.at(w.lattice.beginnings[number].at).vertex
}

// deliver adds the path that a beginning has become. Its fork is the first vertex
// behind all that it has in common with the paths before it.
func (w *work) deliver(number uint32) {
	a, l := &w.lattice, &w.list
	made := trail{hops: int(a.beginnings[number].hops)}
	for at := number; ; at = a.beginnings[at].parent {
		s := &a.beginnings[at]
		made.vertices[s.hops], made.costs[s.hops] = w.standsAt(at), s.spent
		if s.hops == 0 {
			break
		}
	}
	for i := range l.paths {
		for made.fork < made.hops && slices.Equal(l.paths[i].vertices[:made.fork+1], made.vertices[:made.fork+1]) {
			made.fork++
		}
	}
	l.paths = append(l.paths, made)
}
