// Package gloss owns which words of different languages say the same of a body:
// that دانشگاه, Universität and 大学 are a university, which cities have another name
// in another language, and what an adjective of Russian is made of. Words are tokens of package token: folded, in
// lower case; those of Han characters are whole words, in simplified form.
//
// # The tables
//
// words.txt has a line for each thing that names of bodies say: the English words, a bar for the eye, and
// those of some thirty languages, with the forms that stand in names and the
// usual spellings in Latin letters. A word that says several things stands on several lines.
// places.txt has the cities that are called otherwise in other
// languages, beyond what transliteration finds, and countries with their adjectives. Both were
// written by hand, for the commonest words of the names in the Research Organization Registry.
package gloss

import (
	_ "embed" // the tables
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"entente/graph/hanzi"
	"entente/graph/token"
)

//go:embed words.txt
var words string

//go:embed places.txt
var places string

// table is both files.
type table struct {
	// lines are the words that say the same, folded; those of places come behind.
	lines  [][]string
	places int
	// of has the lines on which a word stands, in order.
	of map[string][]int
	// longest is the most bytes of a word of Han characters.
	longest int
}

var read = sync.OnceValue(func() *table {
	t := &table{of: map[string][]int{}}
	t.take(words)
	t.places = len(t.lines)
	t.take(places)
	return t
})

func (t *table) take(file string) {
	for line := range strings.Lines(file) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		var all []string
		for _, written := range strings.Fields(line) {
			word := folded(written)
			if word == "" || slices.Contains(all, word) {
				continue
			}
			if isHan(word) {
				t.longest = max(t.longest, len(word))
			}
			all = append(all, word)
			t.of[word] = append(t.of[word], len(t.lines))
		}
		t.lines = append(t.lines, all)
	}
}

// find gives the lines on which a word stands, without the article of Arabic if it stands on none with it.
func (t *table) find(word string) []int {
	if found := t.of[word]; len(found) > 0 {
		return found
	}
	for _, article := range articles {
		if behind, ok := strings.CutPrefix(word, article); ok {
			return t.of[behind]
		}
	}
	return nil
}

// articles are the Arabic one, with and, and with for.
var articles = []string{"\u0627\u0644", "\u0648\u0627\u0644", "\u0644\u0644"}

// folded gives a word as it is compared.
func folded(word string) string {
	if isHan(word) {
		return strings.Map(hanzi.Plain, word)
	}
	return strings.Join(token.Query(word), "")
}

func isHan(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return unicode.Is(unicode.Han, first)
}

// Same gives the other words that say the same as a word, each once; none for most.
func Same(word string) (others []string) {
	t := read()
	for _, line := range t.find(word) {
		for _, other := range t.lines[line] {
			if other != word && !slices.Contains(others, other) {
				others = append(others, other)
			}
		}
	}
	return others
}

// English gives the English word for what a word says of a body, when it says one thing
// only; a word of several senses, a place in Latin letters without marks and what is not known stay as they are. So two
// names are equal in it when their words say the same without doubt.
func English(word string) string {
	t := read()
	if found := t.find(word); len(found) == 1 && (found[0] < t.places || word[0] >= utf8.RuneSelf) {
		return t.lines[found[0]][0]
	}
	return word
}

// Senses gives the things that a word says, as numbers: two words say the same when they
// have one in common. Places have none.
func Senses(word string) []int {
	t := read()
	found := t.find(word)
	return found[:sort.SearchInts(found, t.places)]
}

// Words gives the words of a text in order: the tokens of package token, but those of Han
// characters whole, cut into what is known and what stands between.
func Words(text string) (words []string) {
	for text != "" {
		run := strings.IndexFunc(text, func(r rune) bool { return !unicode.Is(unicode.Han, r) })
		if run < 0 {
			run = len(text)
		}
		words = append(words, Cut(strings.Map(hanzi.Plain, text[:run]))...)
		text = text[run:]
		rest := strings.IndexFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) })
		if rest < 0 {
			rest = len(text)
		}
		words = append(words, token.Query(text[:rest])...)
		text = text[rest:]
	}
	return words
}

// Cut cuts a run of Han characters into the words that are known, the longest first, and what
// stands between them.
func Cut(run string) (cut []string) {
	t := read()
	start := 0
	for at := 0; at < len(run); {
		size := t.longestAt(run[at:])
		if size == 0 {
			_, width := utf8.DecodeRuneInString(run[at:])
			at += width
			continue
		}
		if start < at {
			cut = append(cut, run[start:at])
		}
		cut = append(cut, run[at:at+size])
		at += size
		start = at
	}
	if start < len(run) {
		cut = append(cut, run[start:])
	}
	return cut
}

// longestAt gives the length of the longest known word that a text begins with, 0 for none.
func (t *table) longestAt(text string) int {
	for size := min(t.longest, len(text)); size > 0; size-- {
		if len(t.of[text[:size]]) > 0 {
			return size
		}
	}
	return 0
}
