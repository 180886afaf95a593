package storetest

import (
	"fmt"
	"slices"
	"sync"

	"entente/graph"
)

func batchIsAtomic(s suite) {
	batch := small()
	s.apply(batch)
	s.refuse(graph.Batch{
		Sources:       []*graph.Source{source("src:new")},
		Entities:      []*graph.Entity{renamed(batch.Entities[0], "Other Land"), entity("org:new", graph.Organization, "New Invented Body")},
		Relationships: []*graph.Relationship{tie(graph.MemberOf, "org:new", union, "member"), tie(graph.MemberOf, "org:new", "academy:nowhere", "")},
		Remove:        []graph.ID{page},
	}, flaw{graph.Invalid, "rel:MEMBER_OF/org:new/academy:nowhere", "to"})
	s.run("nothing of it is found", func(s suite) {
		page, err := s.store.Find(s.Context(), graph.Query{Text: "new invented body", First: 10})
		if err != nil || page.Total != 0 {
			s.Errorf("Find: got %d hits, error %v, want none", page.Total, err)
		}
	})
}

// Several writers at once: each answer is a revision of its own, and what it
// acknowledged is there when all are done.
func keepsWhatItAcknowledged(s suite) {
	const writers, batches = 4, 8
	acknowledged := make(chan graph.Revision, writers*batches)
	var group sync.WaitGroup
	for w := range writers {
		group.Go(func() {
			for b := range batches {
				id := graph.ID(fmt.Sprintf("org:%d-%d", w, b))
				commit, err := s.store.Apply(s.Context(), graph.Batch{Entities: []*graph.Entity{entity(id, graph.Firm, "Invented Firm")}})
				if err != nil {
					s.Errorf("Apply: got error %v, want none", err)
					return
				}
				acknowledged <- commit.Revision
			}
		})
	}
	group.Wait()
	close(acknowledged)
	var revisions []graph.Revision
	for revision := range acknowledged {
		revisions = append(revisions, revision)
	}
	slices.Sort(revisions)
	if got := len(slices.Compact(revisions)); got != writers*batches || revisions[got-1] != writers*batches {
		s.Errorf("acknowledged revisions: got %d different up to %d, want 1 to %d", got, revisions[got-1], writers*batches)
	}
	if got := len(everything(s, s.store, 0)); got != writers*batches {
		s.Errorf("records: got %d, want %d", got, writers*batches)
	}
}

func revisionsCount(s suite) {
	batch := small()
	equal(s, "first", s.apply(batch), graph.Commit{Revision: 1, Added: 11})
	changed := graph.Batch{
		Entities: []*graph.Entity{batch.Entities[0], renamed(batch.Entities[1], "Renamed Union"), entity("org:new", graph.Firm, "Invented Firm")},
		Remove:   []graph.ID{page},
	}
	equal(s, "second", s.apply(changed), graph.Commit{Revision: 2, Added: 1, Changed: 1, Unchanged: 1, Removed: 1})
}

func unchangedAddsNoRevision(s suite) {
	batch := small()
	s.apply(batch)
	equal(s, "the same again", s.apply(batch), graph.Commit{Revision: 1, Unchanged: 11})
	equal(s, "nothing", s.apply(graph.Batch{}), graph.Commit{Revision: 1})
	if got := len(everything(s, s.store, 1)); got != 0 {
		s.Errorf("changes since 1: got %d, want none", got)
	}
	versions, err := s.store.History(s.Context(), inst)
	if err != nil || len(versions) != 1 {
		s.Errorf("History: got %d versions, error %v, want 1", len(versions), err)
	}
}

func keyMakesRetrySafe(s suite) {
	batch := small()
	batch.Key = "first"
	first := s.apply(batch)
	s.apply(graph.Batch{Entities: []*graph.Entity{renamed(batch.Entities[0], "Renamed Land")}})
	want := first
	want.Replayed = true
	equal(s, "the retry", s.apply(batch), want)
	land := read(s, s.store.Entities, batch.Entities[:1], func(e *graph.Entity) graph.ID { return e.ID })[0]
	if got := land.Name("en").Value; got != "Renamed Land" {
		s.Errorf("after the retry: got %q, want the later name", got)
	}
	s.run("also with the revision that it was made from", func(s suite) {
		batch := graph.Batch{Key: "second", Expect: 2, Remove: []graph.ID{page}}
		s.apply(batch)
		if got := s.apply(batch); !got.Replayed || got.Revision != 3 {
			s.Errorf("the retry: got %+v, want revision 3, replayed", got)
		}
	})
	s.run("also when it changed nothing", func(s suite) {
		batch := graph.Batch{Key: "third", Entities: []*graph.Entity{batch.Entities[1]}}
		s.apply(batch)
		s.apply(graph.Batch{Entities: []*graph.Entity{renamed(batch.Entities[0], "Renamed Union")}})
		equal(s, "the retry", s.apply(batch), graph.Commit{Revision: 3, Unchanged: 1, Replayed: true})
	})
}

func keyWithOtherContent(s suite) {
	batch := small()
	batch.Key = "key"
	s.apply(batch)
	rows := map[string]func(*graph.Batch){
		"another record": func(b *graph.Batch) { b.Entities = b.Entities[:4]; b.Relationships = b.Relationships[:3] },
		"a removal more": func(b *graph.Batch) { b.Remove = []graph.ID{"org:none"} },
		"another author": func(b *graph.Batch) { b.Author = "somebody else" },
		"another reason": func(b *graph.Batch) { b.Reason = "something else" },
		"no records":     func(b *graph.Batch) { *b = graph.Batch{Key: b.Key} },
	}
	for name, change := range rows {
		s.run(name, func(s suite) {
			other := small()
			other.Key = batch.Key
			change(&other)
			s.refuse(other, flaw{code: graph.Conflict})
		})
	}
	s.run("a refused batch leaves its key free", func(s suite) {
		s.refuse(graph.Batch{Key: "free", Remove: []graph.ID{"org:unknown"}}, flaw{graph.NotFound, "org:unknown", ""})
		s.apply(graph.Batch{Key: "free", Remove: []graph.ID{page}})
	})
}

func expectedRevision(s suite) {
	batch := small()
	s.apply(batch)
	batch.Entities = []*graph.Entity{renamed(batch.Entities[0], "Renamed Land")}
	for _, wrong := range []graph.Revision{2, 99} {
		batch.Expect = wrong
		s.refuse(batch, flaw{code: graph.Conflict})
	}
	batch.Expect = 1
	if got := s.apply(batch).Revision; got != 2 {
		s.Errorf("the expected revision: got %d, want 2", got)
	}
	s.refuse(batch, flaw{code: graph.Conflict})
}
