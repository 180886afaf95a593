package match

import (
	"slices"
	"strings"
	"unicode"

	"entente/graph/token"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// bare takes a name apart that ends in brackets: in what it is without them, and the
// acronym that they hold; brackets that hold the body's own country say what is known already. Others are left.
func bare(name, country string) (text, acronym string) {
	before, inside, found := strings.Cut(strings.TrimRight(name, " "), " (")
	inside, closed := strings.CutSuffix(inside, ")")
	if !found || !closed || before == "" || inside == "" {
		return name, ""
	}
	switch {
	case isCountry(inside, country):
		return before, ""
	case isAcronym(inside):
		return before, strings.Join(token.Query(inside), "")
	}
	return name, ""
}

// isCountry tells whether a text is the name of a country or a part of it, such as Korea.
func isCountry(text, code string) bool {
	region, err := language.ParseRegion(code)
	if err != nil {
		return false
	}
	whole, words := token.Query(display.English.Regions().Name(region)), token.Query(text)
	return len(words) > 0 && !slices.ContainsFunc(words, func(word string) bool { return !slices.Contains(whole, word) })
}

// isAcronym tells whether a text is one word with two capitals or more, and few letters.
func isAcronym(text string) bool {
	const most = 8
	capitals, letters := 0, 0
	for _, r := range text {
		if !unicode.IsLetter(r) {
			return false
		}
		if letters++; unicode.IsUpper(r) {
			capitals++
		}
	}
	return capitals >= 2 && letters <= most
}
