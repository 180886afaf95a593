package token_test

import (
	"strings"
	"testing"

	"entente/graph/token"

	"pgregory.net/rapid"
)

func TestScoreOrdersNames(t *testing.T) {
	for _, c := range []struct {
		why, query string
		// best first
		names []string
	}{
		{"word for word, then more words, then a slip", "academy of sciences",
			[]string{"Academy of Sciences", "Chinese Academy of Sciences", "Chinese Academy of Agricultural Sciences", "Acedemy of Agricultural Sciences"}},
		{"in order before out of order", "tehran university",
			[]string{"Tehran University", "Tehran Medical University", "University Medical Tehran"}},
		{"the word before a word that begins with it", "tehran",
			[]string{"Tehran", "Tehrani", "Tehranshahr"}},
		{"one slip before two", "technology",
			[]string{"technology", "tecnology", "tecnologi"}},
		{"Persian with a half space", "\u0639\u0644\u06cc\u200c\u0631\u0636\u0627",
			[]string{"\u0639\u0644\u06cc\u0631\u0636\u0627", "\u0639\u0644\u06cc \u0631\u0636\u0627", "\u0639\u0644\u06cc \u0631\u0636\u0627 \u062a\u0647\u0631\u0627\u0646\u06cc"}},
		{"Chinese by how much of the name is asked for", "科学院",
			[]string{"科学院", "中国科学院", "中国科学院大学地球系统"}},
	} {
		t.Run(c.why, func(t *testing.T) {
			last := 2.0
			for _, name := range c.names {
				got := token.Score(c.query, name)
				if got <= 0 || got >= last {
					t.Errorf("Score(%q, %q): got %v, want above 0 and below %v", c.query, name, got, last)
				}
				last = got
			}
		})
	}
}

func TestScoreOne(t *testing.T) {
	for _, c := range []struct{ why, query, name string }{
		{"case and accents", "ecole superieure", "École Supérieure"},
		{"a hyphen or a space", "asia pacific", "Asia-Pacific"},
		{"an apostrophe left out", "xian", "Xi'an"},
		{"Persian letters", "\u0639\u0644\u064a", "\u0639\u0644\u06cc"},
		{"half width", "ｱｼﾞｱ", "アジア"},
	} {
		t.Run(c.why, func(t *testing.T) {
			if got := token.Score(c.query, c.name); got != 1 {
				t.Errorf("Score(%q, %q): got %v, want 1", c.query, c.name, got)
			}
		})
	}
}

func TestScoreZero(t *testing.T) {
	for _, c := range []struct{ why, query, name string }{
		{"no query", "", "Tehran"},
		{"no letters", "…", "Tehran"},
		{"no name", "Tehran", ""},
		{"one word too many", "tehran shiraz", "Tehran"},
		{"too many slips", "tehran", "tahrin"},
		{"a number with a slip", "2231", "2213"},
		{"two words for one that was typed twice", "bora bora bora", "Tehran"},
	} {
		t.Run(c.why, func(t *testing.T) {
			if got := token.Score(c.query, c.name); got != 0 {
				t.Errorf("Score(%q, %q): got %v, want 0", c.query, c.name, got)
			}
		})
	}
}

func words() *rapid.Generator[[]string] {
	return rapid.SliceOfN(rapid.SampledFrom([]string{
		"academy", "sciences", "tehran", "of", "\u0639\u0644\u06cc", "\u0639\u0644\u06cc\u200c\u0631\u0636\u0627", "\u062c\u0627\u0645\u0639\u0629",
		"科学院", "Zürich", "e-mail", "Xi'an", "COP27", "アジア", "l'Institut"}), 1, 5)
}

func TestWhatMatchesScores(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		query, name := strings.Join(words().Draw(t, "query"), " "), strings.Join(words().Draw(t, "name"), " ")
		got := token.Score(query, name)
		if got < 0 || got > 1 {
			t.Fatalf("Score(%q, %q): got %v, want in [0,1]", query, name, got)
		}
		if matches(query, name) && got == 0 {
			t.Fatalf("Score(%q, %q): got 0, but the match rule holds", query, name)
		}
	})
}

func TestAnotherWordNeverRaisesAScore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		query, name := strings.Join(words().Draw(t, "query"), " "), strings.Join(words().Draw(t, "name"), " ")
		before, after := token.Score(query, name), token.Score(query, name+" invented")
		if before > 0 && after > before {
			t.Fatalf("Score(%q, …): %q gets %v, with one more word %v", query, name, before, after)
		}
	})
}

func TestMatcherKeepsNothingOfTheNameBefore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		query := strings.Join(words().Draw(t, "query"), " ")
		matcher := token.NewMatcher(query)
		for range 3 {
			name := strings.Join(words().Draw(t, "name"), " ")
			if got, want := matcher.Score(name), token.Score(query, name); got != want {
				t.Fatalf("Matcher(%q).Score(%q): got %v, want %v", query, name, got, want)
			}
		}
	})
}

func BenchmarkMatcher(b *testing.B) {
	matcher := token.NewMatcher("science univ")
	b.ReportAllocs()
	for b.Loop() {
		matcher.Score("University of Science and Technology IR")
	}
}
