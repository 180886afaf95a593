package path_test

import (
	"context"
	"math/rand/v2"
	"testing"

	"entente/graph"
	"entente/graph/path"
)

// decodeFilter makes a filter of any bytes, also one that no client should send.
func decodeFilter(random *rand.Rand, bytes []byte) graph.RouteFilter {
	var filter graph.RouteFilter
	for len(bytes) > 1 {
		field, value := bytes[0], bytes[1]
		bytes = bytes[2:]
		switch field % 10 {
		case 0:
			filter.Kinds = append(filter.Kinds, graph.RelationshipKind(value))
		case 1:
			filter.Statuses = append(filter.Statuses, graph.Status(value))
		case 2:
			filter.Roles = append(filter.Roles, []string{"unit", "chapter", "cooperation", "", "no such role"}[value%5])
		case 3:
			filter.MinConfidence = graph.Confidence(value % 5)
		case 4:
			filter.At = graph.Date{Year: 2000 + int16(value%40), Month: value % 14}
		case 5:
			filter.AnyTime = value%2 == 0
		case 6:
			filter.Avoid = append(filter.Avoid, name(int(value%10)))
		case 7:
			filter.Through = append(filter.Through, graph.EntityKind(value))
		case 8:
			filter.AvoidRestricted = value%2 == 0
		case 9:
			filter.Via = append(filter.Via, name(random.IntN(10)))
		}
	}
	return filter
}

// FuzzFilter puts any filter to the searches: it is refused by all with the
// same code, or all hold to it.
func FuzzFilter(f *testing.F) {
	f.Add(uint64(1), []byte{})
	f.Add(uint64(2), []byte{0, 1, 1, 1, 6, 3})
	f.Add(uint64(3), []byte{0, 200, 7, 1, 8, 0, 5, 0})
	f.Add(uint64(4), []byte{2, 1, 3, 3, 4, 25, 9, 2})
	f.Fuzz(func(t *testing.T, seed uint64, bytes []byte) {
		random := rand.New(rand.NewPCG(seed, 46))
		w := randomWorld(random)
		s := w.build(t)
		if len(bytes) > 24 {
			bytes = bytes[:24]
		}
		q := randomQuery(random, s, len(w.nodes)-1)
		q.Filter = decodeFilter(random, bytes)
		ctx, searcher := context.Background(), path.New()
		if _, err := searcher.Find(ctx, s, q); err != nil {
			passage := path.Passage{From: q.From, To: q.To, Filter: q.Filter}
			passage.Filter.Via = nil
			_, other := searcher.Gatekeepers(ctx, s, passage)
			code := graph.CodeOf(err)
			if code != graph.Invalid && code != graph.NotFound || len(q.Filter.Via) == 0 && graph.CodeOf(other) != code {
				t.Fatalf("%+v: got %v and %v", q.Filter, err, other)
			}
			return
		}
		check(t, seed, searcher, s, q)
		if len(q.Filter.Via) > 0 {
			return
		}
		passage := path.Passage{From: q.From, To: q.To, MaxRoutes: 4, Filter: q.Filter, Today: today}
		got, err := searcher.Gatekeepers(ctx, s, passage)
		if err != nil {
			t.Fatalf("%+v: %v", q.Filter, err)
		}
		checkByHand(t, seed, s, passage, got)
	})
}
