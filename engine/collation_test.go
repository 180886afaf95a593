package engine_test

import (
	"context"
	"fmt"
	"iter"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/engine"
	"entente/graph"
	"entente/graph/match"
	"entente/store"
)

// readStore counts how often all records are read, and stays open when its graph is closed.
type readStore struct {
	graph.Store
	whole int
}

func (s *readStore) Changes(ctx context.Context, since graph.Revision) iter.Seq2[graph.Change, error] {
	if since == 0 {
		s.whole++
	}
	return s.Store.Changes(ctx, since)
}

func (s *readStore) Close() error { return nil }

// registers are two invented registers of the same bodies, spelt a little otherwise,
// with words that are frequent and words that are rare:
//
//	a:0 … a:59    b:0 … b:59
func registers() graph.Batch {
	batch := graph.Batch{
		Sources: []*graph.Source{{ID: "src:invented", Title: "Invented page", Kind: "page"}},
		Entities: []*graph.Entity{
			{ID: "iso:IR", Kind: graph.Country, Names: []graph.Name{{Value: "Iran", Type: graph.Label}}, ExternalIDs: []graph.ExternalID{{Scheme: "iso3166-1-alpha-2", Value: "IR"}}},
			{ID: "restriction:x", Kind: graph.Restriction, Names: []graph.Name{{Value: "Invented list", Type: graph.Label}}},
		},
	}
	subjects := []string{"Optics", "Glass", "Desert Ecology", "Saline Water", "Copper"}
	for i := range 60 {
		name := fmt.Sprintf("Invented Kavir Institute of %s, Site %d", subjects[i%len(subjects)], i)
		for register, e := range map[string]*graph.Entity{"a": {}, "b": {}} {
			e.ID, e.Kind = graph.ID(fmt.Sprint(register, ":", i)), graph.Organization
			e.Names = []graph.Name{{Value: name, Language: "en", Type: graph.Label}}
			if register == "b" && i%3 == 0 {
				e.Names[0].Value = name + " (Qom)"
			}
			e.Properties = map[string]graph.Value{"country": graph.Text("IR")}
			batch.Entities = append(batch.Entities, e)
		}
	}
	batch.Relationships = []*graph.Relationship{tie(graph.ListedUnder, "b:7", "restriction:x"), tie(graph.LocatedIn, "b:8", "iso:IR"), tie(graph.PartnerOf, "b:9", "b:10")}
	return batch
}

// queue gives every pair of the queue and everything that was decided.
func queue(t *testing.T, g *engine.Graph) (items []engine.DuplicateItem) {
	t.Helper()
	await(t, g)
	for _, verdicts := range [][]match.Verdict{nil, match.Verdicts()} {
		query := engine.DuplicateQuery{Verdicts: verdicts, Page: engine.PageQuery{First: engine.MaxPage}}
		for more := true; more; {
			page := duplicates(t, g, query)
			if page.State != engine.Ready {
				t.Fatalf("the bodies were compared and the state is %v", page.State)
			}
			items = append(items, page.Items...)
			if more = page.HasNext; more {
				query.Page.After = page.Items[len(page.Items)-1].Cursor
			}
		}
	}
	return items
}

// After each change the queue is the one of a graph that has just been opened, and
// the bodies were read once.
func TestTheQueueAfterAChangeIsThatOfTheWhole(t *testing.T) {
	inMemory, err := store.Open(t.Context(), "sqlite::memory:", store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { inMemory.Close() })
	kept := &readStore{Store: inMemory}
	opened := func() *engine.Graph {
		g, err := engine.Open(t.Context(), kept, engine.Options{Now: at("2026-11-24").now})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { g.Close() })
		return g
	}
	g := opened()
	apply(t, g, registers())
	before := len(queue(t, g))
	renamed := body("a:20")
	steps := []struct {
		name string
		do   func()
	}{
		{"two are one", func() { decide(t, g, "a:1", "b:1", match.Same) }},
		{"two more are one, of which one is listed", func() { decide(t, g, "a:7", "b:7", match.Same) }},
		{"two are two", func() { decide(t, g, "a:2", "b:2", match.Different) }},
		{"nobody knows", func() { decide(t, g, "a:3", "b:3", match.Unsure) }},
		{"two of them are one with the same third", func() { decide(t, g, "a:9", "b:9", match.Same); decide(t, g, "a:9", "b:10", match.Same) }},
		{"one of them is taken back", func() { decide(t, g, "a:1", "b:1", match.Different) }},
		{"a body has another name", func() { apply(t, g, graph.Batch{Entities: []*graph.Entity{renamed}}) }},
		{"a listing is gone", func() { apply(t, g, graph.Batch{Remove: []graph.ID{"rel:LISTED_UNDER/a:7/restriction:x"}}) }},
		{"a body is gone", func() { apply(t, g, graph.Batch{Remove: []graph.ID{"b:30"}}) }},
		{"a body has come", func() { apply(t, g, graph.Batch{Entities: []*graph.Entity{renamedAs("c:1", renamed)}}) }},
	}
	for _, step := range steps {
		t.Run(step.name, func(t *testing.T) {
			step.do()
			kept.whole = 0
			got := queue(t, g)
			if kept.whole != 0 {
				t.Errorf("all records were read %d times for it, want never", kept.whole)
			}
			if diff := cmp.Diff(queue(t, opened()), got); diff != "" {
				t.Errorf("(-compared anew +got):\n%.3000s", diff)
			}
		})
	}
	if before < 60 {
		t.Errorf("%d pairs to begin with show little", before)
	}
}

func renamedAs(id graph.ID, e *graph.Entity) *graph.Entity {
	other := *e
	other.ID = id
	return &other
}
