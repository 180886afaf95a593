package storetest

import (
	"fmt"

	"pgregory.net/rapid"

	"entente/graph"
)

// The ids of random batches: few, so that batches touch each other. The last
// source id is an entity's too.
var (
	entityIDs = []graph.ID{"e:1", "e:2", "e:3", "e:4"}
	sourceIDs = []graph.ID{"s:1", "s:2", "e:4"}
	tieIDs    = []graph.ID{"r:1", "r:2"}
)

func batches() *rapid.Generator[graph.Batch] {
	return rapid.Custom(func(rt *rapid.T) graph.Batch {
		all := append(append(append([]graph.ID{}, entityIDs...), sourceIDs[:2]...), tieIDs...)
		return graph.Batch{
			Sources:       rapid.SliceOfN(rapid.Custom(drawSource), 0, 2).Draw(rt, "sources"),
			Entities:      rapid.SliceOfN(rapid.Custom(drawEntity), 0, 3).Draw(rt, "entities"),
			Relationships: rapid.SliceOfN(rapid.Custom(drawRelationship), 0, 2).Draw(rt, "relationships"),
			Remove:        rapid.SliceOfN(rapid.SampledFrom(all), 0, 2).Draw(rt, "remove"),
		}
	})
}

func drawSource(rt *rapid.T) *graph.Source {
	made := source(rapid.SampledFrom(sourceIDs).Draw(rt, "id"))
	made.Title = rapid.SampledFrom([]string{"one", "دو"}).Draw(rt, "title")
	return made
}

func drawEntity(rt *rapid.T) *graph.Entity {
	made := entity(
		rapid.SampledFrom(entityIDs).Draw(rt, "id"),
		rapid.SampledFrom([]graph.EntityKind{graph.Firm, graph.Organization, graph.Person}).Draw(rt, "kind"),
		fmt.Sprintf("Invented name %d", rapid.IntRange(1, 2).Draw(rt, "name")))
	if rapid.IntRange(0, 3).Draw(rt, "alias") == 0 {
		made.Names = append(made.Names, graph.Name{Value: "Number two", Type: graph.Alias})
	}
	merged := rapid.SliceOfNDistinct(rapid.SampledFrom(entityIDs), 0, 2, rapid.ID).Draw(rt, "merged")
	for _, id := range merged {
		if id != made.ID && rapid.Bool().Draw(rt, "merge") {
			made.Merged = append(made.Merged, id)
		}
	}
	return made
}

func drawRelationship(rt *rapid.T) *graph.Relationship {
	from := rapid.IntRange(0, 3).Draw(rt, "from")
	to := (from + rapid.IntRange(1, 3).Draw(rt, "to")) % 4
	role := rapid.SampledFrom([]string{"", "unit"}).Draw(rt, "role")
	made := tie(graph.PartOf, entityIDs[from], entityIDs[to], role)
	made.ID = rapid.SampledFrom(tieIDs).Draw(rt, "id")
	made.Claims = []graph.Claim{claim(rapid.SampledFrom(sourceIDs).Draw(rt, "source"))}
	return made
}

// changesOf lists what a batch puts, as changes of a revision.
func changesOf(batch graph.Batch, revision graph.Revision) []graph.Change {
	var list []graph.Change
	for _, r := range batch.Sources {
		list = append(list, graph.Change{Revision: revision, Source: r})
	}
	for _, r := range batch.Entities {
		list = append(list, graph.Change{Revision: revision, Entity: r})
	}
	for _, r := range batch.Relationships {
		list = append(list, graph.Change{Revision: revision, Relationship: r})
	}
	return list
}

// formOf numbers the forms of record in the order of the changes.
func formOf(c graph.Change) int {
	switch {
	case c.Source != nil:
		return 1
	case c.Entity != nil:
		return 2
	case c.Relationship != nil:
		return 3
	}
	return 4
}

func idOf(c graph.Change) graph.ID {
	switch {
	case c.Source != nil:
		return c.Source.ID
	case c.Entity != nil:
		return c.Entity.ID
	case c.Relationship != nil:
		return c.Relationship.ID
	}
	return c.Removed
}

func count(head *graph.Head, c graph.Change) {
	switch {
	case c.Source != nil:
		head.Sources++
	case c.Entity != nil:
		head.Entities++
	case c.Relationship != nil:
		head.Relationships++
	}
}
