package engine_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/engine"
	"entente/graph"
)

// walk reads a listing page by page, forward or backward, and gives the ids in the order of the list.
func walk(t *testing.T, g *engine.Graph, listing engine.Listing, size int, backward bool) []graph.ID {
	t.Helper()
	var ids []graph.ID
	listing.Page = engine.PageQuery{First: size}
	if backward {
		listing.Page = engine.PageQuery{Last: size}
	}
	for range 10_000 {
		page, err := g.List(t.Context(), listing)
		if err != nil {
			t.Fatal(err)
		}
		var part []graph.ID
		for _, item := range page.Items {
			part = append(part, item.Entity.ID)
		}
		more := page.HasNext
		if backward {
			ids, more = append(part, ids...), page.HasPrevious
		} else {
			ids = append(ids, part...)
		}
		if !more {
			if len(ids) != page.Total {
				t.Errorf("the pages hold %d, the total says %d", len(ids), page.Total)
			}
			return ids
		}
		listing.Page.After, listing.Page.Before = "", ""
		if backward {
			listing.Page.Before = page.Items[0].Cursor
		} else {
			listing.Page.After = page.Items[len(page.Items)-1].Cursor
		}
	}
	t.Fatal("the pages do not end")
	return nil
}

func TestEveryListingPagesCompletelyBothWays(t *testing.T) {
	g := builtIn(t)
	restricted, free := true, false
	cases := []struct {
		name    string
		listing engine.Listing
	}{
		{"all by name", engine.Listing{}},
		{"all by id", engine.Listing{Order: engine.ByID}},
		{"all by standing", engine.Listing{Order: engine.ByStanding}},
		{"academies by name", engine.Listing{Where: engine.EntityFilter{Kinds: []graph.EntityKind{graph.Academy}}}},
		{"Kenya by name", engine.Listing{Where: engine.EntityFilter{Country: "KE"}}},
		{"Kenya by standing", engine.Listing{Where: engine.EntityFilter{Country: "KE"}, Order: engine.ByStanding}},
		{"nanotechnology by id", engine.Listing{Where: engine.EntityFilter{Field: "field:nanotechnology"}, Order: engine.ByID}},
		{"under restrictions", engine.Listing{Where: engine.EntityFilter{Restricted: &restricted}}},
		{"Iranian firms under none", engine.Listing{Where: engine.EntityFilter{Country: "IR", Kinds: []graph.EntityKind{graph.Firm}, Restricted: &free}}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			whole := walk(t, g, c.listing, 100, false)
			if len(whole) == 0 {
				t.Fatal("the list is empty")
			}
			if distinct := slices.Compact(slices.Sorted(slices.Values(whole))); len(distinct) != len(whole) {
				t.Errorf("%d of %d are listed twice", len(whole)-len(distinct), len(whole))
			}
			if diff := cmp.Diff(whole, walk(t, g, c.listing, 7, false)); diff != "" {
				t.Errorf("pages of 7 differ:\n%s", diff)
			}
			if diff := cmp.Diff(whole, walk(t, g, c.listing, 13, true)); diff != "" {
				t.Errorf("read backward it differs:\n%s", diff)
			}
		})
	}
}

func TestACountryHoldsWhatIsLocatedInItAndItself(t *testing.T) {
	g := builtIn(t)
	kenya := walk(t, g, engine.Listing{Where: engine.EntityFilter{Country: "KE"}, Order: engine.ByID}, 100, false)
	for _, want := range []graph.ID{"iso:KE", "org:jkuat", "academy:kenya", "org:strathmore"} {
		if !slices.Contains(kenya, want) {
			t.Errorf("%s is not among %v", want, kenya)
		}
	}
	if slices.Contains(kenya, "org:cpdi") {
		t.Error("the Center is listed in Kenya")
	}
}

func TestAFieldHoldsWhatWorksInNarrowerOnes(t *testing.T) {
	g := empty(t, at("2026-11-24"))
	field := func(id graph.ID) *graph.Entity {
		return &graph.Entity{ID: id, Kind: graph.TechnologyField, Names: []graph.Name{{Value: string(id), Language: "en", Type: graph.Label}}}
	}
	batch := small()
	batch.Entities = append(batch.Entities, field("field:wide"), field("field:narrow"))
	batch.Relationships = append(batch.Relationships, tie(graph.WorksIn, "org:a", "field:narrow"), tie(graph.WorksIn, "org:b", "field:wide"),
		tie(graph.Broader, "field:narrow", "field:wide"))
	apply(t, g, batch)
	for id, want := range map[graph.ID][]graph.ID{"field:wide": {"org:a", "org:b"}, "field:narrow": {"org:a"}} {
		got := walk(t, g, engine.Listing{Where: engine.EntityFilter{Field: id, Kinds: []graph.EntityKind{graph.Organization}}, Order: engine.ByID}, 10, false)
		if !cmp.Equal(got, want) {
			t.Errorf("%s holds %v, want %v", id, got, want)
		}
	}
	_, err := g.List(t.Context(), engine.Listing{Where: engine.EntityFilter{Field: "org:a"}})
	wantCode(t, err, graph.NotFound)
}

func TestStandingCountsTheNeighboursThatOneMeets(t *testing.T) {
	g := builtIn(t)
	page, err := g.List(t.Context(), engine.Listing{Order: engine.ByStanding, Page: engine.PageQuery{First: 3}})
	if err != nil {
		t.Fatal(err)
	}
	contacts := func(id graph.ID) int {
		seen := map[graph.ID]bool{}
		query := engine.TieQuery{Entity: id, Kinds: graph.KindsOf(graph.Contact), Page: engine.PageQuery{First: 100}}
		for {
			ties, err := g.Ties(t.Context(), query)
			if err != nil {
				t.Fatal(err)
			}
			for _, item := range ties.Items {
				seen[item.Other] = true
				query.Page.After = item.Cursor
			}
			if !ties.HasNext {
				return len(seen)
			}
		}
	}
	first, second, third := contacts(page.Items[0].Entity.ID), contacts(page.Items[1].Entity.ID), contacts(page.Items[2].Entity.ID)
	if first < second || second < third || third == 0 {
		t.Errorf("the first three meet %d, %d, %d others", first, second, third)
	}
}

func TestAPageOutsideTheBoundsIsRefused(t *testing.T) {
	g := builtIn(t)
	byName, err := g.List(t.Context(), engine.Listing{Page: engine.PageQuery{First: 1}})
	if err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		name string
		page engine.PageQuery
		want graph.Code
	}{
		{"a negative size", engine.PageQuery{First: -1}, graph.Invalid},
		{"a size beyond the bound", engine.PageQuery{First: engine.MaxPage + 1}, graph.TooLarge},
		{"both ways at once", engine.PageQuery{First: 1, Last: 1}, graph.Invalid},
		{"a cursor that is none", engine.PageQuery{First: 1, After: "nonsense!"}, graph.Invalid},
		{"an empty cursor in base64", engine.PageQuery{First: 1, After: "AA"}, graph.Invalid},
		{"the cursor of another order", engine.PageQuery{First: 1, After: byName.Items[0].Cursor}, graph.Invalid},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := g.List(t.Context(), engine.Listing{Order: engine.ByID, Page: c.page})
			wantCode(t, err, c.want)
		})
	}
}

func FuzzCursor(f *testing.F) {
	g := builtIn(f)
	page, err := g.List(background(), engine.Listing{Order: engine.ByStanding, Page: engine.PageQuery{First: 5}})
	if err != nil {
		f.Fatal(err)
	}
	for _, item := range page.Items {
		f.Add(item.Cursor)
	}
	f.Add("")
	f.Fuzz(func(t *testing.T, cursor string) {
		for _, order := range []engine.Order{engine.ByName, engine.ByID, engine.ByStanding} {
			_, err := g.List(t.Context(), engine.Listing{Order: order, Page: engine.PageQuery{First: 2, After: cursor}})
			if err != nil && graph.CodeOf(err) != graph.Invalid {
				t.Errorf("cursor %q: %v", cursor, err)
			}
		}
	})
}

func TestSearchFindsTheCenterInEveryLanguage(t *testing.T) {
	g := builtIn(t)
	for _, text := range []string{"Center for Progress and Development Cooperation", "CPDI", "همکاری\u200cهای تحول و پیشرفت", "همكاري هاي تحول و پيشرفت"} {
		page, err := g.Search(t.Context(), engine.SearchQuery{Text: text, Page: engine.PageQuery{First: 5}})
		if err != nil {
			t.Fatal(err)
		}
		found := slices.ContainsFunc(page.Items, func(item engine.EntityItem) bool { return item.Entity.ID == "org:cpdi" })
		if !found {
			t.Errorf("%q does not find the Center among %d", text, page.Total)
		}
	}
	none, err := g.Search(t.Context(), engine.SearchQuery{})
	if err != nil || none.Total != 0 {
		t.Errorf("nothing finds %d, %v", none.Total, err)
	}
}
