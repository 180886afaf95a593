// Package gloss owns which words of different languages say the same of a body:
// that دانشگاه, Universität and 大学 are a university, which cities have another name
// in another language, and what an adjective of Russian is made of. Words are tokens of package token: folded, in
// lower case; those of Han characters are whole words, in simplified form.
//
// # The tables
//
// words.txt has a line for each thing that names of bodies say: the English words, a bar, and
// those of some thirty languages, with the forms that stand in names and the
// usual spellings in Latin letters. A word that says several things stands on several lines; the
// first is the most common. places.txt has the cities that are called otherwise in other
// languages, beyond what transliteration finds, and countries with their adjectives. Both were
// written by hand, for the commonest words of the names in the Research Organization Registry.
package gloss

import (
	_ "embed" // the tables
	"slices"
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
	// lines are the words that say the same, folded.
	lines [][]string
	// of has the lines on which a word stands, in order.
	of map[string][]int
	// english leads from the words behind a bar to the first one before it.
	english map[string]string
	// longest is the most bytes of a word of Han characters.
	longest int
}

var read = sync.OnceValue(func() *table {
	t := &table{of: map[string][]int{}, english: map[string]string{}}
	for _, file := range []string{words, places} {
		for line := range strings.Lines(file) {
			if !strings.HasPrefix(line, "#") {
				t.take(line)
			}
		}
	}
	return t
})

func (t *table) take(line string) {
	number := len(t.lines)
	var all []string
	behind := false
	for _, written := range strings.Fields(line) {
		word := folded(written)
		behind = behind || written == "|"
		if word == "" || slices.Contains(all, word) {
			continue
		}
		if _, known := t.english[word]; behind && !known && len(t.of[word]) == 0 {
			t.english[word] = all[0]
		}
		if isHan(word) {
			t.longest = max(t.longest, len(word))
		}
		all = append(all, word)
		t.of[word] = append(t.of[word], number)
	}
	t.lines = append(t.lines, all)
}

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
	for _, line := range t.of[word] {
		for _, other := range t.lines[line] {
			if other != word && !slices.Contains(others, other) {
				others = append(others, other)
			}
		}
	}
	return others
}

// English gives the English word for what a word of another language commonly says of a
// body; a word of English, a place and what is not known stay as they are.
func English(word string) string {
	if english := read().english[word]; english != "" {
		return english
	}
	return word
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
