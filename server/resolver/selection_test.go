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
