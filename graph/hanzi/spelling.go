package hanzi

import (
	"slices"
	"sort"
	"strings"
	"sync"
)

// Span is a range of syllables: one, or all that begin alike.
type Span struct{ First, Last Syllable }

// Holds tells whether a syllable is in the range.
func (s Span) Holds(one Syllable) bool { return s.First <= one && one <= s.Last }

// Spelling is a way to cut a word into syllables.
type Spelling struct {
	Syllables []Span
	// Price is 0 for pinyin and 1 for an older system.
	Price int
}

// The bounds of Spellings: so many syllables, and so many ways.
const (
	mostSyllables = 8
	mostSpellings = 8
)

// Spellings gives the ways to read a word in Latin letters, lower case and without
// marks, as Mandarin: pinyin first, and fewer syllables first; none for most words of other
// languages. When the word goes on, its last syllable may be the beginning of one, but its
// first one is whole. It costs microseconds, in the ways to cut the word.
func Spellings(word string, goesOn bool) []Spelling {
	const shortest = 2
	if len(word) < shortest || len(word) > mostSyllables*longest {
		return nil
	}
	pinyin := cutter{spell: read().pinyin, goesOn: goesOn}
	pinyin.cut(word, nil)
	older := cutter{spell: romanised().syllables}
	older.cut(word, nil)
	for _, s := range older.found {
		s.Price = 1
		if !slices.ContainsFunc(pinyin.found, s.same) {
			pinyin.found = append(pinyin.found, s)
		}
	}
	found := pinyin.found
	sort.SliceStable(found, func(i, j int) bool {
		return found[i].Price < found[j].Price || found[i].Price == found[j].Price && len(found[i].Syllables) < len(found[j].Syllables)
	})
	return found[:min(len(found), mostSpellings)]
}

func (s Spelling) same(other Spelling) bool { return slices.Equal(s.Syllables, other.Syllables) }

// longest is the most letters of a syllable, in any of the systems.
const longest = 7

// cutter finds the ways to cut a word into syllables.
type cutter struct {
	// spell gives the syllables that are spelled so.
	spell  func(string) []Syllable
	goesOn bool
	found  []Spelling
}

func (c *cutter) cut(rest string, so []Span) {
	if len(so) == mostSyllables || len(c.found) == mostSpellings {
		return
	}
	for size := min(longest, len(rest)); size > 0; size-- {
		if !joins(rest, size, len(so)) {
			continue
		}
		for _, one := range c.spell(rest[:size]) {
			c.follow(rest[size:], append(so, Span{one, one}))
		}
	}
	if c.goesOn && len(so) > 0 && joins(rest, len(rest), len(so)) {
		if begun, ok := read().beginning(rest); ok {
			c.found = append(c.found, Spelling{Syllables: append(slices.Clone(so), begun)})
		}
	}
}

// follow goes on behind a syllable. One that may go on is taken as a beginning.
func (c *cutter) follow(rest string, so []Span) {
	switch {
	case rest != "":
		c.cut(rest, so)
	case !c.goesOn || len(so) == 1:
		c.found = append(c.found, Spelling{Syllables: slices.Clone(so)})
	}
}

// joins tells whether a syllable of so many letters may stand behind others without an
// apostrophe: one that begins with a vowel has lost it, which is read in words of two alone
// (Xi'an); er is in many names of places (Ha'erbin).
func joins(rest string, size, before int) bool {
	return before == 0 || strings.IndexByte("aeo", rest[0]) < 0 || before == 1 && size == len(rest) || rest[:size] == "er"
}

// pinyin gives the syllable that is spelled so, with v or yu for ü too.
func (t *table) pinyin(spelled string) []Syllable {
	one, known := t.syllable(spelled)
	if !known && len(spelled) > 1 && (spelled[0] == 'l' || spelled[0] == 'n') {
		one, known = t.syllable(spelled[:1] + strings.Replace(strings.Replace(spelled[1:], "yu", "u", 1), "v", "u", 1))
	}
	if !known {
		return nil
	}
	return []Syllable{one}
}

// beginning gives the range of the syllables that begin so.
func (t *table) beginning(spelled string) (Span, bool) {
	from, _ := slices.BinarySearch(t.spelled, spelled)
	to, _ := slices.BinarySearch(t.spelled, spelled+"\x7f")
	return Span{Syllable(from), Syllable(to - 1)}, from < to
}

// olderTable has the syllables by their spelling in older systems.
type olderTable map[string][]Syllable

func (t olderTable) syllables(spelled string) []Syllable { return t[spelled] }

var romanised = sync.OnceValue(func() olderTable {
	t := olderTable{}
	for i, spelled := range read().spelled[1:] {
		for _, older := range wadeGiles(spelled) {
			t[older] = append(t[older], Syllable(i+1))
		}
	}
	return t
})
