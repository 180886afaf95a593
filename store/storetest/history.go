package storetest

import (
	"time"

	"entente/graph"
)

func historyKeepsAll(s suite) {
	start := time.Now().Add(-time.Minute)
	batch := small()
	first := source(page)
	second := with(first, func(r *graph.Source) { r.Title = "عنوان دوم" })
	s.apply(batch)
	s.apply(graph.Batch{Author: "second", Reason: "دلیل", Sources: []*graph.Source{second}})
	s.apply(graph.Batch{Author: "somebody", Entities: []*graph.Entity{renamed(batch.Entities[0], "Other")}})
	s.apply(graph.Batch{Author: "third", Reason: "not needed", Remove: []graph.ID{page}})
	s.apply(graph.Batch{Author: "fourth", Sources: []*graph.Source{first}})
	s.apply(graph.Batch{Key: "nothing", Author: "fifth", Sources: []*graph.Source{first}})
	want := []graph.Version{
		{Revision: 5, Author: "fourth", Change: graph.Change{Revision: 5, Source: first}},
		{Revision: 4, Author: "third", Reason: "not needed", Change: graph.Change{Revision: 4, Removed: page}},
		{Revision: 2, Author: "second", Reason: "دلیل", Change: graph.Change{Revision: 2, Source: second}},
		{Revision: 1, Author: "tester", Reason: "the small graph", Change: graph.Change{Revision: 1, Source: first}},
	}
	equal(s, "history", s.history(page, start), want)
	s.run("of an entity and a relationship", func(s suite) {
		entity := s.history(country, start)
		equal(s, "authors", []string{entity[0].Author, entity[1].Author}, []string{"somebody", "tester"})
		equal(s, "what was replaced", entity[1].Change.Entity, batch.Entities[0])
		relationship := s.history(batch.Relationships[0].ID, start)
		equal(s, "relationship", relationship[0].Change, graph.Change{Revision: 1, Relationship: batch.Relationships[0]})
	})
	s.run("of what is gone", func(s suite) {
		s.apply(graph.Batch{Remove: []graph.ID{page}})
		if got := s.history(page, start); len(got) != 5 || got[0].Change.Removed != page {
			s.Errorf("history: got %d versions, the latest %+v, want 5 and a removal", len(got), got[0])
		}
	})
	s.run("of what never was", func(s suite) {
		if _, err := s.store.History(s.Context(), "org:none"); err == nil || graph.CodeOf(err) != graph.NotFound {
			s.Errorf("History: got error %v, want NOT_FOUND", err)
		}
	})
}

// history gives the versions without their times, which have to be orderly.
func (s suite) history(id graph.ID, start time.Time) []graph.Version {
	s.Helper()
	versions, err := s.store.History(s.Context(), id)
	if err != nil {
		s.Fatalf("History: got error %v, want none", err)
	}
	later := time.Now().Add(time.Minute)
	for i := range versions {
		if at := versions[i].Time; at.Before(start) || at.After(later) {
			s.Errorf("time of revision %d: got %s, want one of this test, falling", versions[i].Revision, at)
		}
		later = versions[i].Time
		versions[i].Time = time.Time{}
	}
	return versions
}
