package sentence

import (
	"strings"

	"entente/graph"
)

// englishName gives the name of an end as it stands in an English sentence.
func englishName(e end) string {
	return article(e) + isolate(nameIn("en", e), rightToLeft)
}

// article gives "the " where the form of a name asks for it: names of bodies
// and of what bodies do that are told as "… of …", "… for …" or "… between …",
// and a few countries. In doubt there is none.
func article(e end) string {
	name := nameIn("en", e)
	switch e.kind() {
	case graph.Country:
		if withArticle(name) {
			return "the "
		}
	case graph.Academy, graph.Organization, graph.Agreement, graph.Project, graph.Event, graph.Restriction:
		if described(name) {
			return "the "
		}
	}
	return ""
}

func withArticle(country string) bool {
	for _, start := range []string{"United ", "Netherlands", "Philippines", "Bahamas", "Gambia", "Maldives", "Comoros", "Seychelles",
		"Central African Republic", "Dominican Republic", "Democratic ", "Soviet Union", "Solomon Islands", "Marshall Islands"} {
		if strings.HasPrefix(country, start) {
			return true
		}
	}
	return false
}

func described(name string) bool {
	head, _, _ := strings.Cut(name, "(")
	for _, start := range []string{"The ", "A ", "An ", "the "} {
		if strings.HasPrefix(head, start) {
			return false
		}
	}
	before := len(head)
	for _, link := range []string{" of ", " for ", " between "} {
		if i := strings.Index(head, link); i >= 0 {
			before = min(before, i)
		}
	}
	return before < len(head) && !strings.Contains(head[:before], "'s ")
}
