// Package standing owns how central everyone is in a filtered graph, and which
// communities it falls into: measures of the whole graph, which take seconds
// where a path takes microseconds.
//
// The filtered graph has the entities that may stand on a path under the filter
// and are tied to another such; two of them are tied when a relationship of the
// filter joins them, however many do. As a measure of everybody has no ends of
// the reader's choice, what the filter asks of those between the ends holds for all.
package standing

import (
	"context"
	"slices"

	"entente/graph"
	"entente/graph/index"
)

// web is a filtered graph: the neighbours of member i are
// near[first[i]:first[i+1]], in ascending order. Members are in the order of
// their ids, so that it is the same on every store and after every rebuild.
type web struct {
	members []index.Vertex
	first   []uint32
	near    []uint32
}

func (w *web) neighbours(i uint32) []uint32 { return w.near[w.first[i]:w.first[i+1]] }

func (w *web) degree(i uint32) int { return int(w.first[i+1] - w.first[i]) }

// ties counts the tied pairs.
func (w *web) ties() int { return len(w.near) / 2 }

// weaver makes a web of a snapshot.
type weaver struct {
	s    *index.Snapshot
	gate index.Gate
	// place is the position of a vertex among the members, as position + 1.
	place []uint32
	// seen holds who was seen last by which vertex, as vertex + 1.
	seen []uint32
}

// weave makes the web. Cost: three passes over the rows.
func weave(ctx context.Context, s *index.Snapshot, gate index.Gate) (*web, error) {
	t := &weaver{s: s, gate: gate, place: make([]uint32, s.Len()), seen: make([]uint32, s.Len())}
	w := &web{}
	for v := range index.Vertex(s.Len()) {
		if err := check(ctx, int(v)); err != nil {
			return nil, err
		}
		if t.takesPart(v) {
			w.members = append(w.members, v)
		}
	}
	slices.SortFunc(w.members, s.Compare)
	for i, v := range w.members {
		t.place[v] = uint32(i) + 1
	}
	return w, t.fill(ctx, w)
}

// passes tells whether an entity may stand on a path.
func (t *weaver) passes(v index.Vertex) bool { return t.s.Live(v) && t.gate.Passes(v, t.s.Kind(v)) }

// takesPart tells whether an entity passes and is tied to another that does.
func (t *weaver) takesPart(v index.Vertex) bool {
	if !t.passes(v) {
		return false
	}
	span := t.s.Spans[v]
	for p := span.Low; p < span.High; p++ {
		if t.gate.Admits(t.s.Words[p]) && t.s.Adjacent[p] != v && t.passes(t.s.Adjacent[p]) {
			return true
		}
	}
	return false
}

// fill writes the neighbours. Each tie is written by the one for the other, in
// the order of the members, so that no list needs sorting.
func (t *weaver) fill(ctx context.Context, w *web) error {
	w.first = make([]uint32, len(w.members)+1)
	for i, v := range w.members {
		if err := check(ctx, i); err != nil {
			return err
		}
		t.each(v, func(uint32) { w.first[i+1]++ })
	}
	for i := range w.members {
		w.first[i+1] += w.first[i]
	}
	w.near = make([]uint32, w.first[len(w.members)])
	clear(t.seen)
	next := slices.Clone(w.first)
	for i, v := range w.members {
		if err := check(ctx, i); err != nil {
			return err
		}
		t.each(v, func(other uint32) {
			w.near[next[other]] = uint32(i)
			next[other]++
		})
	}
	return nil
}

// each visits the members that are tied to a vertex, each once.
func (t *weaver) each(v index.Vertex, visit func(other uint32)) {
	span := t.s.Spans[v]
	for p := span.Low; p < span.High; p++ {
		other := t.s.Adjacent[p]
		if t.place[other] == 0 || other == v || t.seen[other] == uint32(v)+1 || !t.gate.Admits(t.s.Words[p]) {
			continue
		}
		t.seen[other] = uint32(v) + 1
		visit(t.place[other] - 1)
	}
}

// check gives the end of the context, which it looks at now and then.
func check(ctx context.Context, i int) error {
	const interval = 1024
	if i%interval != 0 || ctx.Err() == nil {
		return nil
	}
	return graph.Errorf(graph.Canceled, "the measure was given up: %w", ctx.Err())
}
