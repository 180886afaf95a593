package token

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Matcher scores names against one query. It reuses memory and belongs to one
// goroutine at a time.
type Matcher struct {
	words  []string
	tokens []wanted

	folder   folder
	asked    []string
	primary  []string
	variants []string
}

// wanted is one token of the query with what is needed to compare it.
type wanted struct {
	text      string
	length    int
	tolerance int
	prefixes  bool
}

// NewMatcher prepares a query.
func NewMatcher(query string) *Matcher {
	m := &Matcher{}
	m.folder.fold(query)
	m.words = m.folder.words(string(m.folder.text), nil)
	for _, text := range distinct(slices.Clone(m.words), MaxQuery) {
		m.tokens = append(m.tokens, wanted{text: text, length: utf8.RuneCountInString(text), tolerance: Tolerance(text)})
	}
	if n := len(m.tokens); n > 0 {
		m.tokens[n-1].prefixes = Prefixes(m.tokens[n-1].text)
	}
	return m
}

// Score says how well a name answers a query, in (0,1]; 0 is no match.
//
//   - 1: the same words in the same order once both are folded.
//   - Else the product of four factors, at most 0.98, as Sum says: the worth of
//     the tokens, the mean over the query weighted by length, where an equal token is
//     worth 1, others what Begun and Slipped say; 0.9 if the words are out of order;
//     half and half more for the part of the name that was asked for; 0.98.
//   - 0 if a token of the query has no equal, no continuation (the last token
//     only) and none within Tolerance in the name.
//
// So a further slip, a shorter beginning, or another word in the name never
// raises the score.
func Score(query, name string) float64 { return NewMatcher(query).Score(name) }

// Score is Score of the prepared query and a name. It costs time linear in the
// name for each token of the query.
func (m *Matcher) Score(name string) float64 {
	if len(m.tokens) == 0 {
		return 0
	}
	m.folder.reset(false)
	m.folder.fold(name)
	text := string(m.folder.text)
	m.asked = m.folder.words(text, m.asked[:0])
	if slices.Equal(m.asked, m.words) {
		return 1
	}
	m.primary = m.folder.tokens(text, m.primary[:0])
	m.variants = m.variants[:0]
	if m.folder.varied {
		m.folder.reset(true)
		m.folder.fold(name)
		m.variants = m.folder.tokens(string(m.folder.text), m.variants)
	}
	return m.loosely()
}

// loosely scores the name in hand that is not the query word for word.
func (m *Matcher) loosely() float64 {
	var sum Sum
	for _, w := range m.tokens {
		found, at := w.in(m.primary, m.variants)
		if found.worth == 0 {
			return 0
		}
		sum.Add(w.length, found.worth, found.covered, at)
	}
	return sum.Score(m.length())
}

// length counts the characters of the name in hand.
func (m *Matcher) length() int { return lengthOf(m.asked) }

// found says what a token of the name is worth to a token of the query, and
// how many characters of the name it accounts for.
type found struct {
	worth, covered float64
}

// in gives the best token of the name, the first of equals, and its place.
func (w wanted) in(lists ...[]string) (best found, place int) {
	for _, list := range lists {
		for i, token := range list {
			if f := w.against(clip(token), best.worth); f.worth > best.worth {
				best, place = f, i
			}
			if best.worth == 1 {
				return best, place
			}
		}
	}
	return best, place
}

// against compares with one token; what cannot be better than the best so far is not worked out.
func (w wanted) against(token string, best float64) found {
	if token == w.text {
		return found{1, float64(w.length)}
	}
	if w.prefixes && strings.HasPrefix(token, w.text) {
		return found{Begun(w.length, utf8.RuneCountInString(token)), float64(w.length)}
	}
	if w.tolerance == 0 || best >= Slipped(1) {
		return found{}
	}
	slips, ok := Distance(w.text, token, w.tolerance)
	if !ok {
		return found{}
	}
	return found{Slipped(slips), float64(w.length - slips)}
}
