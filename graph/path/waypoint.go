package path

import (
	"cmp"
	"context"
	"slices"

	"entente/graph/index"
)

// byWay is Between for paths that must contain some entities. Such paths are
// no shortest ones of the graph, so they cannot be counted from both sides; the
// shortest of each pair are listed, at most MostPaths of them, and more are
// Truncated. Cost: two searches of Find for each pair.
func (r *Searcher) byWay(ctx context.Context, s *index.Snapshot, gate index.Gate, q Sides) (Betweenness, error) {
	found := Betweenness{Hops: -1}
	var paths []trail
	for _, from := range distinct(q.From) {
		for _, to := range distinct(q.To) {
			pair := Query{From: from, To: to, MaxHops: q.MaxHops, Budget: q.Budget - found.Scanned}
			if pair.Budget <= 0 {
				found.Truncated = true
				break
			}
			listed, err := r.shortestByWay(ctx, s, gate, &pair, &found)
			if err != nil {
				return Betweenness{Hops: -1}, err
			}
			if len(listed) > 0 && listed[0].hops < q.MaxHops {
				paths, q.MaxHops = paths[:0], listed[0].hops
			}
			paths = append(paths, listed...)
		}
	}
	if len(paths) == 0 {
		return found, nil
	}
	found.Hops, found.Paths = paths[0].hops, float64(len(paths))
	if found.Hops == 0 {
		found.Paths = 1
	}
	slices.SortFunc(paths, func(a, b trail) int { return compareTrails(s, &a, &b) })
	found.Intermediaries = inside(s, paths)
	return found, nil
}

// distinct gives each vertex once.
func distinct(vertices []index.Vertex) []index.Vertex {
	sorted := slices.Sorted(slices.Values(vertices))
	return slices.Compact(sorted)
}

// shortestByWay lists the shortest paths of one pair: the first search says how
// many hops they have, the second lists all of so many.
func (r *Searcher) shortestByWay(ctx context.Context, s *index.Snapshot, gate index.Gate, q *Query, found *Betweenness) ([]trail, error) {
	q.K = 1
	first, err := r.trails(ctx, s, gate, q, found)
	if err != nil || len(first) == 0 || first[0].hops == 0 {
		return first, err
	}
	q.K, q.MaxHops = MostPaths, first[0].hops
	all, err := r.trails(ctx, s, gate, q, found)
	if len(all) == 0 {
		all = first
	}
	found.Truncated = found.Truncated || len(all) == MostPaths
	return all, err
}

// trails is find without the description; what it costs goes into found.
func (r *Searcher) trails(ctx context.Context, s *index.Snapshot, gate index.Gate, q *Query, found *Betweenness) ([]trail, error) {
	w := r.begin(ctx, s, &gate, q.Budget)
	defer r.end(w)
	w.list.paths = w.list.paths[:0]
	if w.admitsEnds(q.From, q.To) {
		w.search(q)
	}
	found.Scanned += w.scanned
	found.Truncated = found.Truncated || w.cut
	return slices.Clone(w.list.paths), w.err
}

// compareTrails orders by hops, cost and ids.
func compareTrails(s *index.Snapshot, a, b *trail) int {
	return cmp.Or(cmp.Compare(a.hops, b.hops), cmp.Compare(a.cost(), b.cost()),
		slices.CompareFunc(a.sequence(), b.sequence(), s.Compare))
}

// inside lists who stands on the paths, which are all equally long, best first.
func inside(s *index.Snapshot, paths []trail) []Intermediary {
	var list []Intermediary
	at := map[index.Vertex]int{}
	for i := range paths {
		best := slices.Clone(paths[i].sequence())
		for j := 1; j < len(best)-1; j++ {
			v := best[j]
			if _, known := at[v]; !known {
				at[v] = len(list)
				list = append(list, Intermediary{Vertex: v, Best: best, Role: brokerage(s, best[j-1], v, best[j+1])})
			}
			list[at[v]].Paths++
		}
	}
	for i := range list {
		list[i].Share = list[i].Paths / float64(len(paths))
	}
	slices.SortFunc(list, func(a, b Intermediary) int {
		return cmp.Or(cmp.Compare(b.Paths, a.Paths), s.Compare(a.Vertex, b.Vertex))
	})
	return list
}
