package names

import (
	"hash/maphash"
	"slices"
	"sort"
	"unicode/utf8"

	"entente/graph/hanzi"
	"entente/graph/sound"
	"entente/graph/token"
)

// What is found otherwise than by a token or its beginning is worth.
const (
	soundWorth   = 0.5
	initialWorth = 0.48
	// sure is the least agreement that spares a token the search for slips.
	sure = 0.95
)

// asked is one token of a query.
type asked struct {
	text      string
	length    int
	prefixes  bool
	skeletons []sound.Skeleton
	// spellings are the ways to read the token as Mandarin.
	spellings []hanzi.Spelling
	// others are words of other languages that say the same, stems the names that an adjective is made of.
	others []string
	stems  []asked
	memory memory
	// loose admits slips though the token is held, strict none at all.
	loose, strict bool
}

// option is a token of a part that a token of the query may mean.
type option struct {
	token          uint32
	match          Match
	worth, covered float64
	// names has the names that it stands in where no one token says that; nil elsewhere.
	names []posting
}

// asking takes a query apart.
func asking(text string) []asked {
	tokens := token.Query(text)
	list := make([]asked, len(tokens))
	for i, t := range tokens {
		last := i == len(tokens)-1
		list[i] = asked{text: t, length: utf8.RuneCountInString(t), prefixes: last && token.Prefixes(t), skeletons: skeletonsOf(t),
			spellings: spellingsOf(t, last, len(tokens) == 1)}
	}
	return list
}

// loosened is the query when nothing answers it as it stands: each word may be a
// beginning or have a slip, and small words are left out.
func loosened(query []asked) (list []asked) {
	for _, a := range query {
		a.prefixes, a.loose, a.strict = true, true, false
		if !small(a.text) {
			list = append(list, a)
		}
	}
	return list
}

// way is a form of a query, and how many must have answered to leave the next ones out.
type way struct {
	asked  []asked
	enough int
}

// ways are the forms of a query that are asked one behind the other until enough answer:
// as it stands, translated, with slips, loosened, both. A text of two words or more is translated
// when fewer than three answer it; its own words are asked for in that form too, so no answer is lost.
func ways(text string, query []asked) (ways []way) {
	translated := translated(text)
	shared := memory{}
	for _, list := range [][]asked{query, translated} {
		for i := range list {
			list[i].memory = shared
		}
	}
	if len(translated) > 0 {
		enough := 1
		if len(translated) > 1 {
			enough = 3
		}
		ways = append(ways, way{strictly(query), enough}, way{strictly(translated), 1})
	}
	for _, asked := range [][]asked{query, loosened(query), loosened(translated)} {
		if len(asked) > 0 {
			ways = append(ways, way{asked, 1})
		}
	}
	return ways
}

// strictly is a query without slips.
func strictly(query []asked) []asked {
	strict := slices.Clone(query)
	for i := range strict {
		strict[i].strict = true
	}
	return strict
}

// digestOf is the digest of the words of a query.
func digestOf(seed maphash.Seed, text string) uint64 {
	var hash maphash.Hash
	hash.SetSeed(seed)
	var reader token.Reader
	return digest(&hash, reader.Read(text).Words)
}

// options lists what a token may mean in a part but for slips, and tells
// whether any of it is sure.
func (p *part) options(a asked) (list []option, held bool) {
	list, held = a.memory.own(p, a)
	meant := p.translations(a)
	return append(slices.Clip(list), meant...), held || len(meant) > 0
}

// memory keeps what the tokens of a query mean in each part without translation, for
// the other forms of the query; the nil one keeps nothing.
type memory map[remembered]meaning

type remembered struct {
	part     *part
	text     string
	prefixes bool
}

type meaning struct {
	list []option
	held bool
}

func (m memory) own(p *part, a asked) ([]option, bool) {
	key := remembered{p, a.text, a.prefixes}
	known, found := m[key]
	if !found {
		known.list, known.held = p.own(a)
		if m != nil {
			m[key] = known
		}
	}
	return known.list, known.held
}

// own lists what a token may mean in a part without translation.
func (p *part) own(a asked) (list []option, held bool) {
	length := float64(a.length)
	if o, ok := p.word(a.text); ok {
		list = append(list, o)
	}
	if a.prefixes {
		low, high := p.tokens.beginning(a.text)
		for i := low; i < high; i++ {
			if p.tokens.at(i) != a.text {
				list = append(list, option{token: i, match: Prefix, worth: token.Begun(a.length, int(p.runes[i])), covered: length})
			}
		}
	}
	if i, ok := p.tokens.find(initialMark + a.text); ok {
		const whole = 1 << 20 // initials account for all of a name
		list = append(list, option{token: i, match: Initials, worth: initialWorth, covered: whole})
	}
	held = len(list) > 0
	for _, heard := range p.hear(a) {
		held = held || heard.worth >= sure*sure*soundWorth
		list = append(list, heard)
	}
	for _, spoken := range p.speak(a) {
		held = held || spoken.worth >= sure*sure*soundWorth
		list = append(list, spoken)
	}
	return list, held
}

// hear lists the tokens in other scripts that are the same word.
func (p *part) hear(a asked) (list []option) {
	// fewest is how many consonants a beginning has at least.
	const fewest = 2
	for _, skeleton := range a.skeletons {
		first, last := skeleton, skeleton
		begins := a.prefixes && skeleton.Len() >= fewest
		if begins {
			first, last = skeleton.Span()
		}
		low := sort.Search(len(p.skeletons), func(i int) bool { return p.skeletons[i] >= first })
		for i := low; i < len(p.skeletons) && p.skeletons[i] <= last; i++ {
			if o, ok := p.heard(a, p.sounding[i], p.skeletons[i] == skeleton, begins); ok && !slices.ContainsFunc(list, o.same) {
				list = append(list, o)
			}
		}
	}
	return list
}

func (o option) same(other option) bool { return o.token == other.token }

// heard holds one token against what was asked for.
func (p *part) heard(a asked, i uint32, whole, begins bool) (option, bool) {
	text, length := p.tokens.at(i), int(p.runes[i])
	if text[0] < utf8.RuneSelf && a.text[0] < utf8.RuneSelf {
		return option{}, false // both in Latin letters
	}
	if whole {
		if agreement := sound.Agreement(a.text, text); agreement > 0 {
			return option{token: i, match: Transliterated, worth: soundWorth * agreement * agreement, covered: float64(length)}, true
		}
	}
	if !begins {
		return option{}, false
	}
	agreement := sound.Begins(a.text, text)
	given := min(a.length, length)
	worth := soundWorth * agreement * agreement * token.Begun(given, length)
	return option{token: i, match: Transliterated, worth: worth, covered: float64(given)}, agreement > 0
}

// slips lists the tokens that are a slip or two away.
func (p *part) slips(a asked) (list []option) {
	p.near(a.text, func(found uint32, slips int) {
		if slips > 0 && p.tokens.at(found)[0] != initialMark[0] {
			list = append(list, option{token: found, match: Spelling, worth: token.Slipped(slips), covered: float64(a.length - slips)})
		}
	})
	return list
}
