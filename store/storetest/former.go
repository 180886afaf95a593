package storetest

import (
	"context"
	"time"

	"entente/graph"
)

// formerUndoesChanges removes, changes and adds behind the small graph, and adds
// again what was removed.
func formerUndoesChanges(s suite) {
	batch := small()
	s.apply(batch)
	entity, tied := batch.Entities[3], batch.Relationships[0]
	s.apply(graph.Batch{Entities: []*graph.Entity{renamed(batch.Entities[0], "Other"), entityNamed("org:new")}, Sources: []*graph.Source{source("src:new")}})
	s.apply(graph.Batch{Remove: []graph.ID{tied.ID, page}})
	s.apply(graph.Batch{Relationships: []*graph.Relationship{claimed(tied, claim(register), claim("src:new"))}})
	for _, test := range []struct {
		at   graph.Revision
		want []graph.Change
	}{
		{4, nil},
		{3, []graph.Change{{Removed: tied.ID}}},
		{2, []graph.Change{{Revision: 1, Relationship: tied}, {Revision: 1, Source: batch.Sources[1]}}},
		{1, []graph.Change{{Revision: 1, Entity: batch.Entities[0]}, {Removed: "org:new"},
			{Revision: 1, Relationship: tied}, {Removed: "src:new"}, {Revision: 1, Source: batch.Sources[1]}}},
	} {
		equal(s, "former", former(s, s.store, test.at), test.want)
	}
	if all := former(s, s.store, 0); len(all) != batch.Len()+2 || all[0].Removed == "" {
		s.Errorf("at 0: got %d records, the first %+v, want %d removals", len(all), all[0], batch.Len()+2)
	}
	s.run("a merge", func(s suite) {
		s.apply(graph.Batch{Entities: []*graph.Entity{merging(entity, "org:new")}, Remove: []graph.ID{"org:new"}})
		want := []graph.Change{{Revision: 1, Entity: entity}, {Revision: 2, Entity: entityNamed("org:new")}}
		equal(s, "former", former(s, s.store, 4), want)
	})
}

func entityNamed(id graph.ID) *graph.Entity {
	return entity(id, graph.Organization, "Invented "+string(id))
}

// former collects what changed after a revision as it stood then.
func former(t tb, store graph.Store, at graph.Revision) []graph.Change {
	t.Helper()
	var changes []graph.Change
	for change, err := range store.Former(context.Background(), at) {
		if err != nil {
			t.Fatalf("Former: got error %v, want none", err)
		}
		changes = append(changes, change)
	}
	return changes
}

func formerStops(s suite) {
	s.apply(graph.Batch{Entities: crowd()})
	for range s.store.Former(s.Context(), 0) {
		break
	}
	ctx, cancel := context.WithCancel(s.Context())
	defer cancel()
	seen, code := 0, graph.Code(0)
	for _, err := range s.store.Former(ctx, 0) {
		if err != nil {
			code = graph.CodeOf(err)
			continue
		}
		seen++
		cancel()
	}
	if seen == len(crowd()) || code != graph.Canceled {
		s.Errorf("a context that ends: got %d records and %v, want fewer than %d and the end of the context", seen, code, len(crowd()))
	}
	s.apply(graph.Batch{Sources: []*graph.Source{source(page)}})
}

func madeByThen(s suite) {
	start := time.Now()
	made := func(by time.Time) graph.Revision {
		s.Helper()
		revision, err := s.store.Made(s.Context(), by)
		if err != nil {
			s.Fatalf("Made: got error %v, want none", err)
		}
		return revision
	}
	if got := made(start.Add(time.Hour)); got != 0 {
		s.Errorf("in an empty store: got %d, want 0", got)
	}
	for _, title := range []string{"one", "two", "three", "four"} {
		s.apply(graph.Batch{Sources: []*graph.Source{with(source(page), func(r *graph.Source) { r.Title = title })}})
	}
	s.apply(graph.Batch{Key: "nothing", Sources: []*graph.Source{with(source(page), func(r *graph.Source) { r.Title = "four" })}})
	versions, err := s.store.History(s.Context(), page)
	if err != nil {
		s.Fatal(err)
	}
	for _, by := range append(versions, versions[len(versions)-1]) {
		for _, at := range []time.Time{by.Time, by.Time.Add(time.Nanosecond), by.Time.Add(-time.Nanosecond)} {
			want := graph.Revision(0)
			for _, v := range versions {
				if !v.Time.After(at) {
					want = max(want, v.Revision)
				}
			}
			if got := made(at.In(time.FixedZone("Tehran", 12600))); got != want {
				s.Errorf("by %s: got %d, want %d", at.Format(time.RFC3339Nano), got, want)
			}
		}
	}
	if got := made(start.Add(-time.Hour)); got != 0 {
		s.Errorf("before everything: got %d, want 0", got)
	}
	if got := made(start.Add(time.Hour)); got != 4 {
		s.Errorf("later: got %d, want 4", got)
	}
}
