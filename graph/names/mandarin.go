package names

import (
	"cmp"
	"iter"
	"slices"
	"sort"
	"unicode/utf8"

	"entente/graph/hanzi"
	"entente/graph/token"
)

// reading is one or two syllables in order, 16 bits each; 0 in the lower ones is none.
type reading uint32

func readingOf(one, two hanzi.Syllable) reading { return reading(one)<<16 | reading(two) }

func (r reading) first() hanzi.Syllable  { return hanzi.Syllable(r >> 16) }
func (r reading) second() hanzi.Syllable { return hanzi.Syllable(r & 0xffff) }

// spoken is a token as it may be read.
type spoken struct {
	reading reading
	token   uint32
}

// spellingsOf gives the ways to read a token of a query as Mandarin. One syllable says
// little, so that it counts only in pinyin and beside other words.
func spellingsOf(text string, last, alone bool) []hanzi.Spelling {
	list := hanzi.Spellings(text, last)
	return slices.DeleteFunc(list, func(s hanzi.Spelling) bool { return len(s.Syllables) == 1 && (alone || s.Price > 0) })
}

// pronounce orders the tokens of Han characters by their readings. They are pairs, and the
// last character of a run.
func (p *part) pronounce(tokens []string) {
	for i, text := range tokens {
		one, size := utf8.DecodeRuneInString(text)
		two, more := utf8.DecodeRuneInString(text[size:])
		if len(text) > size+more {
			continue
		}
		for _, first := range hanzi.Readings(one) {
			if more == 0 {
				p.spoken = append(p.spoken, spoken{readingOf(first, 0), uint32(i)})
			}
			for _, second := range hanzi.Readings(two) {
				p.spoken = append(p.spoken, spoken{readingOf(first, second), uint32(i)})
			}
		}
	}
	slices.SortFunc(p.spoken, func(a, b spoken) int {
		return cmp.Or(cmp.Compare(a.reading, b.reading), cmp.Compare(a.token, b.token))
	})
	p.spoken = slices.Clip(p.spoken)
}

// between gives the tokens whose reading lies in a range.
func (p *part) between(first, last reading) []spoken {
	from := sort.Search(len(p.spoken), func(i int) bool { return p.spoken[i].reading >= first })
	to := sort.Search(len(p.spoken), func(i int) bool { return p.spoken[i].reading > last })
	return p.spoken[from:to]
}

// speak lists what a token in Latin letters means when it is read as Mandarin.
func (p *part) speak(a asked) (list []option) {
	for _, s := range a.spellings {
		switch syllables := s.Syllables; len(syllables) {
		case 1:
			list = p.mean(list, a, s, p.between(readingOf(syllables[0].First, 0), readingOf(syllables[0].Last+1, 0)-1))
		case 2:
			list = p.mean(list, a, s, p.pairs(syllables))
		default:
			if names := p.chained(syllables); len(names) > 0 {
				worth := soundWorth * squared(1-price*float64(s.Price))
				list = append(list, option{token: nobody, match: Transliterated, worth: worth, covered: float64(len(syllables)), names: names})
			}
		}
	}
	return surest(list)
}

// nobody is the token of an option that is none.
const nobody = ^uint32(0)

// surest leaves the best option of each token.
func surest(list []option) []option {
	slices.SortStableFunc(list, func(a, b option) int { return cmp.Or(cmp.Compare(a.token, b.token), cmp.Compare(b.worth, a.worth)) })
	return slices.CompactFunc(list, func(a, b option) bool { return a.token == b.token && a.token != nobody })
}

// price is taken for an older spelling, and for a rare reading.
const price = 0.1

func squared(x float64) float64 { return x * x }

// mean appends the tokens that are read so.
func (p *part) mean(list []option, a asked, s hanzi.Spelling, tokens []spoken) []option {
	last := s.Syllables[len(s.Syllables)-1]
	for _, t := range tokens {
		agreement := 1 - price*float64(s.Price+unusual(p.tokens.at(t.token), t.reading, len(s.Syllables)))
		worth := soundWorth * squared(agreement)
		if last.First != last.Last {
			whole := len(t.reading.first().String()) + len(t.reading.second().String())
			worth *= token.Begun(min(a.length, whole), whole)
		}
		list = append(list, option{token: t.token, match: Transliterated, worth: worth, covered: float64(len(s.Syllables))})
	}
	return list
}

// unusual counts the characters, among the first ones, that are mostly read otherwise.
func unusual(text string, r reading, among int) (count int) {
	one, width := utf8.DecodeRuneInString(text)
	if hanzi.Usual(one) != r.first() {
		count++
	}
	if two, _ := utf8.DecodeRuneInString(text[width:]); among > 1 && hanzi.Usual(two) != r.second() {
		count++
	}
	return count
}

// pairs gives the tokens that are read as two syllables.
func (p *part) pairs(two []hanzi.Span) []spoken {
	return p.between(readingOf(two[0].First, two[1].First), readingOf(two[0].Last, two[1].Last))
}

// chained gives the names that hold all pairs of three syllables or more, with
// the place of the first. It costs time in the names that hold any of them.
func (p *part) chained(syllables []hanzi.Span) (names []posting) {
	var kept map[uint32]place
	for i := range len(syllables) - 1 {
		held := map[uint32]place{}
		for _, t := range p.pairs(syllables[i : i+2]) {
			for at := range p.holding(t.token) {
				if first, before := kept[at.name]; before {
					held[at.name] = first
				} else if i == 0 {
					held[at.name] = at.place
				}
			}
		}
		if kept = held; len(kept) == 0 {
			return nil
		}
	}
	for name, at := range kept {
		names = append(names, posting{name, at})
	}
	slices.SortFunc(names, func(a, b posting) int { return cmp.Compare(a.name, b.name) })
	return names
}

// bearing gives the names that an option stands for.
func (p *part) bearing(o option) iter.Seq[posting] {
	if o.names != nil {
		return slices.Values(o.names)
	}
	return p.holding(o.token)
}

// spoken gives the characters that a token in Latin letters means, nil when none do.
func (n *written) spoken(a asked) []Range {
	for _, s := range a.spellings {
		for start := 0; start < len(n.name); start += size(n.name[start:]) {
			if end, ok := n.says(start, s.Syllables); ok {
				return []Range{{start, end}}
			}
		}
	}
	return nil
}

// says tells whether the characters from a place on are read so, and where that ends.
func (n *written) says(at int, syllables []hanzi.Span) (end int, ok bool) {
	for _, wanted := range syllables {
		r, width := utf8.DecodeRuneInString(n.name[at:])
		if !slices.ContainsFunc(hanzi.Readings(r), wanted.Holds) {
			return 0, false
		}
		at += width
	}
	return at, true
}
