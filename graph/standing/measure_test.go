package standing_test

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/bench/generate"
	"entente/graph"
	"entente/graph/index"
	"entente/graph/standing"
)

func filters() []graph.RouteFilter {
	return []graph.RouteFilter{
		{},
		{Kinds: []graph.RelationshipKind{graph.PartnerOf, graph.CertifiedBy}},
		{Statuses: graph.Statuses()},
		{Avoid: []graph.ID{name(0), name(3)}},
		{Through: []graph.EntityKind{graph.Organization}},
		{Through: []graph.EntityKind{graph.Academy}},
	}
}

func TestExactBetweennessIsThatOfAllShortestPaths(t *testing.T) {
	largest := 0.0
	for seed := range uint64(600) {
		r := rand.New(rand.NewPCG(seed, 1))
		p := random(r, 3+r.IntN(7), 0.2+0.5*r.Float64())
		for _, node := range p.nodes {
			node.Kind = []graph.EntityKind{graph.Organization, graph.Academy}[r.IntN(2)]
		}
		s, filter := p.build(t), filters()[r.IntN(len(filters()))]
		if len(filter.Avoid) > 0 && len(p.nodes) < 4 {
			continue
		}
		c := circleOf(t, s, filter)
		m := measure(t, s, filter, standing.Options{Workers: 1 + r.IntN(3)})
		if diff := cmp.Diff(c.members, m.Members); diff != "" && len(c.members) > 0 {
			t.Fatalf("seed %d: members (-want +got):\n%s", seed, diff)
		}
		ties := 0
		for i, v := range c.members {
			ties += len(c.knows[v])
			if int(m.Degrees[i]) != len(c.knows[v]) {
				t.Fatalf("seed %d: got degrees %v", seed, m.Degrees)
			}
		}
		if m.Ties != ties/2 || m.Samples != 0 || m.Error != 0 || m.Errors != nil {
			t.Fatalf("seed %d: got %d ties, %d samples, error %v; want %d, exact", seed, m.Ties, m.Samples, m.Error, ties/2)
		}
		for i, want := range c.betweenness() {
			largest = max(largest, want)
			if math.Abs(m.Values[i]-want) > 1e-12 {
				t.Fatalf("seed %d: got %v for member %d, want %v", seed, m.Values[i], i, want)
			}
		}
	}
	if largest < 0.3 {
		t.Errorf("the largest value was %v: too small to tell", largest)
	}
}

func TestSampledBetweennessIsWithinItsStatedError(t *testing.T) {
	for _, c := range []struct {
		name  string
		graph *generate.Graph
	}{
		{"power law", generate.PowerLaw(1500, 4500, 1)},
		{"flat", generate.Flat(1500, 3000, 2)},
		{"bridged", generate.Bridged(800, 2000, 4)},
		{"split", generate.Split(800, 2000, 5)},
		{"grid", generate.Grid(12, 3)},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, err := index.Build(context.Background(), c.graph.Outlines(), today)
			if err != nil {
				t.Fatal(err)
			}
			exact := measure(t, s, graph.RouteFilter{}, standing.Options{})
			sampled := measure(t, s, graph.RouteFilter{}, standing.Options{Exact: -1, Error: 0.01, Doubt: 0.1, Seed: 7})
			if sampled.Samples == 0 || sampled.Error != 0.01 || sampled.Doubt != 0.1 {
				t.Fatalf("got %d samples, error %v, doubt %v", sampled.Samples, sampled.Error, sampled.Doubt)
			}
			worst, tightest := 0.0, 1.0
			for i, want := range exact.Values {
				off := math.Abs(sampled.Values[i] - want)
				worst, tightest = max(worst, off), min(tightest, sampled.Errors[i])
				if off > sampled.Errors[i] || sampled.Errors[i] > sampled.Error {
					t.Errorf("member %d: got %v ± %v, exactly it is %v", i, sampled.Values[i], sampled.Errors[i], want)
				}
			}
			if worst == 0 || tightest >= sampled.Error/2 {
				t.Errorf("off by %v at most, tightest bound %v: not sampled, or the bounds of each tell nothing", worst, tightest)
			}
		})
	}
}

func TestMeasuresDependOnTheSeedAlone(t *testing.T) {
	s, err := index.Build(context.Background(), generate.PowerLaw(900, 2700, 3).Outlines(), today)
	if err != nil {
		t.Fatal(err)
	}
	for _, exact := range []int{-1, 0} {
		options := standing.Options{Exact: exact, Error: 0.03, Seed: 5, Workers: 1}
		want := measure(t, s, graph.RouteFilter{}, options)
		options.Workers = 3
		got := measure(t, s, graph.RouteFilter{}, options)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("three workers find something else than one (-one +three):\n%s", diff)
		}
		options.Seed++
		if other := measure(t, s, graph.RouteFilter{}, options); exact < 0 && slices.Equal(other.Values, want.Values) {
			t.Error("another seed draws the same samples")
		}
	}
}

func TestRankingPutsTheLargestFirst(t *testing.T) {
	// A star with 0 in the middle, and 5 behind 1.
	p := newPlan(6)
	for i := 1; i < 5; i++ {
		p.tie(0, i)
	}
	p.tie(1, 5)
	m := measure(t, p.build(t), graph.RouteFilter{}, standing.Options{})
	if diff := cmp.Diff([]uint32{0, 1, 2, 3, 4, 5}, m.Ranking()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAnEmptyGraphHasNoMeasures(t *testing.T) {
	for _, exact := range []int{-1, 0} {
		m := measure(t, newPlan(3).build(t), graph.RouteFilter{}, standing.Options{Exact: exact})
		if len(m.Members) > 0 || len(m.Sizes) > 0 || m.Modularity != 0 || m.Ties != 0 {
			t.Errorf("got %+v, want nothing", m)
		}
	}
}

func TestAPairHasNobodyBetween(t *testing.T) {
	p := newPlan(2)
	p.tie(0, 1)
	m := measure(t, p.build(t), graph.RouteFilter{}, standing.Options{Exact: -1})
	if m.Values[0] != 0 || m.Values[1] != 0 || len(m.Sizes) != 1 {
		t.Errorf("got %+v, want no betweenness and one community", m)
	}
}

func TestAMeasureIsGivenUpAtAnyStage(t *testing.T) {
	s, err := index.Build(context.Background(), generate.PowerLaw(1200, 3600, 3).Outlines(), today)
	if err != nil {
		t.Fatal(err)
	}
	gate, err := s.Gate(graph.RouteFilter{}, today)
	if err != nil {
		t.Fatal(err)
	}
	for _, options := range []standing.Options{{Exact: -1, Error: 0.02, Workers: 2}, {Workers: 2}} {
		reached := map[standing.Stage]bool{}
		for looks := range 20 {
			options.Progress = &standing.Progress{}
			ctx := &expiring{Context: context.Background(), looks: 1 << looks}
			_, err := standing.Measure(ctx, s, gate, options)
			if err == nil {
				break
			}
			if graph.CodeOf(err) != graph.Canceled {
				t.Fatalf("got %v, want %s", err, graph.Canceled)
			}
			stage, _, _ := options.Progress.Now()
			reached[stage] = true
		}
		if !reached[standing.Weaving] || !reached[standing.Between] {
			t.Errorf("given up at %v, want several stages", reached)
		}
	}
}

func TestEntitiesToPassByAreRefused(t *testing.T) {
	p := newPlan(2)
	p.tie(0, 1)
	s := p.build(t)
	gate, err := s.Gate(graph.RouteFilter{Via: []graph.ID{name(0)}}, today)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := standing.Measure(context.Background(), s, gate, standing.Options{}); graph.CodeOf(err) != graph.Invalid {
		t.Errorf("got %v, want %s", err, graph.Invalid)
	}
}
