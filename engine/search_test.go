package engine_test

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"

	"entente/engine"
	"entente/graph"
)

// search gives the ids that a text finds, all of them.
func search(t *testing.T, g *engine.Graph, query engine.SearchQuery) (ids []graph.ID) {
	t.Helper()
	query.Page.First = 100
	page, err := g.Search(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	for _, item := range page.Items {
		ids = append(ids, item.Entity.ID)
	}
	if page.Total != len(ids) {
		t.Errorf("%q: %d of %d", query.Text, len(ids), page.Total)
	}
	return ids
}

func TestSearchIsFiltered(t *testing.T) {
	g := builtIn(t)
	yes := true
	for _, c := range []struct {
		why   string
		query engine.SearchQuery
		holds func(graph.ID) bool
		least int
	}{
		{"by kind", engine.SearchQuery{Text: "academy", Kinds: []graph.EntityKind{graph.Academy}}, func(id graph.ID) bool { return id[:8] == "academy:" }, 50},
		{"by country", engine.SearchQuery{Text: "park", Where: engine.EntityFilter{Country: "IR"}}, nil, 5},
		{"by field", engine.SearchQuery{Text: "nano", Where: engine.EntityFilter{Field: "field:nanotechnology"}}, nil, 1},
		{"by restrictions", engine.SearchQuery{Text: "center", Where: engine.EntityFilter{Restricted: &yes}}, nil, 1},
	} {
		t.Run(c.why, func(t *testing.T) {
			found := search(t, g, c.query)
			listed := walk(t, g, engine.Listing{Where: engine.EntityFilter{Kinds: c.query.Kinds, Country: c.query.Where.Country, Field: c.query.Where.Field, Restricted: c.query.Where.Restricted}}, 100, false)
			for _, id := range found {
				if !slices.Contains(listed, id) || c.holds != nil && !c.holds(id) {
					t.Errorf("%s is found, which the filter does not list", id)
				}
			}
			if all := search(t, g, engine.SearchQuery{Text: c.query.Text, Where: engine.EntityFilter{Kinds: []graph.EntityKind{graph.Academy, graph.Organization}, Country: "XX"}}); len(all) > 0 {
				t.Errorf("%v is found in a country that does not exist", all)
			}
			if len(found) < c.least {
				t.Errorf("got %d, want at least %d", len(found), c.least)
			}
		})
	}
}

func TestBothListsOfKindsMustAdmit(t *testing.T) {
	g := builtIn(t)
	both := search(t, g, engine.SearchQuery{Text: "academy", Kinds: []graph.EntityKind{graph.Academy, graph.Firm}, Where: engine.EntityFilter{Kinds: []graph.EntityKind{graph.Academy}}})
	one := search(t, g, engine.SearchQuery{Text: "academy", Kinds: []graph.EntityKind{graph.Academy}})
	none := search(t, g, engine.SearchQuery{Text: "academy", Kinds: []graph.EntityKind{graph.Firm}, Where: engine.EntityFilter{Kinds: []graph.EntityKind{graph.Academy}}})
	if diff := cmp.Diff(one, both); diff != "" || len(none) > 0 {
		t.Errorf("got %d of no kind, and of one:\n%s", len(none), diff)
	}
}

func TestSearchPagesAreCompleteBothWays(t *testing.T) {
	g := builtIn(t)
	whole := search(t, g, engine.SearchQuery{Text: "science park"})
	var forward, backward []graph.ID
	for page := (engine.PageQuery{First: 7}); ; {
		found, err := g.Search(t.Context(), engine.SearchQuery{Text: "science park", Page: page})
		if err != nil {
			t.Fatal(err)
		}
		for _, item := range found.Items {
			forward = append(forward, item.Entity.ID)
		}
		if page.After = found.Items[len(found.Items)-1].Cursor; !found.HasNext {
			break
		}
	}
	for page := (engine.PageQuery{Last: 7}); ; {
		found, err := g.Search(t.Context(), engine.SearchQuery{Text: "science park", Page: page})
		if err != nil {
			t.Fatal(err)
		}
		var part []graph.ID
		for _, item := range found.Items {
			part = append(part, item.Entity.ID)
		}
		backward = append(part, backward...)
		if page.Before = found.Items[0].Cursor; !found.HasPrevious {
			break
		}
	}
	if len(whole) < 20 {
		t.Fatalf("got %d, want at least 20", len(whole))
	}
	if diff := cmp.Diff(whole, forward); diff != "" {
		t.Errorf("forward (-whole +pages):\n%s", diff)
	}
	if diff := cmp.Diff(whole, backward); diff != "" {
		t.Errorf("backward (-whole +pages):\n%s", diff)
	}
}

// named is a batch of invented bodies with names.
func named(names map[graph.ID]string) (batch graph.Batch) {
	for id, name := range names {
		batch.Entities = append(batch.Entities, &graph.Entity{ID: id, Kind: graph.Organization, Names: []graph.Name{{Value: name, Language: "en", Type: graph.Label}}})
	}
	return batch
}

func TestWhatIsWrittenIsFoundAtOnce(t *testing.T) {
	g := empty(t, at("2026-11-25"))
	apply(t, g, named(map[graph.ID]string{"org:a": "Invented Works", "org:b": "Invented Mill"}))
	check := func(text string, want ...graph.ID) {
		t.Helper()
		if diff := cmp.Diff(want, search(t, g, engine.SearchQuery{Text: text})); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
	check("works", "org:a")
	apply(t, g, named(map[graph.ID]string{"org:a": "Invented Foundry", "org:c": "Invented Works Two"}))
	check("works", "org:c")
	check("foundry", "org:a")
	apply(t, g, graph.Batch{Remove: []graph.ID{"org:c"}})
	check("works")
	merged := named(map[graph.ID]string{"org:b": "Invented Mill"})
	merged.Entities[0].Merged = []graph.ID{"org:a"}
	merged.Remove = []graph.ID{"org:a"}
	apply(t, g, merged)
	check("foundry")
	check("mill", "org:b")
}

func TestMoreThanASearchReadsAgainIsReadAnew(t *testing.T) {
	g := empty(t, at("2026-11-25"))
	apply(t, g, named(map[graph.ID]string{"org:a": "Invented Works"}))
	search(t, g, engine.SearchQuery{Text: "works"})
	many := map[graph.ID]string{}
	for i := range 2_500 {
		many[graph.ID(fmt.Sprintf("org:x%d", i))] = fmt.Sprintf("Invented Shop %d", i)
	}
	apply(t, g, named(many))
	page, err := g.Search(t.Context(), engine.SearchQuery{Text: "shop"})
	if err != nil || page.Total != len(many) {
		t.Errorf("got %d, %v, want %d", page.Total, err, len(many))
	}
}

func TestStandingDecidesBetweenEqualNames(t *testing.T) {
	g := empty(t, at("2026-11-25"))
	batch := named(map[graph.ID]string{"org:a": "Invented Works", "org:b": "Invented Works", "org:c": "Another Body"})
	batch.Sources = []*graph.Source{{ID: "src:invented", Title: "Invented page", Kind: "page"}}
	batch.Relationships = []*graph.Relationship{tie(graph.PartnerOf, "org:b", "org:c")}
	apply(t, g, batch)
	if diff := cmp.Diff([]graph.ID{"org:b", "org:a"}, search(t, g, engine.SearchQuery{Text: "works"})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	apply(t, g, graph.Batch{Remove: []graph.ID{"rel:PARTNER_OF/org:b/org:c"}})
	if diff := cmp.Diff([]graph.ID{"org:a", "org:b"}, search(t, g, engine.SearchQuery{Text: "works"})); diff != "" {
		t.Errorf("once the tie is gone (-want +got):\n%s", diff)
	}
}

// unread is a store of which the names cannot be read until it is released.
type unread struct {
	graph.Store
	release chan struct{}
}

func (u unread) Changes(ctx context.Context, since graph.Revision) iter.Seq2[graph.Change, error] {
	return func(yield func(graph.Change, error) bool) {
		select {
		case <-u.release:
		case <-ctx.Done():
			yield(graph.Change{}, ctx.Err())
			return
		}
		for change, err := range u.Store.Changes(ctx, since) {
			if !yield(change, err) {
				return
			}
		}
	}
}

func TestTheStoreAnswersWhileAServerReadsTheNames(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		kept := unread{memory(t), make(chan struct{})}
		batch := formed(named(map[graph.ID]string{"org:a": "Invented Works", "org:b": "\u0645\u0647\u0631", "org:c": "Invented Works Two"}))
		if _, err := kept.Store.Apply(t.Context(), batch); err != nil {
			t.Fatal(err)
		}
		g := opened(t, kept, engine.Options{Background: true, Now: at("2026-11-25").now})
		synctest.Wait()
		first, err := g.Search(t.Context(), engine.SearchQuery{Text: "works", Page: engine.PageQuery{First: 1}})
		if err != nil || first.Total != 2 || first.Items[0].Match != engine.MatchKinds()[1] {
			t.Fatalf("by the store: %+v, %v", first, err)
		}
		if diff := cmp.Diff(&engine.NamesProgress{Total: 3}, first.Reading); diff != "" {
			t.Errorf("how far the names are (-want +got):\n%s", diff)
		}
		if found := search(t, g, engine.SearchQuery{Text: "mehr"}); len(found) > 0 {
			t.Errorf("the store finds %v across scripts", found)
		}
		close(kept.release)
		synctest.Wait()
		if diff := cmp.Diff([]graph.ID{"org:b"}, search(t, g, engine.SearchQuery{Text: "mehr"})); diff != "" {
			t.Errorf("by the names (-want +got):\n%s", diff)
		}
		next, err := g.Search(t.Context(), engine.SearchQuery{Text: "works", Page: engine.PageQuery{First: 1, After: first.Items[0].Cursor}})
		if err != nil || len(next.Items) != 1 || next.Items[0].Entity.ID == first.Items[0].Entity.ID {
			t.Errorf("a list that the store began goes on with %+v, %v", next.Items, err)
		}
		if diff := cmp.Diff(&engine.NamesProgress{Done: 3, Total: 3}, next.Reading); diff != "" {
			t.Errorf("and says that it does without them (-want +got):\n%s", diff)
		}
		again, err := g.Search(t.Context(), engine.SearchQuery{Text: "works"})
		if err != nil || again.Reading != nil {
			t.Errorf("by the names: %+v, %v, want no word of their reading", again.Reading, err)
		}
	})
}

func TestAPlaceInTheNamesIsKeptUntilTheyAreRead(t *testing.T) {
	whole := empty(t, at("2026-11-25"))
	apply(t, whole, named(map[graph.ID]string{"org:a": "Invented Works", "org:c": "Invented Works Two"}))
	page, err := whole.Search(t.Context(), engine.SearchQuery{Text: "works", Page: engine.PageQuery{First: 1}})
	if err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		kept := unread{memory(t), make(chan struct{})}
		g := opened(t, kept, engine.Options{Background: true, Now: at("2026-11-25").now})
		synctest.Wait()
		_, err := g.Search(t.Context(), engine.SearchQuery{Text: "works", Page: engine.PageQuery{First: 1, After: page.Items[0].Cursor}})
		if graph.CodeOf(err) != graph.Unavailable {
			t.Errorf("got %v, want Unavailable", err)
		}
	})
}

func TestNamedFindsWholeNames(t *testing.T) {
	g := builtIn(t)
	for name, want := range map[string]int{"University of Tehran": 1, "university of tehran": 1, "university of": 0} {
		found, err := g.Named(t.Context(), name)
		if err != nil || len(found) != want {
			t.Errorf("Named(%q): got %d, %v, want %d", name, len(found), err, want)
		}
	}
}

func TestSearchesAndWritesGoOnTogether(t *testing.T) {
	g := empty(t, at("2026-11-25"))
	apply(t, g, named(map[graph.ID]string{"org:a": "Invented Works"}))
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for range 50 {
				if page, err := g.Search(t.Context(), engine.SearchQuery{Text: "works"}); err != nil || page.Total == 0 {
					t.Errorf("got %d, %v", page.Total, err)
				}
			}
		})
	}
	for i := range 50 {
		apply(t, g, named(map[graph.ID]string{graph.ID(fmt.Sprintf("org:x%d", i)): fmt.Sprintf("Invented Works %d", i)}))
		if found := search(t, g, engine.SearchQuery{Text: fmt.Sprintf("works %d", i)}); len(found) == 0 {
			t.Errorf("what was written last is not found")
		}
	}
	group.Wait()
}
