package engine

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"entente/graph"
	"entente/graph/token"
)

// roll is a list of entities by name, in memory. It answers what a store's Find
// answers, by the rule of package token and with the same places, in time
// linear in the names: an earlier revision is asked seldom.
type roll struct {
	entries []rollEntry // in the order of their ids
	byName  []int32     // positions in the order of the names, made when asked for
}

type rollEntry struct {
	id    graph.ID
	kind  graph.EntityKind
	sort  string
	names []graph.Name
}

// add takes the next entity in the order of the ids.
func (r *roll) add(e *graph.Entity) {
	r.entries = append(r.entries, rollEntry{e.ID, e.Kind, token.SortKey(e.Name("en").Value), e.Names})
	r.byName = append(r.byName, int32(len(r.byName)))
}

// ordered puts the roll in order, once all are added.
func (r *roll) ordered() *roll {
	slices.SortStableFunc(r.byName, func(a, b int32) int { return cmp.Compare(r.entries[a].sort, r.entries[b].sort) })
	return r
}

// find gives a page without its records; see graph.Finder.
func (r *roll) find(query graph.Query) (graph.Page, error) {
	if query.First < 1 {
		return graph.Page{}, graph.Errorf(graph.Invalid, "a page holds at least 1, not %d", query.First)
	}
	hits := r.listed(query)
	order := func(a, b graph.Hit) int {
		return cmp.Or(cmp.Compare(a.Place.Key, b.Place.Key), cmp.Compare(a.Place.ID, b.Place.ID))
	}
	after := graph.Hit{}
	if query.After != nil {
		after.Place = *query.After
	}
	if strings.TrimSpace(query.Text) != "" {
		hits = r.matching(query)
		order = func(a, b graph.Hit) int {
			return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Place.ID, b.Place.ID))
		}
		if query.After != nil {
			score, err := strconv.ParseFloat(query.After.Key, 64)
			if err != nil || math.IsNaN(score) {
				return graph.Page{}, graph.Errorf(graph.Invalid, "the place does not belong to a search")
			}
			after.Score = score
		}
	} else if query.Listing == graph.ByID {
		order = func(a, b graph.Hit) int { return cmp.Compare(a.Place.ID, b.Place.ID) }
	}
	page := graph.Page{Total: len(hits)}
	low, high := 0, len(hits)
	if query.After != nil {
		at, found := slices.BinarySearchFunc(hits, after, order)
		low, high = at, at
		if found && !query.Backward {
			low++
		}
	}
	if query.Backward {
		low = max(0, high-query.First)
		page.More = low > 0
	} else {
		high = min(len(hits), low+query.First)
		page.More = high < len(hits)
	}
	page.Hits = hits[low:high]
	return page, nil
}

func (r *roll) listed(query graph.Query) []graph.Hit {
	admitted := admission(query)
	var hits []graph.Hit
	for i := range r.entries {
		e := &r.entries[i]
		if query.Listing == graph.ByName {
			e = &r.entries[r.byName[i]]
		}
		if admitted(e) {
			hits = append(hits, graph.Hit{Place: graph.Place{Key: e.sort, ID: e.id}})
		}
	}
	return hits
}

func admission(query graph.Query) func(*rollEntry) bool {
	var among map[graph.ID]bool
	if query.Among != nil {
		among = make(map[graph.ID]bool, len(query.Among))
		for _, id := range query.Among {
			among[id] = true
		}
	}
	return func(e *rollEntry) bool {
		return (len(query.Kinds) == 0 || slices.Contains(query.Kinds, e.kind)) && (among == nil || among[e.id])
	}
}

// matching gives the entities that a text finds, best first.
func (r *roll) matching(query graph.Query) []graph.Hit {
	tokens := token.Query(query.Text)
	if len(tokens) == 0 {
		return nil
	}
	widened := r.widened(tokens)
	matcher, admitted := token.NewMatcher(query.Text), admission(query)
	var hits []graph.Hit
	for i := range r.entries {
		e := &r.entries[i]
		if !admitted(e) {
			continue
		}
		best := graph.Hit{Place: graph.Place{ID: e.id}}
		for _, name := range e.names {
			if !answers(token.Of(name.Value), tokens, widened) {
				continue
			}
			if score := matcher.Score(name.Value); score > best.Score {
				best.Matched, best.Score = name, score
			}
		}
		if best.Score == 0 {
			continue
		}
		best.Place.Key = strconv.FormatFloat(best.Score, 'g', -1, 64)
		hits = append(hits, best)
	}
	slices.SortFunc(hits, func(a, b graph.Hit) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Place.ID, b.Place.ID))
	})
	return hits
}

// widened tells for each token of a query whether no name holds it, so that what is near counts.
func (r *roll) widened(tokens []string) []bool {
	wide := make([]bool, len(tokens))
	for i := range wide {
		wide[i] = true
	}
	for i := range r.entries {
		for _, name := range r.entries[i].names {
			have := token.Of(name.Value)
			for at := range tokens {
				wide[at] = wide[at] && !holds(have, tokens, at, false)
			}
		}
	}
	return wide
}

// answers tells whether a name with these tokens matches every token of a query.
func answers(have, tokens []string, widened []bool) bool {
	for at := range tokens {
		if !holds(have, tokens, at, widened[at]) {
			return false
		}
	}
	return true
}

// holds tells whether a name has a token of a query, the beginning of it if that
// is the last, or, when widened, one that is near.
func holds(have, tokens []string, at int, widened bool) bool {
	wanted := tokens[at]
	begins := at == len(tokens)-1 && token.Prefixes(wanted)
	return slices.ContainsFunc(have, func(t string) bool {
		if t == wanted || begins && strings.HasPrefix(t, wanted) {
			return true
		}
		if !widened {
			return false
		}
		_, near := token.Distance(wanted, t, token.Tolerance(wanted))
		return near
	})
}
