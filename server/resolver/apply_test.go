package resolver_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
)

const apply = `mutation ($batch: BatchInput!, $key: String!) {apply(batch: $batch, key: $key) {revision added changed unchanged removed replayed}}`

type commit struct {
	Revision, Added, Changed, Unchanged, Removed int
	Replayed                                     bool
}

func put(t *testing.T, c client, key string, batch variables) commit {
	t.Helper()
	return into[struct{ Apply commit }](t, c, apply, variables{"batch": batch, "key": key}).Apply
}

// invented is a batch with everything that a batch can hold. Nobody in it exists.
//
//	org:invented ─PARTNER_OF─ academy:invented, as src:invented says
func invented() variables {
	return variables{"reason": "a test", "author": "the tests",
		"sources": []any{variables{"id": "src:invented", "title": "An invented page", "kind": "PAGE", "url": "https://example.org/", "retrieved": "2026-11-24", "publisher": "Nobody", "licence": "CC0"}},
		"entities": []any{
			variables{"id": "org:invented", "kind": "ORGANIZATION",
				"names": []any{
					variables{"value": "Invented University", "language": "en", "source": "src:invented"},
					variables{"value": "دانشگاه\u200cساختگی", "language": "fa", "type": "LABEL"},
					variables{"value": "IU", "type": "ACRONYM", "start": "2018", "end": "2019-05"}},
				"externalIds": []any{variables{"scheme": "ror", "value": "000000000"}, variables{"scheme": "house", "value": "7"}},
				"merged":      []any{"org:invented-before"},
				"statements":  []any{variables{"property": "memberCount", "value": "12", "asOf": "2020-11", "source": "src:invented", "locator": "p. 3", "note": "at a guess"}}},
			variables{"id": "academy:invented", "kind": "ACADEMY", "names": []any{variables{"value": "Invented Academy", "language": "en"}}}},
		"relationships": []any{variables{"kind": "PARTNER_OF", "from": "org:invented", "to": "academy:invented", "role": "cooperation",
			"claims": []any{variables{"source": "src:invented", "confidence": "B", "start": "2018-11-04", "end": "2030", "locator": "P54", "note": "said so"}}}},
	}
}

func TestWhatIsAppliedIsAnswered(t *testing.T) {
	c := empty(t)
	if got, want := put(t, c, "one", invented()), (commit{Revision: 1, Added: 4}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	got := c.ask(t, `{entity(id: "org:invented-before") {id mergedIds names {value language type start end source {id}} externalIds {scheme value url}
		statements {property value asOf locator note source {title publisher url kind retrieved licence}}
		relationships {edges {other {name} node {from {id} to {id} role status confidence start end claims {locator note status}}}}}}`, nil)
	want := `{"entity":{"id":"org:invented","mergedIds":["org:invented-before"],"names":[` +
		`{"value":"Invented University","language":"en","type":"LABEL","start":null,"end":null,"source":{"id":"src:invented"}},` +
		"{\"value\":\"دانشگاه\u200cساختگی\",\"language\":\"fa\",\"type\":\"LABEL\",\"start\":null,\"end\":null,\"source\":null}," +
		`{"value":"IU","language":null,"type":"ACRONYM","start":"2018","end":"2019-05","source":null}],` +
		`"externalIds":[{"scheme":"ror","value":"000000000","url":"https://ror.org/000000000"},{"scheme":"house","value":"7","url":null}],` +
		`"statements":[{"property":"memberCount","value":"12","asOf":"2020-11","locator":"p. 3","note":"at a guess","source":` +
		`{"title":"An invented page","publisher":"Nobody","url":"https://example.org/","kind":"PAGE","retrieved":"2026-11-24","licence":"CC0"}}],` +
		`"relationships":{"edges":[{"other":{"name":"Invented Academy"},"node":{"from":{"id":"academy:invented"},"to":{"id":"org:invented"},"role":"cooperation",` +
		`"status":"UNKNOWN","confidence":"B","start":"2018-11-04","end":"2030","claims":[{"locator":"P54","note":"said so","status":"UNKNOWN"}]}}]}}}`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("answer (-want +got):\n%s", diff)
	}
}

func TestTheSameKeyTwiceChangesNothing(t *testing.T) {
	c := empty(t)
	first := put(t, c, "one", invented())
	want := first
	want.Replayed = true
	if got := put(t, c, "one", invented()); got != want {
		t.Errorf("the second time gives %+v, want %+v", got, want)
	}
	if got, want := put(t, c, "two", invented()), (commit{Revision: 1, Unchanged: 4}); got != want {
		t.Errorf("another key gives %+v, want %+v", got, want)
	}
	other := variables{"reason": "another content", "remove": []any{"org:invented"}}
	if code, message := c.refusal(t, apply, variables{"batch": other, "key": "one"}); code != "CONFLICT" {
		t.Errorf("the key with another content gives %v %q, want CONFLICT", code, message)
	}
}

func TestABatchMadeFromAnOldRevisionIsRefused(t *testing.T) {
	c := empty(t)
	put(t, c, "one", invented())
	put(t, c, "two", variables{"reason": "goes", "remove": []any{"rel:PARTNER_OF/academy:invented/org:invented/cooperation"}, "expect": 1})
	late := variables{"reason": "comes late", "remove": []any{"org:invented"}, "expect": 1}
	if code, message := c.refusal(t, apply, variables{"batch": late, "key": "three"}); code != "CONFLICT" {
		t.Errorf("got %v %q, want CONFLICT", code, message)
	}
}

// Every property of every kind goes in as a list entry and comes out as a typed field.
func TestEveryPropertyOfEveryKindComesBackAsAField(t *testing.T) {
	c := empty(t)
	for _, kind := range graph.EntityKinds() {
		t.Run(kind.String(), func(t *testing.T) {
			var properties []any
			var fields []string
			want := map[string]any{}
			for i, property := range kind.Properties() {
				entry, value := sample(property, i)
				properties = append(properties, variables{"name": property.Name, entry: value})
				fields = append(fields, property.Name)
				want[property.Name] = value
			}
			id := "invented:" + strings.ToLower(kind.String())
			word := written(kind)[0]
			put(t, c, id, variables{"reason": "a test", "entities": []any{variables{"id": id, "kind": word,
				"names": []any{variables{"value": "Invented", "language": "en"}}, "properties": properties}}})
			query := fmt.Sprintf(`{entity(id: %q) {... on %s {%s}}}`, id, kind, strings.Join(fields, " "))
			got := into[struct{ Entity map[string]any }](t, c, query, nil).Entity
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("properties (-put +got):\n%s", diff)
			}
		})
	}
}

// sample gives a value of the property and the entry of PropertyInput that takes it.
func sample(property graph.Property, n int) (entry string, value any) {
	switch property.Type {
	case graph.IntValue:
		return "int", float64(n)
	case graph.FloatValue:
		return "float", float64(n) + 0.5
	case graph.BoolValue:
		return "bool", true
	case graph.DateValue:
		return "date", fmt.Sprintf("2018-11-%02d", n+1)
	case graph.ListValue:
		return "list", []any{"one", "two"}
	}
	if property.Words != nil {
		return "text", property.Words[len(property.Words)-1]
	}
	if property.Period {
		return "text", fmt.Sprintf("P%dM", n+1)
	}
	return "text", "a text " + property.Name
}

func TestABatchThatCannotBeIsRefusedWithItsPlace(t *testing.T) {
	entity := func(properties ...any) variables {
		return variables{"reason": "a test", "entities": []any{variables{"id": "org:invented", "kind": "ORGANIZATION",
			"names": []any{variables{"value": "Invented University"}}, "properties": properties}}}
	}
	cases := []struct {
		name  string
		batch variables
		code  string
		place string
	}{
		{"a property without a value", entity(variables{"name": "city"}), "INVALID", "org:invented: properties[0]"},
		{"a property with two values", entity(variables{"name": "city", "text": "Tehran", "int": 1}), "INVALID", "properties[0]"},
		{"a property given twice", entity(variables{"name": "city", "text": "a"}, variables{"name": "city", "text": "b"}), "INVALID", "properties[1]"},
		{"a property that the kind has not", entity(variables{"name": "legalBasis", "list": []any{"x"}}), "INVALID", "legalBasis"},
		{"a property of another type", entity(variables{"name": "founded", "text": "2018"}), "INVALID", "founded"},
		{"a word that the vocabulary has not", entity(variables{"name": "type", "text": "PALACE"}), "INVALID", "type"},
		{"an end that does not exist", variables{"reason": "a test",
			"relationships": []any{variables{"kind": "PART_OF", "from": "org:nowhere", "to": "iso:IR",
				"claims": []any{variables{"source": "src:nowhere", "confidence": "A"}}}}}, "INVALID", "org:nowhere"},
		{"a record that is not there to be removed", variables{"reason": "a test", "remove": []any{"org:nowhere"}}, "NOT_FOUND", "org:nowhere"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			code, message := empty(t).refusal(t, apply, variables{"batch": c.batch, "key": "k"})
			if code != c.code || !strings.Contains(message, c.place) {
				t.Errorf("got %v %q, want %s at %s", code, message, c.code, c.place)
			}
		})
	}
}

func TestTheKeyAuthorAndReasonReachTheGraph(t *testing.T) {
	f := newFake()
	put(t, newClient(f), "a key", variables{"reason": "why", "author": "who", "expect": 41, "remove": []any{"org:x"}})
	got, _ := json.Marshal(f.applied)
	want, _ := json.Marshal(graph.Batch{Key: "a key", Author: "who", Reason: "why", Expect: 41, Remove: []graph.ID{"org:x"}})
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("batch (-want +got):\n%s", diff)
	}
}
