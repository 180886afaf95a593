package opinion_test

import (
	"context"
	"math/rand/v2"
	"testing"

	"entente/bench/generate"
	"entente/graph"
	"entente/internal/neo4j"
)

// question is a filter with its name.
type question struct {
	name   string
	filter graph.RouteFilter
}

// questions are asked about every world. Each narrows something that the others leave open.
func (w *world) questions(random *rand.Rand) []question {
	every := append(graph.KindsOf(graph.Contact), graph.KindsOf(graph.Context)...)
	return []question{
		{"as usual, today", graph.RouteFilter{}},
		{"at any time", graph.RouteFilter{AnyTime: true}},
		{"every kind and status", graph.RouteFilter{Kinds: every, Statuses: graph.Statuses(), AnyTime: true}},
		{"two kinds", graph.RouteFilter{Kinds: []graph.RelationshipKind{graph.MemberOf, graph.PartnerOf}, AnyTime: true}},
		{"in force alone", graph.RouteFilter{Statuses: []graph.Status{graph.Active}, AnyTime: true}},
		{"on a day", graph.RouteFilter{At: graph.Date{Year: 2019, Month: 3, Day: 31}, Kinds: every}},
		{"some day of a month", graph.RouteFilter{At: graph.Date{Year: 2016, Month: 2}, Kinds: every}},
		{"some day of a year", graph.RouteFilter{At: graph.Date{Year: 2012}, Kinds: every}},
		{"sure", graph.RouteFilter{MinConfidence: graph.ConfidenceA, AnyTime: true}},
		{"fairly sure", graph.RouteFilter{MinConfidence: graph.ConfidenceB, Kinds: every, AnyTime: true}},
		{"as members", graph.RouteFilter{Roles: []string{"member", "founder", "party"}, AnyTime: true}},
		{"around some", graph.RouteFilter{Avoid: w.draw(len(w.ids)/20, random), AnyTime: true}},
		{"by way of two kinds", graph.RouteFilter{Through: []graph.EntityKind{graph.Academy, graph.Organization}, AnyTime: true}},
		{"all at once", graph.RouteFilter{At: graph.Date{Year: 2020}, Kinds: every, MinConfidence: graph.ConfidenceB, Avoid: w.draw(3, random)}},
	}
}

// compare asks both about the pairs under every filter. Both a path and no
// path have to come up, else the comparison shows little.
func (w *world) compare(t *testing.T, pairs int, random *rand.Rand) {
	t.Helper()
	with, without, many := 0, 0, 0
	for _, question := range w.questions(random) {
		for _, pair := range w.pairs(pairs, random) {
			length, theirs := w.theirs(t, question.filter, pair)
			ours := w.ours(t, question.filter, pair)
			if length != ours.Hops || theirs != ours {
				t.Errorf("%s, %v: the index says %+v, Neo4j says %d hops and %+v", question.name, pair, ours, length, theirs)
			}
			switch {
			case ours.Hops < 0:
				without++
			case ours.Paths > 1:
				many++
			default:
				with++
			}
		}
	}
	t.Logf("%d questions with one path, %d with several, %d without", with, many, without)
	if with == 0 || many == 0 || without == 0 {
		t.Errorf("the questions are one-sided: %d with one path, %d with several, %d without", with, many, without)
	}
}

// TestNeo4jAgreesOnShortestPaths asks the older version about every world, and
// the newer one about those with the most different paths.
func TestNeo4jAgreesOnShortestPaths(t *testing.T) {
	const pairs = 8
	both, older := neo4j.Versions(), []string{neo4j.LTS}
	worlds := []struct {
		name     string
		load     func(ctx context.Context, s graph.Store) error
		versions []string
	}{
		{"the built-in facts", builtIn, both},
		{"a network with hubs", invented(generate.PowerLaw(150, 900, 1)), both},
		{"a network without hubs", invented(generate.Flat(150, 700, 2)), older},
		{"a grid", invented(generate.Grid(7, 3)), older},
		{"two components", invented(generate.Split(100, 600, 4)), older},
	}
	for _, world := range worlds {
		for _, version := range world.versions {
			t.Run(world.name+", "+version, func(t *testing.T) {
				w := build(t, servers.Server(t, version), world.load)
				w.compare(t, pairs, rand.New(rand.NewPCG(5, 6)))
			})
		}
	}
}

// TestADisagreementIsNoticed takes a relationship away behind the index's back.
func TestADisagreementIsNoticed(t *testing.T) {
	w := build(t, servers.Server(t, neo4j.LTS), invented(generate.Grid(3, 7)))
	question := graph.RouteFilter{Kinds: append(graph.KindsOf(graph.Contact), graph.KindsOf(graph.Context)...), Statuses: graph.Statuses(), AnyTime: true}
	corner := [2]graph.ID{generate.ID(0), generate.ID(8)}
	length, before := w.theirs(t, question, corner)
	if ours := w.ours(t, question, corner); before != (opinion{4, 6}) || ours != before || length != 4 {
		t.Fatalf("across a grid of 3 × 3: the index says %+v, Neo4j %+v, want 6 paths of 4 hops", ours, before)
	}
	if _, err := w.server.Cypher(t.Context(), "MATCH (:Entity {id: $id})-[r]-(:Entity) WITH r LIMIT 1 DELETE r", map[string]any{"id": string(corner[0])}); err != nil {
		t.Fatal(err)
	}
	if _, theirs := w.theirs(t, question, corner); theirs != (opinion{4, 3}) {
		t.Errorf("with one of two ways out: Neo4j says %+v, want 3 paths of 4 hops", theirs)
	}
}
