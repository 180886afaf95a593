package faults_test

import (
	"fmt"

	"entente/graph"
)

// union is the academy that every invented firm belongs to.
const union = graph.ID("academy:union")

// basis is the batch that the numbered ones build on.
func basis() graph.Batch {
	return graph.Batch{
		Key: "basis", Author: "tester", Reason: "a basis",
		Sources:  []*graph.Source{{ID: "src:register", Title: "Invented register", Publisher: "nobody", Kind: "page", Retrieved: graph.Date{Year: 2026}}},
		Entities: []*graph.Entity{entity(union, graph.Academy, "Union of Invented Academies")},
	}
}

// firm names the firm of a numbered batch.
func firm(number int) graph.ID { return graph.ID(fmt.Sprintf("org:firm%06d", number)) }

// numbered is the batch that adds one firm, a member of the union.
func numbered(number int) graph.Batch { return grouped(number, 1) }

// grouped is a batch that adds so many firms, the first with this number.
func grouped(first, count int) graph.Batch {
	batch := graph.Batch{Key: fmt.Sprintf("batch %d", first), Author: "tester", Reason: "a test"}
	for number := first; number < first+count; number++ {
		batch.Entities = append(batch.Entities, entity(firm(number), graph.Organization, fmt.Sprintf("Invented Firm %d", number)))
		batch.Relationships = append(batch.Relationships, &graph.Relationship{
			ID:   graph.RelationshipID(graph.MemberOf, firm(number), union, "member"),
			Kind: graph.MemberOf, From: firm(number), To: union, Role: "member",
			Claims: []graph.Claim{{Source: "src:register", Locator: "row 1", Confidence: graph.ConfidenceA, Status: graph.Active, Start: graph.Date{Year: 2018}}},
		})
	}
	return batch
}

func entity(id graph.ID, kind graph.EntityKind, name string) *graph.Entity {
	return &graph.Entity{ID: id, Kind: kind, Names: []graph.Name{{Value: name, Language: "en", Type: graph.Label}}}
}
