package sentence

import (
	"slices"
	"strings"

	"entente/graph"
)

// articled are the last words of the names that take an article: the … Council.
var articled = []string{"Academy", "Agency", "Alliance", "Association", "Board", "Center", "Centre", "Commission", "Committee",
	"Community", "Conference", "Council", "Foundation", "Framework", "Fund", "Group", "Mechanism", "Network", "Organisation", "Organization",
	"Partnership", "Programme", "Secretariat", "Union"}

// plural are countries, or how their names begin, that take an article.
var plural = []string{"United ", "Netherlands", "Philippines", "Bahamas", "Gambia", "Maldives", "Comoros", "Seychelles",
	"Central African Republic", "Dominican Republic", "Democratic ", "Soviet Union", "Solomon Islands", "Marshall Islands"}

// englishName gives the name of an end as it stands in an English sentence.
func englishName(e end) string {
	return article(e) + isolate(nameIn("en", e), rightToLeft)
}

// article gives "the " where the name of such an entity asks for it, and in
// doubt nothing.
func article(e end) string {
	name := nameIn("en", e)
	if e.entity == nil || startsWith(name, "The ", "the ", "A ", "a ", "An ", "an ") {
		return ""
	}
	wanted := false
	switch e.kind() {
	case graph.Country:
		wanted = startsWith(name, plural...)
	case graph.Agreement, graph.Event, graph.Restriction:
		wanted = true
	case graph.Academy, graph.Organization, graph.Project:
		wanted = described(name)
	}
	if wanted {
		return "the "
	}
	return ""
}

func startsWith(name string, starts ...string) bool {
	return slices.ContainsFunc(starts, func(start string) bool { return strings.HasPrefix(name, start) })
}

// described tells whether a name is a description: "… of …", "… for …", or a
// common noun at its head, but not somebody's own.
func described(name string) bool {
	head, _, _ := strings.Cut(name, " (")
	ofSomething := false
	for _, link := range []string{" of ", " for "} {
		before, _, found := strings.Cut(head, link)
		head, ofSomething = before, ofSomething || found
	}
	head, _, _ = strings.Cut(head, " on ")
	noun := head[strings.LastIndexByte(head, ' ')+1:]
	return (ofSomething || slices.Contains(articled, noun)) && !strings.Contains(head, "'s ")
}
