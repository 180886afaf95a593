package engine_test

import (
	"context"
	"fmt"
	"iter"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"entente/engine"
	"entente/graph"
)

// told is a change in short: where it stands and what it is about.
type told struct {
	Revision graph.Revision
	What     string
	Complete bool
}

func tellOf(item engine.FeedItem) told {
	t := told{Revision: item.Revision, Complete: item.Complete}
	switch {
	case item.Source != nil:
		t.What = "source " + string(item.Source.ID)
	case item.Entity != nil:
		t.What = "entity " + string(item.Entity.ID)
	case item.Relationship != nil:
		t.What = "relationship " + string(item.Relationship.ID)
	default:
		t.What = "removed " + string(item.Removed)
	}
	return t
}

// read follows a feed until it has given everything up to a revision.
func read(t *testing.T, g *engine.Graph, since graph.Revision, after string, until graph.Revision) (items []engine.FeedItem) {
	t.Helper()
	pages, err := g.Feed(t.Context(), since, after)
	if err != nil {
		t.Fatal(err)
	}
	for page, err := range pages {
		if err != nil {
			t.Fatal(err)
		}
		if len(page) == 0 || len(page) > 100 {
			t.Errorf("a page has %d items", len(page))
		}
		items = append(items, page...)
		if last := page[len(page)-1]; last.Complete && last.Revision == until {
			break
		}
	}
	return items
}

// eventful is a graph with a long revision, a record that changes twice, and a removal.
func eventful(t *testing.T) *engine.Graph {
	t.Helper()
	g := empty(t, at("2026-11-24"))
	apply(t, g, small())
	long := graph.Batch{}
	for i := range 230 {
		long.Entities = append(long.Entities, body(graph.ID(fmt.Sprintf("org:long-%03d", i))))
	}
	apply(t, g, long)
	for _, title := range []string{"Invented page, corrected", "Invented page, corrected again"} {
		apply(t, g, graph.Batch{Sources: []*graph.Source{{ID: "src:invented", Title: title, Kind: "page"}}})
	}
	apply(t, g, graph.Batch{Remove: []graph.ID{"org:long-007", "rel:MEMBER_OF/org:b/org:club"}, Entities: []*graph.Entity{body("org:last")},
		Relationships: []*graph.Relationship{tie(graph.PartnerOf, "org:lone", "org:a")}})
	return g
}

func TestAFeedGivesEveryChangeInOrder(t *testing.T) {
	g := eventful(t)
	want := []told{
		{1, "entity org:a", false}, {1, "entity org:b", false}, {1, "entity org:club", false}, {1, "entity org:lone", false},
		{1, "relationship rel:MEMBER_OF/org:a/org:club", true},
	}
	for i := range 230 {
		if i != 7 {
			want = append(want, told{2, fmt.Sprintf("entity org:long-%03d", i), i == 229})
		}
	}
	want = append(want, told{4, "source src:invented", true},
		told{5, "entity org:last", false}, told{5, "relationship rel:PARTNER_OF/org:a/org:lone", false},
		told{5, "removed org:long-007", false}, told{5, "removed rel:MEMBER_OF/org:b/org:club", true})
	for since, rest := range map[graph.Revision][]told{0: want, 1: want[5:], 2: want[234:], 4: want[235:]} {
		var got []told
		for _, item := range read(t, g, since, "", 5) {
			got = append(got, tellOf(item))
		}
		if diff := cmp.Diff(rest, got); diff != "" {
			t.Errorf("since %d (-want +got):\n%s", since, diff)
		}
	}
}

func TestAFeedGoesOnBehindAnyOfItsCursors(t *testing.T) {
	g := eventful(t)
	all := read(t, g, 0, "", 5)
	for i := 0; i < len(all)-1; i += 3 {
		since := graph.Revision(i % 2 * 5) // the cursor goes before it
		rest := read(t, g, since, all[i].Cursor, 5)
		if len(rest) != len(all)-1-i || tellOf(rest[0]) != tellOf(all[i+1]) {
			t.Fatalf("behind item %d of %d come %d, the first %v, want %v", i, len(all), len(rest), tellOf(rest[0]), tellOf(all[i+1]))
		}
	}
}

// Between the pages the graph changes, also records that the feed has not come
// to yet. Whatever happens, the last that a client hears of a record is true.
func TestNothingIsLostOrDoubledAcrossReconnects(t *testing.T) {
	kept := memory(t)
	graphs := []*engine.Graph{opened(t, &joint{Store: kept}, engine.Options{}), opened(t, &joint{Store: kept}, engine.Options{})}
	apply(t, graphs[0], small())
	const writers, each = 3, 40
	var writing sync.WaitGroup
	for w := range writers {
		writing.Go(func() {
			for i := range each {
				id := graph.ID(fmt.Sprintf("org:new-%d-%d", w, i))
				batch := graph.Batch{Entities: []*graph.Entity{body(id)}, Relationships: []*graph.Relationship{tie(graph.MemberOf, id, "org:club")}}
				if _, err := graphs[w%2].Apply(background(), batch); err != nil {
					t.Errorf("%s: %v", id, err)
				}
			}
		})
	}
	seen := map[string]int{}
	var latest engine.FeedItem
	for round := 0; latest.Revision < writers*each+1 || !latest.Complete; round++ {
		pages, err := graphs[round%2].Feed(t.Context(), 0, latest.Cursor)
		if err != nil {
			t.Fatal(err)
		}
		for page, err := range pages {
			if err != nil {
				t.Fatal(err)
			}
			for _, item := range page[:1+round%len(page)] { // a client that is cut off anywhere in a page
				if item.Revision < latest.Revision {
					t.Fatalf("revision %d comes behind %d", item.Revision, latest.Revision)
				}
				seen[tellOf(item).What]++
				latest = item
			}
			break
		}
	}
	writing.Wait()
	if want := 1 + 4 + 2 + writers*each*2; len(seen) != want {
		t.Errorf("%d records were told of, want %d", len(seen), want)
	}
	for what, times := range seen {
		if times != 1 {
			t.Errorf("%s was told of %d times", what, times)
		}
	}
}

func TestAFeedThatCannotBeginSaysWhy(t *testing.T) {
	g := eventful(t)
	page, err := g.List(t.Context(), engine.Listing{})
	if err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		name  string
		since graph.Revision
		after string
		want  graph.Code
	}{
		{"a revision that is not reached", 6, "", graph.Conflict},
		{"a cursor of another list", 0, page.Items[0].Cursor, graph.Invalid},
		{"no cursor at all", 0, "bogus", graph.Invalid},
		{"a cursor cut short", 0, read(t, g, 4, "", 5)[0].Cursor[:8], graph.Invalid},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := g.Feed(t.Context(), c.since, c.after)
			wantCode(t, err, c.want)
		})
	}
}

func TestAFeedEndsWithItsConsumerWithoutAWord(t *testing.T) {
	g := eventful(t)
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	ctx, leave := context.WithCancel(t.Context())
	pages, err := g.Feed(ctx, 5, "")
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for page, err := range pages {
			t.Errorf("got %v, %v", page, err)
		}
	}()
	leave()
	<-ended
}

func TestAClosedGraphEndsItsFeeds(t *testing.T) {
	kept := memory(t)
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	g, err := engine.Open(t.Context(), &joint{Store: kept}, engine.Options{})
	if err != nil {
		t.Fatal(err)
	}
	pages, err := g.Feed(t.Context(), 0, "")
	if err != nil {
		t.Fatal(err)
	}
	apply(t, g, small())
	running, ended := make(chan struct{}), make(chan error, 1)
	go func() {
		for page, err := range pages {
			if len(page) > 0 {
				close(running)
				continue
			}
			ended <- err
		}
	}()
	<-running
	if err := g.Close(); err != nil {
		t.Error(err)
	}
	wantCode(t, <-ended, graph.Unavailable)
	for _, err := range pages {
		wantCode(t, err, graph.Unavailable)
	}
}

func TestAFeedEndsWithTheCodeOfItsStore(t *testing.T) {
	kept := &failing{joint: joint{Store: memory(t)}}
	g := opened(t, kept, engine.Options{Poll: -1})
	apply(t, g, small())
	apply(t, g, graph.Batch{Entities: []*graph.Entity{body("org:more")}})
	pages, err := g.Feed(t.Context(), 0, "")
	if err != nil {
		t.Fatal(err)
	}
	broken := graph.Errorf(graph.Internal, "the file is damaged")
	kept.broken.Store(broken)
	for page, err := range pages {
		if err == nil {
			t.Fatalf("got %v", page)
		}
		wantCode(t, err, graph.Internal)
	}
}

// counted counts the readings of the changes.
type counted struct {
	graph.Store
	read atomic.Int64
}

func (c *counted) Changes(ctx context.Context, since graph.Revision) iter.Seq2[graph.Change, error] {
	c.read.Add(1)
	return c.Store.Changes(ctx, since)
}

// A page takes the consumer 31 s, so the state of the store is given back and
// read anew after each; what comes is the same.
func TestASlowConsumerHoldsNoStateOfTheStoreForLong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		kept := &counted{Store: memory(t)}
		g := opened(t, kept, engine.Options{})
		var want []told
		long := graph.Batch{}
		for i := range 450 {
			id := graph.ID(fmt.Sprintf("org:long-%03d", i))
			long.Entities = append(long.Entities, body(id))
			want = append(want, told{1, "entity " + string(id), i == 449})
		}
		apply(t, g, long)
		pages, err := g.Feed(t.Context(), 0, "")
		if err != nil {
			t.Fatal(err)
		}
		var got []told
		for page, err := range pages {
			if err != nil {
				t.Fatal(err)
			}
			for _, item := range page {
				got = append(got, tellOf(item))
			}
			if len(got) == len(want) {
				break
			}
			time.Sleep(31 * time.Second)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		if read := kept.read.Load(); read != 5 {
			t.Errorf("the store was read %d times, want anew for each of the five pages", read)
		}
	})
}

// A feed that waits costs nothing: it is woken by the revision, not by a clock.
func TestAFeedReadsTheStoreOncePerMoveOfTheRevision(t *testing.T) {
	kept := &counted{Store: memory(t)}
	g := opened(t, kept, engine.Options{})
	apply(t, g, small())
	pages, err := g.Feed(t.Context(), 1, "")
	if err != nil {
		t.Fatal(err)
	}
	next, stop := iter.Pull2(pages)
	defer stop()
	for i := range 10 {
		apply(t, g, graph.Batch{Entities: []*graph.Entity{body(graph.ID(fmt.Sprintf("org:new-%d", i)))}})
		if page, err, _ := next(); err != nil || len(page) != 1 {
			t.Fatalf("got %v, %v", page, err)
		}
	}
	if read := kept.read.Load(); read != 10 {
		t.Errorf("10 commits cost %d readings", read)
	}
}
