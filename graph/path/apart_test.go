package path_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/index"
	"entente/graph/path"
)

func TestApart(t *testing.T) {
	t.Run("gives the first of all paths that share nobody with the given one", func(t *testing.T) {
		searcher := path.New()
		none := 0
		for seed := range uint64(2000) {
			random := rand.New(rand.NewPCG(seed, 40))
			w := randomWorld(random)
			s := w.build(t)
			q := randomQuery(random, s, len(w.nodes)-1)
			all := listAll(t, s, q)
			if len(all) == 0 || q.From == q.To {
				continue
			}
			given := all[random.IntN(len(all))].vertices
			inner := given[1 : len(given)-1]
			var want [][]index.Vertex
			for _, l := range all {
				shares := slices.ContainsFunc(inner, func(v index.Vertex) bool { return slices.Contains(l.vertices, v) })
				if !shares && !slices.Equal(l.vertices, given) && len(want) < q.K {
					want = append(want, l.vertices)
				}
			}
			got, err := searcher.Apart(context.Background(), s, q, given)
			if err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
			var routes [][]index.Vertex
			for _, route := range got.Routes {
				routes = append(routes, route.Vertices)
			}
			if diff := gocmp.Diff(want, routes); diff != "" {
				t.Fatalf("seed %d: apart from %v (-want +got):\n%s", seed, given, diff)
			}
			if (got.Diagnosis == nil) != (len(want) == q.K) {
				t.Fatalf("seed %d: got the diagnosis %+v with %d paths of %d", seed, got.Diagnosis, len(want), q.K)
			}
			if len(want) == 0 {
				none++
			}
		}
		if none < 50 {
			t.Errorf("only %d questions had no plan B: too few to tell", none)
		}
	})
	s := chainWorld(4, active).build(t)
	q := path.Query{From: vertexOf(s, 0), To: vertexOf(s, 3), Today: today}
	vertices := func(numbers ...int) (list []index.Vertex) {
		for _, n := range numbers {
			list = append(list, vertexOf(s, n))
		}
		return list
	}
	t.Run("says that the only way leads over the given path", func(t *testing.T) {
		got, err := path.New().Apart(context.Background(), s, q, vertices(0, 1, 2, 3))
		if err != nil || got.Diagnosis == nil || got.Diagnosis.Reason != path.Avoided {
			t.Errorf("got %+v, %v, want the diagnosis AVOIDED", got, err)
		}
	})
	t.Run("says that there is only the direct tie", func(t *testing.T) {
		q := q
		q.To = vertexOf(s, 1)
		got, err := path.New().Apart(context.Background(), s, q, vertices(0, 1))
		if err != nil || got.Diagnosis == nil || got.Diagnosis.Reason != path.Direct {
			t.Errorf("got %+v, %v, want the diagnosis DIRECT", got, err)
		}
	})
	for _, row := range []struct {
		name  string
		given []index.Vertex
		want  graph.Code
	}{
		{"nothing", nil, graph.Invalid},
		{"an end alone", vertices(0), graph.Invalid},
		{"a path that begins elsewhere", vertices(1, 2, 3), graph.Invalid},
		{"a path that ends elsewhere", vertices(0, 1, 2), graph.Invalid},
		{"a path over what is not there", []index.Vertex{0, 99, 3}, graph.NotFound},
	} {
		t.Run("refuses "+row.name, func(t *testing.T) {
			if _, err := path.New().Apart(context.Background(), s, q, row.given); err == nil || graph.CodeOf(err) != row.want {
				t.Errorf("got %v, want %s", err, row.want)
			}
		})
	}
}
