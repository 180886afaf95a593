package advice

import (
	"cmp"
	"math"
	"slices"

	"entente/graph"
	"entente/graph/index"
)

// option is a tie that could be made.
type option struct {
	form          Form
	from, to      index.Vertex
	strength      float64
	plausibility  float64
	acquaintances int
}

// set is a set of ties in the order of a route, with what they come to as long
// as no body grows so much that its ties weaken.
type set struct {
	ties                []option
	after, plausibility float64
	score               float64
}

// finalists is how many sets are searched again for their true gain.
const finalists = 256

// weigh collects the sets that would help, of one tie and then of more.
func (w *work) weigh() {
	w.near, w.far = w.walk(w.From, w.MaxHops, w.useful(), nil), w.walk(w.To, w.MaxHops, w.useful(), nil)
	if w.err != nil || w.cut {
		return
	}
	w.sides = [2][]index.Vertex{w.nearest(&w.near, w.From), w.nearest(&w.far, w.To)}
	for _, u := range w.sides[0] {
		for _, v := range w.sides[1] {
			// A pair that comes up twice is weighed when the smaller comes first.
			twice := slices.Contains(w.sides[0], v) && slices.Contains(w.sides[1], u)
			if u == v || twice && u > v {
				continue
			}
			if !w.pair(u, v) {
				return
			}
		}
	}
	if w.MaxTies > 1 {
		w.combine()
	}
}

// nearest lists the possible ends of new ties to which an end has the strongest paths.
func (w *work) nearest(r *reach, root index.Vertex) []index.Vertex {
	type neighbour struct {
		v        index.Vertex
		strength float64
	}
	var list []neighbour
	least := 0.0
	order := func(a, b neighbour) int { return cmp.Or(cmp.Compare(b.strength, a.strength), w.s.Compare(a.v, b.v)) }
	for v := range index.Vertex(w.s.Len()) {
		if r.last[v] == 0 || !w.mayTie(v) || v != root && !w.through(v) {
			continue
		}
		if strength := r.best(v, w.MaxHops-1); strength > 0 && strength >= least {
			list = append(list, neighbour{v, strength})
		}
		if len(list) == 2*Breadth {
			slices.SortFunc(list, order)
			list, least = list[:Breadth], list[Breadth-1].strength
		}
	}
	slices.SortFunc(list, order)
	nearest := make([]index.Vertex, min(len(list), Breadth))
	for i := range nearest {
		nearest[i] = list[i].v
	}
	return nearest
}

// mayTie tells whether an entity may be the end of a new tie.
func (w *work) mayTie(v index.Vertex) bool {
	kind := w.s.Kind(v)
	return slices.Contains(parties, kind) || kind == graph.Project
}

// pair weighs the ties between two entities; false stops the search.
func (w *work) pair(u, v index.Vertex) bool {
	ahead, back := w.near.best(u, w.MaxHops)*w.far.best(v, w.MaxHops), w.near.best(v, w.MaxHops)*w.far.best(u, w.MaxHops)
	if max(ahead, back) <= w.before {
		return w.spend(1)
	}
	for _, o := range w.options(u, v) {
		if made, ok := w.set([]option{o}, max(w.over(o, u, v), w.over(o, v, u))); ok {
			w.keep(made)
		}
	}
	return w.spend(1)
}

// over is the strength of the best route over a tie, which it enters at one entity and leaves at the other.
func (w *work) over(o option, u, v index.Vertex) float64 {
	after := 0.0
	w.near.each(u, func(l *label) {
		if rest := w.MaxHops - o.form.Hops() - l.hops; rest >= 0 && (u == w.From || w.through(u)) && (v == w.To || w.through(v)) {
			after = max(after, math.Exp(-l.cost)*o.strength*w.far.best(v, rest))
		}
	})
	return after
}

// options lists the ties that two entities could make, either way round, each
// with its strength; those that they have already are left out.
func (w *work) options(u, v index.Vertex) (list []option) {
	for _, f := range w.forms {
		for _, ends := range [2][2]index.Vertex{{u, v}, {v, u}} {
			o := option{form: f, from: ends[0], to: ends[1]}
			if u == v || f.symmetric() && o.from != u || !f.fits(w.s.Kind(o.from), w.s.Kind(o.to)) || w.tied(o) {
				continue
			}
			more := 1
			if !f.symmetric() && w.grows(f, o.to, 1) && w.renews(o) {
				more = 0
			}
			o.strength = math.Exp(-w.cost(f, o.to, more))
			list = append(list, o)
		}
	}
	return list
}

// tied tells whether the two have such a tie within the question.
func (w *work) tied(o option) bool {
	short, long := o.from, o.to
	if w.s.Spans[short].High-w.s.Spans[short].Low > w.s.Spans[long].High-w.s.Spans[long].Low {
		short, long = long, short
	}
	span := w.s.Spans[short]
	for p := span.Low; p < span.High; p++ {
		word, other := w.s.Words[p], w.s.Adjacent[p]
		if word.Kind() != o.form.Kind() || !w.gate.Admits(word) {
			continue
		}
		if other == long || o.form == Agreement && w.party(other, long) {
			return true
		}
	}
	return false
}

// party tells whether an entity is a party to an agreement within the question.
func (w *work) party(agreement, v index.Vertex) bool {
	span := w.s.Spans[agreement]
	for p := span.Low; p < span.High; p++ {
		if w.s.Adjacent[p] == v && w.s.Words[p].Kind() == graph.PartyTo && w.gate.Admits(w.s.Words[p]) {
			return true
		}
	}
	return false
}

// set makes a set of ties that come to a route; ok tells that it would help and has precedents.
func (w *work) set(ties []option, after float64) (made set, ok bool) {
	if after <= w.before*(1+1e-9) {
		return set{}, false
	}
	made = set{ties: ties, after: after, plausibility: 1}
	for i := range ties {
		if ties[i].plausibility == 0 {
			w.history.judge(&ties[i])
		}
		made.plausibility *= ties[i].plausibility
	}
	made.score = (after - w.before) * made.plausibility
	return made, made.score > 0
}

// keep takes a set.
func (w *work) keep(s set) {
	w.weighed++
	w.sets = append(w.sets, s)
}

// order puts the sets with the highest scores first, then those of fewer ties, then by ids.
func (w *work) order() {
	slices.SortFunc(w.sets, func(a, b set) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(len(a.ties), len(b.ties)), slices.CompareFunc(a.ties, b.ties, w.compare))
	})
}

func (w *work) compare(a, b option) int {
	return cmp.Or(w.s.Compare(a.from, b.from), w.s.Compare(a.to, b.to), cmp.Compare(a.form, b.form))
}
