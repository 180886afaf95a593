package engine_test

import (
	"context"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/engine"
	"entente/graph"
)

// measured waits for the measures and gives the first page.
func measured(t *testing.T, g *engine.Graph, query engine.StandingQuery) engine.StandingPage {
	t.Helper()
	if err := g.AwaitStanding(t.Context(), query.Where, func(engine.StandingProgress) {}); err != nil {
		t.Fatal(err)
	}
	page, err := g.Standing(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

func TestStandingIsMeasuredBehindTheAnswers(t *testing.T) {
	g := empty(t, at("2026-11-24"))
	first := apply(t, g, small())
	page, err := g.Standing(t.Context(), engine.StandingQuery{})
	if err != nil || page.State != engine.Running || page.Progress == nil || page.Summary != nil || len(page.Items) > 0 {
		t.Fatalf("got %+v, %v; want it to be running", page, err)
	}
	page = measured(t, g, engine.StandingQuery{})
	if page.State != engine.Ready || page.Progress != nil || page.Summary.Revision != first.Revision || !page.Summary.Exact {
		t.Fatalf("got %+v, want it to be ready", page)
	}
	// Of the six ordered pairs of three the club stands between two.
	want := []engine.StandingItem{
		{Entity: "org:club", Rank: 1, Betweenness: 1.0 / 3, Contacts: 2, Community: 1, CommunitySize: 3},
		{Entity: "org:a", Rank: 2, Contacts: 1, Community: 1, CommunitySize: 3},
		{Entity: "org:b", Rank: 3, Contacts: 1, Community: 1, CommunitySize: 3},
	}
	for i := range page.Items {
		page.Items[i].Cursor = ""
	}
	if diff := cmp.Diff(want, page.Items); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}

	t.Run("and anew when the graph has moved on, with the old answer meanwhile", func(t *testing.T) {
		second := apply(t, g, graph.Batch{Relationships: []*graph.Relationship{tie(graph.MemberOf, "org:lone", "org:club")}, Remove: []graph.ID{"rel:MEMBER_OF/org:b/org:club", "org:b"}})
		page, err := g.Standing(t.Context(), engine.StandingQuery{})
		if err != nil || page.State != engine.Renewing || page.Progress == nil || page.Summary.Revision != first.Revision {
			t.Fatalf("got %+v, %v; want the old answer", page, err)
		}
		if slices.ContainsFunc(page.Items, func(i engine.StandingItem) bool { return i.Entity == "org:b" }) || len(page.Items) != 2 {
			t.Errorf("got %+v, want those that are still there", page.Items)
		}
		page = measured(t, g, engine.StandingQuery{})
		if page.State != engine.Ready || page.Summary.Revision != second.Revision || page.Total != 3 || page.Items[2].Entity != "org:lone" {
			t.Errorf("got %+v, want the answer of revision %d", page, second.Revision)
		}
	})
}

func TestStandingOfTheBuiltInFacts(t *testing.T) {
	g := builtIn(t)
	all := measured(t, g, engine.StandingQuery{Page: engine.PageQuery{First: 100}})
	if all.Total < 500 || all.Summary.Entities != all.Total || all.Summary.Modularity < 0.5 || !all.HasNext {
		t.Fatalf("got %+v", all.Summary)
	}
	t.Run("is paged without loss", func(t *testing.T) {
		var paged []engine.StandingItem
		query := engine.StandingQuery{Page: engine.PageQuery{First: 33}}
		for len(paged) < 99 {
			page, err := g.Standing(t.Context(), query)
			if err != nil {
				t.Fatal(err)
			}
			paged = append(paged, page.Items...)
			query.Page.After = page.Items[len(page.Items)-1].Cursor
		}
		if diff := cmp.Diff(all.Items[:99], paged); diff != "" {
			t.Errorf("(-whole +paged):\n%s", diff)
		}
	})
	t.Run("tells of some only", func(t *testing.T) {
		page := measured(t, g, engine.StandingQuery{Entities: []graph.ID{"academy:cas", "academy:anso", "academy:cas"}})
		if page.Total != 2 || page.Items[0].Rank >= page.Items[1].Rank || page.Items[0].Entity != "academy:anso" {
			t.Errorf("got %+v, want two", page.Items)
		}
	})
	t.Run("has communities with their members, countries and kinds", func(t *testing.T) {
		found, err := g.Communities(t.Context(), engine.CommunityQuery{Page: engine.PageQuery{First: 100}})
		if err != nil || found.Total != all.Summary.Communities || len(found.Items) != min(100, found.Total) {
			t.Fatalf("got %d communities of %d, %v", len(found.Items), found.Total, err)
		}
		members := 0
		for i, item := range found.Items {
			kinds := 0
			for _, kind := range item.Kinds {
				kinds += kind.Count
			}
			if item.Number != i+1 || kinds != item.Size || len(item.Members) != min(10, item.Size) {
				t.Errorf("got %+v, want the sizes to agree", item)
			}
			for _, member := range item.Members {
				if member.Community != item.Number || member.CommunitySize != item.Size {
					t.Errorf("got %+v in community %d", member, item.Number)
				}
			}
			members += item.Size
		}
		if found.Total <= 100 && members != all.Total {
			t.Errorf("the communities have %d members, want %d", members, all.Total)
		}
		whole := measured(t, g, engine.StandingQuery{Community: 2, Page: engine.PageQuery{First: 100}})
		if whole.Total != found.Items[1].Size || whole.Items[0].Entity != found.Items[1].Members[0].Entity {
			t.Errorf("got %d of community 2, want %d", whole.Total, found.Items[1].Size)
		}
	})
	t.Run("is part of the load of an intermediary", func(t *testing.T) {
		item := between(t, func(*engine.IntermediaryQuery) {}).Items[0]
		i := slices.IndexFunc(all.Items, func(s engine.StandingItem) bool { return s.Entity == item.Entity })
		if i < 0 || item.Load.Betweenness == nil || *item.Load.Betweenness != all.Items[i].Betweenness || *item.Load.Revision != all.Summary.Revision {
			t.Errorf("got %+v for %s", item.Load, item.Entity)
		}
	})
	t.Run("agrees with the shares of intermediaries", func(t *testing.T) {
		// Betweenness is the sum of the shares over all pairs of others; here over those of one side.
		where := graph.RouteFilter{Kinds: []graph.RelationshipKind{graph.Hosts, graph.SucceededBy, graph.Funds}}
		page := measured(t, g, engine.StandingQuery{Where: where, Page: engine.PageQuery{First: 100}})
		if page.HasNext {
			t.Fatalf("%d entities take part: too many to try all pairs", page.Total)
		}
		sums, n := map[graph.ID]float64{}, float64(page.Total)
		for i, from := range page.Items {
			for _, to := range page.Items[i+1:] {
				found, err := g.Intermediaries(t.Context(), engine.IntermediaryQuery{From: []graph.ID{from.Entity}, To: []graph.ID{to.Entity}, MaxHops: 15, Where: where})
				if err != nil {
					t.Fatal(err)
				}
				for _, item := range found.Items {
					sums[item.Entity] += 2 * item.Share / n / (n - 1)
				}
			}
		}
		if page.Items[0].Betweenness < 0.001 {
			t.Fatalf("got %+v, want somebody in between", page.Items[0])
		}
		for _, item := range page.Items {
			if math.Abs(sums[item.Entity]-item.Betweenness) > 1e-9 {
				t.Errorf("%s: got %v, the shares come to %v", item.Entity, item.Betweenness, sums[item.Entity])
			}
		}
	})
}

func TestStandingIsRefused(t *testing.T) {
	g := builtIn(t)
	measured(t, g, engine.StandingQuery{})
	for _, row := range []struct {
		name  string
		query engine.StandingQuery
		want  graph.Code
	}{
		{"by way of others", engine.StandingQuery{Where: graph.RouteFilter{Via: []graph.ID{"iso:IR"}}}, graph.Invalid},
		{"without somebody unknown", engine.StandingQuery{Where: graph.RouteFilter{Avoid: []graph.ID{"org:nobody"}}}, graph.NotFound},
		{"of somebody unknown", engine.StandingQuery{Entities: []graph.ID{"org:nobody"}}, graph.NotFound},
		{"of too many", engine.StandingQuery{Entities: make([]graph.ID, engine.MaxSide+1)}, graph.TooLarge},
		{"of a community that there is not", engine.StandingQuery{Community: 1_000_000}, graph.NotFound},
		{"with a cursor of another list", engine.StandingQuery{Page: engine.PageQuery{After: "bogus"}}, graph.Invalid},
	} {
		t.Run(row.name, func(t *testing.T) {
			_, err := g.Standing(t.Context(), row.query)
			wantCode(t, err, row.want)
		})
	}
	_, err := g.Communities(t.Context(), engine.CommunityQuery{Where: graph.RouteFilter{Via: []graph.ID{"iso:IR"}}})
	wantCode(t, err, graph.Invalid)
}

func TestWhoWaitsForStandingMayGiveUp(t *testing.T) {
	g := empty(t, at("2026-11-24"))
	apply(t, g, small())
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	// The measure may be there before the end of the context is seen.
	if err := g.AwaitStanding(ctx, graph.RouteFilter{}, func(engine.StandingProgress) {}); err != nil {
		wantCode(t, err, graph.Canceled)
	}
}

func TestStandingWhileSomebodyWrites(t *testing.T) {
	g := empty(t, at("2026-11-24"))
	apply(t, g, small())
	stop, stopped := make(chan struct{}), make(chan error, 1)
	go func() {
		for i := 0; ; i++ {
			select {
			case <-stop:
				stopped <- nil
				return
			default:
			}
			id := graph.ID("org:new-" + string(rune('a'+i%26)))
			batch := graph.Batch{Entities: []*graph.Entity{body(id)}, Relationships: []*graph.Relationship{tie(graph.MemberOf, id, "org:club")}}
			if i%3 == 2 {
				last := graph.ID("org:new-" + string(rune('a'+(i-1)%26)))
				batch = graph.Batch{Remove: []graph.ID{"rel:MEMBER_OF/" + last + "/org:club", last}}
			}
			if _, err := g.Apply(context.Background(), batch); err != nil {
				stopped <- err
				return
			}
		}
	}()
	last := graph.Revision(0)
	for range 30 {
		page := measured(t, g, engine.StandingQuery{})
		if page.Summary.Revision < last {
			t.Errorf("got revision %d after %d", page.Summary.Revision, last)
		}
		last = page.Summary.Revision
		if len(page.Items) == 0 || page.Items[0].Entity != "org:club" {
			t.Errorf("got %+v, want the club first", page.Items)
		}
	}
	close(stop)
	if err := <-stopped; err != nil {
		t.Error(err)
	}
}
