package resolver

import (
	"encoding/json"
	"strconv"

	"entente/engine"
)

// lengths are how long the lists without a stated length usually are.
var lengths = map[string]int{
	"names":              4,
	"externalIds":        2,
	"statements":         2,
	"restrictions":       2,
	"relationshipCounts": 6,
	"claims":             2,
	"factors":            5,
	"hops":               4,
	"entities":           5,
	"relationships":      2,
	"gatekeepers":        4,
	"indispensable":      2,
	"conveners":          5,
	"ties":               3,
	"circles":            2,
	"breaking":           5,
	"changes":            20,
	"assumed":            5,
	"parties":            10,
	"lost":               3,
	"won":                3,
	"lasting":            5,
	"because":            2,
	"renewals":           1,
	"fragments":          4,
	"members":            5,
	"others":             3,
	"list":               4,
	"limits":             1,
	"brokenHops":         1,
	"keptOut":            1,
	"precedents":         3,
	"countries":          10,
	"restricted":         2,
	"around":             2,
	"lengths":            2,
	"roles":              3,
	"pairs":              5,
	"imports":            20,
	"kinds":              4,
	"features":           5,
}

// cost estimates how many values a field adds to the answer: one and those of
// its children, times the items that its arguments ask for. Both factors are
// clamped first, so that no query can make the product overflow into something small.
func cost(field string, children int, args map[string]any) int {
	const most = 1 << 24
	each := 1 + min(max(children, 0), most)
	return each * items(field, args)
}

// items is how many times the children of the field are answered.
func items(field string, args map[string]any) int {
	size, paged := 0, false
	for _, name := range []string{"first", "last", "k", "maxRoutes", "count"} {
		if argument, given := args[name]; given {
			size, paged = max(size, number(argument)), true
		}
	}
	if paged {
		return min(max(size, 1), engine.MaxPage)
	}
	return max(lengths[field], 1)
}

// number reads an argument as it comes from a literal or from JSON; whatever
// is no number counts as the largest page, null as the usual one.
func number(argument any) int {
	const usual = 20
	switch n := argument.(type) {
	case nil:
		return usual
	case int:
		return n
	case int64:
		return int(min(max(n, 0), engine.MaxPage))
	case float64:
		return int(min(max(n, 0), engine.MaxPage))
	case json.Number:
		if n, err := strconv.Atoi(string(n)); err == nil {
			return n
		}
	}
	return engine.MaxPage
}
