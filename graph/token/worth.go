package token

import "unicode/utf8"

// What a score is made of.
const (
	// loose is the most that a name gets which is not the query word for word.
	loose = 0.98
	// disorder is taken when the words stand in another order.
	disorder = 0.9
	// begun is the worth of a token that only begins as asked, next to nothing of it given.
	begun = 0.7
	// slip is taken for each slip.
	slip = 0.4
	// bare is the part of a score that does not depend on how much else stands in the name.
	bare = 0.5
)

// Begun is the worth of a token of which only the beginning was asked for: 0.7
// and 0.3 more for the part that was. Lengths are in characters.
func Begun(given, whole int) float64 { return begun + (1-begun)*float64(given)/float64(whole) }

// Slipped is the worth of a token that is one or two slips away: each takes 0.4 times.
func Slipped(slips int) float64 {
	if slips > 1 {
		return slip * slip
	}
	return slip
}

// Sum adds up what the tokens of a query found in one name, in the order of the query.
type Sum struct {
	worth, covered, asked float64
	place                 int
	begun, disordered     bool
}

// Add takes what a token of so many characters found: what that is worth, in
// (0,1], how many characters of the name it accounts for, and its place in the name.
func (s *Sum) Add(length int, worth, covered float64, place int) {
	s.disordered = s.disordered || s.begun && place <= s.place
	s.begun, s.place = true, place
	s.worth += worth * float64(length)
	s.covered += covered
	s.asked += float64(length)
}

// Score is that of a name of so many characters which is not the query word for word.
func (s *Sum) Score(length int) float64 {
	order := 1.0
	if s.disordered {
		order = disorder
	}
	covered := min(1, s.covered/float64(length))
	return loose * (s.worth / s.asked) * order * (bare + (1-bare)*covered)
}

// lengthOf counts the characters of words; it is at least 1.
func lengthOf(words []string) int {
	total := 0
	for _, word := range words {
		total += utf8.RuneCountInString(word)
	}
	return max(total, 1)
}
