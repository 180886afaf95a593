package path_test

import (
	"context"
	"math/rand/v2"
	"testing"

	"entente/graph"
	"entente/graph/path"
)

func TestStrengthWithinHops(t *testing.T) {
	searcher := path.New()
	for _, shape := range shapes() {
		s := shape.build(t)
		t.Run(shape.name+": a bound on hops next to the fewest leaves the best of what is left", func(t *testing.T) {
			for seed := range uint64(40) {
				random := rand.New(rand.NewPCG(seed, 14))
				q := path.Query{MaxHops: shape.most, Order: graph.ByStrength, Filter: everything(), Today: today}
				q.From, q.To = shape.randomPair(random, s)
				shortest, err := searcher.Shortest(context.Background(), s, q, nil)
				if err != nil {
					t.Fatal(err)
				}
				fewest := len(shortest) - 1
				for hops := max(1, fewest-1); hops <= min(fewest+2, shape.most); hops++ {
					q.MaxHops = hops
					for _, q.K = range []int{1, 2, 1 + random.IntN(40)} {
						check(t, seed, searcher, s, q)
					}
				}
			}
		})
	}
}

func TestStrengthShapes(t *testing.T) {
	for _, row := range []struct {
		name string
		make world
		// last is the number of the goal; the start is 0.
		last int
	}{
		// Every path of a length is as strong as every other.
		{"where all are tied to all", completeWorld(7), 6},
		{"where two ways lead on from everywhere", diamonds(5), 15},
		{"of a ladder, fewer than asked", ladder(4), 7},
		// Strong ties among some that lead nowhere else: walks go there and come back.
		{"from a clique with one way out", lollipop(5, 4, false), 8},
		{"to a clique with one way in", lollipop(5, 4, true), 8},
		{"past a hub that carries all strong ways", wheel(9), 8},
	} {
		t.Run("the strongest paths "+row.name+" are exactly the first of all", func(t *testing.T) {
			s, searcher := row.make.build(t), path.New()
			for hops := 1; hops <= path.MostHops; hops++ {
				for _, k := range []int{1, 2, 3, 7, 20, path.MostPaths} {
					check(t, uint64(hops), searcher, s, path.Query{From: vertexOf(s, 0), To: vertexOf(s, row.last), K: k, MaxHops: hops,
						Order: graph.ByStrength, Filter: everything(), Today: today})
				}
			}
		})
	}
}

// organizations are the bodies of a world.
func organizations(n int) world {
	var w world
	for i := range n {
		w.nodes = append(w.nodes, organization(i))
	}
	return w
}

func completeWorld(n int) world {
	w := organizations(n)
	for a := range n {
		for b := range a {
			w.tie(a, b)
		}
	}
	return w
}

// diamonds is a chain of them:
//
//	  1       4
//	0   3   …   3n
//	  2       5
func diamonds(n int) world {
	w := organizations(3*n + 1)
	for i := 0; i < 3*n; i += 3 {
		for _, middle := range []int{i + 1, i + 2} {
			w.tie(i, middle)
			w.tie(middle, i+3)
		}
	}
	return w
}

// lollipop is a clique and a chain of doubtful ties from it, of which every
// second body has a way around:
//
//	0 … clique … c−1 ~ c ~ c+1 ~ … ~ c+n−1
//
// Turned round, the numbers run the other way.
func lollipop(clique, chain int, turned bool) world {
	n := clique + chain
	w := organizations(n)
	at := func(i int) graph.ID {
		if turned {
			i = n - 1 - i
		}
		return name(i)
	}
	for a := range clique {
		for b := range a {
			w.add(graph.PartOf, at(a), at(b), "", active)
		}
	}
	for i := clique; i < n; i++ {
		w.add(graph.PartnerOf, at(i-1), at(i), "", doubtful)
		w.add(graph.PartnerOf, at(i-2), at(i), "", doubtful)
	}
	return w
}

// wheel is a ring of doubtful ties around a hub, number 1, that is part of everyone on it.
func wheel(n int) world {
	w := organizations(n)
	for i := range n {
		if i == 1 {
			continue
		}
		w.add(graph.PartOf, name(1), name(i), "", active)
		next := i + 1
		if next == 1 {
			next = 2
		}
		w.add(graph.PartnerOf, name(i), name(next%n), "", doubtful)
	}
	return w
}

func TestStrengthIsFast(t *testing.T) {
	t.Run("where few paths hold to the bound on hops: entries grow with the paths, not with the graph", func(t *testing.T) {
		searcher := path.New()
		for _, rungs := range []int{10, 49} {
			s := ladder(rungs).build(t)
			result, err := searcher.Find(context.Background(), s, path.Query{From: vertexOf(s, 0), To: vertexOf(s, 10), K: 10, MaxHops: 6,
				Order: graph.ByStrength, Today: today})
			if err != nil || len(result.Routes) == 0 || result.Scanned > 200 {
				t.Errorf("%d rungs: got %d paths for %d entries, %v, want some for at most 200", rungs, len(result.Routes), result.Scanned, err)
			}
		}
	})
}
