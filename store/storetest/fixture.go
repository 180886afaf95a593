package storetest

import "entente/graph"

// The small graph of most tests; all of it is invented.
//
//	iso:XA ◄─LOCATED_IN─ org:institute ─MEMBER_OF/member─► academy:union ◄─MEMBER_OF/founder─ org:academy
//	                          ▲
//	person:chair ─OFFICER_OF/chair─┘
const (
	register = graph.ID("src:register")
	page     = graph.ID("src:page")
	country  = graph.ID("iso:XA")
	union    = graph.ID("academy:union")
	academy  = graph.ID("org:academy")
	inst     = graph.ID("org:institute")
	chair    = graph.ID("person:chair")
)

// small is the batch that makes the small graph.
func small() graph.Batch {
	return graph.Batch{
		Author: "tester", Reason: "the small graph",
		Sources: []*graph.Source{source(register), source(page)},
		Entities: []*graph.Entity{
			entity(country, graph.Country, "Invented Land"),
			entity(union, graph.Academy, "Union of Invented Academies"),
			entity(academy, graph.Organization, "Invented Academy"),
			entity(inst, graph.Organization, "Invented Institute of Optics"),
			entity(chair, graph.Person, "Chair of the Invented Institute"),
		},
		Relationships: []*graph.Relationship{
			tie(graph.LocatedIn, inst, country, ""),
			tie(graph.MemberOf, inst, union, "member"),
			tie(graph.MemberOf, academy, union, "founder"),
			tie(graph.OfficerOf, chair, inst, "chair"),
		},
	}
}

func source(id graph.ID) *graph.Source {
	return &graph.Source{ID: id, Title: "Invented source " + string(id), Publisher: "nobody", Kind: "page", Retrieved: graph.Date{Year: 2026, Month: 11, Day: 22}}
}

// entity has an English label, and the other names as aliases.
func entity(id graph.ID, kind graph.EntityKind, names ...string) *graph.Entity {
	e := &graph.Entity{ID: id, Kind: kind}
	for i, name := range names {
		made := graph.Name{Value: name, Type: graph.Alias}
		if i == 0 {
			made = graph.Name{Value: name, Language: "en", Type: graph.Label}
		}
		e.Names = append(e.Names, made)
	}
	return e
}

// tie has one claim, from the register.
func tie(kind graph.RelationshipKind, from, to graph.ID, role string) *graph.Relationship {
	return &graph.Relationship{
		ID: graph.RelationshipID(kind, from, to, role), Kind: kind, From: from, To: to, Role: role,
		Claims: []graph.Claim{claim(register)},
	}
}

func claim(source graph.ID) graph.Claim {
	return graph.Claim{Source: source, Locator: "row 1", Confidence: graph.ConfidenceA, Status: graph.Active, Start: graph.Date{Year: 2018}}
}

// with gives a copy of a record with a change.
func with[T any](record *T, change func(*T)) *T {
	changed := *record
	change(&changed)
	return &changed
}

func renamed(e *graph.Entity, name string) *graph.Entity {
	return with(e, func(e *graph.Entity) { e.Names = []graph.Name{{Value: name, Language: "en", Type: graph.Label}} })
}

func merging(e *graph.Entity, ids ...graph.ID) *graph.Entity {
	return with(e, func(e *graph.Entity) { e.Merged = ids })
}

func claimed(r *graph.Relationship, claims ...graph.Claim) *graph.Relationship {
	return with(r, func(r *graph.Relationship) { r.Claims = claims })
}
