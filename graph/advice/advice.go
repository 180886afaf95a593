// Package advice owns the new ties that would open or strengthen a route.
package advice

import (
	"context"

	"entente/graph"
	"entente/graph/index"
	"entente/graph/path"
)

// Bounds of the candidates.
const (
	// MostTies is the largest MaxTies, MostSuggestions the largest Count.
	MostTies        = 3
	MostSuggestions = 20
	// Breadth is how many entities on each side may be the end of a new tie: those
	// to which the end has the strongest paths.
	Breadth = 128
	// DeepBreadth is the same for suggestions of two or three ties.
	DeepBreadth = 24
)

// Question asks which new ties would open a route or strengthen it most.
type Question struct {
	From, To index.Vertex
	// MaxTies is how many ties a suggestion may have, 1 to MostTies.
	MaxTies int
	// Count is how many suggestions are wanted, 1 to MostSuggestions.
	Count int
	// MaxHops bounds the routes, 1 to path.MostHops; an agreement is two hops.
	MaxHops int
	// Filter says what the routes may use; Via is Invalid. A tie that it would not
	// admit is not suggested.
	Filter graph.RouteFilter
	Today  graph.Day
	// Budget bounds the row entries that may be scanned; 0 is path.DefaultBudget.
	Budget int
	// Recorded is where precedents are looked for, whatever their time; nil is the
	// snapshot of the question. It must have the same vertices.
	Recorded *index.Snapshot
}

// Advice is the answer.
type Advice struct {
	// Before is the strongest path that there is, nil if there is none.
	Before *path.Route
	// Suggestions are the sets of ties, the highest score first.
	Suggestions []Suggestion
	// Candidates counts the sets of ties that were weighed and would help.
	Candidates int
	// Truncated tells that the budget was spent: there may be better suggestions,
	// or not all precedents were found.
	Truncated bool
}

// Suggestion is a set of new ties and the path that they make.
type Suggestion struct {
	// Ties are in the order of the path; each is needed for it.
	Ties []Tie
	// Steps lead from end to end.
	Steps []Step
	// Strength is that of the path, Gain how much stronger it is than Before.
	Strength, Gain float64
	// Plausibility is the product of those of the ties, Score that times Gain.
	Plausibility, Score float64
	// Around are the entities of Before under restrictions that the path leaves out.
	Around []index.Vertex
}

// Tie is a tie that nobody has made yet.
type Tie struct {
	Form     Form
	From, To index.Vertex
	// Strength is what graph.Weight gives for it: of the whole agreement for one.
	Strength float64
	// Plausibility is mass/(mass+4), see ledger; Acquaintances counts whom both know.
	Plausibility  float64
	Acquaintances int
	// Precedents are the ties most like it that were made, at most three.
	Precedents []Precedent
}

// Step is one hop of a path, or the two of a new agreement.
type Step struct {
	From, To index.Vertex
	// Assumed is the position in Ties of the new tie, −1 for a recorded one.
	Assumed  int
	Strength float64
}

// Advise finds the best suggestions, exactly among its candidates: single ties
// between two of the Breadth entities nearest to each end, and sets of two or
// three between the DeepBreadth nearest. The score of a set is gain times
// plausibility; for the same pairs of entities only the form that scores best is
// given, and no set of which a part does as well. Persons are never an end of a
// new tie. The gain is what a search finds once the ties are recorded as active,
// of confidence A, from the day of the question.
//
// Cost: two searches to find the candidates, every entry once for the
// precedents, which an Advisor remembers, Breadth² pairs; for sets a search for each of the DeepBreadth
// entities and a branch and bound over them (Land & Doig, 1960); a search for
// each finalist.
func Advise(ctx context.Context, searcher *path.Searcher, s *index.Snapshot, q Question) (Advice, error) {
	w, err := begin(ctx, s, q)
	if err != nil {
		return Advice{}, err
	}
	return w.advise(searcher)
}

// advise answers the question.
func (w *work) advise(searcher *path.Searcher) (Advice, error) {
	q := &w.Question
	found, err := searcher.Find(w.ctx, w.s, path.Query{From: q.From, To: q.To, K: 1, MaxHops: q.MaxHops,
		Order: graph.ByStrength, Filter: q.Filter, Today: q.Today, Budget: w.budget})
	if err != nil {
		return Advice{}, err
	}
	var advice Advice
	if len(found.Routes) > 0 {
		advice.Before, w.before = &found.Routes[0], found.Routes[0].Strength
	}
	if q.From != q.To && !w.gate.Avoids(q.From) && !w.gate.Avoids(q.To) {
		w.weigh()
		advice.Suggestions = w.finish()
	}
	if advice.Before != nil {
		w.leaveOut(advice.Suggestions, advice.Before.Vertices)
	}
	advice.Candidates, advice.Truncated = w.weighed, w.cut || w.partial || w.history.cut || found.Truncated
	return advice, w.err
}

// begin checks the question and makes what the search works with.
func begin(ctx context.Context, s *index.Snapshot, q Question) (*work, error) {
	if err := within("maxTies", q.MaxTies, MostTies); err != nil {
		return nil, err
	}
	if err := within("count", q.Count, MostSuggestions); err != nil {
		return nil, err
	}
	if err := within("maxHops", q.MaxHops, path.MostHops); err != nil {
		return nil, err
	}
	if len(q.Filter.Via) > 0 {
		return nil, graph.Errorf(graph.Invalid, "new ties are not looked for by way of given entities").At("via")
	}
	gate, err := s.Gate(q.Filter, q.Today)
	if err != nil {
		return nil, err
	}
	if q.Budget == 0 {
		q.Budget = path.DefaultBudget
	}
	if q.Recorded == nil {
		q.Recorded = s
	}
	w := &work{Question: q, ctx: ctx, s: s, gate: gate, budget: q.Budget, start: Start(q.Filter, q.Today), forms: formsOf(q.Filter)}
	w.history = newHistory(w)
	return w, nil
}

// within refuses a number outside 1 to most.
func within(field string, n, most int) error {
	if n >= 1 && n <= most {
		return nil
	}
	code := graph.Invalid
	if n > most {
		code = graph.TooLarge
	}
	return graph.Errorf(code, "%s is %d; it must be 1 to %d", field, n, most).At(field)
}

// Start is the date from which a new tie is assumed to hold: that of the filter, else today.
func Start(filter graph.RouteFilter, today graph.Day) graph.Date {
	if filter.At.IsZero() || filter.AnyTime {
		return today.Date()
	}
	return filter.At
}

// leaveOut notes whom under restrictions the suggestions go around.
func (w *work) leaveOut(suggestions []Suggestion, before []index.Vertex) {
	for i := range suggestions {
		on := map[index.Vertex]bool{w.To: true}
		for _, step := range suggestions[i].Steps {
			on[step.From] = true
		}
		for _, v := range before {
			if w.s.Restricted(v) && !on[v] {
				suggestions[i].Around = append(suggestions[i].Around, v)
			}
		}
	}
}
