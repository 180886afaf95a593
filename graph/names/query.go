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
	// loose admits slips though the token is held.
	loose bool
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
		a.prefixes, a.loose = true, true
		if !small(a.text) {
			list = append(list, a)
		}
	}
	return list
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
	length := float64(a.length)
	if i, ok := p.tokens.find(a.text); ok {
		list = append(list, option{token: i, match: Words, worth: 1, covered: length})
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
