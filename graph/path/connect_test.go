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

func randomGroup(random *rand.Rand, s *index.Snapshot, n int) path.Group {
	q := path.Group{MaxHops: 15, Filter: randomFilter(random, n), Today: today}
	for range 2 + random.IntN(4) {
		q.Members = append(q.Members, vertexOf(s, random.IntN(n)))
	}
	return q
}

// distinctMembers are those of the question with the filter's Via.
func distinctMembers(s *index.Snapshot, q path.Group) (members []index.Vertex) {
	asked := slices.Clone(q.Members)
	for _, id := range q.Filter.Via {
		v, _ := s.Lookup(id)
		asked = append(asked, v)
	}
	for _, v := range asked {
		if !slices.Contains(members, v) {
			members = append(members, v)
		}
	}
	return members
}

func TestConnect(t *testing.T) {
	t.Run("joins all that can be joined, with at most twice the hops that it takes", func(t *testing.T) {
		searcher := path.New()
		exact, larger, apart := 0, 0, 0
		for seed := range uint64(4000) {
			random := rand.New(rand.NewPCG(seed, 30))
			w := randomWorld(random)
			if seed%2 == 1 {
				w = plainWorld(random)
			}
			s := w.build(t)
			q := randomGroup(random, s, len(w.nodes)-1)
			if seed%2 == 1 {
				q.Filter = graph.RouteFilter{}
			}
			got, err := searcher.Connect(context.Background(), s, q)
			if err != nil || got.Truncated {
				t.Fatalf("seed %d: truncated %v, %v", seed, got.Truncated, err)
			}
			web, members := newWeb(t, s, q.Filter), distinctMembers(s, q)
			if diff := gocmp.Diff(web.fragments(members), membersOf(got.Circles)); diff != "" {
				t.Fatalf("seed %d: fragments (-want +got):\n%s", seed, diff)
			}
			if (got.Diagnosis == nil) != (len(got.Circles) == 1) {
				t.Fatalf("seed %d: got the diagnosis %+v for %d circles", seed, got.Diagnosis, len(got.Circles))
			}
			apart += len(got.Circles) - 1
			for _, c := range got.Circles {
				web.checkCircle(t, seed, c)
				web.checkConveners(t, seed, c)
				hops, n := web.smallest(c.Members)+len(c.Members)-1, len(c.Members)
				if len(c.Hops)*n > (2*n-2)*hops {
					t.Fatalf("seed %d: got %d hops, want at most %d times 2 − 2/%d", seed, len(c.Hops), hops, n)
				}
				if len(c.Hops) == hops {
					exact++
				} else {
					larger++
				}
			}
		}
		t.Logf("%d circles are smallest, %d larger", exact, larger)
		if apart < 500 || larger > exact/50 {
			t.Errorf("%d circles are smallest, %d larger, %d apart", exact, larger, apart)
		}
	})
}

func TestCircles(t *testing.T) {
	ask := func(t *testing.T, w world, change func(*index.Snapshot, *path.Group)) (*index.Snapshot, path.Connection) {
		t.Helper()
		s := w.build(t)
		q := path.Group{Today: today}
		change(s, &q)
		got, err := path.New().Connect(context.Background(), s, q)
		if err != nil {
			t.Fatal(err)
		}
		return s, got
	}
	// among makes vertices of numbers.
	among := func(s *index.Snapshot, numbers ...int) (list []index.Vertex) {
		for _, n := range numbers {
			list = append(list, vertexOf(s, n))
		}
		return list
	}
	// wheel has 0, 1 and 2 joined by a middle, 6, which is the last by id, and in
	// pairs by 3, 4 and 5, who come before it:
	//
	//	0 ─ 3 ─ 1 ─ 4 ─ 2 ─ 5 ─ 0      6 ─ 0, 1, 2
	wheel := world{}
	for i := range 7 {
		wheel.nodes = append(wheel.nodes, organization(i))
	}
	for _, tie := range [][2]int{{0, 3}, {3, 1}, {1, 4}, {4, 2}, {2, 5}, {5, 0}, {6, 0}, {6, 1}, {6, 2}} {
		wheel.tie(tie[0], tie[1])
	}
	t.Run("have who knows three members in the middle, who convenes them", func(t *testing.T) {
		s, got := ask(t, wheel, func(s *index.Snapshot, q *path.Group) { q.Members = among(s, 0, 1, 2) })
		c := got.Circles[0]
		if !slices.Equal(c.Others, among(s, 6)) || len(c.Hops) != 3 || c.Conveners[0].Vertex != vertexOf(s, 6) || c.Conveners[0].Hops != 3 || len(c.Conveners[0].Ties) != 3 {
			t.Errorf("got %+v, want 6 in the middle", c)
		}
	})
	t.Run("have an optional member in them where it costs nobody", func(t *testing.T) {
		s, got := ask(t, wheel, func(s *index.Snapshot, q *path.Group) { q.Members, q.Optional = among(s, 0, 1), among(s, 6, 2) })
		if c := got.Circles[0]; !slices.Equal(c.Optional, among(s, 6)) || len(c.Others) > 0 || len(c.Members) != 2 {
			t.Errorf("got %+v, want 0 and 1 joined by 6", c)
		}
	})
	t.Run("may be joined by an optional member of a kind that others may not be", func(t *testing.T) {
		s, got := ask(t, chainWorld(3, active), func(s *index.Snapshot, q *path.Group) {
			q.Members, q.Optional, q.Filter.Through = among(s, 0, 2), among(s, 1), []graph.EntityKind{graph.Academy}
		})
		if len(got.Circles) != 1 || !slices.Equal(got.Circles[0].Optional, among(s, 1)) {
			t.Errorf("got %+v, want one circle with 1", got)
		}
	})
	t.Run("have those of the filter's Via as members", func(t *testing.T) {
		s, got := ask(t, chainWorld(4, active), func(s *index.Snapshot, q *path.Group) {
			q.Members, q.Filter.Via = among(s, 0), []graph.ID{name(2), name(0)}
		})
		if c := got.Circles[0]; !slices.Equal(c.Members, among(s, 0, 2)) || !slices.Equal(c.Others, among(s, 1)) {
			t.Errorf("got %+v, want 0 and 2 joined by 1", c)
		}
	})
	t.Run("are several where no path is short enough, and the diagnosis says so", func(t *testing.T) {
		_, got := ask(t, chainWorld(8, active), func(s *index.Snapshot, q *path.Group) { q.Members, q.MaxHops = among(s, 0, 1, 7), 5 })
		if len(got.Circles) != 2 || got.Diagnosis == nil || got.Diagnosis.Reason != path.TooLong || len(got.Diagnosis.Nearest.Hops) != 6 {
			t.Errorf("got %+v, want two circles, TOO_LONG by one hop", got)
		}
	})
	t.Run("are joined where each is near some part of the other", func(t *testing.T) {
		// 7 is 3 hops from 2, which is in the circle of 0 and 3 only once that is made:
		//
		//	0 ─ 1 ─ 2 ─ 3      2 ─ 5 ─ 6 ─ 7
		w := world{}
		for i := range 8 {
			w.nodes = append(w.nodes, organization(i))
		}
		for _, tie := range [][2]int{{0, 1}, {1, 2}, {2, 3}, {2, 5}, {5, 6}, {6, 7}} {
			w.tie(tie[0], tie[1])
		}
		for _, order := range [][]int{{7, 0, 3}, {0, 3, 7}, {3, 7, 0}} {
			_, got := ask(t, w, func(s *index.Snapshot, q *path.Group) { q.Members, q.MaxHops = among(s, order...), 3 })
			if len(got.Circles) != 1 || len(got.Circles[0].Hops) != 6 {
				t.Errorf("in the order %v got %+v, want one circle of 6 hops", order, got)
			}
		}
	})
	t.Run("leave who is to be avoided alone", func(t *testing.T) {
		s, got := ask(t, chainWorld(3, active), func(s *index.Snapshot, q *path.Group) {
			q.Members, q.Filter.Avoid = among(s, 2, 0, 1), []graph.ID{name(2)}
		})
		if diff := gocmp.Diff([][]index.Vertex{among(s, 0, 1), among(s, 2)}, membersOf(got.Circles)); diff != "" || got.Diagnosis.Reason != path.Avoided {
			t.Errorf("%+v (-want +got):\n%s", got.Diagnosis, diff)
		}
	})
	t.Run("of one member are that member, named once", func(t *testing.T) {
		s, got := ask(t, chainWorld(3, active), func(s *index.Snapshot, q *path.Group) { q.Members, q.Optional = among(s, 1, 1), among(s, 1) })
		if want := []path.Circle{{Members: among(s, 1)}}; !gocmp.Equal(want, got.Circles) || got.Diagnosis != nil {
			t.Errorf("got %+v, want %+v", got, want)
		}
	})
	for _, row := range []struct {
		name   string
		change func(*path.Group)
		want   graph.Code
	}{
		{"no member", func(q *path.Group) { q.Members = nil }, graph.Invalid},
		{"a member that is not there", func(q *path.Group) { q.Members = []index.Vertex{99} }, graph.NotFound},
		{"an optional one that is not there", func(q *path.Group) { q.Optional = []index.Vertex{99} }, graph.NotFound},
		{"an unknown one to pass by", func(q *path.Group) { q.Filter.Via = []graph.ID{"org:nobody"} }, graph.NotFound},
		{"too many hops", func(q *path.Group) { q.MaxHops = 16 }, graph.TooLarge},
		{"more than fifty", func(q *path.Group) {
			for v := range index.Vertex(path.MostMembers) {
				q.Optional = append(q.Optional, v)
			}
			q.Members = []index.Vertex{path.MostMembers}
		}, graph.TooLarge},
	} {
		t.Run("are not asked of "+row.name, func(t *testing.T) {
			q := path.Group{Members: []index.Vertex{0}, Today: today}
			row.change(&q)
			if _, err := path.New().Connect(context.Background(), chainWorld(60, active).build(t), q); err == nil || graph.CodeOf(err) != row.want {
				t.Errorf("got %v, want %s", err, row.want)
			}
		})
	}
}

func TestConnectShapes(t *testing.T) {
	for _, shape := range shapes() {
		s := shape.build(t)
		w := newWeb(t, s, everything())
		t.Run(shape.name+": circles are trees that join what is in one part", func(t *testing.T) {
			searcher := path.New()
			for seed := range uint64(20) {
				random := rand.New(rand.NewPCG(seed, 31))
				q := path.Group{MaxHops: 15, Filter: everything(), Today: today}
				for range 2 + random.IntN(8) {
					v, other := shape.randomPair(random, s)
					q.Members, q.Optional = append(q.Members, v), append(q.Optional, other)
				}
				got, err := searcher.Connect(context.Background(), s, q)
				if err != nil {
					t.Fatalf("seed %d: %v", seed, err)
				}
				if shape.name != "grid" {
					if diff := gocmp.Diff(w.fragments(distinctMembers(s, q)), membersOf(got.Circles)); diff != "" {
						t.Fatalf("seed %d: fragments (-want +got):\n%s", seed, diff)
					}
				}
				for _, c := range got.Circles {
					w.checkCircle(t, seed, c)
				}
			}
		})
	}
}

func TestConnectBudget(t *testing.T) {
	t.Run("stops at the same entry each time, with trees", func(t *testing.T) {
		warm := path.New()
		for seed := range uint64(100) {
			random := rand.New(rand.NewPCG(seed, 32))
			s := plainWorld(random).build(t)
			q := path.Group{Members: []index.Vertex{0, 2, 5}, Optional: []index.Vertex{1}, Today: today}
			full, err := warm.Connect(context.Background(), s, q)
			if err != nil {
				t.Fatal(err)
			}
			w := newWeb(t, s, q.Filter)
			for budget := 1; budget <= full.Scanned; budget += 1 + full.Scanned/25 {
				q.Budget = budget
				once, err := warm.Connect(context.Background(), s, q)
				if err != nil {
					t.Fatal(err)
				}
				again, err := path.New().Connect(context.Background(), s, q)
				if err != nil {
					t.Fatal(err)
				}
				if diff := gocmp.Diff(once, again); diff != "" {
					t.Fatalf("seed %d, budget %d: two runs differ:\n%s", seed, budget, diff)
				}
				if once.Truncated != (budget < full.Scanned) {
					t.Fatalf("seed %d: truncated is %v with budget %d of %d", seed, once.Truncated, budget, full.Scanned)
				}
				for _, c := range once.Circles {
					w.checkCircle(t, seed, c)
				}
				if once.Diagnosis != nil && once.Truncated && once.Diagnosis.Reason != path.Spent {
					t.Fatalf("seed %d, budget %d: got the diagnosis %s", seed, budget, once.Diagnosis.Reason)
				}
			}
		}
	})
	t.Run("is left when the context ends", func(t *testing.T) {
		s := ladder(6).build(t)
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		_, err := path.New().Connect(ctx, s, path.Group{Members: []index.Vertex{0, 5, 11}, Today: today})
		if err == nil || graph.CodeOf(err) != graph.Canceled {
			t.Errorf("got %v, want CANCELED", err)
		}
	})
}
