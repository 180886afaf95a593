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

// What a score is made of.
const (
	// loose is the most that a name gets which is not the query word for word.
	loose = 0.98
	// disorder is taken when the words stand in another order.
	disorder = 0.9
	// begun is the worth of a token that only begins as asked, next to nothing of it given.
	begun = 0.7
	// slip is taken for each slip.
	slip = 0.6
	// bare is the part of a score that does not depend on how much else stands in the name.
	bare = 0.5
)

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
//   - Else the product of four factors, at most 0.98: the worth of the tokens,
//     the mean over the query weighted by length, where an equal token is
//     worth 1, a beginning 0.7 and 0.3 more for the part of the word that is
//     given, and each slip takes 0.6 times; 0.9 if the words are out of order;
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
	var worth, matched, asked float64
	order, place := 1.0, -1
	for _, w := range m.tokens {
		found, at := w.in(m.primary, m.variants)
		if found.worth == 0 {
			return 0
		}
		if at <= place {
			order = disorder
		}
		place = at
		worth += found.worth * float64(w.length)
		matched += found.covered
		asked += float64(w.length)
	}
	covered := min(1, matched/m.length())
	return loose * (worth / asked) * order * (bare + (1-bare)*covered)
}

// length counts the characters of the name in hand.
func (m *Matcher) length() float64 {
	total := 0
	for _, word := range m.asked {
		total += utf8.RuneCountInString(word)
	}
	return float64(max(total, 1))
}

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
		given := float64(w.length) / float64(utf8.RuneCountInString(token))
		return found{begun + (1-begun)*given, float64(w.length)}
	}
	if w.tolerance == 0 || best >= slip {
		return found{}
	}
	slips, ok := Distance(w.text, token, w.tolerance)
	if !ok {
		return found{}
	}
	worth := slip
	if slips == 2 {
		worth = slip * slip
	}
	return found{worth, float64(w.length - slips)}
}
