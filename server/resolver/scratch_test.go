package resolver_test

import "testing"
import "fmt"
import "time"

func TestScratch(t *testing.T) {
	s:=time.Now()
	c, n := builtIn(t)
	fmt.Println(time.Since(s))
	for _, q := range []string{
		`{status {store revision version sources indexBuilt entities {kind count} relationships {kind count}}}`,
		`{entity(id: "academy:anso") {__typename id kind name fa: name(languages: ["fa"]) names {value language type} externalIds {scheme value url} restricted relationshipCounts {kind direction count} statements {property value asOf source {title}} ... on Academy {type country city founded website}
		relationships(first: 2) {totalCount pageInfo {hasNextPage endCursor} edges {cursor other {name} node {id role status start from {id} to {id} strength {value factors {name value reason}} claims {locator confidence status start source {title publisher retrieved}}}}}}}`,
		`{entity(id: "org:cpdi") {name restricted restrictions {id kind from {name} to {__typename name ... on Restriction {regime legalBasis measures start}} claims {source {title}}}}}`,
		`{paths(from: "org:cpdi", to: "academy:cas", k: 2) {truncated diagnosis {reason message} paths {strength restricted validDuring {start end} weakest {from {name}} sentence fa: sentence(language: "fa") entities {name} hops {forward strength from {name} to {name} relationships {id kind}}}}}`,
		`{intermediaries(from: ["iso:IR"], to: ["iso:CN"], first: 3) {totalCount truncated pageInfo {hasNextPage} edges {cursor node {share paths role entity {name} bestPath {sentence}}}}}`,
		`{search(text: "anso", first: 3) {totalCount edges {score matched {value language type} node {id}}}}`,
		`{a: node(id: "src:mehr-interview") {__typename id ... on Source {title kind}} b: node(id: "nothing:here") {id}}`,
		`{paths(from: "iso:IR", to: "nothing:here") {truncated}}`,
		`{entities(where: {kinds: [TECHNOLOGY_FIELD]}, order: STANDING, first: 2) {totalCount edges {node {id name}}}}`,
		`{entities(first: 101) {totalCount}}`,
	} {
		n.reset()
		s:=time.Now()
		d, e := c.answer(q, nil)
		fmt.Println(time.Since(s), d, e, n.calls)
	}
}
