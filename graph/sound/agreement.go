package sound

import (
	"strings"
	"unicode/utf8"
)

// Agreement says how surely two tokens of different scripts are the same word,
// in (0,1]: 1 when each letter stands for one of its usual readings, a tenth less for each
// rare one; 0 when they are not, are of one script, or are in one that is
// not read. The order does not matter.
//
// It costs time in the product of their lengths: a dynamic program over
// letters and positions, as for edit distance but with the table of readings
// in place of equal letters (compare K. Knight and J. Graehl, Machine transliteration,
// Computational Linguistics 24, 1998, which learns such a table).
func Agreement(a, b string) float64 { return agreement(a, b, whole) }

// Begins is Agreement of a beginning with the beginning of the token that agrees best.
func Begins(beginning, token string) float64 {
	if foreign, _ := split(beginning, token); foreign == beginning {
		return agreement(beginning, token, restOfLatin)
	}
	return agreement(beginning, token, restOfForeign)
}

// ending says what may be left over.
type ending uint8

const (
	whole ending = iota
	restOfLatin
	restOfForeign
)

// split tells which of two tokens is to be read and which to be held against it. Of two
// foreign ones the one with vowels is first written in Latin letters.
func split(a, b string) (foreign, latin string) {
	switch {
	case Foreign(a) && isLatin(b):
		return a, b
	case isLatin(a) && Foreign(b):
		return b, a
	case !Foreign(a) || !Foreign(b) || scriptOf(a) == scriptOf(b):
		return "", ""
	case scriptOf(b) == arabic:
		return b, Latin(a)
	}
	return a, Latin(b)
}

type script uint8

const (
	greek script = iota
	cyrillic
	arabic
)

// scriptOf tells the script of a foreign token by its first letter.
func scriptOf(token string) script {
	first, _ := utf8.DecodeRuneInString(token)
	switch {
	case unvoweled(first):
		return arabic
	case first >= 0x0400:
		return cyrillic
	}
	return greek
}

func agreement(a, b string, rest ending) float64 {
	const price = 0.1
	foreign, latin := split(a, b)
	if foreign == "" || !isLatin(latin) || len(latin) > longest || len(foreign) > longest {
		return 0
	}
	var memory [longest]rune
	letters := runes(foreign, memory[:0])
	cost := align(letters, latin, rest)
	if isForeign(a, b) {
		cost = min(cost, alignOther(letters, latin, "kh", "h", rest))
	}
	cost = min(cost, alignOther(letters, latin, "x", "ks", rest))
	if strings.HasPrefix(foreign, article) && len(foreign) > len(article) {
		cost = min(cost, 1+align(letters[2:], latin, rest))
	}
	if limit := 1 + len(letters)/4; cost > limit {
		return 0
	}
	return 1 - price*float64(cost)
}

// isForeign tells whether neither is in Latin letters: х is kh for some and h for others.
func isForeign(a, b string) bool { return Foreign(a) && Foreign(b) }

// alignOther is align with other Latin letters for some, never when there are none of those.
func alignOther(letters []rune, latin, from, to string, rest ending) int {
	other := strings.ReplaceAll(latin, from, to)
	if other == latin || len(other) > longest {
		return never
	}
	return align(letters, other, rest)
}

const (
	// longest is the most bytes of a token.
	longest = 64
	// never is beyond every cost.
	never = 1 << 7
)

// row holds the least cost at which the letters so far account for the first
// bytes of the Latin token.
type row [longest + 1]uint8

func (r *row) clear(length int) {
	for i := range length + 1 {
		r[i] = never
	}
}

// align gives the least cost at which letters read as the Latin token.
func align(letters []rune, latin string, rest ending) int {
	var memory [2]row
	last, next := &memory[0], &memory[1]
	last.clear(len(latin))
	last[0] = 0
	best := uint8(never)
	for i, r := range letters {
		next.clear(len(latin))
		reached, ended := next.read(last, r, latin, i == 0)
		if rest == restOfForeign {
			best = min(best, ended)
		}
		if !reached {
			return int(best)
		}
		next.fill(latin, unvoweled(r))
		last, next = next, last
		if rest == restOfForeign {
			best = min(best, last[len(latin)])
		}
	}
	switch rest {
	case restOfLatin:
		for _, cost := range last[:len(latin)+1] {
			best = min(best, cost)
		}
		return int(best)
	case restOfForeign:
		return int(best)
	}
	return int(last[len(latin)])
}

// read has a letter stand for each of its readings. It tells whether any is
// there, and the least cost at which the token ends inside a reading.
func (r *row) read(last *row, from rune, latin string, initial bool) (reached bool, ended uint8) {
	ended = never
	for text, price := range letters[from].readings(initial && carrier(from)) {
		for at, cost := range last[:len(latin)+1] {
			if cost == never {
				continue
			}
			switch tail := latin[at:]; {
			case strings.HasPrefix(tail, text):
				r[at+len(text)], reached = min(r[at+len(text)], cost+price), true
			case tail != "" && strings.HasPrefix(text, tail):
				ended = min(ended, cost+price)
			}
		}
	}
	return reached, ended
}

// fill goes on over what is not written in the other script: the second of two
// equal letters, and short vowels; one beside another vowel is rare.
func (r *row) fill(latin string, vowels bool) {
	for at := 1; at < len(latin); at++ {
		cost := r[at]
		switch {
		case cost == never:
			continue
		case latin[at] == latin[at-1] && !vowel(latin[at]) && (at < 2 || latin[at-2] != latin[at]):
		case !vowels || !vowel(latin[at]):
			continue
		case vowel(latin[at-1]), at+1 < len(latin) && vowel(latin[at+1]):
			cost++
		}
		r[at+1] = min(r[at+1], cost)
	}
}

func vowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }
