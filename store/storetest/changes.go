package storetest

import (
	"context"
	"fmt"
	"sync"

	"entente/graph"
)

func changesSince(s suite) {
	batch := small()
	s.apply(batch)
	land, founder := renamed(batch.Entities[0], "Renamed Land"), batch.Relationships[2]
	s.apply(graph.Batch{Entities: []*graph.Entity{entity("org:zz", graph.Firm, "Invented Firm"), land, entity("org:aa", graph.Firm, "Invented Firm")}, Sources: []*graph.Source{source("src:new")}})
	s.apply(graph.Batch{Remove: []graph.ID{page, founder.ID, "org:aa"}, Relationships: []*graph.Relationship{tie(graph.MemberOf, "org:zz", union, "")}})
	second := []graph.Change{
		{Revision: 2, Source: source("src:new")},
		{Revision: 2, Entity: land},
		{Revision: 2, Entity: entity("org:zz", graph.Firm, "Invented Firm")},
	}
	third := []graph.Change{
		{Revision: 3, Relationship: tie(graph.MemberOf, "org:zz", union, "")},
		{Revision: 3, Removed: "org:aa"},
		{Revision: 3, Removed: founder.ID},
		{Revision: 3, Removed: page},
	}
	equal(s, "since 1", everything(s, s.store, 1), append(second, third...))
	equal(s, "since 2", everything(s, s.store, 2), third)
	equal(s, "since 3", everything(s, s.store, 3), []graph.Change(nil))
	s.run("what comes back is removed no more", func(s suite) {
		s.apply(graph.Batch{Sources: []*graph.Source{source(page)}, Relationships: []*graph.Relationship{founder}})
		equal(s, "since 2", everything(s, s.store, 2), []graph.Change{third[0], third[1], {Revision: 4, Source: source(page)}, {Revision: 4, Relationship: founder}})
	})
	s.run("what goes twice is given once", func(s suite) {
		s.apply(graph.Batch{Remove: []graph.ID{page}})
		equal(s, "since 2", everything(s, s.store, 2), []graph.Change{third[0], third[1], {Revision: 4, Relationship: founder}, {Revision: 5, Removed: page}})
	})
	s.run("a revision to come has no changes", func(s suite) {
		equal(s, "since 99", everything(s, s.store, 99), []graph.Change(nil))
	})
}

func changesFromZero(s suite) {
	equal(s, "the empty store", everything(s, s.store, 0), []graph.Change(nil))
	batch := small()
	s.apply(batch)
	s.apply(graph.Batch{Entities: []*graph.Entity{entity("aaa:first", graph.Firm, "Invented Firm")}, Remove: []graph.ID{page}})
	want := []graph.Change{
		{Revision: 1, Source: batch.Sources[0]},
		{Revision: 2, Entity: entity("aaa:first", graph.Firm, "Invented Firm")},
		{Revision: 1, Entity: batch.Entities[1]},
		{Revision: 1, Entity: batch.Entities[0]},
		{Revision: 1, Entity: batch.Entities[2]},
		{Revision: 1, Entity: batch.Entities[3]},
		{Revision: 1, Entity: batch.Entities[4]},
		{Revision: 1, Relationship: batch.Relationships[0]},
		{Revision: 1, Relationship: batch.Relationships[2]},
		{Revision: 1, Relationship: batch.Relationships[1]},
		{Revision: 1, Relationship: batch.Relationships[3]},
	}
	equal(s, "since 0", everything(s, s.store, 0), want)
}

// Every batch gives all entities one new name. A reader that sees two names
// has read two states.
func changesAreConsistent(s suite) {
	const revisions, bodies = 8, 20
	named := func(n int) graph.Batch {
		var batch graph.Batch
		for i := range bodies {
			batch.Entities = append(batch.Entities, entity(graph.ID(fmt.Sprintf("org:%02d", i)), graph.Firm, fmt.Sprintf("Name %d", n)))
		}
		return batch
	}
	s.apply(named(0))
	var group sync.WaitGroup
	group.Go(func() {
		for n := range revisions {
			if _, err := s.store.Apply(s.Context(), named(n+1)); err != nil {
				s.Errorf("Apply: got error %v, want none", err)
				return
			}
		}
	})
	for _, since := range []graph.Revision{0, 0, 1} {
		group.Go(func() {
			for seen := graph.Revision(0); seen < revisions+1; {
				seen = s.sameRevision(since, seen)
				if s.Failed() {
					return
				}
			}
		})
	}
	group.Wait()
	s.run("a consumer may ask and write meanwhile", func(s suite) {
		count := 0
		for change, err := range s.store.Changes(s.Context(), 0) {
			if err != nil {
				s.Fatalf("Changes: got error %v, want none", err)
			}
			if found, err := s.store.Entities(s.Context(), []graph.ID{change.Entity.ID}); err != nil || found[0] == nil {
				s.Fatalf("Entities: got %v, error %v, want the entity", found, err)
			}
			if count == 0 {
				s.apply(named(revisions + 1))
			}
			count++
			if change.Revision != revisions+1 {
				s.Fatalf("revision: got %d, want %d", change.Revision, revisions+1)
			}
		}
		equal(s, "changes", count, bodies)
	})
}

// sameRevision reads once and gives the revision that all entities had.
func (s suite) sameRevision(since, before graph.Revision) graph.Revision {
	var only graph.Revision
	for change, err := range s.store.Changes(s.Context(), since) {
		if err != nil {
			s.Errorf("Changes: got error %v, want none", err)
			return 0
		}
		if only != 0 && change.Revision != only {
			s.Errorf("one reading saw revisions %d and %d", only, change.Revision)
		}
		only = change.Revision
	}
	if only < before {
		if only != 0 || before > since+1 {
			s.Errorf("a later reading saw revision %d after %d", only, before)
		}
	}
	return only
}

func changesStop(s suite) {
	s.apply(small())
	for _, since := range []graph.Revision{0, 1} {
		if since == 1 {
			s.apply(graph.Batch{Entities: crowd()})
		}
		s.run(fmt.Sprintf("when the context ends, since %d", since), func(s suite) { s.cancelled(since) })
		s.run(fmt.Sprintf("when the consumer does, since %d", since), func(s suite) {
			for range s.store.Changes(s.Context(), since) {
				break
			}
			for range s.store.Outline(s.Context(), since) {
				break
			}
		})
	}
	s.run("and the store goes on", func(s suite) { s.apply(graph.Batch{Remove: []graph.ID{page}}) })
}

func (s suite) cancelled(since graph.Revision) {
	ctx, cancel := context.WithCancel(s.Context())
	defer cancel()
	seen, failed := 0, false
	for _, err := range s.store.Changes(ctx, since) {
		if failed {
			s.Fatal("the sequence goes on behind its error")
		}
		if err == nil {
			seen++
			cancel()
			continue
		}
		failed = true
		if graph.CodeOf(err) != graph.Canceled {
			s.Errorf("error: got %v, want the end of the context", err)
		}
	}
	if !failed || seen != 1 {
		s.Errorf("got %d changes and an error %v, want one and then the error", seen, failed)
	}
	calls := map[string]func() error{
		"Entities": func() error { _, err := s.store.Entities(ctx, []graph.ID{inst}); return err },
		"Find":     func() error { _, err := s.store.Find(ctx, graph.Query{Text: "optics", First: 1}); return err },
		"Head":     func() error { _, err := s.store.Head(ctx); return err },
		"Apply":    func() error { _, err := s.store.Apply(ctx, graph.Batch{Remove: []graph.ID{page}}); return err },
		"History":  func() error { _, err := s.store.History(ctx, inst); return err },
	}
	for name, call := range calls {
		if err := call(); err == nil || graph.CodeOf(err) != graph.Canceled {
			s.Errorf("%s with an ended context: got error %v, want CANCELED", name, err)
		}
	}
}
