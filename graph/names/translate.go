package names

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/graph/gloss"
	"entente/graph/hanzi"
	"entente/graph/token"
)

// What a word in another language is worth, what is taken from a name with such a word, so
// that those without go first, and what is taken for an adjective.
const (
	translatedWorth = 0.45
	translatedWhole = 0.5
	adjective       = 0.9
)

// translated is the query when nobody answers it as it stands: each word may stand in
// the name in another language (package gloss), small words are left out, Han characters are
// cut into words, and what is no known word of them may stand in pinyin. It is nil when no word has a translation.
func translated(text string) (list []asked) {
	known := false
	for _, word := range gloss.Words(text) {
		if small(word) {
			continue
		}
		a := asked{text: word, length: utf8.RuneCountInString(word), skeletons: skeletonsOf(word), others: gloss.Same(word)}
		if pinyin, ok := hanzi.Pinyin(word); ok && len(a.others) == 0 {
			a.others = append(a.others, pinyin)
		}
		for _, stem := range gloss.Stems(word) {
			a.stems = append(a.stems, asked{text: stem, length: utf8.RuneCountInString(stem), skeletons: skeletonsOf(stem), others: gloss.Same(stem)})
		}
		known = known || len(a.others) > 0 || len(a.stems) > 0
		list = append(list, a)
	}
	if !known || len(list) > token.MaxQuery {
		return nil
	}
	for i := range list {
		list[i].spellings = spellingsOf(list[i].text, i == len(list)-1, len(list) == 1)
	}
	last := &list[len(list)-1]
	last.prefixes = token.Prefixes(last.text)
	return list
}

// translations lists what a token may mean in other languages.
func (p *part) translations(a asked) (list []option) {
	for _, other := range a.others {
		if o, ok := p.word(other); ok {
			o.match, o.worth = Translated, translatedWorth
			list = append(list, o)
		}
	}
	for _, stem := range a.stems {
		found, _ := p.options(stem)
		for _, o := range found {
			o.match, o.worth = max(o.match, Translated), o.worth*adjective
			list = append(list, o)
		}
	}
	return surest(list)
}

// word finds a word as it is, one of Han characters by its pairs.
func (p *part) word(text string) (o option, ok bool) {
	o = option{match: Words, worth: 1, covered: float64(utf8.RuneCountInString(text))}
	o.token, ok = p.tokens.find(text)
	if ok || !isHan(text) {
		return o, ok
	}
	o.token, o.names = nobody, p.together(token.Query(text))
	return o, o.names != nil
}

func isHan(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return unicode.Is(unicode.Han, first)
}

// together gives the names that hold all of some tokens, with the place of the first one.
func (p *part) together(tokens []string) (names []posting) {
	for i, text := range tokens {
		number, known := p.tokens.find(text)
		if !known {
			return nil
		}
		var kept []posting
		for at := range p.holding(number) {
			if i == 0 {
				kept = append(kept, at)
			} else if j, held := slices.BinarySearchFunc(names, at.name, func(n posting, name uint32) int { return cmp.Compare(n.name, name) }); held {
				kept = append(kept, names[j])
			}
		}
		if names = kept; len(names) == 0 {
			return nil
		}
	}
	return names
}

// means tells whether a token is the word, in another script or language too.
func (a asked) means(held string) bool {
	match, ok := a.against(held)
	return ok && match < Spelling || slices.Contains(a.others, held)
}

// translated gives what says the same in another language as a token of the query, nil
// when nothing does.
func (n *written) translated(a asked) []Range {
	plain := strings.Map(hanzi.Plain, n.name)
	for _, other := range a.others {
		if !isHan(other) {
			continue
		}
		if at := strings.Index(plain, other); at >= 0 {
			return []Range{{at, at + len(other)}}
		}
	}
	for _, word := range n.words {
		held := token.Of(n.text(word))
		for _, other := range a.others {
			if slices.Contains(held, other) {
				return []Range{word}
			}
		}
		for _, stem := range a.stems {
			if slices.ContainsFunc(held, stem.means) {
				return []Range{word}
			}
		}
	}
	return nil
}
