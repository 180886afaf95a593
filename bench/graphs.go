package main

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"entente/bench/generate"
)

// graphSpec says which graph to invent.
type graphSpec struct {
	name         string
	shape        string
	nodes, edges int
}

// knownGraphs have names, under which the questions have targets.
func knownGraphs() []graphSpec {
	return []graphSpec{
		{"g10k", "power-law", 10_000, 100_000},
		{"g100k", "power-law", 100_000, 1_000_000},
		{"g1m", "power-law", 1_000_000, 10_000_000},
		{"flat", "flat", 317_000, 1_050_000},
		{"grid", "grid", 10_000, 19_800},
		{"bridged", "bridged", 100_000, 1_000_000},
		{"split", "split", 100_000, 1_000_000},
		{"star", "star", 100_000, 150_000},
	}
}

// shape makes graphs of one shape.
type shape struct {
	name string
	make func(nodes, edges int, seed uint64) *generate.Graph
}

func shapes() []shape {
	return []shape{
		{"power-law", generate.PowerLaw},
		{"flat", generate.Flat},
		{"grid", func(nodes, _ int, seed uint64) *generate.Graph {
			return generate.Grid(int(math.Sqrt(float64(nodes))), seed)
		}},
		{"bridged", generate.Bridged},
		{"split", generate.Split},
		{"star", generate.Star},
	}
}

// sparsest is the fewest entities that every shape can have.
const sparsest = 4

// parseGraph understands a known name, or shape:entities:relationships.
func parseGraph(text string) (graphSpec, error) {
	for _, known := range knownGraphs() {
		if known.name == text {
			return known, nil
		}
	}
	fields := strings.Split(text, ":")
	if len(fields) != 3 || !slices.ContainsFunc(shapes(), func(s shape) bool { return s.name == fields[0] }) {
		return graphSpec{}, fmt.Errorf("there is no graph %q; the graphs are %s, or shape:entities:relationships with a shape of %s", text, graphNames(), shapeNames())
	}
	nodes, errNodes := strconv.Atoi(fields[1])
	edges, errEdges := strconv.Atoi(fields[2])
	if errNodes != nil || errEdges != nil || nodes < sparsest || edges < 1 || edges > nodes*(nodes-1)/4 {
		return graphSpec{}, fmt.Errorf("graph %q: it takes at least %d entities, and at most half of the relationships that so many can have", text, sparsest)
	}
	return graphSpec{text, fields[0], nodes, edges}, nil
}

// make invents the graph.
func (g graphSpec) make(seed uint64) *generate.Graph {
	all := shapes()
	at := slices.IndexFunc(all, func(s shape) bool { return s.name == g.shape })
	return all[at].make(g.nodes, g.edges, seed)
}

func graphNames() string {
	var names []string
	for _, g := range knownGraphs() {
		names = append(names, g.name)
	}
	return strings.Join(names, ", ")
}

func shapeNames() string {
	var names []string
	for _, s := range shapes() {
		names = append(names, s.name)
	}
	return strings.Join(names, ", ")
}
