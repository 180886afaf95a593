package resolver_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSelection(t *testing.T) {
	for _, row := range []struct {
		name, selected string
		alone          bool
	}{
		{"routes", `routes {strength}`, true},
		{"routes under another name, with the type", `ways: routes {strength} __typename`, true},
		{"routes in fragments", `...on GatekeepersResult {...{routes {strength}}}`, true},
		{"a field that is skipped", `routes {strength} disjoint @skip(if: true)`, true},
		{"routes and their number", `routes {strength} disjoint`, false},
		{"another field under the name of routes", `routes: disjoint`, false},
		{"a field of a fragment", `routes {strength} ...on GatekeepersResult {truncated}`, false},
	} {
		t.Run("asks the graph for no more than is selected: "+row.name, func(t *testing.T) {
			f := newFake()
			newClient(f).ask(t, `{gatekeepers(from: "a:b", to: "c:d") {`+row.selected+`}}`, nil)
			want := map[string]int{"gatekeepers": 1}
			if row.alone {
				want = map[string]int{"routes alone": 1}
			}
			if diff := cmp.Diff(want, f.calls); diff != "" {
				t.Errorf("calls (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSelectionOfIntermediaries(t *testing.T) {
	for _, row := range []struct {
		name, selected string
		alone          bool
	}{
		{"shares", `totalCount edges {cursor node {entity {id} share paths of lengths {hops} load {contacts} restricted}}`, true},
		{"their number", `totalCount lengths {paths}`, true},
		{"the best path that is skipped", `edges {node {share bestPath @skip(if: true) {strength}}}`, true},
		{"the best path", `edges {node {share bestPath {strength}}}`, false},
		{"the role under another name", `edges {node {share: role}}`, false},
		{"the pairs in fragments", `...on IntermediaryConnection {edges {...on IntermediaryEdge {node {...on Intermediary {pairs {paths}}}}}}`, false},
		{"the explanation, in the second of two selections", `edges {node {share}} edges {node {explanation}}`, false},
		{"a role of a triad under the name of a share", `edges {node {share: roles {paths}}}`, false},
	} {
		t.Run("asks the graph for no more than is selected: "+row.name, func(t *testing.T) {
			f := newFake()
			newClient(f).ask(t, `{intermediaries(from: "a:b", to: "c:d") {`+row.selected+`}}`, nil)
			want := map[string]int{"intermediaries": 1}
			if row.alone {
				want = map[string]int{"shares alone": 1}
			}
			if diff := cmp.Diff(want, f.calls); diff != "" {
				t.Errorf("calls (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSelectionOfPaths(t *testing.T) {
	for _, row := range []struct {
		name, selected    string
		unexplained, bare bool
	}{
		{"the entities", `paths {entities {id name}}`, true, true},
		{"the entities under other names and in fragments", `...on PathsResult {ways: paths {...on Path {who: entities {id} __typename restricted}}} truncated`, true, true},
		{"the restrictions", `paths {entities {id} restrictions {party {id}}}`, true, true},
		{"who was left out", `paths {entities {id}} leftOut {paths}`, true, true},
		{"the strength", `paths {entities {id} strength}`, true, false},
		{"the hops in a second selection", `paths {entities {id}} paths {hops {forward}}`, true, false},
		{"the sentence in a fragment", `paths {entities {id} ...on Path {sentence}}`, true, false},
		{"the diagnosis", `paths {entities {id}} diagnosis {reason}`, false, false},
		{"the diagnosis in a fragment", `...on PathsResult {why: diagnosis {reason}}`, false, false},
	} {
		t.Run("asks of paths for no more than is selected: "+row.name, func(t *testing.T) {
			f := newFake()
			newClient(f).ask(t, `{paths(from: "a:b", to: "c:d") {`+row.selected+`}}`, nil)
			if got := [2]bool{f.asked.Unexplained, f.asked.Bare}; got != [2]bool{row.unexplained, row.bare} {
				t.Errorf("unexplained and bare are %v, want %v, %v", got, row.unexplained, row.bare)
			}
		})
	}
}

func TestSelectionOfCursors(t *testing.T) {
	for _, row := range []struct {
		name, selected string
		placed         bool
	}{
		{"what is tied", `relationships {totalCount pageInfo {hasNextPage} edges {node {role} other {id}}}`, false},
		{"two such lists", `a: relationships(kinds: [MEMBER_OF]) {edges {node {role}}} b: relationships {edges {other {id}}}`, false},
		{"the cursors", `relationships {edges {cursor}}`, true},
		{"the cursors under another name, in fragments", `relationships {...on RelationshipConnection {edges {...on RelationshipEdge {after: cursor}}}}`, true},
		{"the end of the page", `relationships {pageInfo {endCursor}}`, true},
		{"the beginning of the page, in the second of two selections", `relationships {totalCount} relationships {pageInfo {startCursor}}`, true},
		{"the cursors of one of two lists", `a: relationships(kinds: [MEMBER_OF]) {edges {node {role}}} b: relationships {edges {cursor}}`, true},
	} {
		t.Run("asks for cursors only where they are selected: "+row.name, func(t *testing.T) {
			f := members(2, 2)
			newClient(f).ask(t, `{entities(first: 2, where: {kinds: [ORGANIZATION]}) {edges {node {`+row.selected+`}}}}`, nil)
			if got := f.placed.Load(); got != row.placed {
				t.Errorf("cursors were asked for: got %v, want %v", got, row.placed)
			}
		})
	}
}
