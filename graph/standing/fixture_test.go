package standing_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"entente/graph"
	"entente/graph/index"
	"entente/graph/standing"
)

// today is the day of all questions in these tests.
var today = graph.Date{Year: 2025, Month: 6, Day: 1}.First()

// plan is an invented graph: nodes and the pairs of them that are tied, by number.
type plan struct {
	nodes []*graph.Node
	ties  []*graph.Tie
}

func name(i int) graph.ID { return graph.ID(fmt.Sprintf("org:invented-%05d", i)) }

func newPlan(nodes int) *plan {
	p := &plan{}
	for i := range nodes {
		p.nodes = append(p.nodes, &graph.Node{ID: name(i), Kind: graph.Organization})
	}
	return p
}

// tie makes two bodies partners, again when they are so already.
func (p *plan) tie(a, b int) { p.add(graph.PartnerOf, a, b, graph.Active) }

func (p *plan) add(kind graph.RelationshipKind, a, b int, status graph.Status) {
	from, to := name(a), name(b)
	if kind.Symmetric("") && to < from {
		from, to = to, from
	}
	id := graph.RelationshipID(kind, from, to, "")
	if from == to || slices.ContainsFunc(p.ties, func(t *graph.Tie) bool { return t.ID == id }) {
		return
	}
	p.ties = append(p.ties, &graph.Tie{ID: id, Kind: kind, From: from, To: to,
		Resolution: graph.Resolution{Status: status, Confidence: graph.ConfidenceA}})
}

func (p *plan) build(t testing.TB) *index.Snapshot {
	t.Helper()
	slices.SortFunc(p.ties, func(a, b *graph.Tie) int { return slices.Compare([]byte(a.ID), []byte(b.ID)) })
	s, err := index.Build(context.Background(), func(yield func(graph.Outline, error) bool) {
		for _, node := range p.nodes {
			if !yield(graph.Outline{Revision: 1, Node: node}, nil) {
				return
			}
		}
		for _, tie := range p.ties {
			if !yield(graph.Outline{Revision: 1, Tie: tie}, nil) {
				return
			}
		}
	}, today)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// random draws a graph in which each pair is tied with a probability, a few of
// them twice, and some relationships have ended or are only context.
func random(r *rand.Rand, nodes int, density float64) *plan {
	p := newPlan(nodes)
	for a := range nodes {
		for b := range a {
			if r.Float64() < density {
				p.add([]graph.RelationshipKind{graph.PartnerOf, graph.PartOf, graph.CertifiedBy}[r.IntN(3)], a, b, []graph.Status{graph.Active, graph.Active, graph.Ended}[r.IntN(3)])
			}
			if r.Float64() < density/4 {
				p.add(graph.Funds, a, b, graph.Active)
			}
		}
	}
	return p
}

func measure(t testing.TB, s *index.Snapshot, filter graph.RouteFilter, options standing.Options) *standing.Measures {
	t.Helper()
	gate, err := s.Gate(filter, today)
	if err != nil {
		t.Fatal(err)
	}
	m, err := standing.Measure(context.Background(), s, gate, options)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// circle is a filtered graph in the plainest form: who knows whom among those
// who pass, without those who know nobody, in the order of their ids.
type circle struct {
	members []index.Vertex
	knows   map[index.Vertex]map[index.Vertex]bool
}

func circleOf(t testing.TB, s *index.Snapshot, filter graph.RouteFilter) circle {
	t.Helper()
	gate, err := s.Gate(filter, today)
	if err != nil {
		t.Fatal(err)
	}
	passes := func(v index.Vertex) bool {
		return !slices.Contains(filter.Avoid, s.ID(v)) && (len(filter.Through) == 0 || slices.Contains(filter.Through, s.Kind(v))) &&
			!(filter.AvoidRestricted && s.Restricted(v))
	}
	c := circle{knows: map[index.Vertex]map[index.Vertex]bool{}}
	for v := range index.Vertex(s.Len()) {
		for p := s.Spans[v].Low; p < s.Spans[v].High; p++ {
			if other := s.Adjacent[p]; gate.Admits(s.Words[p]) && passes(v) && passes(other) {
				if c.knows[v] == nil {
					c.knows[v] = map[index.Vertex]bool{}
					c.members = append(c.members, v)
				}
				c.knows[v][other] = true
			}
		}
	}
	slices.SortFunc(c.members, s.Compare)
	return c
}

// paths lists all shortest paths between two members, by trying every way of each length.
func (c circle) paths(from, to index.Vertex) (all [][]index.Vertex) {
	level := [][]index.Vertex{{from}}
	for range c.members {
		var next [][]index.Vertex
		for _, path := range level {
			for v := range c.knows[path[len(path)-1]] {
				if !slices.Contains(path, v) {
					grown := append(slices.Clone(path), v)
					next = append(next, grown)
					if v == to {
						all = append(all, grown)
					}
				}
			}
		}
		if level = next; len(all) > 0 {
			return all
		}
	}
	return nil
}

// betweenness is the definition: all pairs, all their shortest paths.
func (c circle) betweenness() []float64 {
	values := make([]float64, len(c.members))
	n := float64(len(c.members))
	for _, from := range c.members {
		for _, to := range c.members {
			if from == to {
				continue
			}
			paths := c.paths(from, to)
			for _, path := range paths {
				for _, v := range path[1 : len(path)-1] {
					values[slices.Index(c.members, v)] += 1 / float64(len(paths)) / (n * (n - 1))
				}
			}
		}
	}
	return values
}

// modularity is Newman's definition: over all ordered pairs in one community, the
// tie that is there less the one that chance has, by twice the ties.
func (c circle) modularity(of []uint32) (sum float64) {
	ends := 0.0
	for _, v := range c.members {
		ends += float64(len(c.knows[v]))
	}
	for i, v := range c.members {
		for j, u := range c.members {
			if of[i] != of[j] {
				continue
			}
			if c.knows[v][u] {
				sum += 1 / ends
			}
			sum -= float64(len(c.knows[v])) * float64(len(c.knows[u])) / ends / ends
		}
	}
	return sum
}
