package token

import (
	"slices"
	"unicode/utf8"
)

const (
	// MaxTokens bounds what Of gives; later words of a longer name are not indexed.
	MaxTokens = 256
	// MaxQuery bounds what Query gives; later words of a longer query are not asked for.
	MaxQuery = 16
	// MaxBytes bounds one token; a longer one is cut, in names and queries alike.
	MaxBytes = 64
)

// Of gives the tokens under which a name is indexed, in the order of the name,
// each once, at most MaxTokens. A token is its own only token: Of(t)[0] == t,
// and no token holds a space. It costs time linear in the name.
func Of(name string) []string {
	var f folder
	primary, variant := f.indexed(name, nil, nil)
	return distinct(append(primary, variant...), MaxTokens)
}

// Query gives the tokens of what a person typed, in order, each once, at most
// MaxQuery; none when there is no letter and no digit in it.
func Query(text string) []string {
	var f folder
	f.reset(false)
	f.fold(text)
	return distinct(f.words(string(f.text), nil), MaxQuery)
}

// Prefixes tells whether a token at the end of a query also matches the tokens
// that begin with it: from two letters on, or a single one of a script without spaces.
func Prefixes(token string) bool {
	first, size := utf8.DecodeRuneInString(token)
	return len(token) > size || scriptOf(first).unspaced()
}

// distinct keeps the first of equal tokens, and cuts long ones.
func distinct(tokens []string, most int) []string {
	kept := tokens[:0]
	for _, token := range tokens {
		if len(kept) == most {
			break
		}
		if token = clip(token); !slices.Contains(kept, token) {
			kept = append(kept, token)
		}
	}
	return kept
}

func clip(token string) string {
	if len(token) <= MaxBytes {
		return token
	}
	end := MaxBytes
	for !utf8.RuneStart(token[end]) {
		end--
	}
	return token[:end]
}

// indexed appends the tokens of a name to primary, and those of its second
// spelling, if it has one, to variant.
func (f *folder) indexed(name string, primary, variant []string) (_, _ []string) {
	f.reset(false)
	f.fold(name)
	primary = f.tokens(string(f.text), primary)
	if f.varied {
		f.reset(true)
		f.fold(name)
		variant = f.tokens(string(f.text), variant)
	}
	return primary, variant
}

// tokens appends what a folded name is indexed under: each run, and runs
// written together, two by two and as a query asks for them.
func (f *folder) tokens(text string, list []string) []string {
	list = slices.Grow(list, 2*len(f.runs))
	start := 0
	for i, r := range f.runs {
		if r.script.unspaced() {
			list, start = pairs(f.slice(text, i, i+1), list, true), i+1
			continue
		}
		list = append(list, f.slice(text, i, i+1))
		if f.joined(i) || f.neighbours(i) {
			list = append(list, f.slice(text, i-1, i+1))
		}
		if f.glued(text, i+1) {
			start = f.behindArticle(text, start, i)
			continue
		}
		if i > start+1 {
			list = append(list, f.slice(text, start, i+1))
		}
		start = i + 1
	}
	return list
}

// joined tells whether a run is written together with the one before.
func (f *folder) joined(i int) bool {
	return 0 < i && i < len(f.runs) && f.runs[i].before < space && f.runs[i].script == f.runs[i-1].script
}

// neighbours tells whether only a space separates two Arabic-script runs.
func (f *folder) neighbours(i int) bool {
	return i > 0 && f.runs[i].before == space && f.runs[i].script == arabic && f.runs[i-1].script == arabic
}

// words appends the tokens that a folded query asks for: a hyphen cuts, the
// other joints join, but an elided article before an apostrophe is left out.
func (f *folder) words(text string, list []string) []string {
	start := 0
	for i, r := range f.runs {
		if r.script.unspaced() {
			list, start = pairs(f.slice(text, i, i+1), list, false), i+1
			continue
		}
		if f.glued(text, i+1) {
			start = f.behindArticle(text, start, i)
			continue
		}
		list = append(list, f.slice(text, start, i+1))
		start = i + 1
	}
	return list
}

// glued tells whether a query asks for a run together with the one before.
func (f *folder) glued(text string, i int) bool {
	if !f.joined(i) {
		return false
	}
	if f.runs[i].before == stop {
		return single(f.slice(text, i-1, i)) && single(f.slice(text, i, i+1))
	}
	return f.runs[i].before < stop
}

func single(token string) bool { return utf8.RuneCountInString(token) == 1 }

// behindArticle moves the start of a word behind run i when that is all of the
// word so far, an article, and cut off by an apostrophe.
func (f *folder) behindArticle(text string, start, i int) int {
	if i == start && f.runs[i+1].before == apostrophe && elided(f.slice(text, i, i+1)) {
		return i + 1
	}
	return start
}

// elided tells whether a word before an apostrophe is an article or a
// preposition of French, Italian or Catalan, so that the word behind it is the name.
func elided(word string) bool {
	switch word {
	case "l", "d", "qu", "dell", "all", "dall", "nell", "sull":
		return true
	}
	return false
}

// pairs appends the overlapping pairs of a run without spaces; an index also
// holds the last character alone, so that every character can be found.
func pairs(text string, list []string, index bool) []string {
	_, first := utf8.DecodeRuneInString(text)
	for alone := true; ; alone = false {
		_, second := utf8.DecodeRuneInString(text[first:])
		if second == 0 {
			if index || alone {
				list = append(list, text)
			}
			return list
		}
		list = append(list, text[:first+second])
		text, first = text[first:], second
	}
}
