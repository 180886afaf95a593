package names_test

import (
	"strings"
	"testing"
	"unicode/utf16"

	"entente/graph"
	"entente/graph/names"
)

// marked writes brackets around ranges, which count UTF-16 units.
func marked(name string, ranges []names.Range) string {
	units := utf16.Encode([]rune(name))
	var out strings.Builder
	at := 0
	for _, r := range ranges {
		out.WriteString(string(utf16.Decode(units[at:r.Start])) + "[" + string(utf16.Decode(units[r.Start:r.End])) + "]")
		at = r.End
	}
	return out.String() + string(utf16.Decode(units[at:]))
}

func TestExplain(t *testing.T) {
	for _, c := range []struct {
		why, text, name, want string
		match                 names.Match
	}{
		{"the whole name", "invented academy", "Invented Academy", "[Invented] [Academy]", names.Exact},
		{"one word", "academy", "Invented Academy of Arts", "Invented [Academy] of Arts", names.Words},
		{"words in another order", "arts academy", "Invented Academy of Arts", "Invented [Academy] of [Arts]", names.Words},
		{"the part of a word that was typed", "invented acad", "Invented Academy", "[Invented] [Acad]emy", names.Prefix},
		{"accents and their letters", "universite", "L'Université", "L'[Université]", names.Exact},
		{"an accent inside of what was typed", "ecole sup", "École supérieure", "[École] [sup]érieure", names.Prefix},
		{"a decomposed accent stays with its letter", "e", "e\u0301 a", "[e\u0301] a", names.Words},
		{"an umlaut written out", "muenchen", "Universität München", "Universität [München]", names.Words},
		{"a hyphen", "asia pacific", "Asia-Pacific Union", "[Asia]-[Pacific] Union", names.Words},
		{"a hyphen that was not typed", "asiapacific", "Asia-Pacific Union", "[Asia-Pacific] Union", names.Words},
		{"a half space", "\u0639\u0644\u06cc\u0631\u0636\u0627", "\u0639\u0644\u06cc\u200c\u0631\u0636\u0627", "[\u0639\u0644\u06cc\u200c\u0631\u0636\u0627]", names.Exact},
		{"the Arabic yeh", "\u0639\u0644\u064a", "\u0628\u0646\u06cc\u0627\u062f \u0639\u0644\u06cc", "\u0628\u0646\u06cc\u0627\u062f [\u0639\u0644\u06cc]", names.Words},
		{"Han inside of a run", "科学院", "中国科学院大学", "中国[科学院]大学", names.Words},
		{"Han beyond the basic plane counts two", "学院", "𠀋学院", "𠀋[学院]", names.Words},
		{"where the script changes", "abc", "ABC科技", "[ABC]科技", names.Words},
		{"another script", "daneshgah", university + " " + tehran, "[" + university + "] " + tehran, names.Transliterated},
		{"pinyin", "kexueyuan", "中国科学院大学", "中国[科学院]大学", names.Transliterated},
		{"pinyin, word by word", "zhongguo daxue", "中国科学院大学", "[中国]科学院[大学]", names.Transliterated},
		{"pinyin for traditional characters", "kexue", "中國科學院", "中國[科學]院", names.Transliterated},
		{"traditional for simplified", "科學院", "中国科学院", "中国[科学院]", names.Words},
		{"pinyin that stands there itself", "kexueyuan", "Zhōngguó Kēxuéyuàn", "Zhōngguó [Kēxuéyuàn]", names.Words},
		{"another language", university + " invented", "Invented University", "[Invented] [University]", names.Translated},
		{"another language, Han", "invented university", "Invented 大学", "[Invented] [大学]", names.Translated},
		{"an adjective of a name", "\u0442\u0435\u0433\u0435\u0440\u0430\u043d\u0441\u043a\u0438\u0439 university", "University of Tehran", "[University] of [Tehran]", names.Translated},
		{"a slip", "akademy", "Invented Academy", "Invented [Academy]", names.Spelling},
		{"initials", "iaa", "Invented Academy of Arts", "[I]nvented [A]cademy of [A]rts", names.Initials},
		{"initials with small words", "iaoa", "Invented Academy of Arts", "[I]nvented [A]cademy [o]f [A]rts", names.Initials},
		{"a query that was loosened", "acad arts", "Invented Academy of Arts", "Invented [Acad]emy of [Arts]", names.Prefix},
		{"a name that does not answer", "geneva", "Invented Academy", "Invented Academy", names.Spelling},
		{"nothing", "", "Invented Academy", "Invented Academy", names.Words},
	} {
		t.Run(c.why, func(t *testing.T) {
			match, ranges := names.Explain(c.text, c.name)
			if got := marked(c.name, ranges); got != c.want || match != c.match {
				t.Errorf("Explain(%q, %q): got %v %q, want %v %q", c.text, c.name, match, got, c.match, c.want)
			}
		})
	}
}

func TestWhole(t *testing.T) {
	for _, c := range []struct {
		text, name string
		want       bool
	}{
		{"invented academy", "Invented Academy", true},
		{"academy invented", "Invented Academy", true},
		{"academy", "Invented Academy", false},
		{"invented acad", "Invented Academy", false},
		{"invented akademy", "Invented Academy", false},
		{"daneshgah tehran", university + " " + tehran, true},
		{"tehran", university + " " + tehran, false},
	} {
		if got := names.Whole(c.text, c.name); got != c.want {
			t.Errorf("Whole(%q, %q): got %v, want %v", c.text, c.name, got, c.want)
		}
	}
}

// FuzzFind has the index and the explanation agree on anything.
func FuzzFind(f *testing.F) {
	for _, list := range invented {
		f.Add(list, "invented")
		f.Add("Invented", list)
	}
	f.Add("\xff\xfe", "\x01abc")
	f.Add("a-b'c.d", "abcd")
	f.Fuzz(func(t *testing.T, name, text string) {
		x := world{"org:a": {{Value: name, Type: graph.Label}}}.index(t)
		page, err := x.Find(t.Context(), names.Query{Text: text, Judge: everybody(x), First: 2})
		if err != nil || page.Total > 1 || len(page.Hits) != page.Total {
			t.Fatalf("Find(%q) in %q: %d of %d, %v", text, name, len(page.Hits), page.Total, err)
		}
		for _, hit := range page.Hits {
			if hit.Score <= 0 || hit.Score > 1 {
				t.Errorf("Find(%q) in %q: the score is %v", text, name, hit.Score)
			}
		}
		units, at := len(utf16.Encode([]rune(name))), 0
		_, ranges := names.Explain(text, name)
		for _, r := range ranges {
			if r.Start < at || r.End <= r.Start || r.End > units {
				t.Fatalf("Explain(%q, %q): the range %v is behind %d or outside of %d", text, name, r, at, units)
			}
			at = r.End
		}
	})
}
