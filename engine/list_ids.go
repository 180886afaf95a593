package engine

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"entente/graph"
	"entente/graph/index"
)

// idOrder keeps the entities of the snapshot that was listed last in the order of their ids.
type idOrder struct {
	mutex    sync.Mutex
	snapshot *index.Snapshot
	vertices []index.Vertex
}

// of gives the order of a snapshot; the caller only reads it. A snapshot is put
// in order once, in time n log n, or linear where it is as it was built.
func (o *idOrder) of(snapshot *index.Snapshot) []index.Vertex {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	if o.snapshot == snapshot {
		return o.vertices
	}
	vertices := make([]index.Vertex, 0, snapshot.Len())
	for v := range index.Vertex(snapshot.Len()) {
		if snapshot.Live(v) {
			vertices = append(vertices, v)
		}
	}
	slices.SortFunc(vertices, func(a, b index.Vertex) int { return cmp.Compare(snapshot.ID(a), snapshot.ID(b)) })
	o.snapshot, o.vertices = snapshot, vertices
	return vertices
}

// listByID answers from the index and from the records that are kept, as the
// store's Find would: over a network a page costs one round trip for what is not kept.
func (g *Graph) listByID(ctx context.Context, snapshot *index.Snapshot, listing Listing) (EntityPage, error) {
	window, err := windowOf(idList, listing.Page)
	if err != nil {
		return EntityPage{}, err
	}
	order := g.ids.of(snapshot)
	if kinds := listing.Where.Kinds; len(kinds) > 0 {
		order = slices.DeleteFunc(slices.Clone(order), func(v index.Vertex) bool { return !slices.Contains(kinds, snapshot.Kind(v)) })
	}
	compare := func(i int) int { return cmp.Compare(snapshot.ID(order[i]), window.place.ID) }
	low, high := window.cut(len(order), func(i int) bool { return compare(i) < 0 }, func(i int) bool { return compare(i) == 0 })
	ids := identify(snapshot, order[low:high])
	entities, err := g.Entities(ctx, ids)
	if err != nil {
		return EntityPage{}, err
	}
	more := high < len(order)
	if window.backward {
		more = low > 0
	}
	page := EntityPage{PageInfo: window.info(len(order), more)}
	for i, e := range entities {
		// One that has gone since, or was merged into another, is in the next snapshot no more.
		if e != nil && e.ID == ids[i] {
			page.Items = append(page.Items, EntityItem{Entity: e, Cursor: encodeCursor(idList, graph.Place{ID: ids[i]})})
		}
	}
	return page, nil
}
