package resolver_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

type connection struct {
	TotalCount int
	PageInfo   struct {
		HasNextPage, HasPreviousPage bool
		StartCursor, EndCursor       *string
	}
	Edges []struct {
		Cursor string
		Node   struct{ ID string }
	}
}

func (c connection) ids() (ids []string) {
	for _, edge := range c.Edges {
		ids = append(ids, edge.Node.ID)
	}
	return ids
}

const listing = `query ($first: Int, $after: String, $last: Int, $before: String) {
	list: entities(where: {kinds: [TECHNOLOGY_FIELD]}, order: ID, first: $first, after: $after, last: $last, before: $before) {
		totalCount pageInfo {hasNextPage hasPreviousPage startCursor endCursor} edges {cursor node {id}}}}`

func TestPagesReadForwardAndBackwardGiveTheSameList(t *testing.T) {
	c, _ := builtIn(t)
	page := func(given variables) connection {
		return into[struct{ List connection }](t, c, listing, given).List
	}
	whole := page(variables{"first": 100})
	if len(whole.Edges) != whole.TotalCount || whole.PageInfo.HasNextPage || whole.PageInfo.HasPreviousPage {
		t.Fatalf("the whole list has %d of %d items, more behind %v, before %v", len(whole.Edges), whole.TotalCount, whole.PageInfo.HasNextPage, whole.PageInfo.HasPreviousPage)
	}
	var forward, backward []string
	for after := (*string)(nil); ; {
		got := page(variables{"first": 20, "after": after})
		forward = append(forward, got.ids()...)
		if after = got.PageInfo.EndCursor; !got.PageInfo.HasNextPage {
			break
		}
	}
	for before := (*string)(nil); ; {
		got := page(variables{"last": 20, "before": before})
		backward = append(got.ids(), backward...)
		if before = got.PageInfo.StartCursor; !got.PageInfo.HasPreviousPage {
			break
		}
	}
	if diff := cmp.Diff(whole.ids(), forward); diff != "" {
		t.Errorf("read forward (-whole +pages):\n%s", diff)
	}
	if diff := cmp.Diff(whole.ids(), backward); diff != "" {
		t.Errorf("read backward (-whole +pages):\n%s", diff)
	}
}

func TestAPageOfNothingCountsTheList(t *testing.T) {
	c, _ := builtIn(t)
	got := into[struct{ List connection }](t, c, listing, variables{"first": 0}).List
	if len(got.Edges) != 0 || got.TotalCount != 65 || !got.PageInfo.HasNextPage || got.PageInfo.EndCursor != nil {
		t.Errorf("got %+v, want no items of 65 and more behind", got)
	}
}

func TestAnArgumentOfNullAsksForTheDefault(t *testing.T) {
	c, _ := builtIn(t)
	got := into[struct{ List connection }](t, c, listing, variables{"first": nil}).List
	if len(got.Edges) != 20 {
		t.Errorf("got %d items, want 20", len(got.Edges))
	}
	data := into[struct {
		Paths struct{ Paths []struct{ Strength float64 } }
	}](t, c,
		`{paths(from: "iso:IR", to: "iso:CN", k: null, maxHops: null, order: null) {paths {strength}}}`, nil)
	if len(data.Paths.Paths) != 5 {
		t.Errorf("got %d paths, want 5", len(data.Paths.Paths))
	}
}

func TestRelationshipsOfAnEntityPageAndFilter(t *testing.T) {
	c, _ := builtIn(t)
	type tied struct {
		TotalCount int
		Edges      []struct {
			Cursor string
			Other  struct{ ID string }
			Node   struct {
				ID, Kind string
				From, To struct{ ID string }
			}
		}
	}
	data := into[struct{ Entity map[string]tied }](t, c, `{entity(id: "academy:anso") {
		all: relationships(first: 100) {...ties} members: relationships(kinds: [MEMBER_OF], direction: IN, first: 100) {...ties}
		none: relationships(kinds: [MEMBER_OF], direction: OUT) {...ties} walked: relationships(where: {minConfidence: A}, first: 100) {...ties}}}
		fragment ties on RelationshipConnection {totalCount edges {cursor other {id} node {id kind from {id} to {id}}}}`, nil).Entity
	if all := data["all"]; len(all.Edges) != all.TotalCount || all.TotalCount < 50 {
		t.Errorf("got %d of %d relationships, want all of at least 50", len(all.Edges), all.TotalCount)
	}
	if none := data["none"]; none.TotalCount != 0 || none.Edges == nil {
		t.Errorf("got %+v, want an empty list that is not null", none)
	}
	if walked := data["walked"].TotalCount; walked == 0 || walked >= data["all"].TotalCount {
		t.Errorf("got %d under a filter, want some of %d", walked, data["all"].TotalCount)
	}
	for _, edge := range data["members"].Edges {
		if edge.Node.Kind != "MEMBER_OF" || edge.Node.To.ID != "academy:anso" || edge.Other.ID != edge.Node.From.ID {
			t.Errorf("got %+v, want a membership of academy:anso with its member as the other end", edge)
		}
	}
	next := into[struct{ Entity map[string]tied }](t, c, `query ($after: String) {entity(id: "academy:anso") {all: relationships(first: 3, after: $after) {edges {node {id}}}}}`,
		variables{"after": data["all"].Edges[4].Cursor}).Entity["all"]
	if got, want := next.Edges[0].Node.ID, data["all"].Edges[5].Node.ID; got != want {
		t.Errorf("the page behind the fifth begins with %s, want %s", got, want)
	}
}

func TestRelationshipCountsAddUpToTheList(t *testing.T) {
	c, _ := builtIn(t)
	data := into[struct {
		Entity struct {
			RelationshipCounts []struct{ Count int }
			Relationships      connection
		}
	}](t, c, `{entity(id: "iso:IR") {relationshipCounts {kind direction count} relationships {totalCount}}}`, nil)
	sum := 0
	for _, count := range data.Entity.RelationshipCounts {
		sum += count.Count
	}
	if sum != data.Entity.Relationships.TotalCount {
		t.Errorf("the counts add up to %d, the list has %d", sum, data.Entity.Relationships.TotalCount)
	}
}
