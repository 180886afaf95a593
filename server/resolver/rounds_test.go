package resolver_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Each case counts the reads of records that a query costs. The numbers are
// what is promised: one read per type of record and level, whatever the length
// of the lists.
func TestANestedQueryCostsOneReadPerLevel(t *testing.T) {
	cases := []struct {
		name  string
		query string
		want  map[string]int
	}{
		{"a page alone reads nothing more",
			`{entities(first: 100) {edges {node {id name}} totalCount}}`,
			map[string]int{"list": 1}},
		{"counts before lists read no records",
			`{entities(first: 100, where: {kinds: [ORGANIZATION]}) {edges {node {restricted relationshipCounts {kind direction count} relationships {totalCount}}}}}`,
			map[string]int{"list": 1}},
		{"a page, the relationships of each, their other ends, claims and sources",
			`{entities(first: 100, where: {kinds: [ORGANIZATION]}) {edges {node {relationships(first: 10) {edges {
				node {kind from {name} to {name} claims {source {title}}} other {id}}}}}}}`,
			map[string]int{"list": 1, "relationships": 1, "entities": 1, "sources": 1}},
		// Whom the second level names, the first has read already.
		{"two levels further",
			`{entities(first: 100, where: {kinds: [ORGANIZATION]}) {edges {node {relationships(first: 2) {edges {node {to {
				relationships(first: 2) {edges {node {from {name} to {name}}}}}}}}}}}}`,
			map[string]int{"list": 1, "relationships": 2, "entities": 1}},
		{"other ends of which only the index is asked are not read",
			`{entities(first: 100, where: {kinds: [ORGANIZATION]}) {edges {node {relationships(first: 10) {edges {
				other {id kind restricted ...named}}}}}}} fragment named on Entity {__typename ... on Academy {relationshipCounts {count}}}`,
			map[string]int{"list": 1}},
		{"one field more and they are",
			`{entities(first: 100, where: {kinds: [ORGANIZATION]}) {edges {node {relationships(first: 10) {edges {
				other {id kind restricted ...named}}}}}}} fragment named on Entity {__typename ... on Academy {name}}`,
			map[string]int{"list": 1, "entities": 1}},
		{"statements and names with their sources",
			`{entities(first: 100) {edges {node {statements {source {title}} names {source {title}}}}}}`,
			map[string]int{"list": 1, "sources": 1}},
		{"fields that only one kind selects are read together too",
			`{entities(first: 100) {edges {node {... on Academy {relationships(first: 1) {edges {node {claims {note}}}}}
				... on Organization {relationships(first: 1) {edges {node {claims {note}}}}}}}}}`,
			map[string]int{"list": 1, "relationships": 1}},
		{"two lists side by side, in fragments too, are read together",
			`query {entities(first: 50) {edges {node {a: relationships(first: 1, direction: OUT) {edges {node {claims {note}} other {name}}} ...b}}}}
				fragment b on Entity {b: relationships(kinds: [MEMBER_OF], direction: IN, first: 3) {totalCount edges {node {claims {note}} other {name}}}}`,
			map[string]int{"list": 1, "relationships": 1, "entities": 1}},
		{"what only one of them asks for is read for that one",
			`{entities(first: 50) {edges {node {a: relationships(first: 1) {edges {node {claims {note}} other {id}}} b: relationships(first: 3) {edges {other {kind}}}}}}}`,
			map[string]int{"list": 1, "relationships": 1}},
		{"a list with a filter waits for its turn",
			`{entities(first: 50) {edges {node {a: relationships(first: 1) {edges {node {claims {note}}}} b: relationships(first: 3, where: {anyTime: true}) {edges {node {claims {note}}}}}}}}`,
			map[string]int{"list": 1, "relationships": 2}},
		{"a list that may be skipped, too",
			`{entities(first: 50) {edges {node {a: relationships(first: 1) {edges {node {claims {note}}}} b: relationships(first: 3) @skip(if: false) {edges {node {claims {note}}}}}}}}`,
			map[string]int{"list": 1, "relationships": 2}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			f := members(40, 10)
			newClient(f).ask(t, c.query, nil)
			if diff := cmp.Diff(c.want, f.calls); diff != "" {
				t.Errorf("reads (-want +got):\n%s", diff)
			}
		})
	}
}

// Each list is what it is when it is asked for alone.
func TestListsSideBySideAnswerAsTheyDoAlone(t *testing.T) {
	c, _ := builtIn(t)
	lists := []string{
		`relationships {totalCount edges {cursor node {id role} other {name}} pageInfo {hasNextPage endCursor}}`,
		`relationships(first: 2, direction: IN) {edges {node {id claims {source {title}}}}}`,
		`relationships(kinds: [MEMBER_OF, PARTNER_OF], direction: OUT, first: 3) {edges {node {id} other {id}}}`,
		`relationships(kinds: $kinds, first: $first) {edges {other {name}}}`,
		`relationships(kinds: null, direction: null, first: null) {edges {node {id}}}`,
		`relationships(first: 0) {totalCount edges {node {id}} pageInfo {hasNextPage}}`,
		`relationships(where: {anyTime: true}) {edges {node {id}}}`,
	}
	given := variables{"kinds": []string{"PARTY_TO"}, "first": 2}
	ask := func(fields string) (nodes []map[string]json.RawMessage) {
		query := `{entities(first: 40, order: STANDING) {edges {node {` + fields + `}}}}`
		if strings.Contains(fields, "$") {
			query = `query ($kinds: [RelationshipKind!], $first: Int) ` + query
		}
		data := into[struct {
			Entities struct {
				Edges []struct{ Node map[string]json.RawMessage }
			}
		}](t, c, query, given)
		for _, edge := range data.Entities.Edges {
			nodes = append(nodes, edge.Node)
		}
		return nodes
	}
	var together strings.Builder
	for i, list := range lists {
		fmt.Fprintf(&together, "l%d: %s ", i, list)
	}
	all := ask(together.String())
	for i, list := range lists {
		name := fmt.Sprintf("l%d", i)
		for n, alone := range ask(name + ": " + list) {
			if got, want := string(all[n][name]), string(alone[name]); got != want {
				t.Fatalf("%s of entity %d:\n%s beside others,\n%s alone", list, n, got, want)
			}
		}
	}
}

func TestRootFieldsSideBySideShareTheirReads(t *testing.T) {
	f := members(40, 3)
	var query strings.Builder
	query.WriteString("{")
	for i := range 30 {
		query.WriteString(" e" + string(rune('a'+i%26)) + string(rune('a'+i/26)) + `: entity(id: "` + string(id("org", i)) + `") {id
			relationships {edges {node {to {name} claims {source {title}}}}}}`)
	}
	query.WriteString("}")
	newClient(f).ask(t, query.String(), nil)
	total := 0
	for count := range maps.Values(f.calls) {
		total += count
	}
	// Thirty entities alone would cost 120 reads. How many of them meet depends
	// on the scheduler; without gathering they never do.
	if total > 40 {
		t.Errorf("got %d reads (%v), want them gathered to a few", total, f.calls)
	}
}

func TestAnOperationReadsNoRecordTwice(t *testing.T) {
	f := members(3, 2)
	newClient(f).ask(t, `{entity(id: "org:invented-000") {relationships {edges {node {from {name} to {name
		relationships {edges {node {from {name} to {name}}}}}}}}}}`, nil)
	// The entity itself; its two academies; the second organization that is a member of one of them.
	want := map[string]int{"entities": 3, "relationships": 2}
	if diff := cmp.Diff(want, f.calls); diff != "" {
		t.Errorf("reads (-want +got):\n%s", diff)
	}
}

// The same promise on the real store: round trips, whatever the length of the lists.
func TestAQuestionToTheBuiltInFactsCostsFewRoundTrips(t *testing.T) {
	c, store := builtIn(t)
	cases := []struct {
		name  string
		query string
		want  map[string]int
	}{
		{"a page of relationships with other ends, claims and sources",
			`{entities(first: 100) {edges {node {restricted relationshipCounts {count} relationships(first: 10) {edges {node {from {name} to {name} claims {source {title}}} other {name}}}}}}}`,
			map[string]int{"find": 1, "relationships": 1, "entities": 1, "sources": 1}},
		{"relationships without their claims, which the index knows",
			`{entities(first: 100) {edges {node {relationships(first: 10) {totalCount edges {node {id kind class role status start end confidence} other {name}}}}}}}`,
			map[string]int{"find": 1, "entities": 1}},
		{"paths with everything that belongs to them",
			`{paths(from: "org:cpdi", to: "iso:RU", k: 10) {paths {sentence entities {name} weakest {from {id}} hops {from {name} relationships {from {id} to {id} claims {source {title}}}}} diagnosis {nearestMiss {sentence}}}}`,
			map[string]int{"relationships": 1, "entities": 1, "sources": 1}},
		{"paths as ids and kinds",
			`{paths(from: "org:cpdi", to: "iso:RU", k: 10) {paths {strength entities {id kind} hops {from {id} to {__typename id} forward}}}}`,
			map[string]int{}},
		{"intermediaries with their best paths",
			`{intermediaries(from: ["iso:IR"], to: ["iso:CN"]) {edges {node {entity {name} bestPath {sentence hops {relationships {claims {source {title}}}}}}}}}`,
			map[string]int{"relationships": 1, "entities": 1, "sources": 1}},
		{"intermediaries with the pairs that they join",
			`{intermediaries(from: ["iso:IR", "org:cpdi"], to: ["iso:CN", "org:jkuat"], slack: 2, first: 100) {edges {node {entity {name} pairs {from {name} to {name}} bestPath {sentence}}}}}`,
			map[string]int{"relationships": 1, "entities": 1}},
		{"routes apart with their gatekeepers",
			`{gatekeepers(from: "org:cpdi", to: "iso:RU") {routes {sentence hops {relationships {claims {source {title}}}}} gatekeepers {name} indispensable {name} diagnosis {nearestMiss {sentence}}}}`,
			map[string]int{"relationships": 1, "entities": 1, "sources": 1}},
		{"a circle with its conveners",
			`{connect(ids: ["org:cpdi", "org:jkuat", "iso:RU"], where: {via: ["academy:cas"]}) {entities {name} fragments {name}
				hops {from {name} relationships {claims {source {title}}}} conveners {entity {name} ties {to {name} relationships {kind}}} circles {members {name} others {name}}}}`,
			map[string]int{"relationships": 1, "entities": 1, "sources": 1}},
		{"restrictions with their lists and sources",
			`{entities(where: {restricted: true}, first: 100) {edges {node {restrictions {to {name} claims {source {title}}}}}}}`,
			map[string]int{"find": 1, "relationships": 1, "entities": 1, "sources": 1}},
		{"search", `{search(text: "anso") {edges {node {name names {source {title}} statements {source {title}}}}}}`,
			map[string]int{"entities": 1, "sources": 1}},
		{"status", `{status {entities {count} relationships {count}}}`, map[string]int{}},
	}
	for _, question := range cases {
		t.Run(question.name, func(t *testing.T) {
			store.reset()
			c.ask(t, question.query, nil)
			if diff := cmp.Diff(question.want, store.calls); diff != "" {
				t.Errorf("round trips (-want +got):\n%s", diff)
			}
		})
	}
}

// What the index gives and what the record gives is the same entity.
func TestTheIndexAndTheRecordNameTheSameEntities(t *testing.T) {
	c, _ := builtIn(t)
	const query = `{paths(from: "org:cpdi", to: "iso:RU", k: 5) {paths {hops {from {id kind __typename EXTRA} to {id kind __typename EXTRA}}}}}`
	short := c.ask(t, strings.ReplaceAll(query, "EXTRA", ""), nil)
	long := c.ask(t, strings.ReplaceAll(query, "EXTRA", "mergedIds"), nil)
	if want := strings.ReplaceAll(long, `,"mergedIds":[]`, ""); short != want || !strings.Contains(short, `"id"`) {
		t.Errorf("by the index %s\nby the records %s", short, want)
	}
}
