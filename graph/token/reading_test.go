package token_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"entente/graph/token"
)

// checkReading holds a reading against Of and Query, which say the same each token once.
func checkReading(t *testing.T, r *token.Reader, name string) {
	t.Helper()
	reading := r.Read(name)
	once := func(list []string, most int) (kept []string) {
		for _, text := range list {
			if len(kept) < most && !slices.Contains(kept, text) {
				kept = append(kept, text)
			}
		}
		return kept
	}
	if got, want := once(slices.Concat(reading.Tokens, reading.Variants), token.MaxTokens), token.Of(name); !slices.Equal(got, want) {
		t.Errorf("Read(%q): got the tokens %q, Of gives %q", name, got, want)
	}
	var words []string
	length := 0
	for _, word := range reading.Words {
		length += utf8.RuneCountInString(word)
		if len(word) <= token.MaxBytes {
			words = append(words, word)
		}
	}
	if got, want := once(words, token.MaxQuery), token.Query(name); len(words) == len(reading.Words) && !slices.Equal(got, want) {
		t.Errorf("Read(%q): got the words %q, Query gives %q", name, got, want)
	}
	if reading.Length != max(length, 1) {
		t.Errorf("Read(%q): got the length %d, want %d", name, reading.Length, max(length, 1))
	}
}

func TestAReadingIsOfAndQuery(t *testing.T) {
	var r token.Reader
	for _, c := range spellings {
		checkReading(t, &r, c.name)
		checkReading(t, &r, c.typed)
	}
	for _, name := range []string{"", "bora bora", "\u2026", strings.Repeat("a-", 300), "M\u00fcnchen Asia-Pacific \u4e2d\u56fd"} {
		checkReading(t, &r, name)
	}
}

func FuzzReader(f *testing.F) {
	seeds(f)
	var r token.Reader
	f.Fuzz(func(t *testing.T, name string) { checkReading(t, &r, name) })
}

func TestWorth(t *testing.T) {
	if one, two := token.Slipped(1), token.Slipped(2); !(two > 0 && two < one && one < token.Begun(1, 20)) {
		t.Errorf("two slips are worth %v, one %v, a beginning at least %v; want them in this order", two, one, token.Begun(1, 20))
	}
	if short, long := token.Begun(2, 10), token.Begun(9, 10); !(short < long && long < 1) {
		t.Errorf("a short beginning is worth %v, a long one %v; want them in this order below 1", short, long)
	}
	for _, c := range []struct {
		why    string
		places []int
		want   float64
	}{
		{"in order", []int{0, 1}, 0.98 * (0.5 + 0.5*0.8)},
		{"out of order", []int{1, 0}, 0.98 * 0.9 * (0.5 + 0.5*0.8)},
	} {
		var sum token.Sum
		for _, place := range c.places {
			sum.Add(4, 1, 4, place)
		}
		if got := sum.Score(10); got < c.want-1e-9 || got > c.want+1e-9 {
			t.Errorf("%s: got %v, want %v", c.why, got, c.want)
		}
	}
}
