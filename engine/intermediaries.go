package engine

import (
	"cmp"
	"context"
	"encoding/binary"
	"math"
	"slices"

	"entente/graph"
	"entente/graph/index"
	"entente/graph/path"
)

// MaxSide is the largest number of entities on one side of a question for intermediaries.
const MaxSide = 1_000

// Intermediaries gives a page of those who lie between two sides, the largest
// share first, then by id; see path.Searcher.Between for what a share is. An
// entity of a side that is not recorded is NotFound.
func (g *Graph) Intermediaries(ctx context.Context, query IntermediaryQuery) (IntermediaryPage, error) {
	if err := positive("maxHops", query.MaxHops); err != nil {
		return IntermediaryPage{}, err
	}
	window, err := windowOf(shareList, query.Page)
	if err != nil {
		return IntermediaryPage{}, err
	}
	snapshot, err := g.current()
	if err != nil {
		return IntermediaryPage{}, err
	}
	from, err := side(snapshot, query.From, "from")
	if err != nil {
		return IntermediaryPage{}, err
	}
	to, err := side(snapshot, query.To, "to")
	if err != nil {
		return IntermediaryPage{}, err
	}
	sides := path.Sides{From: from, To: to, MaxHops: query.MaxHops, Filter: query.Where, Today: g.today()}
	found, err := g.searcher.Between(ctx, snapshot, sides)
	if err != nil {
		return IntermediaryPage{}, err
	}
	list := found.Intermediaries
	compare := func(i int) int { return compareShare(snapshot, list[i], window.place) }
	low, high := window.cut(len(list), func(i int) bool { return compare(i) < 0 }, func(i int) bool { return compare(i) == 0 })
	more := high < len(list)
	if window.backward {
		more = low > 0
	}
	page := IntermediaryPage{PageInfo: window.info(len(list), more), Truncated: found.Truncated, Diagnosis: explained(snapshot, found.Diagnosis)}
	gate, err := snapshot.Gate(query.Where, g.today())
	if err != nil {
		return IntermediaryPage{}, err
	}
	for _, intermediary := range list[low:high] {
		page.Items = append(page.Items, itemOf(snapshot, &gate, intermediary))
	}
	return page, nil
}

// side finds the vertices of one side, each once.
func side(snapshot *index.Snapshot, ids []graph.ID, field string) ([]index.Vertex, error) {
	switch {
	case len(ids) == 0:
		return nil, graph.Errorf(graph.Invalid, "a side needs an entity").At(field)
	case len(ids) > MaxSide:
		return nil, graph.Errorf(graph.TooLarge, "a side has %d entities, at most %d are taken", len(ids), MaxSide).At(field)
	}
	vertices := make([]index.Vertex, len(ids))
	for i, id := range ids {
		vertex, err := vertexOf(snapshot, id, field)
		if err != nil {
			return nil, err
		}
		vertices[i] = vertex
	}
	slices.Sort(vertices)
	return slices.Compact(vertices), nil
}

func itemOf(snapshot *index.Snapshot, gate *index.Gate, found path.Intermediary) IntermediaryItem {
	route := path.Describe(snapshot, gate, found.Best)
	id := snapshot.ID(found.Vertex)
	return IntermediaryItem{
		Entity: id,
		Share:  found.Share,
		Paths:  int(min(found.Paths, math.MaxInt32)),
		Role:   found.Role,
		Best:   named(snapshot, &route),
		Cursor: encodeCursor(shareList, graph.Place{Key: shareKey(found.Paths), ID: id}),
	}
}

// shareKey orders the larger count first: counts are positive, so the
// complement of their bits compares the other way round.
func shareKey(paths float64) string {
	return string(binary.BigEndian.AppendUint64(nil, ^math.Float64bits(paths)))
}

func compareShare(snapshot *index.Snapshot, item path.Intermediary, place *graph.Place) int {
	return cmp.Or(cmp.Compare(shareKey(item.Paths), place.Key), cmp.Compare(snapshot.ID(item.Vertex), place.ID))
}
