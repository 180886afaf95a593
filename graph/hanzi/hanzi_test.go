package hanzi_test

import (
	"slices"
	"strings"
	"testing"

	"entente/graph/hanzi"
)

func plain(text string) string { return strings.Map(hanzi.Plain, text) }

func TestFormsOfACharacterAreOne(t *testing.T) {
	for _, c := range []struct{ why, text, want string }{
		{"traditional", "國立臺灣大學", "国立台湾大学"},
		{"traditional, the form of Hong Kong", "衞生署", "卫生署"},
		{"traditional, the form of Taiwan", "台灣", "台湾"},
		{"simplified stays", "清华大学", "清华大学"},
		{"Japanese forms", "広島図書館", "广岛图书馆"},
		{"a form that is a character of its own stays", "乾坤", "乾坤"},
		{"kana, Latin letters and Persian stay", "トウキョウ A \u06a9", "トウキョウ A \u06a9"},
		{"beyond the basic block", "\U00020000", "\U00020000"},
	} {
		t.Run(c.why, func(t *testing.T) {
			if got := plain(c.text); got != c.want {
				t.Errorf("Plain of %q: got %q, want %q", c.text, got, c.want)
			}
		})
	}
}

func TestPlainOfAPlainFormIsItself(t *testing.T) {
	changed := 0
	for r := rune(0x4E00); r <= 0x9FFF; r++ {
		simple := hanzi.Plain(r)
		if simple != r {
			changed++
		}
		if again := hanzi.Plain(simple); again != simple {
			t.Errorf("%q becomes %q, and that %q", r, simple, again)
		}
		if !slices.Equal(hanzi.Readings(r), hanzi.Readings(simple)) {
			t.Errorf("%q and %q are read otherwise", r, simple)
		}
	}
	const least = 3_000
	if changed < least {
		t.Errorf("got %d characters with another form, want at least %d", changed, least)
	}
}

func TestReadings(t *testing.T) {
	for _, c := range []struct {
		why  string
		r    rune
		want string
	}{
		{"one reading", '清', "qing"},
		{"the commonest goes first", '大', "da dai tai"},
		{"a traditional form", '學', "xue"},
		{"\u00fc is u", '女', "nu ru"},
		{"no Han character", 'a', ""},
		{"kana", 'ト', ""},
	} {
		t.Run(c.why, func(t *testing.T) {
			var list []string
			for _, s := range hanzi.Readings(c.r) {
				list = append(list, s.String())
			}
			if got := strings.Join(list, " "); got != c.want {
				t.Errorf("Readings(%q): got %q, want %q", c.r, got, c.want)
			}
		})
	}
}

func TestPinyin(t *testing.T) {
	for text, want := range map[string]string{"湖北工业大学": "hubeigongyedaxue", "國立東華大學": "guolidonghuadaxue", "": "", "ABC": "", "清a": ""} {
		got, ok := hanzi.Pinyin(text)
		if got != want || ok != (want != "") {
			t.Errorf("Pinyin(%q): got %q, %v, want %q", text, got, ok, want)
		}
	}
}

// written writes spellings as text: ~ stands behind older ones, and between the ends of a range.
func written(list []hanzi.Spelling) string {
	var all []string
	for _, s := range list {
		var syllables []string
		for _, span := range s.Syllables {
			one := span.First.String()
			if span.Last != span.First {
				one += "~" + span.Last.String()
			}
			syllables = append(syllables, one)
		}
		all = append(all, strings.Join(syllables, " ")+strings.Repeat("~", s.Price))
	}
	return strings.Join(all, ", ")
}

func TestSpellings(t *testing.T) {
	for _, c := range []struct {
		why, word string
		goesOn    bool
		want      string
	}{
		{"two syllables", "qinghua", false, "qing hua"},
		{"three", "kexueyuan", false, "ke xue yuan"},
		{"four", "qinghuadaxue", false, "qing hua da xue"},
		{"two ways to cut", "fangan", false, "fang an, fan gan"},
		{"an apostrophe that was folded away", "xian", false, "xian, xi an"},
		{"er inside a word", "haerbin", false, "ha er bin"},
		{"\u00fc as v", "nvzi", false, "nu zi"},
		{"\u00fc as yu", "lyuyou", false, "lu you"},
		{"Wade-Giles, ambiguous without its apostrophes", "chengkung", false, "cheng gong~, cheng kong~, zheng gong~, zheng kong~"},
		{"hs", "hsinghua", false, "xing hua~"},
		{"an old ts", "tsinghua", false, "jing hua~, qing hua~"},
		{"a beginning of the second syllable", "beij", true, "bei ji~jun"},
		{"a whole syllable that may go on", "beijin", true, "bei jin~jing, bei ji na~nuo"},
		{"a first syllable is whole, or followed by a beginning", "qing", true, "qing, qin ga~guo"},
		{"a beginning of the first syllable says nothing", "q", true, ""},
		{"nothing goes on inside a text", "beij", false, ""},
		{"a European word", "university", true, ""},
		{"a Persian one", "tehran", true, ""},
		{"nothing", "", true, ""},
		{"no letters", "\u6e05\u534e", true, ""},
		{"too long", strings.Repeat("qing", 20), false, ""},
	} {
		t.Run(c.why, func(t *testing.T) {
			if got := written(hanzi.Spellings(c.word, c.goesOn)); got != c.want {
				t.Errorf("Spellings(%q, %v): got %q, want %q", c.word, c.goesOn, got, c.want)
			}
		})
	}
}

func TestASpanHoldsItsSyllables(t *testing.T) {
	hua := hanzi.Spellings("qinghua", true)[0].Syllables[1]
	for character, want := range map[rune]bool{'华': true, '化': true, '黄': true, '虎': false} {
		if got := slices.ContainsFunc(hanzi.Readings(character), hua.Holds); got != want {
			t.Errorf("%q in what begins with hua: got %v, want %v", character, got, want)
		}
	}
}

func FuzzSpellings(f *testing.F) {
	for _, word := range []string{"qinghua", "haaaaaaaaaaaaaaaaa", "\xff", "xian", "eeee", "tsinghua"} {
		f.Add(word, true)
		f.Add(word, false)
	}
	f.Fuzz(func(t *testing.T, word string, goesOn bool) {
		list := hanzi.Spellings(word, goesOn)
		const most = 8
		if len(list) > most {
			t.Errorf("%q is spelled in %d ways, want at most %d", word, len(list), most)
		}
		for i, s := range list {
			if len(s.Syllables) == 0 || len(s.Syllables) > most || i > 0 && s.Price < list[i-1].Price {
				t.Errorf("%q: spelling %d of %q is out of bounds or order", word, i, written(list))
			}
			for _, span := range s.Syllables {
				if span.First == 0 || span.Last < span.First || span.Last.String() == "" {
					t.Errorf("%q: %v is no range of syllables", word, span)
				}
			}
		}
	})
}

func BenchmarkSpellings(b *testing.B) {
	for b.Loop() {
		hanzi.Spellings("zhongguokexueyuan", true)
		hanzi.Spellings("university", true)
	}
}
