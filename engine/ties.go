package engine

import (
	"cmp"
	"context"
	"encoding/binary"
	"math"

	"entente/graph"
	"entente/graph/index"
)

// Ties gives a page of an entity's relationships, the strongest first, then by
// the other end's id; NotFound for an unknown entity.
func (g *Graph) Ties(ctx context.Context, query TieQuery) (TiePage, error) {
	window, err := windowOf(tieList, query.Page)
	if err != nil {
		return TiePage{}, err
	}
	snapshot, err := g.current()
	if err != nil {
		return TiePage{}, err
	}
	vertex, err := vertexOf(snapshot, query.Entity, "entity")
	if err != nil {
		return TiePage{}, err
	}
	positions, err := g.admitted(snapshot, vertex, query)
	if err != nil {
		return TiePage{}, err
	}
	compare := func(i int) int { return compareTie(snapshot, vertex, positions[i], window.place) }
	low, high := window.cut(len(positions), func(i int) bool { return compare(i) < 0 }, func(i int) bool { return compare(i) == 0 })
	more := high < len(positions)
	if window.backward {
		more = low > 0
	}
	page := TiePage{PageInfo: window.info(len(positions), more), Items: make([]TieItem, 0, high-low)}
	for _, position := range positions[low:high] {
		item := tieItem(snapshot, vertex, position)
		if !query.Placeless {
			item.Cursor = encodeCursor(tieList, graph.Place{Key: tieKey(snapshot, position), ID: item.Relationship})
		}
		page.Items = append(page.Items, item)
	}
	return page, nil
}

// tieItem is an entry of a row without its place in the list.
func tieItem(snapshot *index.Snapshot, vertex index.Vertex, position uint32) TieItem {
	tie, whole := snapshot.Recorded(vertex, position)
	item := TieItem{Relationship: tie.ID, Other: tie.From}
	if snapshot.Words[position].Forward() {
		item.Other = tie.To
	}
	if whole {
		item.Tie = &tie
	}
	return item
}

// admitted lists the positions of the row that the query admits, in the order of the row.
func (g *Graph) admitted(snapshot *index.Snapshot, vertex index.Vertex, query TieQuery) ([]uint32, error) {
	kinds := kindMask(query.Kinds)
	var gate index.Gate
	if query.Where != nil {
		var err error
		if gate, err = snapshot.Gate(*query.Where, g.today()); err != nil {
			return nil, err
		}
	}
	span := snapshot.Spans[vertex]
	positions := make([]uint32, 0, span.High-span.Low)
	for position := span.Low; position < span.High; position++ {
		word := snapshot.Words[position]
		if kinds>>word.Kind()&1 == 0 || !runs(word, query.Direction) {
			continue
		}
		if query.Where == nil || gate.Admits(word) && !gate.Avoids(snapshot.Adjacent[position]) {
			positions = append(positions, position)
		}
	}
	return positions, nil
}

func kindMask(kinds []graph.RelationshipKind) (mask uint64) {
	if len(kinds) == 0 {
		return math.MaxUint64
	}
	for _, kind := range kinds {
		mask |= 1 << kind
	}
	return mask
}

func runs(word index.Word, direction graph.Direction) bool {
	return direction == graph.Both || word.Forward() == (direction == graph.Out)
}

// tieKey orders like the row: costs are not negative, so their bits compare as they do.
func tieKey(snapshot *index.Snapshot, position uint32) string {
	key := binary.BigEndian.AppendUint32(nil, math.Float32bits(snapshot.Costs[position]))
	return string(key) + string(snapshot.ID(snapshot.Adjacent[position]))
}

// compareTie compares an entry of the row with a place. Entries of one
// neighbour and cost are told apart by their id alone, so an entry that is not
// the place itself counts as before it until the place is met.
func compareTie(snapshot *index.Snapshot, vertex index.Vertex, position uint32, place *graph.Place) int {
	if c := cmp.Compare(tieKey(snapshot, position), place.Key); c != 0 {
		return c
	}
	if snapshot.Tie(vertex, position).ID == place.ID {
		return 0
	}
	return -1
}

// Counts counts an entity's relationships by kind and direction, in the order
// of the vocabulary; NotFound for an unknown entity.
func (g *Graph) Counts(ctx context.Context, id graph.ID) ([]Count, error) {
	snapshot, err := g.current()
	if err != nil {
		return nil, err
	}
	vertex, err := vertexOf(snapshot, id, "entity")
	if err != nil {
		return nil, err
	}
	var counts []Count
	for _, c := range snapshot.Counts(vertex) {
		direction := graph.In
		if c.Forward {
			direction = graph.Out
		}
		counts = append(counts, Count{Kind: c.Kind, Direction: direction, Count: c.N})
	}
	return counts, nil
}

// Node gives the id and kind of an entity, also by an id that was merged away;
// NotFound for an unknown one. It reads no record.
func (g *Graph) Node(id graph.ID) (graph.Node, error) {
	snapshot, err := g.current()
	if err != nil {
		return graph.Node{}, err
	}
	vertex, err := vertexOf(snapshot, id, "entity")
	if err != nil {
		return graph.Node{}, err
	}
	return graph.Node{ID: snapshot.ID(vertex), Kind: snapshot.Kind(vertex)}, nil
}

// Restrictions lists the LISTED_UNDER relationships of the entity and the
// TARGETS relationships that aim at it, whatever their status; NotFound for an unknown entity.
func (g *Graph) Restrictions(ctx context.Context, id graph.ID) ([]graph.ID, error) {
	snapshot, err := g.current()
	if err != nil {
		return nil, err
	}
	vertex, err := vertexOf(snapshot, id, "entity")
	if err != nil {
		return nil, err
	}
	var ids []graph.ID
	span := snapshot.Spans[vertex]
	for position := span.Low; position < span.High; position++ {
		word := snapshot.Words[position]
		if word.Kind() == graph.ListedUnder && word.Forward() || word.Kind() == graph.Targets && !word.Forward() {
			ids = append(ids, snapshot.Tie(vertex, position).ID)
		}
	}
	return ids, nil
}

// Strength gives the strength of a relationship today, with its factors.
func (g *Graph) Strength(r *graph.Relationship) (graph.Strength, error) {
	snapshot, err := g.current()
	if err != nil {
		return graph.Strength{}, err
	}
	weight := graph.Weight{Kind: r.Kind, Role: r.Role, Resolution: r.Resolve(), Today: snapshot.Day()}
	if body, ok := snapshot.Lookup(r.To); ok {
		weight.Size = snapshot.Size(r.Kind, body)
	}
	return weight.Strength(), nil
}

func vertexOf(snapshot *index.Snapshot, id graph.ID, field string) (index.Vertex, error) {
	if vertex, ok := snapshot.Lookup(id); ok {
		return vertex, nil
	}
	return 0, graph.Errorf(graph.NotFound, "no entity %q is recorded", graph.Excerpt(string(id))).At(field)
}
