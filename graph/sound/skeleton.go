package sound

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Skeleton is the consonants of a word in classes, four bits each, the first
// in the highest bits; of two in a row that are the same one is kept, and only
// the first sixteen. So skeletons sort like words, and all that begin
// alike lie together. 0 is the word without consonants.
type Skeleton uint64

const (
	classes = "BPTDSKFLRMN"
	bits    = 4
	width   = 64
)

// Skeletons gives the skeletons of a token, each once, at most four: one for each
// way to read its letters. It is empty for a token in a script that is not
// read, or without a consonant. Two tokens that Agreement takes for one word
// share a skeleton but for the rarest readings.
func Skeletons(token string) []Skeleton {
	const readings = 4
	var found []Skeleton
	add := func(s Skeleton) {
		if s != 0 && !slices.Contains(found, s) {
			found = append(found, s)
		}
	}
	for reading := range readings {
		if isLatin(token) {
			add(skeletonOfLatin(token, reading))
			continue
		}
		add(skeletonOf(token, reading))
		if behind, ok := strings.CutPrefix(token, article); ok && reading < 2 {
			add(skeletonOf(behind, reading))
		}
	}
	return found
}

// article is the Arabic one, written together with its word.
const article = "\u0627\u0644"

// Span gives the first and the last skeleton that begins as this one does.
func (s Skeleton) Span() (first, last Skeleton) {
	return s, s | (1<<(width-bits*s.Len()) - 1)
}

// Len counts the consonants.
func (s Skeleton) Len() int {
	n := 0
	for ; s != 0; s <<= bits {
		n++
	}
	return n
}

// String writes the classes as letters, such as "TRN".
func (s Skeleton) String() string {
	var out strings.Builder
	for ; s != 0; s <<= bits {
		out.WriteByte(classes[s>>(width-bits)-1])
	}
	return out.String()
}

// carver makes a skeleton class by class.
type carver struct {
	skeleton Skeleton
	shift    int
	last     byte
}

func (c *carver) add(keys string) {
	for i := range len(keys) {
		at := strings.IndexByte(classes, keys[i])
		if at < 0 || keys[i] == c.last || c.shift == width {
			continue
		}
		c.last = keys[i]
		c.shift += bits
		c.skeleton |= Skeleton(at+1) << (width - c.shift)
	}
}

func skeletonOf(token string, reading int) Skeleton {
	var c carver
	for at, r := range token {
		l, known := letters[r]
		if !known {
			return 0
		}
		if reading == softStart && at > 0 {
			c.add(nth(l.keys, 0))
			continue
		}
		c.add(nth(l.keys, min(reading, softStart-1)))
	}
	return c.skeleton
}

// softStart is the reading in which only the first letter is read in its last
// way: the г of Гейдельберг is an h at the start and a g at the end.
const softStart = 3

// nth gives the word at a place of a list, the first when there are not so many.
func nth(list string, place int) string {
	first, rest, _ := strings.Cut(list, " ")
	for word := first; ; word, rest, _ = strings.Cut(rest, " ") {
		if place == 0 {
			return word
		}
		if place--; rest == "" {
			return first
		}
	}
}

// groups are the Latin letters that stand together for one consonant, the
// longest first, each with its class in two readings.
var groups = []struct{ text, keys string }{
	{"tsch", "S"}, {"dzh", "S"}, {"tch", "S"}, {"sch", "S"},
	{"dj", "S"}, {"sh", "S"}, {"zh", "S"}, {"ch", "S K"}, {"kh", "K"}, {"gh", "K"}, {"ph", "F"}, {"th", "T S"}, {"dh", "D S"},
}

// singles are the classes of Latin letters by themselves, from a on.
var singles = [...]string{"-", "B", "K", "D", "-", "F", "K", "-", "-", "S -", "K", "L", "M", "N", "-", "P", "K", "R", "S", "T", "-", "-", "-", "KS K", "-", "S TS"}

// skeletonOfLatin takes soft letters and groups in one of two readings.
func skeletonOfLatin(token string, reading int) Skeleton {
	var c carver
	for rest := token; rest != ""; {
		keys, size := consonant(rest, reading)
		c.add(keys)
		rest = rest[size:]
	}
	return c.skeleton
}

// consonant gives the classes of what a text begins with, and its length.
func consonant(text string, reading int) (keys string, size int) {
	for _, g := range groups {
		if strings.HasPrefix(text, g.text) {
			return nth(g.keys, reading), len(g.text)
		}
	}
	soft := len(text) > 1 && (text[1] == 'e' || text[1] == 'i' || text[1] == 'y')
	switch {
	case text[0] == 'c' && (soft || reading == 2):
		return "S", 1
	case text[0] == 'g' && soft && reading > 0:
		return "S", 1
	}
	return nth(singles[text[0]-'a'], reading), 1
}

// runes gives the letters of a token in an array.
func runes(token string, into []rune) []rune {
	for token != "" {
		r, size := utf8.DecodeRuneInString(token)
		into, token = append(into, r), token[size:]
	}
	return into
}
