package engine

import (
	"cmp"
	"slices"

	"entente/graph"
	"entente/graph/token"
)

// roll is a list of entities by name, in memory. It lists as a store's Find does,
// with the same places, in time linear in the entities: an earlier revision is
// asked seldom. It does not search, which is done by the index of names.
type roll struct {
	entries []rollEntry // in the order of their ids
	byName  []int32     // positions in the order of the names, made when asked for
}

type rollEntry struct {
	id   graph.ID
	kind graph.EntityKind
	sort string
}

// add takes the next entity in the order of the ids.
func (r *roll) add(e *graph.Entity) {
	r.entries = append(r.entries, rollEntry{e.ID, e.Kind, token.SortKey(e.Name("en").Value)})
	r.byName = append(r.byName, int32(len(r.byName)))
}

// ordered puts the roll in order, once all are added.
func (r *roll) ordered() *roll {
	slices.SortStableFunc(r.byName, func(a, b int32) int { return cmp.Compare(r.entries[a].sort, r.entries[b].sort) })
	return r
}

// find gives a page without its records; see graph.Finder.
func (r *roll) find(query graph.Query) (graph.Page, error) {
	switch {
	case query.First < 1:
		return graph.Page{}, graph.Errorf(graph.Invalid, "a page holds at least 1, not %d", query.First)
	case query.Text != "":
		return graph.Page{}, graph.Errorf(graph.Invalid, "this place belongs to no search of an earlier revision").At("after")
	}
	hits := r.listed(query)
	order := func(a, b graph.Hit) int {
		return cmp.Or(cmp.Compare(a.Place.Key, b.Place.Key), cmp.Compare(a.Place.ID, b.Place.ID))
	}
	after := graph.Hit{}
	if query.After != nil {
		after.Place = *query.After
	}
	if query.Listing == graph.ByID {
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
