package engine_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"entente/engine"
	"entente/graph"
	"entente/store"
)

func past(t testing.TB, g *engine.Graph, when engine.When) *engine.Graph {
	t.Helper()
	then, err := g.At(t.Context(), when)
	if err != nil {
		t.Fatal(err)
	}
	return then
}

// known is everything that can be asked of a graph by lists, ids and texts.
type known struct {
	Entities      []*graph.Entity
	Relationships []*graph.Relationship
	Sources       []*graph.Source
	Lists         []engine.EntityPage
	Ties          map[graph.ID]engine.TiePage
	Versions      map[graph.ID][]graph.Revision
	Agreements    engine.AgreementPage
	Entity, Tie   []int
	SourceCount   int
	Revision      graph.Revision
}

// everyID are the ids that random changes put.
func everyID(g *engine.Graph) (entities, ties, sources []graph.ID) {
	for change := range g.Changes(context.Background(), 1) {
		switch {
		case change.Relationship != nil:
			ties = append(ties, change.Relationship.ID)
		case change.Removed != "":
			ties = append(ties, change.Removed)
		}
	}
	for i := range 7 {
		entities = append(entities, inventedID(i))
	}
	for i := range 3 {
		sources = append(sources, graph.ID(fmt.Sprintf("src:invented-%d", i)))
	}
	return append(entities, "agreement:invented", "src:invented"), ties, append(sources, "src:invented")
}

// askRecords asks for everything under some ids, those of another type among them.
func askRecords(t *testing.T, g *engine.Graph, entities, ties, sources []graph.ID) (all known) {
	t.Helper()
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	var err error
	every := slices.Concat(entities, ties, sources)
	all.Entities, err = g.Entities(t.Context(), every)
	check(err)
	all.Relationships, err = g.Relationships(t.Context(), every)
	check(err)
	all.Sources, err = g.Sources(t.Context(), every)
	check(err)
	for _, order := range []engine.Order{engine.ByName, engine.ByID, engine.ByStanding} {
		for _, page := range []engine.PageQuery{{First: 3}, {Last: 3}, {First: 50}} {
			list, err := g.List(t.Context(), engine.Listing{Order: order, Page: page})
			check(err)
			all.Lists = append(all.Lists, list)
			if len(list.Items) == 3 {
				list, err = g.List(t.Context(), engine.Listing{Order: order, Page: engine.PageQuery{First: 2, After: list.Items[1].Cursor}})
				check(err)
				all.Lists = append(all.Lists, list)
			}
		}
	}
	for _, text := range []string{"invented", "invented b", "renamd", "agreement", "org 3", "nothing at all"} {
		list, err := g.Search(t.Context(), engine.SearchQuery{Text: text, Page: engine.PageQuery{First: 5}})
		check(err)
		all.Lists = append(all.Lists, list)
	}
	all.Ties, all.Versions = map[graph.ID]engine.TiePage{}, map[graph.ID][]graph.Revision{}
	for _, id := range entities {
		page, err := g.Ties(t.Context(), engine.TieQuery{Entity: id, Page: engine.PageQuery{First: 50}})
		if err == nil {
			all.Ties[id] = page
		}
		versions, err := g.History(t.Context(), id)
		if err != nil {
			continue
		}
		for _, v := range versions {
			all.Versions[id] = append(all.Versions[id], v.Revision)
		}
	}
	all.Agreements, err = g.Agreements(t.Context(), engine.AgreementQuery{Page: engine.PageQuery{First: 20}})
	check(err)
	status, err := g.Status(t.Context())
	check(err)
	for i := range status.Entities {
		all.Entity = append(all.Entity, status.Entities[i].Count)
	}
	for i := range status.Relationships {
		all.Tie = append(all.Tie, status.Relationships[i].Count)
	}
	all.SourceCount, all.Revision = status.Sources, status.Revision
	return all
}

// change draws a batch: names, ties, sources and merges come and go. Many are refused.
func change(random *rand.Rand, g *engine.Graph) graph.Batch {
	var batch graph.Batch
	any := func() graph.ID { return inventedID(random.IntN(7)) }
	switch random.IntN(8) {
	case 0:
		e := body(any())
		e.Names[0].Value = []string{"Invented renamed", "Invented body", "نام تازه"}[random.IntN(3)]
		batch.Entities = append(batch.Entities, e)
	case 1:
		batch.Remove = append(batch.Remove, any())
	case 2, 3:
		r := inventedTie(random)
		r.Claims[0].Source = graph.ID(fmt.Sprintf("src:invented-%d", random.IntN(3)))
		batch.Relationships = append(batch.Relationships, r)
	case 4:
		batch.Remove = append(batch.Remove, tiesOf(g, any())...)
	case 5:
		id := graph.ID(fmt.Sprintf("src:invented-%d", random.IntN(3)))
		batch.Sources = append(batch.Sources, &graph.Source{ID: id, Title: fmt.Sprintf("Invented %d", random.IntN(3)), Kind: "page"})
	case 6:
		return merge(g, any(), any())
	case 7:
		id := any()
		batch.Remove = append(tiesOf(g, id), id)
	}
	return batch
}

func tiesOf(g *engine.Graph, id graph.ID) (ids []graph.ID) {
	page, err := g.Ties(context.Background(), engine.TieQuery{Entity: id, Page: engine.PageQuery{First: 100}})
	if err != nil {
		return nil
	}
	for _, item := range page.Items {
		ids = append(ids, item.Relationship)
	}
	return ids
}

// merge takes one body into another, with its ties gone.
func merge(g *engine.Graph, from, into graph.ID) graph.Batch {
	found, err := g.Entities(context.Background(), []graph.ID{from, into})
	if err != nil || from == into || found[0] == nil || found[1] == nil || found[0].ID != from || found[1].ID != into {
		return graph.Batch{}
	}
	merged := *found[1]
	merged.Merged = append(slices.Clone(append(slices.Clone(merged.Merged), found[0].Merged...)), from)
	return graph.Batch{Entities: []*graph.Entity{&merged}, Remove: append(tiesOf(g, from), from)}
}

func sources() graph.Batch {
	var batch graph.Batch
	for i := range 3 {
		batch.Sources = append(batch.Sources, &graph.Source{ID: graph.ID(fmt.Sprintf("src:invented-%d", i)), Title: "Invented page", Kind: "page"})
	}
	return batch
}

// TestAskingAtARevisionIsAskingAStoreThatStoppedThere asks each revision while it is
// the latest, in the middle, and at the end.
func TestAskingAtARevisionIsAskingAStoreThatStoppedThere(t *testing.T) {
	for seed := range uint64(8) {
		random := rand.New(rand.NewPCG(seed, 7))
		g := empty(t, at("2026-11-24"))
		batches := []graph.Batch{invented(random), sources()}
		for _, batch := range batches {
			apply(t, g, batch)
		}
		stopped := map[graph.Revision]*engine.Graph{}
		early := map[graph.Revision]*engine.Graph{}
		for range 25 {
			batch := change(random, g)
			before := g.Revision()
			if batch.Len() == 0 {
				continue
			}
			if commit, err := g.Apply(t.Context(), batch); err != nil || commit.Revision == before {
				continue
			}
			batches = append(batches, batch)
			revision := g.Revision()
			if random.IntN(3) == 0 {
				stopped[revision] = empty(t, at("2026-11-24"))
				for _, past := range batches {
					apply(t, stopped[revision], past)
				}
				early[revision] = past(t, g, engine.When{Revision: revision})
			}
		}
		entities, ties, sources := everyID(g)
		for revision, then := range stopped {
			want := askRecords(t, then, entities, ties, sources)
			for name, asked := range map[string]*engine.Graph{"early": early[revision], "late": past(t, g, engine.When{Revision: revision})} {
				if diff := cmp.Diff(want, askRecords(t, asked, entities, ties, sources), same(), cmpopts.EquateComparable(graph.Term{})); diff != "" {
					t.Fatalf("seed %d, revision %d of %d, asked %s (-stopped +asked):\n%s", seed, revision, g.Revision(), name, diff)
				}
				compareSearches(t, then, asked, fmt.Sprintf("seed %d, revision %d, asked %s", seed, revision, name))
			}
		}
	}
}

// compareSearches asks for paths and the like between two that stood.
func compareSearches(t *testing.T, then, asked *engine.Graph, what string) {
	t.Helper()
	for _, pair := range [][2]graph.ID{{inventedID(0), inventedID(1)}, {inventedID(2), inventedID(4)}} {
		ends, err := then.Entities(t.Context(), []graph.ID{pair[0], pair[1], inventedID(3)})
		if err != nil {
			t.Fatal(err)
		}
		if ends[0] == nil || ends[1] == nil || ends[2] == nil || ends[0] == ends[1] || ends[0].ID == ends[1].ID {
			continue
		}
		if diff := cmp.Diff(askAll(t, then, pair[0], pair[1]), askAll(t, asked, pair[0], pair[1]), same()); diff != "" {
			t.Fatalf("%s, %v (-stopped +asked):\n%s", what, pair, diff)
		}
	}
}

func TestARevisionIsFoundByItsTime(t *testing.T) {
	clock := at("2026-03-01")
	kept, err := store.Open(t.Context(), "sqlite::memory:", store.Options{Now: clock.now})
	if err != nil {
		t.Fatal(err)
	}
	g, err := engine.Open(t.Context(), kept, engine.Options{Now: clock.now})
	if err != nil {
		t.Fatal(err)
	}
	defer g.Close()
	apply(t, g, small())
	clock.move(24 * time.Hour)
	apply(t, g, graph.Batch{Entities: []*graph.Entity{body("org:new")}})
	for _, test := range []struct {
		time string
		want graph.Revision
	}{{"2026-03-01T12:00:00Z", 1}, {"2026-03-02T11:59:59Z", 1}, {"2026-03-02T12:00:00Z", 2}, {"2030-01-01T00:00:00Z", 2}} {
		moment, err := time.Parse(time.RFC3339, test.time)
		if err != nil {
			t.Fatal(err)
		}
		if got := past(t, g, engine.When{Time: moment}).Revision(); got != test.want {
			t.Errorf("%s: got revision %d, want %d", test.time, got, test.want)
		}
	}
	_, err = g.At(t.Context(), engine.When{Time: clock.now().Add(-48 * time.Hour)})
	wantCode(t, err, graph.NotFound)
}

func TestWhatIsNoEarlierRevisionIsRefused(t *testing.T) {
	g := empty(t, at("2026-11-24"))
	apply(t, g, small())
	then := past(t, g, engine.When{Revision: 1})
	for name, test := range map[string]struct {
		ask  func() error
		code graph.Code
	}{
		"neither number nor time":  {func() error { _, err := g.At(t.Context(), engine.When{}); return err }, graph.Invalid},
		"both":                     {func() error { _, err := g.At(t.Context(), engine.When{Revision: 1, Time: time.Now()}); return err }, graph.Invalid},
		"one that is yet to come":  {func() error { _, err := g.At(t.Context(), engine.When{Revision: 2}); return err }, graph.NotFound},
		"a revision of a revision": {func() error { _, err := then.At(t.Context(), engine.When{Revision: 1}); return err }, graph.Invalid},
		"a revision of an assumption": {func() error {
			_, err := suppose(t, g, engine.Assumption{Lapses: "org:club"}).At(t.Context(), engine.When{Revision: 1})
			return err
		}, graph.Invalid},
		"what may be one": {func() error { _, err := then.Duplicates(t.Context(), engine.DuplicateQuery{}); return err }, graph.Invalid},
		"writing":         {func() error { _, err := then.Apply(t.Context(), small()); return err }, graph.Invalid},
		"changes": {func() error {
			for _, err := range then.Changes(t.Context(), 1) {
				return err
			}
			return nil
		}, graph.Invalid},
	} {
		t.Run(name, func(t *testing.T) { wantCode(t, test.ask(), test.code) })
	}
}

func TestAnAssumptionIsMadeAtAnEarlierRevision(t *testing.T) {
	g := empty(t, at("2026-11-24"))
	apply(t, g, small())
	apply(t, g, graph.Batch{Remove: []graph.ID{"rel:MEMBER_OF/org:a/org:club", "rel:MEMBER_OF/org:b/org:club", "org:club"}})
	query := engine.PathQuery{From: "org:a", To: "org:b", K: 1, MaxHops: 6}
	then := past(t, g, engine.When{Revision: 1})
	if n := len(paths(t, then, query).Paths); n != 1 {
		t.Errorf("at revision 1 there are %d paths, want 1", n)
	}
	if n := len(paths(t, suppose(t, then, engine.Assumption{Lapses: "org:club"}), query).Paths); n != 0 {
		t.Errorf("without the club there are %d paths, want none", n)
	}
}

func TestMeasuresOfAnEarlierRevision(t *testing.T) {
	g := empty(t, at("2026-11-24"))
	apply(t, g, small())
	apply(t, g, graph.Batch{Entities: []*graph.Entity{body("org:new")}, Relationships: []*graph.Relationship{tie(graph.MemberOf, "org:new", "org:club")}})
	then := past(t, g, engine.When{Revision: 1})
	for {
		found, err := then.Standing(t.Context(), engine.StandingQuery{Page: engine.PageQuery{First: 10}})
		if err != nil {
			t.Fatal(err)
		}
		if found.State == engine.Ready {
			if found.Summary.Revision != 1 || found.Total != 3 {
				t.Errorf("got revision %d with %d entities, want 1 with 3", found.Summary.Revision, found.Total)
			}
			return
		}
	}
}
