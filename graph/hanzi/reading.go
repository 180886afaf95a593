package hanzi

import (
	_ "embed" // the data
	"slices"
	"strings"
	"sync"
)

//go:embed readings.txt
var readings string

// Syllable is one of Mandarin, without its tone. They are numbered from 1 in the order of
// their spelling, so those that begin alike are a range; 0 is none.
type Syllable uint16

// table is what readings.txt says.
type table struct {
	// spelled are the syllables in order; spelled[0] is none.
	spelled []string
	// usual is the first reading of each character of the block, rare has the others.
	usual [block]Syllable
	rare  map[rune][]Syllable
}

var read = sync.OnceValue(func() *table {
	t := &table{spelled: []string{""}, rare: map[rune][]Syllable{}}
	for line := range strings.Lines(readings) {
		spelled, characters, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		usual, rare, _ := strings.Cut(characters, " ")
		number := Syllable(len(t.spelled))
		t.spelled = append(t.spelled, spelled)
		for _, r := range usual {
			t.usual[r-first] = number
		}
		for _, r := range rare {
			t.rare[r] = append(t.rare[r], number)
		}
	}
	return t
})

// String spells the syllable in pinyin, with u for ü.
func (s Syllable) String() string { return read().spelled[s] }

// Readings gives the ways in which a character is read, the commonest first; none for what
// is no Han character, or a rare one.
func Readings(r rune) []Syllable {
	usual := Usual(r)
	if usual == 0 {
		return nil
	}
	return append([]Syllable{usual}, read().rare[Plain(r)]...)
}

// Usual gives the way in which a character is mostly read, 0 when there is none.
func Usual(r rune) Syllable {
	if r = Plain(r); inBlock(r) {
		return read().usual[r-first]
	}
	return 0
}

// syllable gives the number of a syllable as it is spelled.
func (t *table) syllable(spelled string) (Syllable, bool) {
	i, known := slices.BinarySearch(t.spelled, spelled)
	return Syllable(i), known && i > 0
}

// Pinyin spells a text as it is mostly read, the syllables written together; false when one of its
// characters has no reading.
func Pinyin(text string) (string, bool) {
	var out strings.Builder
	for _, r := range text {
		usual := Usual(r)
		if usual == 0 {
			return "", false
		}
		out.WriteString(usual.String())
	}
	return out.String(), out.Len() > 0
}
