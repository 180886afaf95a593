package token_test

import (
	"strings"
	"testing"

	"entente/graph/token"

	"github.com/google/go-cmp/cmp"
)

func TestOf(t *testing.T) {
	for _, c := range []struct {
		why, name string
		want      []string
	}{
		{"words in order", "Chinese Academy of Sciences", []string{"chinese", "academy", "of", "sciences"}},
		{"a repeated word once", "Bora Bora", []string{"bora"}},
		{"parts, then what they make together", "Asia-Pacific", []string{"asia", "pacific", "asiapacific"}},
		{"a chain also as a whole", "U.S.A.", []string{"u", "s", "us", "a", "sa", "usa"}},
		{"an article behind which a chain goes on", "l'a'b'cd", []string{"l", "a", "la", "b", "ab", "cd", "bcd", "abcd"}},
		{"a hyphen ends a chain", "Al-Sa'd", []string{"al", "sa", "alsa", "d", "sad"}},
		{"neighbours of a half space", "\u0639\u0644\u06cc\u200c\u0631\u0636\u0627", []string{"\u0639\u0644\u06cc", "\u0631\u0636\u0627", "\u0639\u0644\u06cc\u0631\u0636\u0627"}},
		{"neighbours of a space in Arabic script", "\u0639\u0644\u06cc \u0631\u0636\u0627", []string{"\u0639\u0644\u06cc", "\u0631\u0636\u0627", "\u0639\u0644\u06cc\u0631\u0636\u0627"}},
		{"no neighbours across a comma", "\u0639\u0644\u06cc\u060c \u0631\u0636\u0627", []string{"\u0639\u0644\u06cc", "\u0631\u0636\u0627"}},
		{"the second spelling behind the first", "Zürich", []string{"zurich", "zuerich"}},
		{"overlapping pairs and the last character", "科学院", []string{"科学", "学院", "院"}},
		{"one character", "中", []string{"中"}},
		{"a cut where the script changes", "ABC科技", []string{"abc", "科技", "技"}},
		{"a cut between letters and digits, without a whole", "COVID-19", []string{"covid", "19"}},
		{"no joint at the edges", "-a-", []string{"a"}},
		{"nothing", "", nil},
		{"nothing but signs", " .,;—“” ", nil},
		{"nothing but marks", "\u0301\u0640\u200d", nil},
	} {
		t.Run(c.why, func(t *testing.T) {
			if diff := cmp.Diff(c.want, token.Of(c.name)); diff != "" {
				t.Errorf("Of(%q) (-want +got):\n%s", c.name, diff)
			}
		})
	}
}

func TestQuery(t *testing.T) {
	for _, c := range []struct {
		why, text string
		want      []string
	}{
		{"a hyphen cuts", "Asia-Pacific", []string{"asia", "pacific"}},
		{"an apostrophe joins", "Xi'an", []string{"xian"}},
		{"an article before an apostrophe is left out", "l'Institut d'Énergie", []string{"institut", "energie"}},
		{"a half space joins", "\u0639\u0644\u06cc\u200c\u0631\u0636\u0627", []string{"\u0639\u0644\u06cc\u0631\u0636\u0627"}},
		{"full stops join single letters", "U.S.A. Ph.D.", []string{"usa", "ph", "d"}},
		{"pairs without the last character", "科学院", []string{"科学", "学院"}},
		{"a repeated word once", "bora bora", []string{"bora"}},
		{"nothing but signs", "?!", nil},
	} {
		t.Run(c.why, func(t *testing.T) {
			if diff := cmp.Diff(c.want, token.Query(c.text)); diff != "" {
				t.Errorf("Query(%q) (-want +got):\n%s", c.text, diff)
			}
		})
	}
}

func TestBounds(t *testing.T) {
	var distinct strings.Builder
	for first := 'a'; first <= 'z'; first++ {
		for second := 'a'; second <= 'z'; second++ {
			distinct.WriteString(string(first) + string(second) + " ")
		}
	}
	t.Run("a name gives no more than the bound", func(t *testing.T) {
		if got := len(token.Of(distinct.String())); got != token.MaxTokens {
			t.Errorf("got %d tokens, want %d", got, token.MaxTokens)
		}
	})
	t.Run("a query asks for no more than the bound", func(t *testing.T) {
		if got := len(token.Query(distinct.String())); got != token.MaxQuery {
			t.Errorf("got %d tokens, want %d", got, token.MaxQuery)
		}
	})
	t.Run("a long word is cut alike in a name and a query", func(t *testing.T) {
		word := strings.Repeat("\u0639", token.MaxBytes)
		if diff := cmp.Diff(token.Of(word), token.Query(word)); diff != "" {
			t.Errorf("Of and Query differ:\n%s", diff)
		}
		if got := len(token.Of(word)[0]); got != token.MaxBytes {
			t.Errorf("got a token of %d bytes, want %d", got, token.MaxBytes)
		}
	})
}

func TestPrefixes(t *testing.T) {
	for tok, want := range map[string]bool{"": false, "a": false, "\u0639": false, "ab": true, "\u0639\u0644": true, "中": true, "科学": true, "7": false, "77": true} {
		if got := token.Prefixes(tok); got != want {
			t.Errorf("Prefixes(%q): got %v, want %v", tok, got, want)
		}
	}
}

func TestOfStaysCheap(t *testing.T) {
	name := "University of Science and Technology IR"
	allocations := testing.AllocsPerRun(100, func() { token.Of(name) })
	if allocations > 8 {
		t.Errorf("got %v allocations for an ASCII name, want at most 8", allocations)
	}
}

func BenchmarkOf(b *testing.B) {
	for _, c := range []struct{ script, name string }{
		{"ascii", "University of Science and Technology IR"},
		{"accents", "Universität für Bodenkultur Österreich"},
		{"persian", "\u062f\u0627\u0646\u0634\u06af\u0627\u0647 \u0639\u0644\u0648\u0645 \u067e\u0632\u0634\u06a9\u06cc"},
		{"han", "中国科学院大学地球系统"},
	} {
		b.Run(c.script, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				token.Of(c.name)
			}
		})
	}
}
