package storetest

import (
	"strings"

	"entente/graph"
)

// refusal is a batch on top of the small graph that has to be refused.
type refusal struct {
	name  string
	batch graph.Batch
	want  flaw
}

func (s suite) refuseAll(rows []refusal) {
	for _, row := range rows {
		s.run(row.name, func(s suite) { s.refuse(row.batch, row.want) })
	}
}

func entities(list ...*graph.Entity) graph.Batch { return graph.Batch{Entities: list} }

func relationships(list ...*graph.Relationship) graph.Batch { return graph.Batch{Relationships: list} }

func sources(list ...*graph.Source) graph.Batch { return graph.Batch{Sources: list} }

func refusesInvalid(s suite) {
	batch := small()
	s.apply(batch)
	institute, member := batch.Entities[3], batch.Relationships[1]
	nameless := with(institute, func(e *graph.Entity) { e.Names = nil })
	strange := with(institute, func(e *graph.Entity) { e.Properties = map[string]graph.Value{"colour": graph.Text("red")} })
	unsure := claimed(member, claim(register), *with(&member.Claims[0], func(c *graph.Claim) { c.Confidence = 0 }))
	backwards := claimed(member, *with(&member.Claims[0], func(c *graph.Claim) { c.End = graph.Date{Year: 2001} }))
	s.refuseAll([]refusal{
		{"an entity without a name", entities(nameless), flaw{graph.Invalid, inst, "names"}},
		{"an unknown property", entities(strange), flaw{graph.Invalid, inst, "props.colour"}},
		{"an id without a scheme", entities(entity("institute", graph.Firm, "Invented")), flaw{graph.Invalid, "institute", "id"}},
		{"a claim without a confidence", relationships(unsure), flaw{graph.Invalid, member.ID, "claims[1].confidence"}},
		{"an end before the start", relationships(backwards), flaw{graph.Invalid, member.ID, "claims[0].end"}},
		{"a role of another kind", relationships(tie(graph.MemberOf, inst, union, "chair")), flaw{graph.Invalid, "rel:MEMBER_OF/org:institute/academy:union/chair", "role"}},
		{"a source without a title", sources(&graph.Source{ID: "src:x", Kind: "page"}), flaw{graph.Invalid, "src:x", "title"}},
		{"a text that is too long", sources(with(source(page), func(r *graph.Source) { r.Title = strings.Repeat("x", graph.MaxText+1) })), flaw{graph.TooLarge, page, "title"}},
		{"no record at all", graph.Batch{Entities: []*graph.Entity{nil}}, flaw{graph.Invalid, "", ""}},
	})
}

func refusesDangling(s suite) {
	batch := small()
	s.apply(batch)
	s.apply(graph.Batch{Entities: []*graph.Entity{merging(batch.Entities[2], "org:old")}})
	named := with(batch.Entities[3], func(e *graph.Entity) {
		e.Names = append([]graph.Name{}, e.Names[0], graph.Name{Value: "Alias", Type: graph.Alias, Source: "src:none"})
	})
	stated := with(batch.Entities[3], func(e *graph.Entity) {
		e.Statements = []graph.Statement{{Property: "memberCount", Value: "7", Source: inst}}
	})
	member := batch.Relationships[1]
	s.refuseAll([]refusal{
		{"an unknown start", relationships(tie(graph.MemberOf, "org:none", union, "")), flaw{graph.Invalid, "rel:MEMBER_OF/org:none/academy:union", "from"}},
		{"an unknown end", relationships(tie(graph.MemberOf, inst, "org:none", "")), flaw{graph.Invalid, "rel:MEMBER_OF/org:institute/org:none", "to"}},
		{"an end that was merged away", relationships(tie(graph.MemberOf, "org:old", union, "")), flaw{graph.Invalid, "rel:MEMBER_OF/org:old/academy:union", "from"}},
		{"an end that is a source", relationships(tie(graph.MemberOf, register, union, "")), flaw{graph.Invalid, "rel:MEMBER_OF/src:register/academy:union", "from"}},
		{"an unknown source of a claim", relationships(claimed(member, claim(register), claim("src:none"))), flaw{graph.Invalid, member.ID, "claims[1].source"}},
		{"an unknown source of a name", entities(named), flaw{graph.Invalid, inst, "names[1].source"}},
		{"a source of a statement that is an entity", entities(stated), flaw{graph.Invalid, inst, "statements[0].source"}},
	})
	s.run("ends and sources of the same batch exist", func(s suite) {
		s.apply(graph.Batch{
			Sources:       []*graph.Source{source("src:new")},
			Entities:      []*graph.Entity{entity("org:new", graph.Firm, "New Invented Firm")},
			Relationships: []*graph.Relationship{claimed(tie(graph.MemberOf, "org:new", union, ""), claim("src:new"))},
		})
	})
}

func refusesWrongEnds(s suite) {
	batch := small()
	s.apply(batch)
	s.refuseAll([]refusal{
		{"a country is no member's goal", relationships(tie(graph.MemberOf, inst, country, "")), flaw{graph.Invalid, "rel:MEMBER_OF/org:institute/iso:XA", "to"}},
		{"only a person is an officer", relationships(tie(graph.OfficerOf, academy, inst, "chair")), flaw{graph.Invalid, "rel:OFFICER_OF/org:academy/org:institute/chair", "from"}},
		// The relationship was right until its end became something else.
		{"an end that becomes another kind", entities(entity(union, graph.Project, "Union of Invented Academies")),
			flaw{graph.Invalid, "rel:MEMBER_OF/org:academy/academy:union/founder", "to"}},
	})
	s.run("an end may become a kind that is allowed too", func(s suite) {
		s.apply(entities(entity(union, graph.Organization, "Union of Invented Academies")))
	})
	s.run("an end may change together with its relationship", func(s suite) {
		s.apply(graph.Batch{
			Entities:      []*graph.Entity{entity(country, graph.TechnologyField, "Invented Field")},
			Relationships: []*graph.Relationship{tie(graph.Covers, inst, country, "")},
			Remove:        []graph.ID{batch.Relationships[0].ID},
		})
	})
}

func refusesTwins(s suite) {
	batch := small()
	s.apply(batch)
	land := batch.Entities[0]
	s.refuseAll([]refusal{
		{"one id, two names", entities(land, renamed(land, "Other Land")), flaw{graph.Invalid, country, "id"}},
		{"put and removed", graph.Batch{Sources: []*graph.Source{source(page)}, Remove: []graph.ID{page}}, flaw{graph.Invalid, page, ""}},
	})
	s.run("the same content twice is one record", func(s suite) {
		firm := entity("org:firm", graph.Firm, "Invented Firm")
		equal(s, "commit", s.apply(entities(firm, firm, firm)), graph.Commit{Revision: 2, Added: 1, Unchanged: 2})
	})
	s.run("removing twice is removing once", func(s suite) {
		equal(s, "commit", s.apply(graph.Batch{Remove: []graph.ID{page, page}}), graph.Commit{Revision: 3, Removed: 1})
	})
}
