package path

import (
	"cmp"
	"slices"

	"entente/graph"
	"entente/graph/index"
)

// choice is one way to choose the relationships of the first hops of a path so
// that each begins on or after the day of the one before it.
type choice struct {
	cost float64
	// day is the first on which the last of them can have begun.
	day graph.Day
	// tie is the last of them, before the choice of those before it; −1 for none.
	tie    uint32
	before int
}

// atStart is the choice of no relationships.
func atStart() []choice { return []choice{{day: graph.FirstDay, before: -1}} }

// along lists the choices for a sequence of vertices of which none is both
// stronger and as early as another, the strongest first.
func (t *temporal) along(vertices []index.Vertex) []choice {
	choices := atStart()
	for i := 1; i < len(vertices); i++ {
		choices = extend(t.s, choices, between(t.s, &t.gate, vertices[i-1], vertices[i], nil))
	}
	return choices
}

// extend adds one of some relationships to every choice.
func extend(s *index.Snapshot, choices []choice, ties []uint32) []choice {
	var longer []choice
	for i, c := range choices {
		for _, position := range ties {
			if day, ok := s.Words[position].Begins(c.day); ok {
				longer = append(longer, choice{c.cost + float64(s.Costs[position]), day, position, i})
			}
		}
	}
	slices.SortStableFunc(longer, func(a, b choice) int { return cmp.Or(cmp.Compare(a.cost, b.cost), cmp.Compare(a.day, b.day)) })
	kept := longer[:0]
	for _, c := range longer {
		if len(kept) == 0 || c.day < kept[len(kept)-1].day {
			kept = append(kept, c)
		}
	}
	return kept
}

// arrange puts in each hop of a time-respecting route the relationship first
// that belongs to the strongest choice in order, and works the strength out anew.
func (r *Route) arrange(s *index.Snapshot) {
	choices := [][]choice{atStart()}
	for _, hop := range r.Hops {
		choices = append(choices, extend(s, choices[len(choices)-1], hop.Ties))
	}
	at := 0
	for i := len(r.Hops) - 1; i >= 0; i-- {
		chosen := choices[i+1][at]
		r.Hops[i].lead(s, chosen.tie)
		at = chosen.before
	}
	r.Strength, r.Weakest = 1, -1
	for i, hop := range r.Hops {
		r.Strength *= hop.Strength
		if r.Weakest < 0 || hop.Strength < r.Hops[r.Weakest].Strength {
			r.Weakest = i
		}
	}
}

// lead puts a relationship of the hop first.
func (h *Hop) lead(s *index.Snapshot, tie uint32) {
	at := slices.Index(h.Ties, tie)
	// Routes share the list of a hop that they have in common.
	h.Ties = slices.Insert(slices.Delete(slices.Clone(h.Ties), at, at+1), 0, tie)
	h.settle(s)
}
