package opinion_test

import (
	"context"
	"math/rand/v2"
	"testing"

	"entente/bench/generate"
	"entente/engine"
	"entente/graph"
	"entente/graph/index"
	"entente/internal/neo4j"
	"entente/seed"
	"entente/seed/facts"
	backend "entente/store/neo4j"
)

// today is the day of questions without a date.
var today = graph.Date{Year: 2025, Month: 6, Day: 1}.First()

// world is one graph, in Neo4j and as the index that was read from there.
type world struct {
	server *neo4j.Server
	index  *index.Snapshot
	// ids are all entities, in order.
	ids []graph.ID
}

// build loads a graph into an empty database and reads the index back from it.
func build(t *testing.T, server *neo4j.Server, load func(ctx context.Context, s graph.Store) error) *world {
	t.Helper()
	kept, err := backend.Open(t.Context(), server.URL, backend.Options{Password: server.Password})
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	t.Cleanup(func() { kept.Close() })
	if err := load(t.Context(), kept); err != nil {
		t.Fatalf("loading: %v", err)
	}
	w := &world{server: server}
	if w.index, err = index.Build(t.Context(), kept.Outline(t.Context(), 0), today); err != nil {
		t.Fatalf("index.Build: %v", err)
	}
	for outline, err := range kept.Outline(t.Context(), 0) {
		if err != nil {
			t.Fatalf("Outline: %v", err)
		}
		if outline.Node != nil {
			w.ids = append(w.ids, outline.Node.ID)
		}
	}
	return w
}

// builtIn loads the built-in facts.
func builtIn(ctx context.Context, s graph.Store) error {
	g, err := engine.Open(ctx, unclosed{s}, engine.Options{Poll: -1})
	if err != nil {
		return err
	}
	defer g.Close()
	_, err = seed.Load(ctx, g, "entente", seed.Input{Name: facts.Name, Open: facts.Open}, seed.Options{})
	return err
}

// unclosed is a store that outlives its graph.
type unclosed struct{ graph.Store }

func (unclosed) Close() error { return nil }

// invented loads a generated graph, each of its relationships with one claim.
func invented(g *generate.Graph) func(ctx context.Context, s graph.Store) error {
	return func(ctx context.Context, s graph.Store) error {
		const size = 1000
		batch := graph.Batch{Sources: []*graph.Source{{ID: "src:invented", Title: "Invented source", Kind: "page", Retrieved: graph.Date{Year: 2025}}}}
		for outline, err := range g.Outlines() {
			if err != nil {
				return err
			}
			add(&batch, outline)
			if batch.Len() < size {
				continue
			}
			if _, err := s.Apply(ctx, batch); err != nil {
				return err
			}
			batch = graph.Batch{}
		}
		_, err := s.Apply(ctx, batch)
		return err
	}
}

// add puts the record of which this is the outline into a batch.
func add(batch *graph.Batch, outline graph.Outline) {
	if node := outline.Node; node != nil {
		name := graph.Name{Value: "Invented Body " + string(node.ID), Language: "en", Type: graph.Label}
		batch.Entities = append(batch.Entities, &graph.Entity{ID: node.ID, Kind: node.Kind, Names: []graph.Name{name}})
		return
	}
	tie := outline.Tie
	claim := graph.Claim{Source: "src:invented", Confidence: tie.Confidence, Status: tie.Status, Start: tie.Start, End: tie.End}
	batch.Relationships = append(batch.Relationships, &graph.Relationship{
		ID: tie.ID, Kind: tie.Kind, From: tie.From, To: tie.To, Role: tie.Role, Claims: []graph.Claim{claim},
	})
}

// pairs draws pairs of different entities.
func (w *world) pairs(count int, random *rand.Rand) [][2]graph.ID {
	var list [][2]graph.ID
	for len(list) < count {
		a, b := w.ids[random.IntN(len(w.ids))], w.ids[random.IntN(len(w.ids))]
		if a != b {
			list = append(list, [2]graph.ID{a, b})
		}
	}
	return list
}

// draw draws entities.
func (w *world) draw(count int, random *rand.Rand) []graph.ID {
	var list []graph.ID
	for range count {
		list = append(list, w.ids[random.IntN(len(w.ids))])
	}
	return list
}
