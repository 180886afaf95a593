package dependence

import (
	"cmp"
	"slices"

	"entente/graph/index"
)

// countries lists what each country cuts off: what is not reached any more
// without its entities. Only countries of inner vertices of the tree that breadth
// has found can; those over which the tree reaches most come first.
func (w *work) countries(d *Dependence) {
	lost := map[index.Vertex]bool{}
	for _, country := range w.candidates() {
		reached, ok := w.without(country)
		if !ok {
			return
		}
		dependency := Dependency{Through: country}
		for _, v := range w.targets {
			if own, known := w.s.Country(v); !reached[v] && !(known && own == country) {
				dependency.Lost = append(dependency.Lost, v)
				lost[v] = true
			}
		}
		if len(dependency.Lost) > 0 {
			d.List = append(d.List, dependency)
		}
	}
	d.Independent = len(w.targets) - len(lost)
}

// candidates are the countries that stand between in the tree, those with most targets behind them first.
func (w *work) candidates() []index.Vertex {
	behind := map[index.Vertex]int{}
	for _, v := range w.targets {
		seen := map[index.Vertex]bool{}
		for at := v; at != w.Of; {
			at = w.nodes[at].parent
			if at == w.Of {
				break
			}
			if country, ok := w.s.Country(at); ok && !seen[country] {
				seen[country] = true
				behind[country]++
			}
		}
	}
	list := make([]index.Vertex, 0, len(behind))
	for country := range behind {
		list = append(list, country)
	}
	slices.SortFunc(list, func(a, b index.Vertex) int {
		return cmp.Or(cmp.Compare(behind[b], behind[a]), w.s.Compare(a, b))
	})
	return list
}

// without finds what is reached when the entities of a country are left out of
// routes; the root stays. An end of a route may be of the country.
func (w *work) without(country index.Vertex) (reached []bool, ok bool) {
	reached = make([]bool, w.s.Len())
	reached[w.Of] = true
	queue := []index.Vertex{w.Of}
	for len(queue) > 0 {
		u := queue[0]
		queue = queue[1:]
		span := w.s.Spans[u]
		if !w.spend(int(span.High - span.Low)) {
			return nil, false
		}
		for p := span.Low; p < span.High; p++ {
			v := w.s.Adjacent[p]
			if reached[v] || !w.joins(p) {
				continue
			}
			reached[v] = true
			if own, known := w.s.Country(v); w.inner(v) && !(known && own == country) {
				queue = append(queue, v)
			}
		}
	}
	return reached, true
}
