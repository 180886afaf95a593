package engine

import (
	"context"
	"slices"

	"entente/graph"
	"entente/graph/index"
	"entente/graph/path"
)

// mostLeftOut is how many entities of one sort are named as left out of an answer.
const mostLeftOut = 100

// PartiesLeftOut says whom a filter with Avoid or AvoidRestricted left out of
// an answer: of the entities that stand in the answer to the same question
// without the two, those that are to be avoided, and those under restrictions,
// by id, at most 100 of each.
type PartiesLeftOut struct {
	Avoided, Restricted []graph.ID
	// Truncated tells that there may be more.
	Truncated bool
}

// PathsLeftOut says which paths such a filter left out, too.
type PathsLeftOut struct {
	PartiesLeftOut
	// Paths counts those that lead through an entity which the filter keeps out,
	// among the paths of the answer without Avoid and AvoidRestricted; Of counts these.
	Paths, Of int
}

// leftOut finds what a filter left out of an answer, at its revision; nil where
// the filter keeps nobody out. Cost: the same search once more.
type leftOut func(context.Context) (PathsLeftOut, error)

func (l leftOut) paths(ctx context.Context) (PathsLeftOut, error) {
	if l == nil {
		return PathsLeftOut{}, nil
	}
	return l(ctx)
}

func (l leftOut) parties(ctx context.Context) (PartiesLeftOut, error) {
	found, err := l.paths(ctx)
	return found.PartiesLeftOut, err
}

// LeftOut finds what the filter left out of the K best paths; nothing where it keeps nobody out.
func (p *Paths) LeftOut(ctx context.Context) (PathsLeftOut, error) { return p.leftOut.paths(ctx) }

// LeftOut finds what the filter left out of the routes; nothing where it keeps nobody out.
func (a *Gatekeepers) LeftOut(ctx context.Context) (PathsLeftOut, error) { return a.leftOut.paths(ctx) }

// LeftOut finds who would join the group but for the filter; nobody where it keeps nobody out.
func (c *Connection) LeftOut(ctx context.Context) (PartiesLeftOut, error) {
	return c.leftOut.parties(ctx)
}

// LeftOut finds who would be an intermediary but for the filter; nobody where it
// keeps nobody out. Of more than 100 those with the largest shares are named.
func (p *IntermediaryPage) LeftOut(ctx context.Context) (PartiesLeftOut, error) {
	return p.leftOut.parties(ctx)
}

// span is a part of an answer: a path, a circle, an intermediary. Restrictions
// keep nobody out who was asked for, and those are its ends.
type span struct{ ends, between []index.Vertex }

// spansOf gives the spans of routes.
func spansOf(routes []path.Route) []span {
	spans := make([]span, len(routes))
	for i := range routes {
		all := routes[i].Vertices
		spans[i].ends = all
		if last := len(all) - 1; last > 0 {
			spans[i] = span{[]index.Vertex{all[0], all[last]}, all[1:last]}
		}
	}
	return spans
}

// leavings makes what finds the left out, of a search that gives the spans of
// the answer under another filter and whether it met a bound.
func (g *Graph) leavings(snapshot *index.Snapshot, filter graph.RouteFilter,
	search func(context.Context, graph.RouteFilter) ([]span, bool, error)) leftOut {
	if len(filter.Avoid) == 0 && !filter.AvoidRestricted {
		return nil
	}
	return func(ctx context.Context) (PathsLeftOut, error) {
		gate, err := snapshot.Gate(filter, g.today())
		if err != nil {
			return PathsLeftOut{}, err
		}
		open := filter
		open.Avoid, open.AvoidRestricted = nil, false
		spans, truncated, err := search(ctx, open)
		if err != nil {
			return PathsLeftOut{}, err
		}
		left := PathsLeftOut{Of: len(spans)}
		left.Truncated = truncated
		for _, s := range spans {
			left.take(snapshot, &gate, filter.AvoidRestricted, s)
		}
		slices.Sort(left.Avoided)
		slices.Sort(left.Restricted)
		return left, nil
	}
}

// take notes who is kept out of a span.
func (l *PathsLeftOut) take(snapshot *index.Snapshot, gate *index.Gate, clear bool, s span) {
	kept := false
	for _, v := range slices.Concat(s.ends, s.between) {
		if gate.Avoids(v) {
			l.Avoided, kept = l.note(l.Avoided, snapshot.ID(v)), true
		}
	}
	for _, v := range s.between {
		if clear && !gate.Avoids(v) && snapshot.Restricted(v) {
			l.Restricted, kept = l.note(l.Restricted, snapshot.ID(v)), true
		}
	}
	if kept {
		l.Paths++
	}
}

// note puts an id into a list, once, unless the list is full.
func (l *PartiesLeftOut) note(list []graph.ID, id graph.ID) []graph.ID {
	if slices.Contains(list, id) {
		return list
	}
	if len(list) >= mostLeftOut {
		l.Truncated = true
		return list
	}
	return append(list, id)
}
