package resolver_test

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAQuestionIsAskedOfAnEarlierRevision(t *testing.T) {
	_, c := revised(t)
	got := c.ask(t, `{
		now: entity(id: "org:a") { name }
		first: at(revision: 1) {
			entity(id: "org:a") { name relationships { edges { node { status claims { source { id title } } } other { name } } } }
			node(id: "src:old") { id ... on Source { title } }
			search(text: "invented institute") { edges { node { id } } }
			status { revision }
			history(id: "org:a") { totalCount }
			paths(from: "org:a", to: "org:club", where: {statuses: [SIGNED]}) { paths { sentence hops { relationships { status } } } }
		}
		renamed: at(time: "2026-11-24") { entity(id: "org:a") { name } source: node(id: "src:old") { id } }
	}`, nil)
	want := `{"now":{"name":"Invented University"},` +
		`"first":{"entity":{"name":"Invented Institute","relationships":{"edges":[{"node":{"status":"SIGNED","claims":[{"source":{"id":"src:old","title":"Invented src:old"}}]},"other":{"name":"Invented Club"}}]}},` +
		`"node":{"id":"src:old","title":"Invented src:old"},` +
		`"search":{"edges":[{"node":{"id":"org:a"}}]},` +
		`"status":{"revision":1},` +
		`"history":{"totalCount":1},` +
		`"paths":{"paths":[{"sentence":"Invented Institute is a member of Invented Club (signed 4 November 2018, entry into force not recorded).","hops":[{"relationships":[{"status":"SIGNED"}]}]}]}},` +
		`"renamed":{"entity":{"name":"Invented University"},"source":null}}`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("answer (-want +got):\n%s", diff)
	}
}

func TestSomethingIsAssumedAtAnEarlierRevision(t *testing.T) {
	_, c := revised(t)
	query := `query($assume: [AssumptionInput!]) { at(revision: 1) { paths(from: "org:a", to: "org:club", assume: $assume, where: {statuses: [SIGNED, ACTIVE]}) {
		paths { hops { from { name } relationships { status assumed } } } } } }`
	got := c.ask(t, query, variables{"assume": []any{map[string]any{"relationship": "rel:MEMBER_OF/org:a/org:club/member", "status": "ACTIVE"}}})
	want := `{"at":{"paths":{"paths":[{"hops":[{"from":{"name":"Invented Institute"},"relationships":[{"status":"ACTIVE","assumed":true}]}]}]}}}`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("answer (-want +got):\n%s", diff)
	}
}

func TestWhatIsNoEarlierRevisionIsRefusedWithItsCode(t *testing.T) {
	_, c := revised(t)
	for _, test := range []struct{ name, query, code string }{
		{"neither number nor time", `{ at { __typename } }`, "INVALID"},
		{"both", `{ at(revision: 1, time: "2026") { __typename } }`, "INVALID"},
		{"revision 0", `{ at(revision: 0) { __typename } }`, "INVALID"},
		{"one that is yet to come", `{ at(revision: 9) { __typename } }`, "NOT_FOUND"},
		{"a time before everything", `{ at(time: "2020-01-01") { __typename } }`, "NOT_FOUND"},
		{"a revision inside a revision", `{ at(revision: 2) { at(revision: 1) { __typename } } }`, "INVALID"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if code, message := c.refusal(t, test.query, nil); code != test.code {
				t.Errorf("got %v %q, want %s", code, message, test.code)
			}
		})
	}
}

// A question that goes round of would be answered from the present inside at, in silence.
func TestEveryQuestionIsAskedOfTheGraphOfItsRevision(t *testing.T) {
	code, err := os.ReadFile("query.go")
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(code), "q.graph"); n != 1 {
		t.Errorf("query.go reads q.graph %d times, want once, in of", n)
	}
}

// Since the second revision a relationship was replaced and a source removed, since the
// first an entity was replaced, too; each of these weighs ten.
func TestARevisionSinceWhichTooMuchChangedIsRefusedWithItsCode(t *testing.T) {
	_, c := revisedWithin(t, 20)
	if got, want := c.ask(t, `{ at(revision: 2) { entity(id: "org:a") { name } } }`, nil), `{"at":{"entity":{"name":"Invented University"}}}`; got != want {
		t.Errorf("within the bound: got %s, want %s", got, want)
	}
	code, message := c.refusal(t, `{ at(revision: 1) { entity(id: "org:a") { name } } }`, nil)
	if want := "too much has changed since revision 1 to be put back for a question; a store that was copied then can be asked"; code != "TOO_LARGE" || message != want {
		t.Errorf("beyond it: got %s %q, want TOO_LARGE %q", code, message, want)
	}
}
