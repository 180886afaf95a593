package resolver_test

import (
	"context"
	"encoding/json"
	"net/http"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"entente/engine"
	"entente/graph"
)

// follow runs a subscription until it ends or has given so many answers.
func (c client) follow(t *testing.T, header http.Header, query string, most int) (answers []*graphql.Response) {
	t.Helper()
	ctx, leave := context.WithCancel(graphql.StartOperationTrace(t.Context()))
	defer leave()
	operation, errs := c.executor.CreateOperationContext(ctx, &graphql.RawParams{Query: query, Headers: header})
	if errs != nil {
		t.Fatal(errs)
	}
	next, ctx := c.executor.DispatchOperation(ctx, operation)
	for len(answers) < most {
		answer := next(ctx)
		if answer == nil {
			break
		}
		answers = append(answers, answer)
	}
	return answers
}

// data gives the data of answers that must hold no errors.
func data(t *testing.T, answers []*graphql.Response) (all []string) {
	t.Helper()
	for _, answer := range answers {
		if len(answer.Errors) > 0 {
			t.Fatalf("errors: %v", answer.Errors)
		}
		all = append(all, string(answer.Data))
	}
	return all
}

func TestASubscriptionTellsWhatBecameOfEachRecord(t *testing.T) {
	c := empty(t)
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	const apply = `mutation ($batch: BatchInput!, $key: String!) {apply(batch: $batch, key: $key) {revision}}`
	put := variables{
		"sources":  []any{variables{"id": "src:invented", "title": "Invented page", "kind": "PAGE"}},
		"entities": []any{organization("org:invented-a"), organization("org:invented-b")},
		"relationships": []any{variables{"kind": "PART_OF", "from": "org:invented-a", "to": "org:invented-b",
			"claims": []any{variables{"source": "src:invented", "confidence": "A", "status": "ACTIVE"}}}},
	}
	c.ask(t, apply, variables{"key": "1", "batch": put})
	c.ask(t, apply, variables{"key": "2", "batch": variables{"remove": []string{"rel:PART_OF/org:invented-a/org:invented-b"}}})
	answers := c.follow(t, nil, `subscription {it: changes(since: 0) {revision complete removed record {__typename id
		... on Entity {relationshipCounts {count}} ... on Source {title}}}}`, 4)
	want := []string{
		`{"it":{"revision":1,"complete":false,"removed":null,"record":{"__typename":"Source","id":"src:invented","title":"Invented page"}}}`,
		`{"it":{"revision":1,"complete":false,"removed":null,"record":{"__typename":"Organization","id":"org:invented-a","relationshipCounts":[]}}}`,
		`{"it":{"revision":1,"complete":true,"removed":null,"record":{"__typename":"Organization","id":"org:invented-b","relationshipCounts":[]}}}`,
		`{"it":{"revision":2,"complete":true,"removed":"rel:PART_OF/org:invented-a/org:invented-b","record":null}}`,
	}
	if diff := cmp.Diff(want, data(t, answers)); diff != "" {
		t.Errorf("events (-want +got):\n%s", diff)
	}
	t.Run("each event has its cursor, from which it goes on", func(t *testing.T) {
		cursor, _ := answers[2].Extensions["cursor"].(string)
		for name, rest := range map[string][]*graphql.Response{
			"as an argument": c.follow(t, nil, `subscription {it: changes(since: 0, after: "`+cursor+`") {revision complete removed record {id}}}`, 1),
			"as a header":    c.follow(t, http.Header{"Last-Event-Id": {cursor}}, `subscription {it: changes(since: 0) {revision complete removed record {id}}}`, 1),
			"and the header goes first": c.follow(t, http.Header{"Last-Event-Id": {cursor}},
				`subscription {it: changes(since: 0, after: "`+answers[0].Extensions["cursor"].(string)+`") {revision complete removed record {id}}}`, 1),
		} {
			if diff := cmp.Diff(want[3:], data(t, rest)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", name, diff)
			}
		}
		got := data(t, c.follow(t, nil, `subscription {changes(since: 1) {cursor}}`, 1))
		var seen struct{ Changes struct{ Cursor string } }
		if err := json.Unmarshal([]byte(got[0]), &seen); err != nil || seen.Changes.Cursor != answers[3].Extensions["cursor"] {
			t.Errorf("the field says %s, the extension %v", got, answers[3].Extensions)
		}
	})
}

func organization(id string) variables {
	return variables{"id": id, "kind": "ORGANIZATION", "names": []any{variables{"value": "Invented " + id, "language": "en", "type": "LABEL"}}}
}

// pageOf are changes of the relationships of a fake, all of one revision.
func pageOf(f *fake) (page []engine.FeedItem) {
	for _, r := range f.relationships {
		page = append(page, engine.FeedItem{Change: graph.Change{Revision: 7, Relationship: r}, Cursor: "at " + string(r.ID)})
	}
	return page
}

func TestAPageOfChangesCostsOneReadPerLevel(t *testing.T) {
	f := members(20, 5)
	f.fed = [][]engine.FeedItem{pageOf(f)}
	c := newClient(f)
	data(t, c.follow(t, nil, `subscription {changes(since: 6) {record {... on Relationship {from {name} to {name} claims {source {title}}}}}}`, 1000))
	want := map[string]int{`feed since 6 after ""`: 1, "entities": 1, "sources": 1}
	if diff := cmp.Diff(want, f.calls); diff != "" {
		t.Errorf("reads (-want +got):\n%s", diff)
	}
}

func TestASubscriptionThatCannotBeginSaysWhy(t *testing.T) {
	c := empty(t)
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	for query, code := range map[string]string{
		`subscription {changes(since: 5) {revision}}`:                 "CONFLICT",
		`subscription {changes(since: 0, after: "bogus") {revision}}`: "INVALID",
	} {
		answers := c.follow(t, nil, query, 10)
		if len(answers) != 1 || len(answers[0].Errors) != 1 || answers[0].Errors[0].Extensions["code"] != code {
			t.Errorf("%s gives %+v, want one answer with %s", query, answers, code)
		}
	}
}

func TestASubscriptionThatBreaksOffSaysWhy(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	f := members(1, 2)
	f.fed, f.fail = [][]engine.FeedItem{pageOf(f)}, graph.Errorf(graph.Unavailable, "the store is away")
	answers := newClient(f).follow(t, nil, `subscription {it: changes(since: 6) {revision}}`, 10)
	if len(answers) != 3 {
		t.Fatalf("got %d answers, want two changes and the reason", len(answers))
	}
	if got := answers[2].Errors; len(got) != 1 || got[0].Extensions["code"] != "UNAVAILABLE" || got[0].Path.String() != "it" {
		t.Errorf("got %v", got)
	}
}

func TestAnErrorInsideAnEventIsTheEventsOwn(t *testing.T) {
	f := members(1, 1)
	f.fed = [][]engine.FeedItem{pageOf(f)}
	clear(f.entities)
	answers := newClient(f).follow(t, nil, `subscription {it: changes(since: 6) {revision record {... on Relationship {from {id}}}}}`, 10)
	if len(answers) != 1 || string(answers[0].Data) != `{"it":{"revision":7,"record":null}}` || len(answers[0].Errors) != 1 || answers[0].Errors[0].Path.String() != "it.record.from" {
		t.Errorf("got %s with %v", answers[0].Data, answers[0].Errors)
	}
}

func TestAPanicOfTheFeedEndsTheSubscriptionAndNotTheServer(t *testing.T) {
	f := newFake()
	f.fed = [][]engine.FeedItem{{{Change: graph.Change{Relationship: nil, Entity: &graph.Entity{ID: "org:odd", Kind: 200}}}}}
	answers := newClient(f).follow(t, nil, `subscription {changes(since: 6) {record {id}}}`, 10)
	if len(answers) != 1 || len(answers[0].Errors) != 1 {
		t.Errorf("got %+v, want one error", answers)
	}
}
