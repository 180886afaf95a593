package engine_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/engine"
	"entente/graph"
)

func TestAChangeIsSeenAsSoonAsItIsAcknowledged(t *testing.T) {
	g := empty(t, at("2026-11-24"))
	commit := apply(t, g, small())
	if commit.Revision != 1 || commit.Added != 7 {
		t.Errorf("got %+v, want revision 1 with 7 records added", commit)
	}
	if got := paths(t, g, engine.PathQuery{From: "org:a", To: "org:b", K: 1, MaxHops: 6}); len(got.Paths) != 1 || got.Revision != 1 {
		t.Errorf("got %d paths at revision %d", len(got.Paths), got.Revision)
	}
	apply(t, g, graph.Batch{Relationships: []*graph.Relationship{tie(graph.PartnerOf, "org:lone", "org:b")}})
	if got := paths(t, g, engine.PathQuery{From: "org:a", To: "org:lone", K: 1, MaxHops: 6}); len(got.Paths) != 1 || len(got.Paths[0].Hops) != 3 {
		t.Errorf("the new tie carries no path: %+v", got)
	}
	apply(t, g, graph.Batch{Remove: []graph.ID{"rel:PARTNER_OF/org:b/org:lone"}})
	if got := paths(t, g, engine.PathQuery{From: "org:a", To: "org:lone", K: 1, MaxHops: 6}); len(got.Paths) != 0 {
		t.Errorf("the removed tie still carries a path")
	}
}

func TestAChangeOfASourceAloneMovesTheRevision(t *testing.T) {
	g := empty(t, at("2026-11-24"))
	apply(t, g, small())
	apply(t, g, graph.Batch{Sources: []*graph.Source{{ID: "src:invented", Title: "Invented page, corrected", Kind: "page"}}})
	if got := g.Revision(); got != 2 {
		t.Errorf("the graph answers at revision %d, want 2", got)
	}
}

func TestRelationshipsAreBroughtIntoTheirRecordedForm(t *testing.T) {
	g := empty(t, at("2026-11-24"))
	batch := small()
	batch.Entities[0].Merged = []graph.ID{"org:formerly-a"}
	apply(t, g, batch)
	cases := []struct {
		name string
		give *graph.Relationship
		want graph.ID
	}{
		{"the ends of a symmetric tie stand in the order of their ids", tie(graph.PartnerOf, "org:lone", "org:a"), "rel:PARTNER_OF/org:a/org:lone"},
		{"an end that was merged away becomes the one it was merged into", tie(graph.MemberOf, "org:formerly-a", "org:lone"), "rel:MEMBER_OF/org:a/org:lone"},
		{"a directed tie keeps its direction", tie(graph.Funds, "org:lone", "org:a"), "rel:FUNDS/org:lone/org:a"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			given := *c.give
			apply(t, g, graph.Batch{Relationships: []*graph.Relationship{c.give}})
			if !cmp.Equal(given, *c.give) {
				t.Error("the caller's own record was changed")
			}
			kept, err := g.Relationships(t.Context(), []graph.ID{c.want})
			if err != nil || kept[0] == nil {
				t.Errorf("%s is not kept: %v", c.want, err)
			}
		})
	}
}

func TestAnIDOfTheLoadersOwnChoiceIsKept(t *testing.T) {
	g := empty(t, at("2026-11-24"))
	apply(t, g, small())
	own := tie(graph.PartnerOf, "org:a", "org:lone")
	own.ID = "rel:invented-1"
	apply(t, g, graph.Batch{Relationships: []*graph.Relationship{own}})
	found := paths(t, g, engine.PathQuery{From: "org:a", To: "org:lone", K: 1, MaxHops: 6})
	if got := found.Paths[0].Hops[0].Ties; !cmp.Equal(got, []graph.ID{"rel:invented-1"}) {
		t.Errorf("the hop names %v", got)
	}
}

func TestARefusedBatchChangesNothing(t *testing.T) {
	g := empty(t, at("2026-11-24"))
	apply(t, g, small())
	_, err := g.Apply(t.Context(), graph.Batch{Entities: []*graph.Entity{body("org:new")}, Relationships: []*graph.Relationship{tie(graph.MemberOf, "org:a", "org:nobody")}})
	wantCode(t, err, graph.Invalid)
	if found, _ := g.Entities(t.Context(), []graph.ID{"org:new"}); found[0] != nil || g.Revision() != 1 {
		t.Errorf("half of the batch is kept, revision %d", g.Revision())
	}
}

func TestAMergedIDAnswersEverywhere(t *testing.T) {
	g := empty(t, at("2026-11-24"))
	batch := small()
	batch.Entities[0].Merged = []graph.ID{"org:formerly-a"}
	apply(t, g, batch)
	if found, err := g.Entities(t.Context(), []graph.ID{"org:formerly-a"}); err != nil || found[0] == nil || found[0].ID != "org:a" {
		t.Errorf("the record: %v, %v", found, err)
	}
	if got := paths(t, g, engine.PathQuery{From: "org:formerly-a", To: "org:b", K: 1, MaxHops: 6}); len(got.Paths) != 1 || got.Paths[0].Entities[0] != "org:a" {
		t.Errorf("the path: %+v", got)
	}
	if counts, err := g.Counts(t.Context(), "org:formerly-a"); err != nil || len(counts) != 1 {
		t.Errorf("the counts: %v, %v", counts, err)
	}
}

func TestReadersAreNeverDisturbedByAWriter(t *testing.T) {
	g := empty(t, at("2026-11-24"))
	apply(t, g, small())
	stop := make(chan struct{})
	var readers sync.WaitGroup
	for range 4 {
		readers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				found, err := g.Paths(background(), engine.PathQuery{From: "org:a", To: "org:b", K: 3, MaxHops: 6})
				if err != nil || len(found.Paths) == 0 {
					t.Errorf("%d paths, %v", len(found.Paths), err)
					return
				}
			}
		})
	}
	for i := range 50 {
		id := graph.ID(fmt.Sprintf("org:member-%d", i))
		apply(t, g, graph.Batch{Entities: []*graph.Entity{body(id)}, Relationships: []*graph.Relationship{tie(graph.MemberOf, id, "org:club")}})
	}
	close(stop)
	readers.Wait()
	counts, err := g.Counts(t.Context(), "org:club")
	if err != nil || len(counts) != 1 || counts[0].Count != 52 {
		t.Errorf("the club counts %v, %v, want 52 members", counts, err)
	}
}

func TestANewDayHasTheIndexBuiltAnew(t *testing.T) {
	c := at("2026-11-24")
	g := empty(t, c)
	batch := small()
	batch.Relationships[0].Claims[0].Start = graph.Date{Year: 2010}
	apply(t, g, batch)
	before := paths(t, g, engine.PathQuery{From: "org:a", To: "org:b", K: 1, MaxHops: 6}).Paths[0].Strength
	c.move(366 * 24 * time.Hour)
	deadline := time.Now().Add(20 * time.Second)
	for time.Now().Before(deadline) {
		if after := paths(t, g, engine.PathQuery{From: "org:a", To: "org:b", K: 1, MaxHops: 6}).Paths[0].Strength; after < before {
			return
		}
	}
	t.Errorf("a year later the tie is as strong as before: %g", before)
}

func TestStatusCountsWhatIsThere(t *testing.T) {
	g := builtIn(t)
	status, err := g.Status(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	entities, relationships := 0, 0
	for _, count := range status.Entities {
		entities += count.Count
	}
	for _, count := range status.Relationships {
		relationships += count.Count
	}
	if entities != 1250 || relationships != 3005 || status.Sources != 384 || status.Store != "sqlite" || status.Revision != g.Revision() {
		t.Errorf("got %d entities, %d relationships, %d sources, store %q, revision %d", entities, relationships, status.Sources, status.Store, status.Revision)
	}
}
