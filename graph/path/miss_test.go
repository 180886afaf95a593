package path_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/index"
	"entente/graph/path"
)

// missWorld has one way for each limit between body 0 and body 9, and none
// within the question that the test asks:
//
//	0 ── 1 ── 2 ── 9      one hop longer than two
//	0 ┄┄ 3 ── 9           ended on the near side
//	0 ── 4 ── 9           4 is to be avoided
//	0 ── 5 ── 9           5 is under restrictions
//	0 ── 6 ═══ 9          certified by: only context
//	0 ── 7 ┄┄ 9           begins later
func missWorld() world {
	var w world
	for i := range 10 {
		w.nodes = append(w.nodes, organization(i))
	}
	w.nodes = append(w.nodes, &graph.Node{ID: "restriction:invented", Kind: graph.Restriction})
	w.add(graph.ListedUnder, name(5), "restriction:invented", "", active)
	for _, pair := range [][2]int{{0, 1}, {1, 2}, {2, 9}, {3, 9}, {0, 4}, {4, 9}, {0, 5}, {5, 9}, {0, 6}, {0, 7}} {
		w.tie(pair[0], pair[1])
	}
	w.add(graph.PartnerOf, name(0), name(3), "", ended)
	w.add(graph.CertifiedBy, name(6), name(9), "", active)
	w.add(graph.PartnerOf, name(7), name(9), "", coming)
	return w
}

func TestEachLimitHasItsNearestMissAsAPath(t *testing.T) {
	s := missWorld().build(t)
	found, err := path.New().Misses(context.Background(), s, path.Query{From: lookup(t, s, name(0)), To: lookup(t, s, name(9)), MaxHops: 2, Today: today,
		Filter: graph.RouteFilter{Avoid: []graph.ID{name(4)}, AvoidRestricted: true}}, 0)
	if err != nil || found.Truncated {
		t.Fatalf("got %+v, %v", found, err)
	}
	var got []string
	for _, miss := range found.List {
		line := miss.Loosened[0].String()
		for _, v := range miss.Route.Vertices {
			line += " " + string(s.ID(v))[len("org:invented-"):]
		}
		got = append(got, fmt.Sprintf("%s, hops %v, kept out %d", line, miss.Hops, len(miss.Vertices)))
	}
	want := []string{
		"TOO_LONG 00 01 02 09, hops [], kept out 0",
		"ENDED 00 03 09, hops [0], kept out 0",
		"LATER 00 07 09, hops [1], kept out 0",
		"AVOIDED 00 04 09, hops [], kept out 1",
		"RESTRICTED 00 05 09, hops [], kept out 1",
		"CONTEXT_ONLY 00 06 09, hops [1], kept out 0",
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("misses (-want +got):\n%s", diff)
	}
}

// Each miss must be the best path of a question with that limit lifted, found
// here by trying every way, and what it breaks must be what the question refuses.
func TestMissesAreBestPathsOfLooserQuestions(t *testing.T) {
	for seed := range uint64(300) {
		random := rand.New(rand.NewPCG(seed, 77))
		w := randomWorld(random)
		s := w.build(t)
		filter := randomFilter(random, len(w.nodes)-1)
		filter.Via = nil
		q := path.Query{From: lookup(t, s, name(0)), To: lookup(t, s, name(1)), K: 1, MaxHops: 1 + random.IntN(4), Today: today, Filter: filter, Order: graph.ByStrength}
		within := listAll(t, s, q)
		than := 0.0
		if len(within) > 0 {
			found, err := path.New().Find(context.Background(), s, q)
			if err != nil {
				t.Fatal(err)
			}
			than = found.Routes[0].Strength
		}
		misses, err := path.New().Misses(context.Background(), s, q, than)
		if err != nil {
			t.Fatal(err)
		}
		gate, _ := s.Gate(filter, today)
		for _, miss := range misses.List {
			if than > 0 && (miss.Route.Strength <= than || miss.Loosened[0] == path.Longer) {
				t.Fatalf("seed %d: the miss for %v is no stronger than what the question has", seed, miss.Loosened)
			}
			broken := len(miss.Hops) > 0 || len(miss.Vertices) > 0 || len(miss.Route.Hops) > q.MaxHops
			if !broken {
				t.Fatalf("seed %d: the miss for %v lies within the question", seed, miss.Loosened)
			}
			for i, hop := range miss.Route.Hops {
				admitted := slices.ContainsFunc(hop.Ties, func(p uint32) bool { return gate.Admits(s.Words[p]) && (than == 0 || p == hop.Ties[0]) })
				if admitted == slices.Contains(miss.Hops, i) {
					t.Fatalf("seed %d: hop %d of the miss for %v is told wrongly", seed, i, miss.Loosened)
				}
			}
		}
		if wider, ok := lifted(filter); ok && than == 0 {
			checkMiss(t, s, path.Query{From: q.From, To: q.To, MaxHops: q.MaxHops, Today: today, Filter: wider, Order: graph.ByHops}, misses, path.Restricted, seed)
		}
	}
}

// lifted is a filter that no longer avoids entities under restrictions.
func lifted(filter graph.RouteFilter) (graph.RouteFilter, bool) {
	had := filter.AvoidRestricted
	filter.AvoidRestricted = false
	return filter, had
}

func checkMiss(t *testing.T, s *index.Snapshot, looser path.Query, misses path.Misses, reason path.Reason, seed uint64) {
	t.Helper()
	all := listAll(t, s, looser)
	at := slices.IndexFunc(misses.List, func(m path.Miss) bool { return len(m.Loosened) == 1 && m.Loosened[0] == reason })
	if (at >= 0) != (len(all) > 0) {
		t.Fatalf("seed %d: %s has a miss: %v, paths of the looser question: %d", seed, reason, at >= 0, len(all))
	}
	if at >= 0 && !slices.Equal(misses.List[at].Route.Vertices, all[0].vertices) {
		t.Fatalf("seed %d: the miss for %s is %v, the best path %v", seed, reason, misses.List[at].Route.Vertices, all[0].vertices)
	}
}
