package resolver_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

const twins = `mutation {apply(key: "one", batch: {sources: [{id: "src:invented", title: "An invented page"}],
	entities: [
		{id: "org:a", kind: ORGANIZATION, names: [{value: "Invented Kavir Institute", language: "en"}], properties: [{name: "country", text: "IR"}]},
		{id: "org:b", kind: ORGANIZATION, names: [{value: "Invented Kavir Institute", language: "en"}], properties: [{name: "country", text: "IR"}]},
		{id: "org:c", kind: ORGANIZATION, names: [{value: "Blue Harbour", language: "en"}]}],
	relationships: [{kind: FUNDS, from: "org:b", to: "org:c", claims: [{source: "src:invented", confidence: A}]}]}) {revision}}`

type pairs struct {
	Duplicates struct {
		State string
		Edges []struct {
			Node struct {
				A, B struct {
					ID   string
					Name string
				}
				BID      string
				Score    float64
				Grade    string
				Listed   bool
				Features []struct {
					Kind    string
					Weight  float64
					Message string
				}
				Decision *struct{ Verdict, On, By, Reason string }
			}
		}
	}
}

const duplicatesQuery = `query ($verdicts: [Verdict!]) {duplicates(verdicts: $verdicts, country: "IR", kinds: [ORGANIZATION], minScore: 0.5) {state done total revision totalCount
	edges {cursor node {a {id name} b {id name} bId score grade listed features {kind a b weight message} decision {verdict on by reason automatic}}} pageInfo {hasNextPage}}}`

// asked asks until the bodies have been compared.
func asked(t *testing.T, c client, v variables) pairs {
	t.Helper()
	for range 1_000_000 {
		if found := into[pairs](t, c, duplicatesQuery, v); found.Duplicates.State == "READY" {
			return found
		}
	}
	t.Fatal("the bodies are not compared")
	return pairs{}
}

func TestWhatMayBeOneIsExplainedAndDecided(t *testing.T) {
	c := empty(t)
	c.ask(t, twins, nil)
	found := asked(t, c, nil).Duplicates.Edges
	if len(found) != 1 || found[0].Node.A.ID != "org:a" || found[0].Node.B.Name != "Invented Kavir Institute" || found[0].Node.Grade != "SURE" || found[0].Node.Decision != nil {
		t.Fatalf("got %+v, want org:a and org:b", found)
	}
	if f := found[0].Node.Features; len(f) != 2 || f[0].Kind != "NAME" || f[1].Message != "country: \u201cIR\u201d and \u201cIR\u201d speak for one body (+5.0 bits)" {
		t.Errorf("got the features %+v", f)
	}
	got := c.ask(t, `mutation {decide(a: "org:a", b: "org:b", verdict: SAME, author: "reviewer", reason: "invented") {a {id} b {id} moved revision}}`, nil)
	if want := `{"decide":{"a":{"id":"org:a"},"b":{"id":"org:a"},"moved":1,"revision":2}}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	same := asked(t, c, variables{"verdicts": []string{"SAME"}}).Duplicates.Edges
	if len(same) != 1 || same[0].Node.BID != "org:b" || same[0].Node.B.ID != "org:a" || same[0].Node.Decision == nil || same[0].Node.Decision.By != "reviewer" {
		t.Errorf("got %+v, want what was decided", same)
	}
	got = c.ask(t, `mutation {decide(a: "org:a", b: "org:b", verdict: DIFFERENT) {a {id} b {id} moved revision}}`, nil)
	if want := `{"decide":{"a":{"id":"org:a"},"b":{"id":"org:b"},"moved":1,"revision":3}}`; got != want {
		t.Errorf("taken back: got %s, want %s", got, want)
	}
	after := c.ask(t, `{entity(id: "org:b") {relationships {edges {node {kind}}} statements {property value source {id}}}}`, nil)
	want := `{"entity":{"relationships":{"edges":[{"node":{"kind":"FUNDS"}}]},"statements":[{"property":"differentFrom","value":"org:a","source":{"id":"src:review"}}]}}`
	if diff := cmp.Diff(want, after); diff != "" {
		t.Errorf("org:b (-want +got):\n%s", diff)
	}
}

func TestADecisionAboutNobodyIsRefused(t *testing.T) {
	c := empty(t)
	if code, message := c.refusal(t, `mutation {decide(a: "org:a", b: "org:b", verdict: SAME) {moved}}`, nil); code != "NOT_FOUND" {
		t.Errorf("got %v: %s, want NOT_FOUND", code, message)
	}
}
