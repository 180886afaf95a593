package storetest

import "entente/graph"

func idsAreUnique(s suite) {
	batch := small()
	batch.Entities[2] = merging(batch.Entities[2], "org:old")
	s.apply(batch)
	asEntity := func(id graph.ID) *graph.Entity { return entity(id, graph.Firm, "Invented Firm") }
	s.refuseAll([]refusal{
		{"a source's", entities(asEntity(page)), flaw{graph.Conflict, page, "id"}},
		{"a relationship's", entities(asEntity(batch.Relationships[0].ID)), flaw{graph.Conflict, batch.Relationships[0].ID, "id"}},
		{"an entity's", sources(source(inst)), flaw{graph.Conflict, inst, "id"}},
		{"a merged one", entities(asEntity("org:old")), flaw{graph.Conflict, "org:old", "id"}},
		{"two forms in one batch", graph.Batch{Sources: []*graph.Source{source("any:new")}, Entities: []*graph.Entity{asEntity("any:new")}}, flaw{graph.Conflict, "any:new", "id"}},
		{"merged into two", entities(merging(batch.Entities[3], "org:old")), flaw{graph.Conflict, inst, "merged[0]"}},
		{"merged into two at once", entities(merging(batch.Entities[3], "org:x"), merging(batch.Entities[1], "org:x")), flaw{graph.Conflict, union, "merged[0]"}},
		{"merging a source that goes", graph.Batch{Entities: []*graph.Entity{merging(batch.Entities[3], page)}, Remove: []graph.ID{page}}, flaw{graph.Conflict, inst, "merged[0]"}},
		{"merging a source", entities(merging(batch.Entities[3], page)), flaw{graph.Conflict, inst, "merged[0]"}},
	})
	s.run("a merged id may change hands within a batch", func(s suite) {
		s.apply(entities(merging(batch.Entities[3], "org:old"), merging(batch.Entities[2])))
		found, err := s.store.Entities(s.Context(), []graph.ID{"org:old"})
		if err != nil || found[0].ID != inst {
			s.Errorf("Entities: got %v, error %v, want %s", found, err, inst)
		}
	})
	s.run("a merged id is free once the entity that it led to is removed", func(s suite) {
		s.apply(entities(merging(entity("org:brief", graph.Firm, "Brief Firm"), "org:briefer")))
		s.apply(graph.Batch{Entities: []*graph.Entity{asEntity("org:briefer")}, Remove: []graph.ID{"org:brief"}})
	})
	s.run("a removed id may come back as another form of record", func(s suite) {
		s.apply(graph.Batch{Remove: []graph.ID{page}})
		s.apply(entities(asEntity(page)))
	})
}

func oneRelationshipPerTie(s suite) {
	batch := small()
	s.apply(batch)
	member := batch.Relationships[1]
	again := func(id graph.ID) *graph.Relationship {
		return with(member, func(r *graph.Relationship) { r.ID = id })
	}
	other := tie(graph.MemberOf, chair, union, "member")
	s.refuseAll([]refusal{
		{"kept before", relationships(again("rel:again")), flaw{graph.Conflict, "rel:again", ""}},
		{"twice in a batch", relationships(other, with(other, func(r *graph.Relationship) { r.ID = "rel:other" })), flaw{graph.Conflict, "rel:other", ""}},
		{"by a change", relationships(with(batch.Relationships[2], func(r *graph.Relationship) { r.From, r.Role = inst, "member" })),
			flaw{graph.Conflict, batch.Relationships[2].ID, ""}},
	})
	s.run("another role is another relationship", func(s suite) {
		s.apply(relationships(tie(graph.MemberOf, inst, union, "observer")))
	})
	s.run("the other direction is another relationship", func(s suite) {
		s.apply(relationships(tie(graph.PartOf, inst, academy, ""), tie(graph.PartOf, academy, inst, "")))
	})
	s.run("a tie may change its id within a batch", func(s suite) {
		s.apply(graph.Batch{Relationships: []*graph.Relationship{again("rel:again")}, Remove: []graph.ID{member.ID}})
	})
	s.run("two relationships may swap their roles within a batch", func(s suite) {
		observer := tie(graph.MemberOf, inst, union, "observer")
		s.apply(relationships(
			with(observer, func(r *graph.Relationship) { r.Role = "member" }),
			with(again("rel:again"), func(r *graph.Relationship) { r.Role = "observer" })))
	})
}

func refusesToOrphan(s suite) {
	batch := small()
	batch.Sources = append(batch.Sources, source("src:name"), source("src:statement"))
	batch.Entities[4].Names[0].Source = "src:name"
	batch.Entities[4].Statements = []graph.Statement{{Property: "p", Value: "v", Source: "src:statement"}}
	s.apply(batch)
	s.refuseAll([]refusal{
		{"the end of a relationship", graph.Batch{Remove: []graph.ID{union}}, flaw{graph.Conflict, union, ""}},
		{"the start of a relationship", graph.Batch{Remove: []graph.ID{chair}}, flaw{graph.Conflict, chair, ""}},
		{"the source of a claim", graph.Batch{Remove: []graph.ID{register}}, flaw{graph.Conflict, register, ""}},
		{"the source of a name", graph.Batch{Remove: []graph.ID{"src:name"}}, flaw{graph.Conflict, "src:name", ""}},
		{"the source of a statement", graph.Batch{Remove: []graph.ID{"src:statement"}}, flaw{graph.Conflict, "src:statement", ""}},
		{"what the batch itself needs", graph.Batch{Relationships: []*graph.Relationship{claimed(tie(graph.MemberOf, chair, union, ""), claim(page))}, Remove: []graph.ID{page}},
			flaw{graph.Conflict, "rel:MEMBER_OF/person:chair/academy:union", "claims[0].source"}},
	})
	s.run("all together may go", func(s suite) {
		s.apply(graph.Batch{Remove: []graph.ID{chair, batch.Relationships[3].ID, "src:name", "src:statement"}})
	})
	s.run("what is cited no more may go", func(s suite) {
		last := batch.Relationships[:3]
		s.apply(relationships(claimed(last[0], claim(page)), claimed(last[1], claim(page)), claimed(last[2], claim(page))))
		s.apply(graph.Batch{Remove: []graph.ID{register}})
	})
}

func refusesRemovingUnknown(s suite) {
	batch := small()
	batch.Entities[2] = merging(batch.Entities[2], "org:old")
	s.apply(batch)
	s.refuseAll([]refusal{
		{"never seen", graph.Batch{Remove: []graph.ID{page, "org:none"}}, flaw{graph.NotFound, "org:none", ""}},
		{"merged away", graph.Batch{Remove: []graph.ID{"org:old"}}, flaw{graph.NotFound, "org:old", ""}},
	})
	s.run("removed before", func(s suite) {
		s.apply(graph.Batch{Remove: []graph.ID{page}})
		s.refuse(graph.Batch{Remove: []graph.ID{page}}, flaw{graph.NotFound, page, ""})
	})
}

func mergingNeedsRemoval(s suite) {
	batch := small()
	s.apply(batch)
	into := merging(batch.Entities[3], academy)
	s.refuseAll([]refusal{
		{"the entity stays", entities(into), flaw{graph.Conflict, inst, "merged[0]"}},
		{"the entity comes", entities(merging(batch.Entities[3], "org:new"), entity("org:new", graph.Firm, "Invented Firm")), flaw{graph.Conflict, inst, "merged[0]"}},
		{"its relationships stay", graph.Batch{Entities: []*graph.Entity{into}, Remove: []graph.ID{academy}}, flaw{graph.Conflict, academy, ""}},
	})
	s.run("with its relationships moved", func(s suite) {
		s.apply(graph.Batch{
			Entities:      []*graph.Entity{into},
			Relationships: []*graph.Relationship{tie(graph.MemberOf, inst, union, "founder")},
			Remove:        []graph.ID{academy, batch.Relationships[2].ID},
		})
	})
}

func mergedIDsGoAlong(s suite) {
	batch := small()
	batch.Entities = append(batch.Entities, merging(entity("org:second", graph.Firm, "Second Firm"), "org:first"))
	s.apply(batch)
	third := entity("org:third", graph.Firm, "Third Firm")
	s.refuse(graph.Batch{Entities: []*graph.Entity{merging(third, "org:second")}, Remove: []graph.ID{"org:second"}}, flaw{graph.Conflict, "org:third", "merged[0]"})
	s.apply(graph.Batch{Entities: []*graph.Entity{merging(third, "org:second", "org:first")}, Remove: []graph.ID{"org:second"}})
	found, err := s.store.Entities(s.Context(), []graph.ID{"org:first"})
	if err != nil || found[0] == nil || found[0].ID != "org:third" {
		s.Errorf("Entities: got %v, error %v, want org:third", found, err)
	}
}
