package engine

import (
	"context"
	"slices"

	"entente/graph"
	"entente/graph/index"
	"entente/graph/path"
)

// ConnectQuery asks for the smallest circle that joins some entities: at most
// 50, those of Optional and of the filter's Via included. MaxHops is 1 to 15.
type ConnectQuery struct {
	// Members are to be joined, and so are those of the filter's Via.
	Members []graph.ID
	// Optional are used where the circle is no larger for it.
	Optional []graph.ID
	MaxHops  int
	Where    graph.RouteFilter
}

// Connection is the answer: one circle when all can be joined, else the
// fragments; see path.Connection.
type Connection struct {
	Circles []Circle
	// Diagnosis says why the first circle is not joined to others; nil if it is the only one.
	Diagnosis *Diagnosis
	Truncated bool
	leftOut   leftOut
}

// Circle is a set of entities in which each can be introduced to each other.
type Circle struct {
	// Members and Optional are those that were asked for, in that order; Others
	// join them.
	Members, Optional, Others []graph.ID
	// Hops make a tree of all.
	Hops []Hop
	// Conveners could bring the members together, the closest first.
	Conveners []Convener
	// Restricted tells that an entity of the circle is under restrictions.
	Restricted bool
}

// Entities are all of the circle, the members first.
func (c *Circle) Entities() []graph.ID {
	return append(append(append([]graph.ID{}, c.Members...), c.Optional...), c.Others...)
}

// Convener is an entity that could bring the members of a circle together.
type Convener struct {
	Entity graph.ID
	// Hops is how far it is from all members together, Farthest from the one farthest off.
	Hops, Farthest int
	// Ties join it to the members that it knows directly.
	Ties []Hop
}

// Connect finds the circles; see path.Searcher.Connect for how small they are.
func (g *Graph) Connect(ctx context.Context, query ConnectQuery) (Connection, error) {
	if err := positive("maxHops", query.MaxHops); err != nil {
		return Connection{}, err
	}
	if len(query.Members)+len(query.Where.Via) == 0 {
		return Connection{}, graph.Errorf(graph.Invalid, "a circle needs an entity").At("ids")
	}
	snapshot, err := g.current()
	if err != nil {
		return Connection{}, err
	}
	members, err := group(snapshot, query.Members, "ids")
	if err != nil {
		return Connection{}, err
	}
	optional, err := group(snapshot, query.Optional, "optional")
	if err != nil {
		return Connection{}, err
	}
	asked := path.Group{Members: members, Optional: optional, MaxHops: query.MaxHops, Filter: query.Where, Today: g.today()}
	found, err := g.searcher.Connect(ctx, snapshot, asked)
	if err != nil {
		return Connection{}, err
	}
	answer := Connection{Circles: make([]Circle, len(found.Circles)), Truncated: found.Truncated, Diagnosis: explained(snapshot, found.Diagnosis)}
	for i := range found.Circles {
		answer.Circles[i] = circleOf(snapshot, &found.Circles[i])
	}
	answer.leftOut = g.leavings(snapshot, query.Where, func(ctx context.Context, open graph.RouteFilter) ([]span, bool, error) {
		asked := asked
		asked.Filter = open
		found, err := g.searcher.Connect(ctx, snapshot, asked)
		spans := make([]span, len(found.Circles))
		for i := range found.Circles {
			c := &found.Circles[i]
			spans[i] = span{ends: slices.Concat(c.Members, c.Optional), between: c.Others}
		}
		return spans, found.Truncated, err
	})
	return answer, nil
}

// group finds the vertices of a list, in its order. More than can be joined are
// refused before each is looked for.
func group(snapshot *index.Snapshot, ids []graph.ID, field string) ([]index.Vertex, error) {
	if len(ids) > path.MostMembers {
		return nil, graph.Errorf(graph.TooLarge, "%d entities are to be joined, at most %d can be", len(ids), path.MostMembers).At(field)
	}
	vertices := make([]index.Vertex, len(ids))
	for i, id := range ids {
		vertex, err := vertexOf(snapshot, id, field)
		if err != nil {
			return nil, err
		}
		vertices[i] = vertex
	}
	return vertices, nil
}

func circleOf(snapshot *index.Snapshot, found *path.Circle) Circle {
	circle := Circle{
		Members: identify(snapshot, found.Members), Optional: identify(snapshot, found.Optional), Others: identify(snapshot, found.Others),
		Hops: hopsOf(snapshot, found.Hops), Restricted: found.Restricted, Conveners: make([]Convener, len(found.Conveners)),
	}
	for i, c := range found.Conveners {
		circle.Conveners[i] = Convener{Entity: snapshot.ID(c.Vertex), Hops: c.Hops, Farthest: c.Farthest, Ties: hopsOf(snapshot, c.Ties)}
	}
	return circle
}
