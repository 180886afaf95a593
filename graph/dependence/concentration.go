package dependence

import (
	"cmp"
	"slices"

	"entente/graph/index"
)

// Concentration says how much the routes depend on few. Each target counts 1,
// divided among its shortest routes; a route counts for the first partner on it
// that stands between. Targets without one in between do not count.
type Concentration struct {
	// ByEntity and ByCountry are the Herfindahl indices, Σ share², of the shares by
	// first partner and by its country: 1 if all routes begin with the same, 1/n for
	// n equal ones; 0 without routes. One whose country is not known is a group of its own.
	ByEntity, ByCountry float64
	// Entities and Countries are the shares, the largest first; those of unknown
	// country are in Entities only.
	Entities, Countries []Share
}

// Share is a part of the routes.
type Share struct {
	Vertex index.Vertex
	// Share is in (0,1]; those of all entities add up to 1.
	Share float64
}

// concentrate passes what is reached back over the shortest routes to the root.
// Cost: the rows of all vertices that routes lead through, once.
func (w *work) concentrate() Concentration {
	for _, v := range w.targets {
		w.nodes[v].flow = 1
	}
	own := func(v index.Vertex) float64 {
		if w.wanted(v) {
			return 1
		}
		return 0
	}
	through := map[index.Vertex]float64{}
	w.passBack()
	total := 0.0
	for _, v := range w.order[1:] {
		n := &w.nodes[v]
		if share := (n.flow - own(v)) * n.alone / n.paths; partner(w.s.Kind(v)) && share > 1e-12 {
			through[v] = share
			total += share
		}
	}
	return w.index(through, total)
}

// passBack gives each vertex the flow of those behind it, the farthest first.
func (w *work) passBack() {
	for i := len(w.order) - 1; i >= 0; i-- {
		u := w.order[i]
		seen := map[index.Vertex]bool{}
		span := w.s.Spans[u]
		if !w.spend(int(span.High - span.Low)) {
			return
		}
		for p := span.Low; p < span.High; p++ {
			v := w.s.Adjacent[p]
			if seen[v] || !w.joins(p) {
				continue
			}
			seen[v] = true
			if behind := w.nodes[v]; behind.hops == w.nodes[u].hops+1 {
				w.nodes[u].flow += behind.flow * w.nodes[u].paths / behind.paths
			}
		}
	}
}

// index makes shares of what goes through each.
func (w *work) index(through map[index.Vertex]float64, total float64) (c Concentration) {
	lands := map[index.Vertex]float64{}
	for _, v := range w.order {
		share := through[v] / max(total, 1e-300)
		if share == 0 {
			continue
		}
		c.Entities = append(c.Entities, Share{v, share})
		c.ByEntity += share * share
		if country, ok := w.s.Country(v); ok {
			lands[country] += share
		} else {
			c.ByCountry += share * share
		}
	}
	for country, share := range lands {
		c.Countries = append(c.Countries, Share{country, share})
	}
	for _, list := range [][]Share{c.Entities, c.Countries} {
		slices.SortFunc(list, func(a, b Share) int {
			return cmp.Or(cmp.Compare(b.Share, a.Share), w.s.Compare(a.Vertex, b.Vertex))
		})
	}
	for _, s := range c.Countries {
		c.ByCountry += s.Share * s.Share
	}
	return c
}
