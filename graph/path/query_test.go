package path_test

import (
	"context"
	"errors"
	"testing"

	"entente/graph"
	"entente/graph/index"
	"entente/graph/path"
)

func TestQuery(t *testing.T) {
	s := ladder(3).build(t)
	for _, row := range []struct {
		name  string
		query path.Query
		code  graph.Code
		field string
	}{
		{"k above the most", path.Query{K: 101}, graph.TooLarge, "k"},
		{"a negative k", path.Query{K: -1}, graph.Invalid, "k"},
		{"more hops than the most", path.Query{MaxHops: 16}, graph.TooLarge, "maxHops"},
		{"negative hops", path.Query{MaxHops: -1}, graph.Invalid, "maxHops"},
		{"a negative budget", path.Query{Budget: -1}, graph.Invalid, "budget"},
		{"a vertex that is not there", path.Query{To: 99}, graph.NotFound, ""},
		{"a restriction as a kind", path.Query{Filter: graph.RouteFilter{Kinds: []graph.RelationshipKind{graph.Targets}}}, graph.Invalid, "kinds[0]"},
		{"an unknown entity to avoid", path.Query{Filter: graph.RouteFilter{Avoid: []graph.ID{"org:unknown"}}}, graph.NotFound, "avoid[0]"},
	} {
		t.Run(row.name+" is refused", func(t *testing.T) {
			searcher := path.New()
			_, findErr := searcher.Find(context.Background(), s, row.query)
			_, shortestErr := searcher.Shortest(context.Background(), s, row.query, nil)
			_, countErr := searcher.Count(context.Background(), s, row.query)
			for _, err := range []error{findErr, shortestErr, countErr} {
				var refused *graph.Error
				if !errors.As(err, &refused) || refused.Code != row.code || refused.Field != row.field {
					t.Errorf("got %v, want %s at %q", err, row.code, row.field)
				}
			}
		})
	}
	t.Run("is filled in with the defaults", func(t *testing.T) {
		from, to := lookup(t, s, name(0)), lookup(t, s, name(5))
		short, err := path.New().Find(context.Background(), s, path.Query{From: from, To: to, Today: today})
		if err != nil || len(short.Routes) != 1 {
			t.Errorf("got %+v, %v, want one path", short, err)
		}
		chain := chainWorld(8, active).build(t)
		long, err := path.New().Find(context.Background(), chain, path.Query{From: lookup(t, chain, name(0)), To: lookup(t, chain, name(7)), Today: today})
		if err != nil || len(long.Routes) != 0 || long.Diagnosis.Reason != path.TooLong {
			t.Errorf("got %+v, %v, want no path of 7 hops where 6 are allowed", long, err)
		}
	})
	t.Run("about two sides is refused in the same way", func(t *testing.T) {
		for _, q := range []path.Sides{{MaxHops: 16}, {Budget: -1}, {From: []index.Vertex{99}}} {
			if got, err := path.New().Between(context.Background(), s, q); err == nil {
				t.Errorf("got %+v for %+v, want an error", got, q)
			}
		}
	})
}
