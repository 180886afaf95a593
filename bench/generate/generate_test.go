package generate_test

import (
	"context"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/bench/generate"
	"entente/graph"
	"entente/graph/index"
	"entente/graph/path"
)

var today = graph.Date{Year: 2025, Month: 6, Day: 1}.First()

// collect reads a graph into nodes and ties, and holds them against the vocabulary.
func collect(t *testing.T, g *generate.Graph) (nodes []*graph.Node, ties []*graph.Tie) {
	t.Helper()
	for outline, err := range g.Outlines() {
		switch {
		case err != nil:
			t.Fatal(err)
		case outline.Node != nil:
			nodes = append(nodes, outline.Node)
		default:
			ties = append(ties, outline.Tie)
		}
	}
	for _, tie := range ties {
		ends := tie.Kind.Ends()
		fits := slices.Contains(ends.From, graph.Organization) && slices.Contains(ends.To, graph.Organization)
		if !fits || !tie.Kind.HasRole(tie.Role) || tie.From == tie.To || tie.Interval().Validate() != nil {
			t.Fatalf("%+v breaks the vocabulary", tie)
		}
	}
	return nodes, ties
}

func degrees(ties []*graph.Tie) map[graph.ID]int {
	count := map[graph.ID]int{}
	for _, tie := range ties {
		count[tie.From]++
		count[tie.To]++
	}
	return count
}

func largest(count map[graph.ID]int) int {
	most := 0
	for _, n := range count {
		most = max(most, n)
	}
	return most
}

func build(t *testing.T, g *generate.Graph) *index.Snapshot {
	t.Helper()
	s, err := index.Build(context.Background(), g.Outlines(), today)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// distance counts the hops between two entities, −1 without a path.
func distance(t *testing.T, s *index.Snapshot, a, b graph.ID) int {
	t.Helper()
	from, _ := s.Lookup(a)
	to, _ := s.Lookup(b)
	filter := graph.RouteFilter{AnyTime: true, Statuses: graph.Statuses(), Kinds: slices.Concat(graph.KindsOf(graph.Contact), graph.KindsOf(graph.Context))}
	got, err := path.New().Count(context.Background(), s, path.Query{From: from, To: to, MaxHops: 15, Filter: filter, Today: today})
	if err != nil {
		t.Fatal(err)
	}
	return got.Hops
}

func TestShapes(t *testing.T) {
	makers := map[string]func(seed uint64) *generate.Graph{
		"power law": func(seed uint64) *generate.Graph { return generate.PowerLaw(2000, 12_000, seed) },
		"flat":      func(seed uint64) *generate.Graph { return generate.Flat(2000, 6000, seed) },
		"grid":      func(seed uint64) *generate.Graph { return generate.Grid(30, seed) },
		"bridged":   func(seed uint64) *generate.Graph { return generate.Bridged(1000, 5000, seed) },
		"split":     func(seed uint64) *generate.Graph { return generate.Split(1000, 5000, seed) },
		"star":      func(seed uint64) *generate.Graph { return generate.Star(1000, 1600, seed) },
	}
	for name, make := range makers {
		t.Run(name+" is the same for a seed and another for another", func(t *testing.T) {
			nodes, ties := collect(t, make(1))
			sameNodes, sameTies := collect(t, make(1))
			if diff := cmp.Diff(nodes, sameNodes) + cmp.Diff(ties, sameTies); diff != "" {
				t.Errorf("two graphs of one seed differ:\n%s", diff)
			}
			if _, others := collect(t, make(2)); cmp.Equal(ties, others) {
				t.Error("two seeds give one graph")
			}
		})
		t.Run(name+" makes an index, and its pairs are joined", func(t *testing.T) {
			g := make(1)
			s := build(t, g)
			if s.Entities() != g.Nodes || s.Ties() != g.Edges() {
				t.Errorf("got %d entities and %d ties, want %d and %d", s.Entities(), s.Ties(), g.Nodes, g.Edges())
			}
			pairs := g.Pairs(20, 3)
			if diff := cmp.Diff(pairs, g.Pairs(20, 3)); diff != "" || len(pairs) != 20 {
				t.Errorf("got %d pairs that differ by\n%s", len(pairs), diff)
			}
			for _, pair := range pairs {
				// Grids have pairs that are farther apart than any query may ask for.
				if hops := distance(t, s, pair[0], pair[1]); hops == 0 || hops < 0 && name != "grid" {
					t.Errorf("%v are %d hops apart", pair, hops)
				}
			}
		})
	}
	t.Run("the power law has hubs, flat has not", func(t *testing.T) {
		_, hubs := collect(t, makers["power law"](1))
		_, flat := collect(t, makers["flat"](1))
		if most, least := largest(degrees(hubs)), largest(degrees(flat)); most < 300 || least > 100 {
			t.Errorf("the largest degrees are %d and %d, want at least 300 and at most 100", most, least)
		}
	})
	t.Run("a star's centre has half of all relationships", func(t *testing.T) {
		_, ties := collect(t, makers["star"](1))
		if got := degrees(ties)[generate.ID(0)]; got != len(ties)/2 {
			t.Errorf("got %d of %d", got, len(ties))
		}
	})
	t.Run("nothing joins the components of split, and the broker joins the halves of bridged", func(t *testing.T) {
		if got := distance(t, build(t, makers["split"](1)), generate.ID(0), generate.ID(999)); got != -1 {
			t.Errorf("got %d hops between two components", got)
		}
		bridged := makers["bridged"](1)
		_, ties := collect(t, bridged)
		if got := degrees(ties)[generate.ID(bridged.Nodes-1)]; got != 2 {
			t.Errorf("the broker has %d relationships, want 2", got)
		}
		if got := distance(t, build(t, bridged), generate.ID(0), generate.ID(499)); got != 2 {
			t.Errorf("got %d hops over the broker, want 2", got)
		}
	})
	t.Run("opposite corners of a grid are as far apart as its sides are long together", func(t *testing.T) {
		if got := distance(t, build(t, generate.Grid(8, 1)), generate.ID(0), generate.ID(63)); got != 14 {
			t.Errorf("got %d hops, want 14", got)
		}
	})
	t.Run("one relationship in a hundred is a succession", func(t *testing.T) {
		_, ties := collect(t, makers["power law"](1))
		succeeded := 0
		for _, tie := range ties {
			if tie.Kind == graph.SucceededBy {
				succeeded++
			}
		}
		if share := float64(succeeded) / float64(len(ties)); math.Abs(share-0.01) > 0.004 {
			t.Errorf("got a share of %v, want about 0.01", share)
		}
	})
}
