package engine

import (
	"context"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/match"
)

// DuplicateQuery asks which bodies may be one.
type DuplicateQuery struct {
	// Of, when set, admits only pairs of this entity.
	Of graph.ID
	// Kinds admits only pairs of which one is of these kinds; empty admits all.
	Kinds []graph.EntityKind
	// Country admits only pairs of which one is in the country, by its ISO 3166-1 alpha-2 code.
	Country string
	// MinScore admits only pairs with at least this score.
	MinScore float64
	// Verdicts admits pairs of which this was decided; empty admits those that nobody has decided.
	Verdicts []match.Verdict
	Page     PageQuery
}

// DuplicatePage is a page of pairs, the likeliest first, then by id. It is empty
// while the whole graph is being compared for the first time.
type DuplicatePage struct {
	Items []DuplicateItem
	PageInfo
	State StandingState
	// Done of so many Bodies have been compared while the state is not Ready; 0 Bodies is not known.
	Done, Bodies int
	// Revision is that of the graph that was compared.
	Revision graph.Revision
	// Compared counts the bodies.
	Compared int
}

// DuplicateItem is a pair of bodies that may be one.
type DuplicateItem struct {
	match.Match
	Cursor string
}

// Duplicates lists the pairs of bodies that may be one and wait for a decision, or
// those that were decided. The whole graph is compared in the background when
// somebody asks and it has changed since; ask again until the state is Ready.
// What was decided shows at once. Invalid on a graph that At gave.
func (g *Graph) Duplicates(_ context.Context, query DuplicateQuery) (DuplicatePage, error) {
	if g.Past() {
		return DuplicatePage{}, graph.Errorf(graph.Invalid, "what may be one is asked of the present graph, for it waits for a decision now; at an earlier revision it cannot be asked")
	}
	window, err := windowOf(duplicateList, query.Page)
	if err != nil {
		return DuplicatePage{}, err
	}
	snapshot, err := g.current()
	if err != nil {
		return DuplicatePage{}, err
	}
	if query.Of != "" {
		v, err := vertexOf(snapshot, query.Of, "of")
		if err != nil {
			return DuplicatePage{}, err
		}
		query.Of = snapshot.ID(v)
	}
	found := g.comparing.ask(snapshot.Revision())
	page := DuplicatePage{State: found.state, Done: found.done, Bodies: found.total, Revision: found.revision, Compared: found.compared}
	list := slices.DeleteFunc(slices.Clone(found.pairs), func(p *pair) bool { return !query.admits(p) })
	compare := func(i int) int { return strings.Compare(list[i].place(), window.place.Key+string(window.place.ID)) }
	low, high := window.cut(len(list), func(i int) bool { return compare(i) < 0 }, func(i int) bool { return compare(i) == 0 })
	more := high < len(list)
	if window.backward {
		more = low > 0
	}
	page.PageInfo = window.info(len(list), more)
	for _, p := range list[low:high] {
		page.Items = append(page.Items, DuplicateItem{Match: p.Match, Cursor: encodeCursor(duplicateList, graph.Place{Key: p.key(), ID: p.A + " " + p.B})})
	}
	return page, nil
}

func (q DuplicateQuery) admits(p *pair) bool {
	switch {
	case q.Of != "" && p.A != q.Of && p.B != q.Of,
		p.Score < q.MinScore,
		len(q.Kinds) > 0 && !slices.ContainsFunc(p.kinds[:], func(k graph.EntityKind) bool { return slices.Contains(q.Kinds, k) }),
		q.Country != "" && !slices.Contains(p.countries, q.Country):
		return false
	case len(q.Verdicts) == 0:
		return p.Decision == nil
	}
	return p.Decision != nil && slices.Contains(q.Verdicts, p.Decision.Verdict)
}
