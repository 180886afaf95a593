package advice

import (
	"math"
	"slices"
)

// finish searches the best sets again, with the ties made, until as many as are
// wanted are known to be the best. What was worked out before is never too low.
func (w *work) finish() (suggestions []Suggestion) {
	w.order()
	given := map[sign]bool{}
	if len(w.sets) > finalists {
		w.sets = w.sets[:finalists]
	}
	for len(w.sets) > 0 && len(suggestions) < w.Count && w.err == nil {
		next := w.sets[0]
		w.sets = w.sets[1:]
		if given[next.pairs()] {
			continue
		}
		made := w.assume(next.ties)
		r := w.walk(w.From, w.MaxHops, w.slack(next.after), made)
		if r.last[w.To] == 0 {
			r = w.walk(w.From, w.MaxHops, w.useful(), made)
		}
		if w.cut || w.err != nil {
			break
		}
		after := r.best(w.To, w.MaxHops)
		if score := (after - w.before) * next.plausibility; score < next.score*(1-1e-6) {
			if next.after, next.score = after, score; score > 0 {
				w.sets = append(w.sets, next)
				w.order()
			}
			continue
		}
		if w.needed(next, after) {
			given[next.pairs()] = true
			suggestions = append(suggestions, w.suggest(next, &r, made, after))
		}
	}
	return suggestions
}

// slack is the cost of a route of a strength, and a little more for what rounding does.
func (w *work) slack(strength float64) float64 { return min(-math.Log(strength)+1e-6, w.useful()+1e-6) }

// needed tells whether no part of a set does as well.
func (w *work) needed(s set, after float64) bool {
	for i := range s.ties {
		if len(s.ties) == 1 {
			return true
		}
		part := slices.Delete(slices.Clone(s.ties), i, i+1)
		r := w.walk(w.From, w.MaxHops, w.slack(after), w.assume(part))
		if r.best(w.To, w.MaxHops) >= after*(1-1e-9) {
			return false
		}
	}
	return true
}

// suggest puts a suggestion together.
func (w *work) suggest(s set, r *reach, made *assumption, after float64) Suggestion {
	suggestion := Suggestion{Strength: after, Gain: after - w.before, Plausibility: s.plausibility, Score: (after - w.before) * s.plausibility}
	for at := int(r.last[w.To]) - 1; r.labels[at].parent >= 0; at = r.labels[at].parent {
		here, before := r.labels[at], r.labels[r.labels[at].parent]
		suggestion.Steps = append(suggestion.Steps, Step{From: before.vertex, To: here.vertex, Assumed: here.assumed, Strength: math.Exp(before.cost - here.cost)})
	}
	slices.Reverse(suggestion.Steps)
	for i := range suggestion.Steps {
		step := &suggestion.Steps[i]
		if step.Assumed < 0 {
			continue
		}
		o := s.ties[step.Assumed]
		if o.form.symmetric() {
			o.from, o.to = step.From, step.To
		}
		step.Assumed = len(suggestion.Ties)
		suggestion.Ties = append(suggestion.Ties, Tie{Form: o.form, From: o.from, To: o.to, Strength: step.Strength,
			Plausibility: o.plausibility, Acquaintances: o.acquaintances, Precedents: w.history.precedents(&o)})
	}
	return suggestion
}
