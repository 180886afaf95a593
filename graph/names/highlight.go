package names

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/graph/sound"
	"entente/graph/token"
)

// Range is a part of a name, from Start to before End, counted in UTF-16 code
// units, as JavaScript and most screens count characters: a letter of the basic plane is one.
type Range struct{ Start, End int }

// Explain says how a name answers a text, and which parts of it do so, in
// order and apart from each other. It looks at this one name only, so it takes
// a few microseconds for each word and serves for names that something else has
// found. A name that does not answer is Spelling without ranges.
func Explain(text, name string) (Match, []Range) {
	n := newWritten(name)
	match, ranges := Words, []Range(nil)
	for _, way := range ways(text, asking(text)) {
		if match, ranges = n.answer(way.asked); ranges != nil {
			break
		}
	}
	var asked, held token.Reader
	if ranges != nil && slices.Equal(asked.Read(text).Words, held.Read(name).Words) {
		match = Exact
	}
	return match, n.inUnits(merged(ranges))
}

// answer gives the ranges of bytes that answer a query, nil unless each token is there.
func (n *written) answer(query []asked) (Match, []Range) {
	worst := Words
	var ranges []Range
	for _, a := range query {
		match, found := n.find(a)
		if found == nil {
			return Spelling, nil
		}
		worst = max(worst, match)
		ranges = append(ranges, found...)
	}
	return worst, ranges
}

// Whole tells whether a text accounts for every word of a name, each as it is or
// in another script.
func Whole(text, name string) bool {
	match, found := Explain(text, name)
	if match == Prefix || match > Transliterated {
		return false
	}
	if match == Exact {
		return true
	}
	n := newWritten(name)
	for _, word := range n.inUnits(n.words) {
		if !slices.ContainsFunc(found, func(r Range) bool { return r.Start <= word.Start && word.End <= r.End }) {
			return false
		}
	}
	return len(found) > 0
}

// written is a name cut into words as they are written.
type written struct {
	name string
	// words are the ranges of bytes between separators.
	words []Range
}

func newWritten(name string) *written {
	n := &written{name: name}
	start := -1
	for at, r := range name {
		inside := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || unicode.Is(unicode.Nl, r)
		switch {
		case inside && start < 0:
			start = at
		case !inside && start >= 0:
			n.words, start = append(n.words, Range{start, at}), -1
		}
	}
	if start >= 0 {
		n.words = append(n.words, Range{start, len(name)})
	}
	return n
}

// find gives the surest way in which a token is found, and where.
func (n *written) find(a asked) (Match, []Range) {
	// together is how many words as written can make one token.
	const together = 4
	best, at := Spelling+1, Range{}
	for width := 1; width <= together; width++ {
		for i := 0; i+width <= len(n.words); i++ {
			window := Range{n.words[i].Start, n.words[i+width-1].End}
			for _, held := range token.Of(n.text(window)) {
				if match, ok := a.against(held); ok && match < best {
					best, at = match, n.narrow(window, a, held, match)
				}
			}
		}
	}
	if best > Transliterated {
		if found := n.spoken(a); found != nil {
			return Transliterated, found
		}
	}
	if best > Translated {
		if found := n.translated(a); found != nil {
			return Translated, found
		}
	}
	if best > Initials {
		if found := n.initials(a.text); found != nil {
			return Initials, found
		}
	}
	if best > Spelling {
		return Spelling, nil
	}
	return best, []Range{at}
}

func (n *written) text(r Range) string { return n.name[r.Start:r.End] }

// against holds a token of the query against one of a name.
func (a asked) against(held string) (Match, bool) {
	switch {
	case held == a.text:
		return Words, true
	case a.prefixes && strings.HasPrefix(held, a.text):
		return Prefix, true
	case sound.Agreement(a.text, held) > 0, a.prefixes && sound.Begins(a.text, held) > 0:
		return Transliterated, true
	}
	if a.strict {
		return Spelling, false
	}
	_, ok := token.Distance(a.text, held, token.Tolerance(a.text))
	return Spelling, ok
}

// narrow gives the part of a window that is the token, or the beginning of it that was asked for.
func (n *written) narrow(window Range, a asked, held string, match Match) Range {
	if tokens := token.Query(n.text(window)); len(tokens) != 1 || tokens[0] != held {
		window = n.locate(window, held)
	}
	if match != Prefix {
		return window
	}
	for _, end := range n.ends(window) {
		if strings.HasPrefix(strings.Join(token.Query(n.name[window.Start:end]), ""), a.text) {
			return Range{window.Start, end}
		}
	}
	return window
}

// locate gives the shortest part of a window that is indexed as the token, the
// window itself if none is.
func (n *written) locate(window Range, held string) Range {
	length := utf8.RuneCountInString(held)
	for start := window.Start; start < window.End; start += size(n.name[start:]) {
		for i, end := range n.ends(Range{start, window.End}) {
			if i > 2*length {
				break
			}
			if tokens := token.Of(n.name[start:end]); len(tokens) > 0 && (tokens[0] == held || tokens[len(tokens)-1] == held && len(tokens) == 2) {
				return Range{start, end}
			}
		}
	}
	return window
}

func size(text string) int {
	_, size := utf8.DecodeRuneInString(text)
	return size
}

// ends lists where the characters of a window end; marks belong to the letter before.
func (n *written) ends(window Range) (ends []int) {
	for at := window.Start; at < window.End; {
		at += size(n.name[at:])
		for at < window.End {
			r, width := utf8.DecodeRuneInString(n.name[at:])
			if !unicode.IsMark(r) {
				break
			}
			at += width
		}
		ends = append(ends, at)
	}
	return ends
}

// initials gives the first letters of the words that were asked for, nil when they are others.
func (n *written) initials(text string) (ranges []Range) {
	var reader token.Reader
	kinds := initialsOf(reader.Read(n.name).Words)
	for i, found := range kinds {
		if found != initialMark+text {
			continue
		}
		for _, word := range n.words {
			if i == 0 && small(strings.ToLower(n.text(word))) {
				continue
			}
			ranges = append(ranges, Range{word.Start, n.ends(word)[0]})
		}
		return ranges
	}
	return nil
}

// merged puts ranges in order and joins those that touch.
func merged(ranges []Range) []Range {
	slices.SortFunc(ranges, func(a, b Range) int { return a.Start - b.Start })
	joined := ranges[:0]
	for _, r := range ranges {
		if last := len(joined) - 1; last >= 0 && r.Start <= joined[last].End {
			joined[last].End = max(joined[last].End, r.End)
			continue
		}
		joined = append(joined, r)
	}
	return joined
}

// inUnits counts ranges of bytes in UTF-16 code units.
func (n *written) inUnits(ranges []Range) []Range {
	const beyond = 0x10000
	units, at := 0, 0
	to := func(end int) int {
		for at < end {
			r, width := utf8.DecodeRuneInString(n.name[at:])
			if at, units = at+width, units+1; r >= beyond {
				units++
			}
		}
		return units
	}
	for i, r := range ranges {
		start := to(r.Start)
		ranges[i] = Range{start, to(r.End)}
	}
	return ranges
}
