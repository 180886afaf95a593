package engine

import (
	"cmp"
	"context"
	"encoding/binary"
	"slices"

	"entente/graph"
	"entente/graph/index"
)

// List gives a page of entities. What concerns the shape of the graph is
// answered by the index, order and names by the store.
func (g *Graph) List(ctx context.Context, listing Listing) (EntityPage, error) {
	if listing.Order == ByStanding {
		return g.listByStanding(ctx, listing)
	}
	query, list := graph.Query{Kinds: listing.Where.Kinds, Listing: graph.ByName}, byte(nameList)
	if listing.Order == ByID {
		query.Listing, list = graph.ByID, idList
	}
	if snapshot := g.snapshot.Load(); listing.Order == ByID && !listing.Where.shaped() && snapshot != nil && g.shelves.sure() {
		return g.listByID(ctx, snapshot, listing)
	}
	if listing.Where.shaped() {
		snapshot, among, err := g.candidates(listing.Where)
		if err != nil {
			return EntityPage{}, err
		}
		query.Among = identify(snapshot, *among)
	}
	return g.find(ctx, query, list, listing.Page)
}

// shaped tells whether the filter asks for anything that only the index knows.
func (f EntityFilter) shaped() bool { return f.Country != "" || f.Field != "" || f.Restricted != nil }

func (g *Graph) find(ctx context.Context, query graph.Query, list byte, page PageQuery) (EntityPage, error) {
	window, err := windowOf(list, page)
	if err != nil {
		return EntityPage{}, err
	}
	query.First, query.After, query.Backward = window.size, window.place, window.backward
	found, err := g.store.Find(ctx, query)
	if err != nil {
		return EntityPage{}, err
	}
	answer := EntityPage{PageInfo: window.info(found.Total, found.More), Items: make([]EntityItem, len(found.Hits))}
	for i, hit := range found.Hits {
		if list == idList {
			hit.Place.Key = ""
		}
		answer.Items[i] = EntityItem{Entity: hit.Entity, Cursor: encodeCursor(list, hit.Place), Matched: hit.Matched, Score: hit.Score}
	}
	return answer, nil
}

// candidates gives the snapshot to answer with, and what the filter admits of it.
func (g *Graph) candidates(where EntityFilter) (*index.Snapshot, *[]index.Vertex, error) {
	snapshot, err := g.current()
	if err != nil {
		return nil, nil, err
	}
	among, err := candidates(snapshot, where)
	return snapshot, among, err
}

// candidates are the vertices that a filter on the shape of the graph admits,
// sorted; nil when it asks for nothing of the kind.
func candidates(snapshot *index.Snapshot, where EntityFilter) (*[]index.Vertex, error) {
	var sets [][]index.Vertex
	if where.Country != "" {
		sets = append(sets, snapshot.InCountry(where.Country))
	}
	if where.Field != "" {
		field, ok := snapshot.Lookup(where.Field)
		if !ok || snapshot.Kind(field) != graph.TechnologyField {
			return nil, graph.Errorf(graph.NotFound, "no technology field %q is recorded", graph.Excerpt(string(where.Field))).At("field")
		}
		sets = append(sets, snapshot.InField(field))
	}
	if where.Restricted != nil {
		sets = append(sets, withRestriction(snapshot, *where.Restricted))
	}
	if sets == nil {
		return nil, nil
	}
	all := common(sets)
	return &all, nil
}

// common gives what is in each of the sets, sorted by number; there is at least one.
func common(sets [][]index.Vertex) []index.Vertex {
	for i := range sets {
		slices.Sort(sets[i])
	}
	kept := sets[0]
	for _, set := range sets[1:] {
		kept = slices.DeleteFunc(kept, func(v index.Vertex) bool {
			_, found := slices.BinarySearch(set, v)
			return !found
		})
	}
	return kept
}

func withRestriction(snapshot *index.Snapshot, restricted bool) (vertices []index.Vertex) {
	for v := range index.Vertex(snapshot.Len()) {
		if snapshot.Live(v) && snapshot.Restricted(v) == restricted {
			vertices = append(vertices, v)
		}
	}
	return vertices
}

// identify gives the ids of vertices; never nil, for an empty set admits nothing.
func identify(snapshot *index.Snapshot, vertices []index.Vertex) []graph.ID {
	ids := make([]graph.ID, len(vertices))
	for i, v := range vertices {
		ids[i] = snapshot.ID(v)
	}
	return ids
}

// ranked is a vertex with its standing.
type ranked struct {
	vertex   index.Vertex
	standing int
}

func (g *Graph) listByStanding(ctx context.Context, listing Listing) (EntityPage, error) {
	snapshot, among, err := g.candidates(listing.Where)
	if err != nil {
		return EntityPage{}, err
	}
	window, err := windowOf(standingList, listing.Page)
	if err != nil {
		return EntityPage{}, err
	}
	order := byStanding(snapshot, listing.Where.Kinds, among)
	compare := func(i int) int { return compareStanding(snapshot, order[i], window.place) }
	low, high := window.cut(len(order), func(i int) bool { return compare(i) < 0 }, func(i int) bool { return compare(i) == 0 })
	ids := make([]graph.ID, 0, high-low)
	for _, r := range order[low:high] {
		ids = append(ids, snapshot.ID(r.vertex))
	}
	entities, err := g.Entities(ctx, ids)
	if err != nil {
		return EntityPage{}, err
	}
	more := high < len(order)
	if window.backward {
		more = low > 0
	}
	page := EntityPage{PageInfo: window.info(len(order), more)}
	for i, r := range order[low:high] {
		if entities[i] == nil {
			continue
		}
		place := graph.Place{Key: standingKey(r.standing), ID: ids[i]}
		page.Items = append(page.Items, EntityItem{Entity: entities[i], Cursor: encodeCursor(standingList, place)})
	}
	return page, nil
}

// byStanding orders the admitted vertices by standing, the highest first, then by id.
func byStanding(snapshot *index.Snapshot, kinds []graph.EntityKind, among *[]index.Vertex) (order []ranked) {
	admit := func(v index.Vertex) {
		if snapshot.Live(v) && (len(kinds) == 0 || slices.Contains(kinds, snapshot.Kind(v))) {
			order = append(order, ranked{v, snapshot.Standing(v)})
		}
	}
	if among != nil {
		for _, v := range *among {
			admit(v)
		}
	} else {
		for v := range index.Vertex(snapshot.Len()) {
			admit(v)
		}
	}
	slices.SortFunc(order, func(a, b ranked) int {
		if c := cmp.Compare(b.standing, a.standing); c != 0 {
			return c
		}
		if a.vertex == b.vertex {
			return 0
		}
		if snapshot.Less(a.vertex, b.vertex) {
			return -1
		}
		return 1
	})
	return order
}

func standingKey(standing int) string {
	return string(binary.BigEndian.AppendUint32(nil, uint32(standing)))
}

func compareStanding(snapshot *index.Snapshot, r ranked, place *graph.Place) int {
	return cmp.Or(cmp.Compare(place.Key, standingKey(r.standing)), cmp.Compare(snapshot.ID(r.vertex), place.ID))
}
