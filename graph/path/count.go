package path

import (
	"context"

	"entente/graph"
	"entente/graph/index"
)

// Count is how many shortest paths there are.
type Count struct {
	// Hops is their length, −1 when there is none.
	Hops int
	// Paths counts them; beyond 2⁵³ it is rounded.
	Paths     float64
	Truncated bool
	Scanned   int
}

// Count counts the paths with the fewest hops between two entities; paths
// through parallel relationships count once. K, Order and Budget are as in
// Find. The filter's Via is refused as Invalid: paths by way of others need
// not be shortest. Cost: that of Shortest with the last level scanned to its end.
func (r *Searcher) Count(ctx context.Context, s *index.Snapshot, q Query) (Count, error) {
	if err := q.normal(s); err != nil {
		return Count{}, err
	}
	if err := refuseVia(&q.Filter); err != nil {
		return Count{}, err
	}
	sides := Sides{From: []index.Vertex{q.From}, To: []index.Vertex{q.To}, MaxHops: q.MaxHops, Filter: q.Filter, Today: q.Today, Budget: q.Budget}
	gate, err := sides.prepare(s)
	if err != nil {
		return Count{}, err
	}
	b, err := r.survey(ctx, s, gate, sides, func(*work, *Betweenness) {})
	return Count{Hops: b.Hops, Paths: b.Paths, Truncated: b.Truncated, Scanned: b.Scanned}, err
}

// refuseVia refuses a filter that names entities to pass through.
func refuseVia(filter *graph.RouteFilter) error {
	if len(filter.Via) > 0 {
		return graph.Errorf(graph.Invalid, "shortest paths cannot be made to pass through entities").At("via")
	}
	return nil
}
