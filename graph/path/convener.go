package path

import (
	"cmp"
	"slices"

	"entente/graph/index"
)

// Convener is an entity that could bring the members of a circle together.
type Convener struct {
	Vertex index.Vertex
	// Hops is how far it is from all members together, Farthest from the one farthest off.
	Hops, Farthest int
	// Ties join it to the members that it knows directly, in their order.
	Ties []Hop
}

// Bounds of a list of conveners.
const (
	mostConveners = 5
	// mostMeasured bounds those whose distances are measured.
	mostMeasured = 32
)

// acquaintance is an entity with how many members it knows directly.
type acquaintance struct {
	vertex index.Vertex
	known  int
	// last is the number of the member that counted it last, so that parallel
	// relationships count once.
	last int
}

// acquaintances lists who knows so many of the members at least, those who know
// most first, then by ids; members themselves too. Cost: the rows of the members.
func (g *gathering) acquaintances(members []index.Vertex, least int) []acquaintance {
	if len(members) < least {
		return nil
	}
	var list []acquaintance
	g.fresh()
	defer func() { g.base += 2 * uint32(len(list)) }()
	for i, member := range members {
		span := g.s.Spans[member]
		for p := span.Low; p < span.High; p++ {
			v, word := g.s.Adjacent[p], g.s.Words[p]
			if !g.gate.Admits(word) || !g.gate.Passes(v, word.Other()) && !slices.Contains(members, v) {
				continue
			}
			if g.mark[v] < g.base {
				g.mark[v] = g.base + 2*uint32(len(list))
				list = append(list, acquaintance{vertex: v, last: -1})
			}
			if a := &list[(g.mark[v]-g.base)/2]; a.last != i {
				a.known, a.last = a.known+1, i
			}
		}
		if !g.spend(degree(g.s, member)) {
			break
		}
	}
	several := slices.DeleteFunc(slices.Clone(list), func(a acquaintance) bool { return a.known < least })
	slices.SortFunc(several, func(a, b acquaintance) int {
		return cmp.Or(cmp.Compare(b.known, a.known), g.compare(a.vertex, b.vertex))
	})
	return several
}

// conveners lists those of a circle, and of those who know two members at
// least, that are closest to the members. It measures them in the order of what
// their direct ties promise, and stops when no promise is better than what it has.
func (g *gathering) conveners(members, circle []index.Vertex) []Convener {
	var list []Convener
	for i, a := range g.candidates(members, circle) {
		if i == mostMeasured || g.stopped() || len(list) == mostConveners && promise(a, members) > list[mostConveners-1].Hops {
			break
		}
		c, ok := g.measure(a.vertex, members)
		if !ok {
			continue
		}
		at, _ := slices.BinarySearchFunc(list, c, func(x, y Convener) int {
			return cmp.Or(cmp.Compare(x.Hops, y.Hops), cmp.Compare(x.Farthest, y.Farthest), g.compare(x.Vertex, y.Vertex))
		})
		list = slices.Insert(list, at, c)
		list = list[:min(len(list), mostConveners)]
	}
	for i := range list {
		g.introduce(&list[i], members)
	}
	return list
}

// candidates lists who might convene, in the order of promise.
func (g *gathering) candidates(members, circle []index.Vertex) []acquaintance {
	list := g.acquaintances(members, 2)
	for _, v := range circle {
		if !slices.ContainsFunc(list, func(a acquaintance) bool { return a.vertex == v }) {
			// It knows one member at most.
			list = append(list, acquaintance{vertex: v, known: 1})
		}
	}
	slices.SortFunc(list, func(a, b acquaintance) int {
		return cmp.Or(cmp.Compare(promise(a, members), promise(b, members)), g.compare(a.vertex, b.vertex))
	})
	return list
}

// promise bounds the hops to all members from below: those who are not among
// the known are two hops off at least.
func promise(a acquaintance, members []index.Vertex) int {
	far := len(members) - a.known
	if slices.Contains(members, a.vertex) {
		far--
	}
	return a.known + 2*far
}

// measure gives how far an entity is from all members.
func (g *gathering) measure(v index.Vertex, members []index.Vertex) (c Convener, ok bool) {
	c.Vertex = v
	for _, member := range members {
		if !g.shortest([]index.Vertex{v}, []index.Vertex{member}, unlimited) {
			return c, false
		}
		c.Hops += g.found.hops()
		c.Farthest = max(c.Farthest, g.found.hops())
	}
	return c, true
}

// introduce fills in the ties to the members.
func (g *gathering) introduce(c *Convener, members []index.Vertex) {
	for _, member := range members {
		if member != c.Vertex && !g.stopped() && g.tied(c.Vertex, member) {
			c.Ties = append(c.Ties, join(g.s, &g.gate, c.Vertex, member))
		}
	}
}

// tied tells whether a relationship of the filter joins two vertices.
func (w *work) tied(a, b index.Vertex) bool {
	if degree(w.s, b) < degree(w.s, a) {
		a, b = b, a
	}
	w.spend(degree(w.s, a))
	span := w.s.Spans[a]
	for i, v := range w.s.Adjacent[span.Low:span.High] {
		if v == b && w.gate.Admits(w.s.Words[span.Low+uint32(i)]) {
			return true
		}
	}
	return false
}
