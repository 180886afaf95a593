package sound_test

import (
	"slices"
	"testing"

	"entente/graph/sound"
	"entente/graph/token"
)

// pairs are words that are the same in two scripts; each row says what it
// proves. Letters of Arabic script stand as code points.
var pairs = []struct{ why, a, b string }{
	{"fa: short vowels are not written", "\u062f\u0627\u0646\u0634\u06af\u0627\u0647", "daneshgah"},
	{"fa: an h that sounds", "\u062a\u0647\u0631\u0627\u0646", "tehran"},
	{"fa: another h", "\u062a\u0647\u0631\u0627\u0646", "teheran"},
	{"fa: ain between vowels", "\u0635\u0646\u0639\u062a\u06cc", "sanati"},
	{"fa: yeh as a vowel", "\u0634\u0631\u06cc\u0641", "sharif"},
	{"fa: zheh by one system", "\u067e\u0698\u0648\u0647\u0634\u06af\u0627\u0647", "pazhuheshgah"},
	{"fa: zheh by another", "\u067e\u0698\u0648\u0647\u0634\u06af\u0627\u0647", "pajouheshgah"},
	{"fa: a waw that is not spoken", "\u062e\u0648\u0627\u062c\u0647", "khajeh"},
	{"fa: a loan word, kaf as c", "\u0622\u06a9\u0627\u062f\u0645\u06cc", "academy"},
	{"fa: a loan word, kaf as ch and zheh as g", "\u062a\u06a9\u0646\u0648\u0644\u0648\u0698\u06cc", "technology"},
	{"fa: alef carries any vowel at the start", "\u0627\u0635\u0641\u0647\u0627\u0646", "isfahan"},
	{"fa: alef as e", "\u0627\u0635\u0641\u0647\u0627\u0646", "esfahan"},
	{"fa: ain carries a vowel at the start", "\u0639\u0644\u0648\u0645", "olum"},
	{"fa: waw as a consonant", "\u0641\u0631\u062f\u0648\u0633\u06cc", "ferdowsi"},
	{"fa: doubled by a sign that is not written", "\u0645\u062d\u0645\u062f", "mohammad"},
	{"fa: qaf", "\u0642\u0645", "qom"},
	{"fa: qaf as gh", "\u0642\u0632\u0648\u06cc\u0646", "ghazvin"},
	{"fa: one consonant", "\u0639\u0644\u06cc", "ali"},
	{"fa: the Persian reading of dad", "\u0631\u0645\u0636\u0627\u0646", "ramezan"},
	{"ar: the Arabic reading of dad", "\u0631\u0645\u0636\u0627\u0646", "ramadan"},
	{"ar: the article is left out", "\u0627\u0644\u0631\u064a\u0627\u0636", "riyadh"},
	{"ar: the article is written", "\u0627\u0644\u0642\u0627\u0647\u0631\u0629", "alqahira"},
	{"ar: theh as th", "\u062b\u0627\u0628\u062a", "thabit"},
	{"ru: kh by one system", "Технологии", "tekhnologii"},
	{"ru: h by another", "Технологии", "tehnologii"},
	{"ru: h as people write it", "Мехр", "Mehr"},
	{"ru: the soft sign is nothing", "Харьков", "Kharkov"},
	{"ru: a yo that was folded", "Горбачёв", "Gorbachev"},
	{"ru: a passport's iy", "Московский", "moskovskiy"},
	{"ru: a newspaper's y", "Московский", "moskovsky"},
	{"ru: ISO 9, the marks folded away", "Щербина", "ščerbina"},
	{"ru: ts", "Цюрих", "tsyurikh"},
	{"ru: ya as ia", "Академия", "akademiia"},
	{"ru: ng in a Chinese name", "Шанхай", "shanghai"},
	{"ru: г for an h", "Гарвард", "harvard"},
	{"ru: г for an h, and for a g", "Гейдельберг", "heidelberg"},
	{"ru: г for an h inside, and a vowel between", "Тегеран", "tehran"},
	{"ru: г for an h twice, ц for tz", "Гельмгольц", "helmholtz"},
	{"ru: ц for a z", "Цюрих", "zurich"},
	{"uk: h for г", "Гончар", "honchar"},
	{"uk: yi", "Київ", "kyiv"},
	{"el: theta and eta", "Αθήνα", "athina"},
	{"el: a digraph", "Πανεπιστήμιο", "panepistimio"},
	{"el: ou", "Λουκία", "loukia"},
	{"fa and ru: the same name", "\u0645\u0647\u0631", "Мехр"},
	{"fa and ru: a city", "\u0627\u0635\u0641\u0647\u0627\u0646", "Исфахан"},
}

// strangers are words that are not the same.
var strangers = []struct{ why, a, b string }{
	{"another city", "\u062a\u0647\u0631\u0627\u0646", "tabriz"},
	{"a consonant too many", "\u062a\u0647\u0631\u0627\u0646", "tehranis"},
	{"a consonant too few", "\u062f\u0627\u0646\u0634\u06af\u0627\u0647", "danesh"},
	{"a consonant missing inside", "\u062f\u0627\u0646\u0634\u06af\u0627\u0647", "danegah"},
	{"nothing but vowels alike", "\u0639\u0644\u06cc", "ilmar"},
	{"another Russian word", "наука", "nauru"},
	{"ru: г for an h, but another word", "Гарвард", "howard"},
	{"ru: г is no h before a consonant", "Гренобль", "renoble"},
	{"a letter again and again", "\u0632", "zzzz"},
	{"one script", "tehran", "teheran"},
	{"one foreign script", "\u062a\u0647\u0631\u0627\u0646", "\u062a\u0647\u0631\u0627\u0646"},
	{"no letters", "2026", "2026"},
	{"Han is not read", "北京", "beijing"},
	{"nothing", "", "tehran"},
}

// folded is a word as package token gives it; "" when it gives none.
func folded(word string) string {
	if tokens := token.Query(word); len(tokens) > 0 {
		return tokens[0]
	}
	return ""
}

func share(a, b string) bool {
	held := sound.Skeletons(b)
	return slices.ContainsFunc(sound.Skeletons(a), func(s sound.Skeleton) bool { return slices.Contains(held, s) })
}

func TestWordsAreTheSameAcrossScripts(t *testing.T) {
	for _, c := range pairs {
		t.Run(c.why, func(t *testing.T) {
			a, b := folded(c.a), folded(c.b)
			got := sound.Agreement(a, b)
			if got < 0.7 {
				t.Errorf("Agreement(%q, %q): got %v, want at least 0.7", a, b, got)
			}
			if back := sound.Agreement(b, a); back != got {
				t.Errorf("Agreement(%q, %q): got %v, the other way round %v", b, a, back, got)
			}
			if !share(a, b) {
				t.Errorf("%q has the skeletons %v and %q has %v, want one in common", a, sound.Skeletons(a), b, sound.Skeletons(b))
			}
			for n := range []rune(a) {
				beginning := string([]rune(a)[:n+1])
				if sound.Begins(beginning, b) == 0 && n > 1 {
					t.Errorf("Begins(%q, %q): got 0, want more", beginning, b)
				}
			}
		})
	}
}

func TestStrangersDoNotAgree(t *testing.T) {
	for _, c := range strangers {
		t.Run(c.why, func(t *testing.T) {
			if got := sound.Agreement(folded(c.a), folded(c.b)); got != 0 {
				t.Errorf("Agreement(%q, %q): got %v, want 0", c.a, c.b, got)
			}
		})
	}
}

func TestRareReadingsAgreeLess(t *testing.T) {
	tehran := folded("\u062a\u0647\u0631\u0627\u0646")
	whole, rare := sound.Agreement(tehran, "tehran"), sound.Agreement(tehran, "teran")
	if whole != 1 || rare == 0 || rare >= whole {
		t.Errorf("got %v for tehran and %v for teran, want 1 and less", whole, rare)
	}
}

func TestBegins(t *testing.T) {
	for _, c := range []struct {
		why, beginning, word string
		want                 bool
	}{
		{"Latin typed, inside a pair of letters", "danes", "\u062f\u0627\u0646\u0634\u06af\u0627\u0647", true},
		{"Latin typed", "dane", "\u062f\u0627\u0646\u0634\u06af\u0627\u0647", true},
		{"Persian typed", "\u062f\u0627\u0646\u0634", "daneshgah", true},
		{"Russian typed", "\u043d\u043e\u0432\u043e\u0441", "novosibirsk", true},
		{"another word", "dar", "\u062f\u0627\u0646\u0634\u06af\u0627\u0647", false},
		{"longer than the word", "novosibirskaya", "\u041d\u043e\u0432\u043e\u0441\u0438\u0431\u0438\u0440\u0441\u043a", false},
		{"one script", "dan", "daneshgah", false},
	} {
		t.Run(c.why, func(t *testing.T) {
			if got := sound.Begins(folded(c.beginning), folded(c.word)); got > 0 != c.want {
				t.Errorf("Begins(%q, %q): got %v, want more than 0: %v", c.beginning, c.word, got, c.want)
			}
		})
	}
}

func TestSkeletons(t *testing.T) {
	for _, c := range []struct {
		why, word string
		want      []string
	}{
		{"vowels, h, v, w and y are dropped, and the second of two", "Yahwehmissu", []string{"MS"}},
		{"groups are one", "shchkhtsch", []string{"SKS"}},
		{"two readings of ch", "chad", []string{"SD", "KD"}},
		{"two readings of Arabic letters, with and without the article", "\u0627\u0644\u0631\u064a\u0627\u0636", []string{"LRS", "RS", "LRD", "RD"}},
		{"nothing but vowels", "aeiou", nil},
		{"a number", "2026", nil},
		{"Han", "\u5317\u4eac", nil},
	} {
		t.Run(c.why, func(t *testing.T) {
			var got []string
			for _, s := range sound.Skeletons(folded(c.word)) {
				got = append(got, s.String())
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("Skeletons(%q): got %q, want %q", folded(c.word), got, c.want)
			}
		})
	}
}

func TestASpanHoldsWhatBeginsAlike(t *testing.T) {
	begun, whole, other := sound.Skeletons("danesh")[0], sound.Skeletons("daneshgah")[0], sound.Skeletons("danmark")[0]
	first, last := begun.Span()
	if whole < first || whole > last {
		t.Errorf("%v lies outside of what begins with %v", whole, begun)
	}
	if other >= first && other <= last {
		t.Errorf("%v lies inside of what begins with %v", other, begun)
	}
	if begun.Len() != 3 {
		t.Errorf("Len of %v: got %d, want 3", begun, begun.Len())
	}
}

func TestLatin(t *testing.T) {
	for text, want := range map[string]string{
		"tehran": "tehran", "\u062a\u0647\u0631\u0627\u0646": "thran", "\u043c\u043e\u0441\u043a\u0432\u0430 2026": "moskva 2026",
		"\u0430\u043a\u0430\u0434\u0435\u043c\u0438\u044f": "akademiya", "\u5317\u4eac": "\u5317\u4eac", "": "",
	} {
		if got := sound.Latin(text); got != want {
			t.Errorf("Latin(%q): got %q, want %q", text, got, want)
		}
	}
}

func FuzzAgreement(f *testing.F) {
	for _, c := range slices.Concat(pairs, strangers) {
		f.Add(c.a, c.b)
	}
	f.Add("\xff\xfe", "\u0627")
	f.Fuzz(func(t *testing.T, a, b string) {
		for _, x := range token.Of(a) {
			for _, s := range sound.Skeletons(x) {
				if s.Len() == 0 || s.Len() > 16 || len(s.String()) != s.Len() {
					t.Errorf("%q has a skeleton of %d classes, %q", x, s.Len(), s)
				}
			}
			for _, y := range token.Of(b) {
				check(t, x, y)
			}
		}
		check(t, a, b)
	})
}

func check(t *testing.T, a, b string) {
	t.Helper()
	got := sound.Agreement(a, b)
	if got < 0 || got > 1 || got != sound.Agreement(b, a) {
		t.Errorf("Agreement(%q, %q): got %v, the other way round %v", a, b, got, sound.Agreement(b, a))
	}
	if begun := sound.Begins(a, b); begun < 0 || begun > 1 {
		t.Errorf("Begins(%q, %q): got %v", a, b, begun)
	}
}

func BenchmarkAgreement(b *testing.B) {
	for b.Loop() {
		sound.Agreement("\u062f\u0627\u0646\u0634\u06af\u0627\u0647", "daneshgah")
	}
}
