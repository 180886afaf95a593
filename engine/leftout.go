package engine

import (
	"context"
	"slices"

	"entente/graph"
	"entente/graph/index"
	"entente/graph/path"
)

// PathsLeftOut says what a filter with Avoid or AvoidRestricted left out.
type PathsLeftOut struct {
	// Paths counts those that lead through an entity which the filter keeps out,
	// among the K best of the same question without Avoid and AvoidRestricted; Of counts these.
	Paths, Of int
	// Avoided and Restricted are the entities on those paths that are to be
	// avoided, and that are under restrictions, by id.
	Avoided, Restricted []graph.ID
	Truncated           bool
}

// LeftOut finds what the filter left out of the answer, at its revision; nothing
// where the filter keeps nobody out. Cost: the same search once more.
func (p *Paths) LeftOut(ctx context.Context) (PathsLeftOut, error) {
	if p.leftOut == nil {
		return PathsLeftOut{}, nil
	}
	return p.leftOut(ctx)
}

// leftOutOf finds what the filter of a question leaves out; nil where it keeps nobody out.
func (g *Graph) leftOutOf(snapshot *index.Snapshot, query path.Query, apart []graph.ID) func(context.Context) (PathsLeftOut, error) {
	filter := query.Filter
	if len(filter.Avoid) == 0 && !filter.AvoidRestricted {
		return nil
	}
	return func(ctx context.Context) (PathsLeftOut, error) {
		gate, err := snapshot.Gate(filter, query.Today)
		if err != nil {
			return PathsLeftOut{}, err
		}
		open := query
		open.Filter.Avoid, open.Filter.AvoidRestricted = nil, false
		result, err := g.routes(ctx, snapshot, apart, open)
		if err != nil {
			return PathsLeftOut{}, err
		}
		left := PathsLeftOut{Of: len(result.Routes), Truncated: result.Truncated}
		for i := range result.Routes {
			left.take(snapshot, &gate, filter.AvoidRestricted, result.Routes[i].Vertices)
		}
		for _, list := range []*[]graph.ID{&left.Avoided, &left.Restricted} {
			slices.Sort(*list)
			*list = slices.Compact(*list)
		}
		return left, nil
	}
}

// take notes who is kept out of a path.
func (l *PathsLeftOut) take(snapshot *index.Snapshot, gate *index.Gate, clear bool, vertices []index.Vertex) {
	kept := false
	for i, v := range vertices {
		inner := i > 0 && i+1 < len(vertices)
		if gate.Avoids(v) {
			l.Avoided, kept = append(l.Avoided, snapshot.ID(v)), true
		} else if clear && inner && snapshot.Restricted(v) {
			l.Restricted, kept = append(l.Restricted, snapshot.ID(v)), true
		}
	}
	if kept {
		l.Paths++
	}
}
