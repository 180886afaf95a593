package storetest

import (
	"fmt"
	"slices"

	"entente/graph"
)

func recordsInOrder(s suite) {
	batch := small()
	s.apply(batch)
	entities, err := s.store.Entities(s.Context(), []graph.ID{inst, "org:unknown", country, inst, register, ""})
	if err != nil {
		s.Fatalf("Entities: got error %v, want none", err)
	}
	equal(s, "entities", entities, []*graph.Entity{batch.Entities[3], nil, batch.Entities[0], batch.Entities[3], nil, nil})
	member := batch.Relationships[1]
	relationships, err := s.store.Relationships(s.Context(), []graph.ID{"rel:unknown", member.ID, inst})
	if err != nil {
		s.Fatalf("Relationships: got error %v, want none", err)
	}
	equal(s, "relationships", relationships, []*graph.Relationship{nil, member, nil})
	sources, err := s.store.Sources(s.Context(), []graph.ID{page, "src:unknown\xff", register, inst})
	if err != nil {
		s.Fatalf("Sources: got error %v, want none", err)
	}
	equal(s, "sources", sources, []*graph.Source{batch.Sources[1], nil, batch.Sources[0], nil})
	s.run("no ids, no records", func(s suite) {
		none, err := s.store.Entities(s.Context(), nil)
		if err != nil || len(none) != 0 {
			s.Errorf("Entities(nil): got %v, %v, want an empty list", none, err)
		}
	})
	s.run("thousands of ids at once", func(s suite) {
		ids := slices.Repeat([]graph.ID{inst, "org:unknown"}, 1_000)
		entities, err := s.store.Entities(s.Context(), ids)
		if err != nil || len(entities) != len(ids) || entities[1_998] == nil || entities[1_999] != nil {
			s.Errorf("Entities: got %d entries and error %v, want %d in order", len(entities), err, len(ids))
		}
	})
}

func mergedIDsResolve(s suite) {
	batch := small()
	s.apply(batch)
	into := merging(batch.Entities[2], "org:double", "org:never-seen")
	s.apply(graph.Batch{Entities: []*graph.Entity{entity("org:double", graph.Organization, "Invented Academy, again")}})
	s.apply(graph.Batch{Entities: []*graph.Entity{into}, Remove: []graph.ID{"org:double"}})
	entities, err := s.store.Entities(s.Context(), []graph.ID{"org:double", academy, "org:never-seen"})
	if err != nil {
		s.Fatalf("Entities: got error %v, want none", err)
	}
	equal(s, "entities", entities, []*graph.Entity{into, into, into})
	s.run("an id that is given back leads nowhere", func(s suite) {
		s.apply(graph.Batch{Entities: []*graph.Entity{merging(into, "org:double")}})
		entities, err := s.store.Entities(s.Context(), []graph.ID{"org:never-seen", "org:double"})
		if err != nil || entities[0] != nil || entities[1] == nil {
			s.Errorf("Entities: got %v, error %v, want nil and the entity", entities, err)
		}
	})
}

func headCounts(s suite) {
	check := func(want graph.Head) {
		s.Helper()
		head, err := s.store.Head(s.Context())
		if err != nil {
			s.Fatalf("Head: got error %v, want none", err)
		}
		equal(s, "head", head, want)
	}
	check(graph.Head{})
	batch := small()
	s.apply(batch)
	check(graph.Head{Revision: 1, Sources: 2, Entities: 5, Relationships: 4})
	s.apply(graph.Batch{Entities: []*graph.Entity{renamed(batch.Entities[0], "Renamed Land")}})
	check(graph.Head{Revision: 2, Sources: 2, Entities: 5, Relationships: 4})
	s.apply(graph.Batch{Remove: []graph.ID{page, chair, batch.Relationships[3].ID}})
	check(graph.Head{Revision: 3, Sources: 1, Entities: 4, Relationships: 3})
}

// manyScripts are names that a store must not touch; the Persian one has a
// zero-width non-joiner, the Arabic one has marks, the last one is outside the
// basic plane.
var manyScripts = []graph.Name{
	{Value: "Invented Institute “of Things” \\ <&>", Language: "en", Type: graph.Label, Start: graph.Date{Year: 1999}, End: graph.Date{Year: 2018, Month: 11}, Source: register},
	{Value: "پژوهشگاه علوم نمونه\u200cای", Language: "fa", Type: graph.Label},
	{Value: "虚构科学院", Language: "zh", Type: graph.Label},
	{Value: "Вымышленный институт", Language: "ru", Type: graph.Former},
	{Value: "مَعْهَد خَيَالِيّ", Language: "ar", Type: graph.Alias},
	{Value: "e\u0301 and é, not the same", Type: graph.Alias},
	{Value: "𐤀𐤁", Type: graph.Acronym},
}

func keepsEveryKind(s suite) {
	batch := graph.Batch{Sources: []*graph.Source{source(register), {ID: page, Title: "صفحه", Kind: "document", URL: "https://invented.example/?a=1&b=2", Licence: "CC0"}}}
	for _, kind := range graph.EntityKinds() {
		for _, n := range []string{"one", "two"} {
			made := fullEntity(kind, n)
			batch.Entities = append(batch.Entities, made)
		}
	}
	for _, kind := range graph.RelationshipKinds() {
		batch.Relationships = append(batch.Relationships, fullRelationship(kind))
	}
	s.apply(batch)
	for i, entity := range read(s, s.store.Entities, batch.Entities, func(e *graph.Entity) graph.ID { return e.ID }) {
		equal(s, batch.Entities[i].Kind.String(), entity, batch.Entities[i])
	}
	for i, relationship := range read(s, s.store.Relationships, batch.Relationships, func(r *graph.Relationship) graph.ID { return r.ID }) {
		equal(s, batch.Relationships[i].Kind.String(), relationship, batch.Relationships[i])
	}
	for i, source := range read(s, s.store.Sources, batch.Sources, func(r *graph.Source) graph.ID { return r.ID }) {
		equal(s, "source", source, batch.Sources[i])
	}
}

// fullEntity has every property that the kind declares, and the rest.
func fullEntity(kind graph.EntityKind, n string) *graph.Entity {
	e := &graph.Entity{
		ID: graph.ID(fmt.Sprintf("invented:%s-%s", kind, n)), Kind: kind, Names: manyScripts,
		ExternalIDs: []graph.ExternalID{{Scheme: "iso3166-1-alpha-2", Value: "XA"}, {Scheme: "wikidata", Value: "Q0"}},
		Statements:  []graph.Statement{{Property: "memberCount", Value: "67", AsOf: graph.Date{Year: 2024}, Source: page, Locator: "§3", Note: "یادداشت"}},
		Merged:      []graph.ID{graph.ID(fmt.Sprintf("old:%s-%s", kind, n))},
		Properties:  map[string]graph.Value{},
	}
	for _, property := range kind.Properties() {
		e.Properties[property.Name] = anyValue(property)
	}
	if len(e.Properties) == 0 {
		e.Properties = nil
	}
	return e
}

func anyValue(p graph.Property) graph.Value {
	switch p.Type {
	case graph.IntValue:
		return graph.Int(-1 << 62)
	case graph.FloatValue:
		return graph.Float(35.7219)
	case graph.BoolValue:
		return graph.Bool(true)
	case graph.DateValue:
		return graph.DateOf(graph.Date{Year: 2018, Month: 11})
	case graph.ListValue:
		return graph.List("نخست", "second, with \"quotes\"", "")
	}
	if p.Period {
		return graph.Text("P2Y6M")
	}
	if len(p.Words) > 0 {
		return graph.Text(p.Words[len(p.Words)-1])
	}
	return graph.Text("تهران\nTehran")
}

// fullRelationship joins the first kinds that the vocabulary allows.
func fullRelationship(kind graph.RelationshipKind) *graph.Relationship {
	role := ""
	if roles := kind.Roles(); len(roles) > 0 {
		role = roles[len(roles)-1]
	}
	from := graph.ID(fmt.Sprintf("invented:%s-one", kind.Ends().From[0]))
	to := graph.ID(fmt.Sprintf("invented:%s-two", kind.Ends().To[0]))
	r := tie(kind, from, to, role)
	r.Claims = append(r.Claims, graph.Claim{Source: page, Confidence: graph.ConfidenceC, Status: graph.Contested, End: graph.Date{Year: 2025, Month: 2, Day: 28}, Note: "ادعای دیگر"})
	return r
}
