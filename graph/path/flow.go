package path

import (
	"slices"

	"entente/graph/index"
)

// flow is the scratch space of a set of routes that share nobody between their
// ends, while it is made larger. It is a flow of value one over each vertex; a
// held vertex has two states, entered (0) and left (1), as if it were two
// vertices with one way from the first to the second, which its route has taken.
type flow struct {
	*work
	ends [2]index.Vertex
	held []held
	// value counts the routes.
	value int
	queue [2][]step
	walk  []step
	// ledger is for routes of the least total length.
	ledger ledger
	// dry is the side of the last search that came to its end without meeting the other.
	dry uint32
}

// held is a vertex on a route.
type held struct {
	vertex index.Vertex
	// links are the vertices before and behind it on its route.
	links [2]index.Vertex
	// steps say which steps reached its two states, as 2·position + side + 1; 0 is none.
	steps [2]uint32
}

// reached tells whether a side has reached a state.
func (h *held) reached(state, side uint32) bool {
	return h.steps[state] != 0 && (h.steps[state]-1)&1 == side
}

// step is a vertex, or a state of a held one, as one side of a search sees it.
type step struct {
	vertex index.Vertex
	parent uint32
	// state is 2·position in held + state + 1; 0 for a vertex on no route.
	state uint32
}

// stateOf gives the state of the held vertex at a position.
func stateOf(position, state uint32) uint32 { return 2*position + state + 1 }

// isHeld tells the marks of held vertices, dead less 1 and the position, from all others.
func (f *flow) isHeld(mark uint32) bool { return mark != dead && mark >= dead-uint32(len(f.held)) }

// unlinked stands for no vertex in links.
const unlinked = ^index.Vertex(0)

// empty lets the flow begin without routes.
func (f *flow) empty(w *work, from, to index.Vertex) {
	f.work, f.ends = w, [2]index.Vertex{from, to}
	f.held, f.value = f.held[:0], 0
}

// widen adds routes until there are so many or no more; false says no more. It
// is the algorithm of Ford and Fulkerson with a search from both ends. Cost:
// that of Shortest for each route and once more.
func (f *flow) widen(most int) bool {
	for f.value < most {
		if !f.seek([2]step{{vertex: f.ends[0]}, {vertex: f.ends[1]}}) {
			return false
		}
		f.reroute()
	}
	return true
}

// reroute lets the flow take the walk: where the walk goes back along a route,
// the route gives way, and its parts go on with those of the walk.
func (f *flow) reroute() {
	for i, b := range f.walk[1:] {
		if a := f.walk[i]; isEntered(a) {
			f.occupy(a.vertex).links[0], f.occupy(b.vertex).links[1] = unlinked, unlinked
		}
	}
	for i, b := range f.walk[1:] {
		a := f.walk[i]
		if isEntered(a) || a.vertex == b.vertex {
			continue
		}
		if a.vertex != f.ends[0] {
			f.occupy(a.vertex).links[1] = b.vertex
		}
		if b.vertex != f.ends[1] {
			f.occupy(b.vertex).links[0] = a.vertex
		}
	}
	f.value++
	f.thin()
}

// isEntered tells whether a step stands in the first state of a held vertex,
// from which the only way leads back along the route.
func isEntered(s step) bool { return s.state != 0 && (s.state-1)&1 == 0 }

// occupy gives the held vertex, made held if it is not yet.
func (f *flow) occupy(v index.Vertex) *held {
	if m := f.mark[v]; f.isHeld(m) {
		return &f.held[dead-1-m]
	}
	f.held = append(f.held, held{vertex: v, links: [2]index.Vertex{unlinked, unlinked}})
	f.mark[v] = dead - uint32(len(f.held))
	return &f.held[len(f.held)-1]
}

// thin lets go of the vertices that a walk has freed. Rings that it may have
// closed stay: they are part of a flow as good as any, and on no route.
func (f *flow) thin() {
	f.release()
	f.held = slices.DeleteFunc(f.held, func(h held) bool { return h.links[1] == unlinked })
}

// trace appends the routes, each from end to end.
func (f *flow) trace(routes [][]index.Vertex) [][]index.Vertex {
	f.number()
	routes = slices.Grow(routes, f.value)
	all := make([]index.Vertex, 0, len(f.held)+2*f.value)
	for i := range f.held {
		if f.held[i].links[0] == f.ends[0] {
			low := len(all)
			all = f.follow(f.held[i].vertex, all)
			routes = append(routes, slices.Clip(all[low:]))
		}
	}
	return routes
}

// number marks the held vertices with their positions.
func (f *flow) number() {
	for i := range f.held {
		f.mark[f.held[i].vertex] = dead - 1 - uint32(i)
	}
}

// follow appends the route that begins with a vertex behind the first end.
func (f *flow) follow(v index.Vertex, into []index.Vertex) []index.Vertex {
	into = append(into, f.ends[0])
	for ; v != f.ends[1]; v = f.held[dead-1-f.mark[v]].links[1] {
		into = append(into, v)
	}
	return append(into, v)
}

// release makes the marks of held vertices stale.
func (f *flow) release() {
	for i := range f.held {
		f.mark[f.held[i].vertex] = 0
	}
}

// splits gives the vertices of the cut on the side of the last search that ran
// dry: those that it could enter but not leave. By Menger's theorem there are
// as many as routes, and no smaller set leaves no path.
func (f *flow) splits() []index.Vertex {
	var cut []index.Vertex
	for i := range f.held {
		h := &f.held[i]
		if h.reached(f.dry, f.dry) && !h.reached(1-f.dry, f.dry) {
			cut = append(cut, h.vertex)
		}
	}
	return cut
}

// needed leaves those of the cut on the dry side that are in every smallest
// cut: the other side must be able to enter them too. The smallest cuts are
// those between two sets, of what one end reaches at least and of what does not
// reach the other end (Picard & Queyranne, 1980); a vertex that stands between
// both extremes stands in all. Who has the other end
// behind it on its route needs no search. Cost: one for each of the others.
func (f *flow) needed(cut []index.Vertex) []index.Vertex {
	dry := f.dry
	blocked := f.ends[dry]
	f.number()
	f.kill(blocked)
	defer f.revive(len(f.killed) - 1)
	return slices.DeleteFunc(slices.Clone(cut), func(v index.Vertex) bool {
		if f.held[dead-1-f.mark[v]].links[1-dry] == f.ends[1-dry] {
			return false
		}
		var roots [2]step
		roots[dry] = step{vertex: v, state: stateOf(dead-1-f.mark[v], 1-dry)}
		roots[1-dry] = step{vertex: f.ends[1-dry]}
		return !f.seek(roots)
	})
}
