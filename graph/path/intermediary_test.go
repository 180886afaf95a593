package path_test

import (
	"cmp"
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/index"
	"entente/graph/path"
)

// betweenByHand lists the intermediaries from all paths between all pairs.
func betweenByHand(t *testing.T, s *index.Snapshot, q path.Sides) (list []path.Intermediary, hops int, paths float64) {
	var all []listed
	for _, from := range q.From {
		for _, to := range q.To {
			all = append(all, listAll(t, s, path.Query{From: from, To: to, K: 1, MaxHops: q.MaxHops, Filter: q.Filter, Today: q.Today})...)
		}
	}
	slices.SortFunc(all, func(a, b listed) int {
		return cmp.Or(cmp.Compare(a.hops(), b.hops()), cmp.Compare(a.cost, b.cost), slices.Compare(a.vertices, b.vertices))
	})
	all = slices.CompactFunc(all, func(a, b listed) bool { return slices.Equal(a.vertices, b.vertices) })
	if len(all) == 0 {
		return nil, -1, 0
	}
	hops = all[0].hops()
	if hops == 0 {
		return nil, 0, 1
	}
	through := map[index.Vertex]*path.Intermediary{}
	for _, l := range all {
		if l.hops() > hops {
			break
		}
		paths++
		for _, v := range l.vertices[1:hops] {
			if through[v] == nil {
				through[v] = &path.Intermediary{Vertex: v, Best: l.vertices}
			}
			through[v].Paths++
		}
	}
	for _, i := range through {
		i.Share = i.Paths / paths
		list = append(list, *i)
	}
	slices.SortFunc(list, func(a, b path.Intermediary) int {
		return cmp.Or(cmp.Compare(b.Share, a.Share), cmp.Compare(s.ID(a.Vertex), s.ID(b.Vertex)))
	})
	return list, hops, paths
}

func randomSides(random *rand.Rand, s *index.Snapshot, n int) path.Sides {
	q := path.Sides{MaxHops: 1 + random.IntN(7), Filter: randomFilter(random, n), Today: today}
	if random.IntN(2) == 0 {
		q.Filter = everything()
	}
	for range 1 + random.IntN(2) {
		q.From = append(q.From, vertexOf(s, random.IntN(n)))
		q.To = append(q.To, vertexOf(s, random.IntN(n)))
	}
	return q
}

func vertexOf(s *index.Snapshot, i int) index.Vertex {
	v, _ := s.Lookup(name(i))
	return v
}

// sharesAgree holds Shares, and Brokers for shares alone, against what Between says.
func sharesAgree(t *testing.T, searcher *path.Searcher, s *index.Snapshot, q path.Sides, want path.Betweenness) {
	t.Helper()
	shares, count, err := searcher.Shares(context.Background(), s, q, []path.Share{{}})
	if len(q.Filter.Via) > 0 {
		if graph.CodeOf(err) != graph.Invalid || len(shares) != 1 {
			t.Fatalf("got %v, want a via refused", err)
		}
		return
	}
	if err != nil || count != (path.Count{Hops: want.Hops, Paths: want.Paths, Truncated: want.Truncated, Scanned: want.Scanned}) || len(shares) != len(want.Intermediaries)+1 {
		t.Fatalf("got %d shares with %+v, %v, want %d with %+v", len(shares)-1, count, err, len(want.Intermediaries), want)
	}
	brokers, err := searcher.Brokers(context.Background(), s, path.Brokering{Sides: q, SharesOnly: true})
	if err != nil || brokers.Hops != want.Hops || len(brokers.Brokers) != len(want.Intermediaries) {
		t.Fatalf("got %+v, %v, want the brokers of %+v", brokers, err, want)
	}
	if diff := gocmp.Diff(want.Diagnosis, brokers.Diagnosis); diff != "" {
		t.Fatalf("diagnosis (-want +got):\n%s", diff)
	}
	for i, one := range want.Intermediaries {
		if shares[i+1] != (path.Share{Vertex: one.Vertex, Share: one.Share, Paths: one.Paths}) || brokers.Brokers[i].Share != one.Share || brokers.Brokers[i].Vertex != one.Vertex {
			t.Fatalf("got %+v and %+v at %d, want the share of %+v", shares[i+1], brokers.Brokers[i], i, one)
		}
	}
}

func TestBetween(t *testing.T) {
	t.Run("agrees with the list of all shortest paths between the sides", func(t *testing.T) {
		searcher := path.New()
		for seed := range uint64(3000) {
			random := rand.New(rand.NewPCG(seed, 4))
			w := randomWorld(random)
			if seed%2 == 1 {
				// Here very many paths are equally strong.
				w = plainWorld(random)
			}
			s := w.build(t)
			q := randomSides(random, s, len(w.nodes)-1)
			if seed%2 == 1 {
				q.Filter = graph.RouteFilter{}
			}
			want, hops, paths := betweenByHand(t, s, q)
			got, err := searcher.Between(context.Background(), s, q)
			if err != nil || got.Hops != hops || got.Paths != paths {
				t.Fatalf("seed %d: got %d hops, %v paths, %v; want %d, %v", seed, got.Hops, got.Paths, err, hops, paths)
			}
			if (got.Diagnosis == nil) != (len(want) > 0) {
				t.Fatalf("seed %d: got diagnosis %+v with %d intermediaries", seed, got.Diagnosis, len(want))
			}
			sharesAgree(t, searcher, s, q, got)
			for i := range got.Intermediaries {
				got.Intermediaries[i].Role = 0
			}
			if diff := gocmp.Diff(want, got.Intermediaries); diff != "" {
				t.Fatalf("seed %d (-want +got):\n%s", seed, diff)
			}
		}
	})
	t.Run("gives shares that add up to the distance less one", func(t *testing.T) {
		s := ladder(8).build(t)
		got, err := path.New().Between(context.Background(), s, path.Sides{
			From: []index.Vertex{lookup(t, s, name(0))}, To: []index.Vertex{lookup(t, s, name(15))}, MaxHops: 15, Today: today})
		if err != nil {
			t.Fatal(err)
		}
		sum := 0.0
		for _, i := range got.Intermediaries {
			sum += i.Share
		}
		if math.Abs(sum-float64(got.Hops-1)) > 1e-9 || got.Hops != 8 {
			t.Errorf("got shares of %v at %d hops, want 7 at 8", sum, got.Hops)
		}
	})
	t.Run("says that nobody lies between what is tied directly", func(t *testing.T) {
		s := ladder(2).build(t)
		got, err := path.New().Between(context.Background(), s, path.Sides{
			From: []index.Vertex{lookup(t, s, name(0))}, To: []index.Vertex{lookup(t, s, name(1))}, Today: today})
		if err != nil || len(got.Intermediaries) > 0 || got.Diagnosis == nil || got.Diagnosis.Reason != path.Direct {
			t.Errorf("got %+v, %v, want the diagnosis DIRECT", got, err)
		}
	})
	t.Run("lists the shortest paths that contain whom the filter names", func(t *testing.T) {
		// The way by 1 is longer than the direct one and by 3 there is none:
		//
		//	0 ── 2      0 ── 1 ── 4 ── 2      3
		w := world{}
		for i := range 5 {
			w.nodes = append(w.nodes, organization(i))
		}
		w.tie(0, 2)
		w.tie(0, 1)
		w.tie(1, 4)
		w.tie(4, 2)
		s := w.build(t)
		sides := path.Sides{From: []index.Vertex{vertexOf(s, 0)}, To: []index.Vertex{vertexOf(s, 2)}, Today: today}
		sides.Filter.Via = []graph.ID{name(1)}
		got, err := path.New().Between(context.Background(), s, sides)
		if err != nil || got.Hops != 3 || got.Paths != 1 || len(got.Intermediaries) != 2 {
			t.Errorf("got %+v, %v, want one path of 3 hops with two between", got, err)
		}
		sides.Filter.Via = []graph.ID{name(3)}
		got, err = path.New().Between(context.Background(), s, sides)
		if err != nil || got.Hops != -1 || got.Diagnosis == nil || got.Diagnosis.Reason != path.Bypassed {
			t.Errorf("got %+v, %v, want the diagnosis BYPASSED", got, err)
		}
	})
	t.Run("says that the paths by way of somebody may be more than it lists", func(t *testing.T) {
		// 0 knows 1 to 11, each of whom knows 12 to 22, who know 23, who knows 24: 121 paths.
		w := world{}
		for i := range 25 {
			w.nodes = append(w.nodes, organization(i))
		}
		for i := 1; i <= 11; i++ {
			w.tie(0, i)
			w.tie(11+i, 23)
			for j := 12; j <= 22; j++ {
				w.tie(i, j)
			}
		}
		w.tie(23, 24)
		s := w.build(t)
		got, err := path.New().Between(context.Background(), s, path.Sides{From: []index.Vertex{vertexOf(s, 0)},
			To: []index.Vertex{vertexOf(s, 24)}, Filter: graph.RouteFilter{Via: []graph.ID{name(23)}}, Today: today})
		if err != nil || !got.Truncated || got.Paths != path.MostPaths {
			t.Errorf("got %v paths, truncated %v, %v; want %d, truncated", got.Paths, got.Truncated, err, path.MostPaths)
		}
	})
}

func TestRoles(t *testing.T) {
	for _, row := range []struct {
		// countries are those of the entity before, of the broker and of the entity after.
		countries [3]string
		want      string
	}{
		{[3]string{"XA", "XA", "XA"}, "COORDINATOR"},
		{[3]string{"XA", "XB", "XA"}, "ITINERANT"},
		{[3]string{"XA", "XB", "XB"}, "GATEKEEPER"},
		{[3]string{"XA", "XA", "XB"}, "REPRESENTATIVE"},
		{[3]string{"XA", "XB", "XC"}, "LIAISON"},
		{[3]string{"XA", "", "XA"}, ""},
		{[3]string{"", "XA", "XA"}, ""},
	} {
		t.Run(row.countries[0]+"-"+row.countries[1]+"-"+row.countries[2]+" is "+row.want, func(t *testing.T) {
			var w world
			for _, code := range []string{"XA", "XB", "XC"} {
				w.nodes = append(w.nodes, &graph.Node{ID: graph.ID("country:" + code), Kind: graph.Country, Code: code})
			}
			for i, code := range row.countries {
				w.nodes = append(w.nodes, &graph.Node{ID: name(i), Kind: graph.Organization, Code: code})
			}
			w.tie(0, 1)
			w.tie(1, 2)
			s := w.build(t)
			got, err := path.New().Between(context.Background(), s, path.Sides{
				From: []index.Vertex{lookup(t, s, name(0))}, To: []index.Vertex{lookup(t, s, name(2))}, Today: today})
			if err != nil || len(got.Intermediaries) != 1 {
				t.Fatalf("got %+v, %v, want one intermediary", got, err)
			}
			if role := got.Intermediaries[0].Role.String(); role != row.want {
				t.Errorf("got %q, want %q", role, row.want)
			}
		})
	}
}
