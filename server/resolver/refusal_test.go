package resolver_test

import (
	"strings"
	"testing"

	"entente/engine"
	"entente/graph"
)

func TestAQuestionThatCannotBeAnsweredSaysWhy(t *testing.T) {
	c, _ := builtIn(t)
	cases := []struct {
		name  string
		query string
		given variables
		code  string
		says  string
	}{
		{"a page that is too large", `{entities(first: 101) {totalCount}}`, nil, "TOO_LARGE", "101"},
		{"a page that is too large names the bound", `{entity(id: "iso:IR") {relationships(first: 5000) {totalCount}}}`, nil, "TOO_LARGE", "100"},
		{"a page of a negative size", `{search(text: "anso", first: -1) {totalCount}}`, nil, "INVALID", "negative"},
		{"a cursor of another list", `{entities(after: "bogus") {totalCount}}`, nil, "INVALID", "cursor"},
		{"a path from an unknown entity", `{paths(from: "org:nowhere", to: "iso:IR") {truncated}}`, nil, "NOT_FOUND", "org:nowhere"},
		{"a path to an unknown entity", `{paths(from: "iso:IR", to: "org:nowhere") {truncated}}`, nil, "NOT_FOUND", "org:nowhere"},
		{"intermediaries of an unknown entity", `{intermediaries(from: ["org:nowhere"], to: ["iso:IR"]) {totalCount}}`, nil, "NOT_FOUND", "org:nowhere"},
		{"standing by way of others", `{standing(where: {via: ["iso:IR"]}) {state}}`, nil, "INVALID", "via"},
		{"communities without somebody unknown", `{communities(where: {avoid: ["org:nowhere"]}) {state}}`, nil, "NOT_FOUND", "org:nowhere"},
		{"too much slack", `{intermediaries(from: ["iso:IR"], to: ["iso:CN"], slack: 4) {totalCount}}`, nil, "INVALID", "slack"},
		{"more paths than are given", `{paths(from: "iso:CN", to: "iso:IR", k: 101) {truncated}}`, nil, "TOO_LARGE", "101"},
		{"no paths at all", `{paths(from: "iso:CN", to: "iso:IR", k: 0) {truncated}}`, nil, "INVALID", "0"},
		{"paths without hops", `{paths(from: "iso:CN", to: "iso:IR", maxHops: 0) {truncated}}`, nil, "INVALID", "0"},
		{"longer paths than are searched", `{paths(from: "iso:CN", to: "iso:IR", maxHops: 16) {truncated}}`, nil, "TOO_LARGE", "16"},
		{"a day that does not exist", `{paths(from: "iso:CN", to: "iso:IR", where: {at: "2018-02-30"}) {truncated}}`, nil, "INVALID", "2018-02-30"},
		{"a date that is none", `query ($at: Date) {paths(from: "iso:CN", to: "iso:IR", where: {at: $at}) {truncated}}`, variables{"at": true}, "INVALID", "no date"},
		{"a role that nobody plays", `{paths(from: "iso:CN", to: "iso:IR", where: {roles: ["jester"]}) {truncated}}`, nil, "INVALID", "jester"},
		{"a technology field that is not recorded", `{entities(where: {field: "field:alchemy"}) {totalCount}}`, nil, "NOT_FOUND", "alchemy"},
		{"a word in the wrong case in a variable", `query ($k: [EntityKind!]) {entities(where: {kinds: $k}) {totalCount}}`, variables{"k": []string{"country"}}, "INVALID", "country"},
	}
	for _, question := range cases {
		t.Run(question.name, func(t *testing.T) {
			code, message := c.refusal(t, question.query, question.given)
			if code != question.code || !strings.Contains(message, question.says) {
				t.Errorf("got %v %q, want %s that says %q", code, message, question.code, question.says)
			}
		})
	}
}

func TestAFailureOfTheStoreIsAnErrorOfTheFieldThatNeededIt(t *testing.T) {
	f := members(2, 2)
	c := newClient(f)
	f.fail = graph.Errorf(graph.Unavailable, "the store is away")
	for _, query := range []string{
		`{entity(id: "org:invented-000") {id}}`,
		`{node(id: "src:invented-000") {id}}`,
		`{entities {totalCount}}`,
		`{a: entity(id: "org:invented-000") {id} status {version}}`,
	} {
		if code, message := c.refusal(t, query, nil); code != "UNAVAILABLE" {
			t.Errorf("%s gives %v %q, want UNAVAILABLE", query, code, message)
		}
	}
}

// The index may know a record for a moment longer than the store.
func TestARecordThatWentAwayIsNoFaultOfTheServer(t *testing.T) {
	f := members(1, 1)
	f.paths = engine.Paths{Paths: []engine.Path{{Entities: []graph.ID{"org:invented-000", "academy:gone"}, Hops: []engine.Hop{
		{From: "org:invented-000", To: "academy:gone", Ties: []graph.ID{"rel:gone"}}}}}}
	cases := []struct{ name, query string }{
		{"an entity of a path", `{paths(from: "a:b", to: "c:d") {paths {entities {id}}}}`},
		{"a relationship of a hop", `{paths(from: "a:b", to: "c:d") {paths {hops {relationships {id}}}}}`},
		{"an end of a hop", `{paths(from: "a:b", to: "c:d") {paths {hops {to {id}}}}}`},
		{"a hop of a sentence", `{paths(from: "a:b", to: "c:d") {paths {sentence}}}`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if code, message := newClient(f).refusal(t, c.query, nil); code != "UNAVAILABLE" || !strings.Contains(message, "gone") {
				t.Errorf("got %v %q, want UNAVAILABLE with the id", code, message)
			}
		})
	}
	t.Run("a source of a claim", func(t *testing.T) {
		clear(f.sources)
		code, _ := newClient(f).refusal(t, `{entity(id: "org:invented-000") {statements {source {id}}}}`, nil)
		if code != "UNAVAILABLE" {
			t.Errorf("got %v, want UNAVAILABLE", code)
		}
	})
}

func TestTheStatusTellsHowFarTheIndexIs(t *testing.T) {
	f := newFake()
	f.building = &engine.Progress{Done: 420_000, Total: 1_000_000}
	c := newClient(f)
	if got, want := c.ask(t, `{status {store revision indexBuilt building {done total failing}}}`, nil),
		`{"status":{"store":"fake","revision":7,"indexBuilt":null,"building":{"done":420000,"total":1000000,"failing":false}}}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	for _, query := range []string{`{status {entities {count}}}`, `{status {relationships {count}}}`} {
		if code, message := c.refusal(t, query, nil); code != "UNAVAILABLE" || message != "the index is being built: 420,000 of 1,000,000 relationships" {
			t.Errorf("%s gives %v %q", query, code, message)
		}
	}
}
