package match

import (
	"math"
	"slices"
	"strings"

	"entente/graph/sound"
	"entente/graph/token"
)

// likeness is how alike two names are.
type likeness struct {
	a, b *name
	// cosine is that of the names as vectors of words, weighted by how rare each
	// is, where words within the tolerance of typing count for nearly equal
	// (W. W. Cohen, P. Ravikumar and S. E. Fienberg, A comparison of string
	// distance metrics for name-matching tasks, 2003: SoftTFIDF).
	cosine float64
	// bits is how much the words say that both have, rest those that one has.
	bits, rest float64
	equal      bool
}

// slipped is how nearly equal two words are that a slip or a spelling separates.
const slipped = 0.85

// like compares two names in time linear in their words, and quadratic in those
// that only one of them has.
func (c *Corpus) like(a, b *name) likeness {
	l := likeness{a: a, b: b}
	if a.key == b.key {
		l.equal, l.cosine = true, 1
		l.bits = c.sum(a.words)
		return l
	}
	var dot, ofA, ofB float64
	var onlyA, onlyB [mostWords]uint32
	restA, restB := onlyA[:0], onlyB[:0]
	for i, j := 0, 0; i < len(a.words) || j < len(b.words); {
		switch {
		case j == len(b.words) || i < len(a.words) && a.words[i] < b.words[j]:
			restA = append(restA, a.words[i])
			i++
		case i == len(a.words) || a.words[i] > b.words[j]:
			restB = append(restB, b.words[j])
			j++
		default:
			bits := c.words[a.words[i]].bits
			dot, l.bits = dot+bits*bits, l.bits+bits
			i, j = i+1, j+1
		}
	}
	ofA, ofB = dot+c.squares(restA), dot+c.squares(restB)
	soft, bits := c.soften(restA, restB)
	dot, l.bits = dot+soft, l.bits+bits
	l.rest = max(0, c.sum(restA)+c.sum(restB)-2*bits)
	if ofA > 0 && ofB > 0 {
		l.cosine = dot / math.Sqrt(ofA*ofB)
	}
	if a.solid == b.solid {
		l.cosine, l.bits, l.rest = max(l.cosine, spaced), max(l.bits, min(c.sum(a.words), c.sum(b.words))), 0
	}
	return l
}

// mostWords is the most that wordsOf gives.
const mostWords = token.MaxQuery

// spaced is the cosine of names that differ in their spaces only.
const spaced = 0.97

// soften counts words that only a slip, a spelling or a script separates, each once.
func (c *Corpus) soften(restA, restB []uint32) (dot, bits float64) {
	var taken [mostWords]bool
	for _, i := range restA {
		x := &c.words[i]
		for at, j := range restB {
			if taken[at] {
				continue
			}
			y := &c.words[j]
			if agreed := x.agrees(y); agreed > 0 {
				taken[at] = true
				weight := min(x.bits, y.bits)
				dot, bits = dot+agreed*weight*weight, bits+agreed*weight
				break
			}
		}
	}
	return dot, bits
}

// What two words need to be nearly equal: so many bytes for a slip, so many
// consonants to be one word in two spellings.
const short, fleshless = 4, 3

// agrees tells how nearly equal two words are, 0 when they are not: the same word
// in two scripts, in two languages, in two spellings, or but for a slip.
func (w *word) agrees(v *word) float64 {
	if slices.ContainsFunc(w.senses, func(s int) bool { return slices.Contains(v.senses, s) }) {
		return slipped
	}
	if w.foreign || v.foreign {
		return w.across(v)
	}
	const apart = 3
	if min(w.length, v.length) < short || max(w.length, v.length)-min(w.length, v.length) > apart || w.first <= '9' {
		return 0
	}
	limit := 1
	if spelt := len(w.bones) > 0 && len(v.bones) > 0 && w.bones[0] == v.bones[0] && w.bones[0].Len() >= fleshless; spelt {
		limit = apart
	} else if w.first != v.first || max(w.length, v.length)-min(w.length, v.length) > 1 {
		return 0
	}
	if _, ok := token.Distance(w.text, v.text, limit); !ok {
		return 0
	}
	return slipped
}

// across is agrees for two scripts.
func (w *word) across(v *word) float64 {
	for _, bones := range w.bones {
		if slices.Contains(v.bones, bones) {
			return sound.Agreement(w.text, v.text)
		}
	}
	return 0
}

func (c *Corpus) sum(words []uint32) (bits float64) {
	for _, word := range words {
		bits += c.words[word].bits
	}
	return bits
}

func (c *Corpus) squares(words []uint32) (sum float64) {
	for _, word := range words {
		bits := c.words[word].bits
		sum += bits * bits
	}
	return sum
}

// numbersDiffer tells whether both names have numbers, and not the same ones.
func (l likeness) numbersDiffer() bool {
	return l.a.numerals != l.b.numerals && l.a.numerals != "" && l.b.numerals != ""
}

// names tells whether a city stands in both names.
func (l likeness) names(city string) bool {
	solid := strings.ReplaceAll(city, " ", "")
	return l.a != nil && strings.Contains(l.a.solid, solid) && strings.Contains(l.b.solid, solid)
}
