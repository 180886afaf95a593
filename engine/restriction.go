package engine

import (
	"context"

	"entente/graph"
	"entente/graph/index"
)

// PartyRestriction is a restriction that names a party.
type PartyRestriction struct {
	Party graph.ID
	// Tie is the relationship by which it does, LISTED_UNDER or TARGETS.
	Tie         graph.ID
	Restriction graph.ID
	// InForce tells that the tie is of a default status and can be valid today;
	// that is what AvoidRestricted keeps clear of.
	InForce bool
	// Contested tells that the tie is, or that somebody contests the restriction: by Contests.
	Contested bool
	Contests  []graph.ID
}

// RestrictionsOn lists the restrictions that name parties, whatever their
// status, in the order of the parties; NotFound for an unknown one.
func (g *Graph) RestrictionsOn(ctx context.Context, parties []graph.ID) ([]PartyRestriction, error) {
	snapshot, err := g.current()
	if err != nil {
		return nil, err
	}
	var list []PartyRestriction
	for _, id := range parties {
		vertex, err := vertexOf(snapshot, id, "entity")
		if err != nil {
			return nil, err
		}
		span := snapshot.Spans[vertex]
		for position := span.Low; position < span.High; position++ {
			word := snapshot.Words[position]
			if word.Kind() == graph.ListedUnder && word.Forward() || word.Kind() == graph.Targets && !word.Forward() {
				list = append(list, g.restriction(snapshot, vertex, position))
			}
		}
	}
	return list, nil
}

func (g *Graph) restriction(snapshot *index.Snapshot, party index.Vertex, position uint32) PartyRestriction {
	tie, today := snapshot.Tie(party, position), g.today()
	named := PartyRestriction{Party: snapshot.ID(party), Tie: tie.ID, Restriction: snapshot.ID(tie.Other),
		Contested: tie.Status == graph.Contested, InForce: usual(tie.Status) && tie.First <= today && today <= tie.Last}
	span := snapshot.Spans[tie.Other]
	for p := span.Low; p < span.High; p++ {
		word := snapshot.Words[p]
		if word.Kind() == graph.Contests && !word.Forward() && usual(word.Status()) {
			named.Contests = append(named.Contests, snapshot.Tie(tie.Other, p).ID)
			named.Contested = true
		}
	}
	return named
}

// usual tells whether a status is one that a question admits when it names none.
func usual(status graph.Status) bool {
	for _, s := range graph.DefaultStatuses() {
		if s == status {
			return true
		}
	}
	return false
}
