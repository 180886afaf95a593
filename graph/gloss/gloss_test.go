package gloss_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"

	"entente/graph/gloss"
	"entente/graph/hanzi"
	"entente/graph/token"
)

// folded is a word as package token gives it.
func folded(word string) string { return strings.Join(token.Query(word), "") }

func TestWordsOfManyLanguagesSayTheSame(t *testing.T) {
	for _, c := range []struct {
		why, word, other string
		want             bool
	}{
		{"Persian and English", "\u062f\u0627\u0646\u0634\u06af\u0627\u0647", "university", true},
		{"the other way round", "university", "\u062f\u0627\u0646\u0634\u06af\u0627\u0647", true},
		{"two that are not English", "universit\u00e4t", "\u0443\u043d\u0438\u0432\u0435\u0440\u0441\u0438\u0442\u0435\u0442", true},
		{"Arabic, with either ending", "\u062c\u0627\u0645\u0639\u0629", "university", true},
		{"a case of Russian", "\u043d\u0430\u0443\u043a", "science", true},
		{"a city", "\u067e\u06a9\u0646", "beijing", true},
		{"a country and its adjective", "\u0686\u06cc\u0646", "chinese", true},
		{"another word", "university", "hospital", false},
		{"the word itself", "university", "university", false},
		{"an unknown word", "entente", "university", false},
	} {
		t.Run(c.why, func(t *testing.T) {
			if got := slices.Contains(gloss.Same(folded(c.word)), folded(c.other)); got != c.want {
				t.Errorf("%q in Same(%q): got %v, want %v", c.other, c.word, got, c.want)
			}
		})
	}
	for word, other := range map[string]string{"university": "大学", "工业": "technology", "industry": "工业"} {
		if !slices.Contains(gloss.Same(word), other) {
			t.Errorf("%q does not say %q", word, other)
		}
	}
}

func TestEnglish(t *testing.T) {
	for _, c := range []struct{ why, word, want string }{
		{"Persian", "\u062f\u0627\u0646\u0634\u06af\u0627\u0647", "university"},
		{"German", "universit\u00e4t", "university"},
		{"Arabic with its article", "\u0627\u0644\u062c\u0627\u0645\u0639\u0629", "university"},
		{"one of several senses stays", "工业", "工业"},
		{"another form of English", "medical", "medicine"},
		{"a place stays", "peking", "peking"},
		{"an unknown word stays", "entente", "entente"},
	} {
		t.Run(c.why, func(t *testing.T) {
			word := c.word
			if f := folded(word); f != "" && !unicode.Is(unicode.Han, []rune(word)[0]) {
				word = f
			}
			if got := gloss.English(word); got != c.want {
				t.Errorf("English(%q): got %q, want %q", word, got, c.want)
			}
		})
	}
}

func TestCut(t *testing.T) {
	for _, c := range []struct{ why, run, want string }{
		{"a place and a kind", "湖北工业大学", "湖北 工业 大学"},
		{"the longest word first", "中国科学院", "中国 科学院"},
		{"an institute", "物理研究所", "物理 研究所"},
		{"no known word", "复旦", "复旦"},
		{"known words alone", "国家自然科学基金", "国家 自然 科学 基金"},
		{"nothing", "", ""},
	} {
		t.Run(c.why, func(t *testing.T) {
			if got := strings.Join(gloss.Cut(c.run), " "); got != c.want {
				t.Errorf("Cut(%q): got %q, want %q", c.run, got, c.want)
			}
		})
	}
}

func TestStems(t *testing.T) {
	for word, want := range map[string]string{
		"Гарвардский": "гарвард гарвардск", "Томская": "том томск", "Пекинского": "пекин пекинск", "Київський": "киів киівск", "наука": "", "ский": "", "harvard": "",
	} {
		if got := strings.Join(gloss.Stems(folded(word)), " "); got != each(want) {
			t.Errorf("Stems(%q): got %q, want %q", word, got, each(want))
		}
	}
}

// each folds words, and keeps them apart.
func each(words string) string { return strings.Join(token.Query(words), " ") }

// The tables are prose for people and data for the program: a slip in them shows nowhere else.
func TestTheTablesAreInForm(t *testing.T) {
	for _, file := range []string{"words.txt", "places.txt"} {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(content)) {
			if strings.HasPrefix(line, "#") {
				continue
			}
			seen := map[string]bool{}
			for i, word := range strings.Fields(line) {
				if word == "|" {
					if i == 0 {
						t.Errorf("%s: %q begins with a bar", file, line)
					}
					continue
				}
				checkWord(t, file, word)
				if seen[word] {
					t.Errorf("%s: %q stands twice in %q", file, word, line[:20])
				}
				seen[word] = true
			}
		}
	}
}

func checkWord(t *testing.T, file, word string) {
	t.Helper()
	scripts := map[bool]int{}
	for _, r := range word {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && !strings.ContainsRune("'’-", r) {
			t.Errorf("%s: %q has a character that is no letter", file, word)
		}
		scripts[unicode.Is(unicode.Arabic, r)]++
	}
	if scripts[true] > 0 && scripts[false] > 0 {
		t.Errorf("%s: %q is of two scripts", file, word)
	}
	if strings.Map(hanzi.Plain, word) != word {
		t.Errorf("%s: %q is not in simplified form", file, word)
	}
	if r := []rune(word); len(r) == 1 && unicode.Is(unicode.Han, r[0]) {
		t.Errorf("%s: %q alone would cut words in two", file, word)
	}
}

func FuzzCut(f *testing.F) {
	f.Add("湖北工业大学")
	f.Add("\xff大学")
	f.Fuzz(func(t *testing.T, run string) {
		if got := strings.Join(gloss.Cut(run), ""); got != run {
			t.Errorf("Cut(%q) gives %q together", run, got)
		}
	})
}
