package advice

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"entente/graph/index"
)

// combination looks for sets of two and three ties among a few entities.
type combination struct {
	w       *work
	members []index.Vertex
	// between are the strongest walks from each member, ties the options between two of them.
	between []reach
	ties    [][][]option
	// strength[n][i] bounds how strongly n more ties lead on from a member to the
	// end, score[n][i] the same times their plausibility.
	strength, score [MostTies][]float64
	found           map[sign]set
	// least is the score that a set must have to be among the finalists.
	least float64
}

// trail is a beginning of a route: how strong and plausible it is, and how long.
type trail struct {
	ties                   []option
	strength, plausibility float64
	hops                   int
}

// combine weighs the sets of several ties, by branch and bound.
func (w *work) combine() {
	c := &combination{w: w, found: map[sign]set{}}
	if !c.prepare() {
		return
	}
	for i, u := range c.members {
		if u == w.To {
			continue
		}
		w.near.each(u, func(l *label) {
			c.tie(i, trail{strength: math.Exp(-l.cost), plausibility: 1, hops: l.hops})
		})
	}
	for _, s := range c.found {
		w.keep(s)
	}
}

// sign is what makes a set of ties one: their forms and ends in order.
type sign [MostTies]mark

// mark is what makes a tie one.
type mark struct {
	ends [2]index.Vertex
	form Form
}

// sign gives that of a set.
func (s *set) sign() (key sign) {
	for i, o := range s.ties {
		key[i] = mark{[2]index.Vertex{o.from, o.to}, o.form}
	}
	slices.SortFunc(key[:], func(a, b mark) int { return cmp.Or(slices.Compare(a.ends[:], b.ends[:]), cmp.Compare(a.form, b.form)) })
	return key
}

// pairs is the sign without the forms and which way round they run.
func (s *set) pairs() (key sign) {
	plain := set{ties: slices.Clone(s.ties)}
	for i := range plain.ties {
		o := &plain.ties[i]
		o.form, o.from, o.to = 0, min(o.from, o.to), max(o.from, o.to)
	}
	return plain.sign()
}

// prepare finds the ties and walks between the members; false stops the search.
func (c *combination) prepare() bool {
	w := c.w
	for _, side := range w.sides {
		for _, v := range side[:min(len(side), DeepBreadth)] {
			if !slices.Contains(c.members, v) {
				c.members = append(c.members, v)
			}
		}
	}
	c.ties = make([][][]option, len(c.members))
	for i, u := range c.members {
		c.ties[i] = make([][]option, len(c.members))
		for j, v := range c.members[:i] {
			list := w.options(u, v)
			for k := range list {
				w.history.judge(&list[k])
			}
			list = slices.DeleteFunc(list, func(o option) bool { return o.plausibility == 0 })
			c.ties[i][j], c.ties[j][i] = list, list
		}
		if w.scanned > w.budget/2 {
			// What is left is for the single ties.
			w.partial = true
			return false
		}
		c.between = append(c.between, w.walk(u, w.MaxHops-2, w.useful(), nil))
		if !w.spend(len(c.members)) {
			return false
		}
	}
	c.bound()
	c.least = w.leastScore()
	return true
}

// leastScore is that of the last finalist so far, 0 while there is room.
func (w *work) leastScore() float64 {
	if len(w.sets) < finalists {
		return 0
	}
	w.order()
	return w.sets[finalists-1].score
}

// bound works out how well so many more ties can lead on to the end.
func (c *combination) bound() {
	n := len(c.members)
	for ties := range c.w.MaxTies {
		c.strength[ties], c.score[ties] = make([]float64, n), make([]float64, n)
		for i, v := range c.members {
			if ties == 0 {
				best := c.w.far.best(v, c.w.MaxHops)
				c.strength[0][i], c.score[0][i] = best, best
				continue
			}
			c.boundOf(ties, i)
		}
	}
}

func (c *combination) boundOf(ties, i int) {
	for j, u := range c.members {
		way := c.between[i].best(u, c.w.MaxHops)
		if way == 0 {
			continue
		}
		for k, list := range c.ties[j] {
			for _, o := range list {
				c.strength[ties][i] = max(c.strength[ties][i], way*o.strength*c.strength[ties-1][k])
				c.score[ties][i] = max(c.score[ties][i], way*o.strength*o.plausibility*c.score[ties-1][k])
			}
		}
	}
}

// promising tells whether a trail that has reached a member can still make a
// set that is among the finalists. The score (after − before) · plausibility is
// at most after times plausibility, and at most that of the strongest route.
func (c *combination) promising(t *trail, i int) bool {
	for more := range c.w.MaxTies - len(t.ties) + 1 {
		if len(t.ties)+more < 2 {
			continue
		}
		gain := t.strength*c.strength[more][i] - c.w.before
		if gain > 0 && min(gain*t.plausibility, t.strength*t.plausibility*c.score[more][i]) > c.least {
			return true
		}
	}
	return false
}

// tie goes on from a member over each tie that it could make.
func (c *combination) tie(i int, t trail) {
	for j, list := range c.ties[i] {
		if c.members[j] == c.w.From {
			continue
		}
		for _, o := range list {
			longer := trail{append(t.ties[:len(t.ties):len(t.ties)], o), t.strength * o.strength, t.plausibility * o.plausibility, t.hops + o.form.Hops()}
			if longer.hops > c.w.MaxHops || repeats(t.ties, o) || !c.promising(&longer, j) {
				continue
			}
			if !c.w.spend(1) {
				return
			}
			c.lead(j, longer)
		}
	}
}

// repeats tells whether the two are tied already.
func repeats(ties []option, o option) bool {
	return slices.ContainsFunc(ties, func(t option) bool { return t.from == o.from && t.to == o.to || t.from == o.to && t.to == o.from })
}

// lead goes on from the far end of a tie: to the end, or to the next tie.
func (c *combination) lead(i int, t trail) {
	v := c.members[i]
	if len(t.ties) > 1 {
		c.take(t, t.strength*c.w.far.best(v, c.w.MaxHops-t.hops))
	}
	if len(t.ties) == c.w.MaxTies || v == c.w.To {
		return
	}
	for j, u := range c.members {
		if u == c.w.From || u == c.w.To {
			continue
		}
		c.between[i].each(u, func(l *label) {
			c.tie(j, trail{t.ties, t.strength * math.Exp(-l.cost), t.plausibility, t.hops + l.hops})
		})
	}
}

// take keeps a set by the best of its routes.
func (c *combination) take(t trail, after float64) {
	made, ok := c.w.set(t.ties, after)
	if !ok || made.score <= c.least {
		return
	}
	key := made.sign()
	if c.found[key].score < made.score {
		c.found[key] = made
	}
	if len(c.found) >= 4*finalists {
		c.thin()
	}
}

// thin lets go of sets that cannot be among the finalists any more.
func (c *combination) thin() {
	scores := make([]float64, 0, len(c.found))
	for _, s := range c.found {
		scores = append(scores, s.score)
	}
	slices.Sort(scores)
	c.least = max(c.least, scores[len(scores)-finalists])
	maps.DeleteFunc(c.found, func(_ sign, s set) bool { return s.score < c.least })
}
