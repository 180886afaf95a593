package engine

import (
	"context"
	"slices"

	"entente/graph"
	"entente/graph/index"
)

// mostStaged is how many relationships a question by stage may read.
const mostStaged = 20_000

// staged gives the agreements with a party that has come as far as asked: each of
// the parties that the filter names, else somebody of its country, else
// anybody. How far a party has come only the claims tell, so the relationships
// are read; TooLarge when they are more than 20,000.
func (a *asking) staged(ctx context.Context, found []candidate, read func(context.Context, []graph.ID) ([]*graph.Relationship, error)) ([]candidate, error) {
	if len(a.query.Where.PartyStages) == 0 {
		return found, nil
	}
	sides, err := a.sides()
	if err != nil {
		return nil, err
	}
	var ids []graph.ID
	ties := make([][][]graph.ID, len(found))
	for i := range found {
		ties[i] = a.tiesOf(found[i].vertex, sides)
		for _, side := range ties[i] {
			ids = append(ids, side...)
		}
		if len(ids) > mostStaged {
			return nil, graph.Errorf(graph.TooLarge, "more than %d relationships would have to be read to tell how far parties have come; ask by party, country, field or date, too", mostStaged).At("partyStages")
		}
	}
	reached, err := a.reached(ctx, ids, read)
	if err != nil {
		return nil, err
	}
	kept := found[:0]
	for i, c := range found {
		all := !slices.ContainsFunc(ties[i], func(side []graph.ID) bool {
			return !slices.ContainsFunc(side, func(id graph.ID) bool { return reached[id] })
		})
		if all {
			kept = append(kept, c)
		}
	}
	return kept, nil
}

// sides are the parties of each of which one must have come so far; nil admits anybody.
func (a *asking) sides() (sides []map[index.Vertex]bool, err error) {
	for _, id := range a.query.Where.Parties {
		party, err := vertexOf(a.snapshot, id, "parties")
		if err != nil {
			return nil, err
		}
		sides = append(sides, map[index.Vertex]bool{party: true})
	}
	if sides == nil && a.query.Where.Country != "" {
		within := map[index.Vertex]bool{}
		for _, v := range a.snapshot.InCountry(a.query.Where.Country) {
			within[v] = true
		}
		sides = append(sides, within)
	}
	if sides == nil {
		sides = append(sides, nil)
	}
	return sides, nil
}

// tiesOf lists the relationships of an agreement's parties, for each side those of it.
func (a *asking) tiesOf(agreement index.Vertex, sides []map[index.Vertex]bool) [][]graph.ID {
	ties := make([][]graph.ID, len(sides))
	span := a.snapshot.Spans[agreement]
	for position := span.Low; position < span.High; position++ {
		if word := a.snapshot.Words[position]; word.Kind() != graph.PartyTo || word.Forward() {
			continue
		}
		for i, side := range sides {
			if side == nil || side[a.snapshot.Adjacent[position]] {
				ties[i] = append(ties[i], a.snapshot.Tie(agreement, position).ID)
			}
		}
	}
	return ties
}

// reached reads relationships and tells which party has come to one of the stages by the day.
func (a *asking) reached(ctx context.Context, ids []graph.ID, read func(context.Context, []graph.ID) ([]*graph.Relationship, error)) (map[graph.ID]bool, error) {
	const batch = 2_000
	reached := make(map[graph.ID]bool, len(ids))
	for part := range slices.Chunk(ids, batch) {
		records, err := read(ctx, part)
		if err != nil {
			return nil, err
		}
		for _, record := range records {
			if record != nil {
				reached[record.ID] = slices.Contains(a.query.Where.PartyStages, record.StandingOn(a.day).Stage)
			}
		}
	}
	return reached, nil
}
