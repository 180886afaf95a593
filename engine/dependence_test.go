package engine_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/engine"
	"entente/graph"
)

func dependence(t testing.TB, g *engine.Graph, query engine.DependenceQuery) engine.DependencePage {
	t.Helper()
	found, err := g.Dependence(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// What an entity is said to be needed for has no path once it is avoided, and has one now.
func TestWhatDependsOnAnEntityHasNoPathWithoutIt(t *testing.T) {
	g := builtIn(t)
	for _, query := range []engine.DependenceQuery{
		{Of: "org:cpdi", On: engine.OnPartners, Through: engine.ThroughEntity, Page: engine.PageQuery{First: 5}},
		{Of: "iso:KE", On: engine.OnPartners, Through: engine.ThroughEntity, Page: engine.PageQuery{First: 3}, Where: graph.RouteFilter{AvoidRestricted: true}},
	} {
		found := dependence(t, g, query)
		if len(found.Items) == 0 || found.Truncated || found.Independent == 0 || found.Independent >= found.Reached {
			t.Fatalf("got %d of %d independent and %d in between", found.Independent, found.Reached, len(found.Items))
		}
		for _, item := range found.Items {
			if item.Route == nil || !slices.Contains(item.Route.Entities, item.Through) {
				t.Errorf("the route to %s is %+v", item.Through, item.Route)
			}
			for _, id := range item.Lost[:min(3, len(item.Lost))] {
				with := engine.PathQuery{From: query.Of, To: id, K: 1, MaxHops: 15, Where: query.Where}
				without := with
				without.Where.Avoid = []graph.ID{item.Through}
				if one, none := paths(t, g, with), paths(t, g, without); len(one.Paths) != 1 || len(none.Paths) != 0 {
					t.Errorf("to %s there are %d paths with %s, %d without", id, len(one.Paths), item.Through, len(none.Paths))
				}
			}
		}
	}
}

func TestDependenceIsPagedWithoutLossAndCountsWhatTheFilterKeepsOut(t *testing.T) {
	g := builtIn(t)
	query := engine.DependenceQuery{Of: "org:cpdi", On: engine.OnFields, Through: engine.ThroughEntity, Page: engine.PageQuery{First: 100}, Where: graph.RouteFilter{AvoidRestricted: true}}
	all := dependence(t, g, query)
	if all.Total != len(all.Items) || all.LeftOut.Restricted == 0 {
		t.Fatalf("total %d, items %d, left out %+v", all.Total, len(all.Items), all.LeftOut)
	}
	var whole, paged []graph.ID
	for _, item := range all.Items {
		whole = append(whole, item.Through)
	}
	query.Page = engine.PageQuery{First: 4}
	for {
		page := dependence(t, g, query)
		for _, item := range page.Items {
			paged = append(paged, item.Through)
			query.Page.After = item.Cursor
		}
		if !page.HasNext {
			break
		}
	}
	if diff := cmp.Diff(whole, paged); diff != "" {
		t.Errorf("the pages differ from the whole (-whole +paged):\n%s", diff)
	}
	_, err := g.Dependence(t.Context(), engine.DependenceQuery{Of: "org:nobody"})
	wantCode(t, err, graph.NotFound)
	_, err = g.Dependence(t.Context(), engine.DependenceQuery{Of: "iso:IR", Where: graph.RouteFilter{Via: []graph.ID{"iso:CN"}}})
	wantCode(t, err, graph.Invalid)
	_, err = g.Dependence(t.Context(), engine.DependenceQuery{Of: "iso:IR", Page: engine.PageQuery{After: "elsewhere"}})
	wantCode(t, err, graph.Invalid)
}

func TestACountryCutsOffWhatLiesBehindAllItsEntities(t *testing.T) {
	found := dependence(t, builtIn(t), engine.DependenceQuery{Of: "org:cpdi", On: engine.OnPartners, Through: engine.ThroughCountry, Page: engine.PageQuery{First: 100}})
	at := slices.IndexFunc(found.Items, func(d engine.DependencyItem) bool { return d.Through == "iso:CN" })
	if at < 0 || !slices.Contains(found.Items[at].Lost, "org:jkuat") || slices.Contains(found.Items[at].Lost, "academy:cas") || found.Items[at].Route == nil {
		t.Errorf("got %+v, want the Kenyan university behind China, whose own academy is none of the lost", found.Items)
	}
	if c := found.Concentration; c.ByCountry < c.ByEntity || len(c.Entities) != engine.MaxShares || c.Entities[0].Entity != "iso:IR" {
		t.Errorf("got the concentration %+v", c)
	}
}
