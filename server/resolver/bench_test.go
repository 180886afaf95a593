package resolver_test

import "testing"

const page = `{entities(first: 100, where: {kinds: [ORGANIZATION]}) {edges {node {id kind name
	relationships(first: 10) {totalCount edges {node {id kind role status start end} other {id name kind}}}}}}}`

func BenchmarkPageOfHundredWithTenRelationshipsEach(b *testing.B) {
	c := newClient(members(100, 10))
	for b.Loop() {
		c.ask(b, page, nil)
	}
}

func BenchmarkPageOfHundredWithClaimsAndSources(b *testing.B) {
	c := newClient(members(100, 10))
	for b.Loop() {
		c.ask(b, `{entities(first: 100, where: {kinds: [ORGANIZATION]}) {edges {node {id name
			relationships(first: 10) {edges {node {id kind from {name} to {name} claims {status start source {title}}}}}}}}}`, nil)
	}
}

func BenchmarkPathsWithTheirEvidence(b *testing.B) {
	c, _ := builtIn(b)
	for b.Loop() {
		c.ask(b, `{paths(from: "org:cpdi", to: "iso:RU", k: 5) {paths {strength sentence entities {id name}
			hops {forward relationships {id kind role status claims {confidence source {title url}}}}}}}`, nil)
	}
}

func BenchmarkPageOfTheBuiltInFacts(b *testing.B) {
	c, _ := builtIn(b)
	for b.Loop() {
		c.ask(b, page, nil)
	}
}
