package token_test

import (
	"slices"
	"strings"
	"testing"

	"entente/graph/token"
)

// matches is the match rule of the package comment without widening, as a
// store would apply it to one name.
func matches(query, name string) bool {
	asked, held := token.Query(query), token.Of(name)
	for i, q := range asked {
		last := i == len(asked)-1 && token.Prefixes(q)
		if !slices.ContainsFunc(held, func(t string) bool { return t == q || last && strings.HasPrefix(t, q) }) {
			return false
		}
	}
	return len(asked) > 0
}

const zwnj = "\u200c"

// spellings are pairs that people take for the same name; each row says what
// it proves. Arabic letters that look alike stand as code points.
var spellings = []struct {
	why, name, typed string
}{
	// Persian
	{"fa: the Arabic yeh", "\u0639\u0644\u0648\u0645 \u067e\u0632\u0634\u06a9\u06cc", "\u067e\u0632\u0634\u06a9\u064a"},
	{"fa: the Arabic kaf", "\u067e\u0632\u0634\u06a9\u06cc", "\u067e\u0632\u0634\u0643\u06cc"},
	{"fa: alef maksura for yeh", "\u0639\u0644\u06cc", "\u0639\u0644\u0649"},
	{"fa: hamza on yeh", "\u0631\u0626\u06cc\u0633", "\u0631\u06cc\u06cc\u0633"},
	{"fa: hamza on waw", "\u0645\u0624\u0633\u0633\u0647", "\u0645\u0648\u0633\u0633\u0647"},
	{"fa: alef with madda", "\u0622\u0633\u06cc\u0627", "\u0627\u0633\u06cc\u0627"},
	{"fa: alef with madda, decomposed", "\u0627\u0653\u0633\u06cc\u0627", "\u0622\u0633\u06cc\u0627"},
	{"fa: heh with yeh above", "\u062e\u0627\u0646\u06c0", "\u062e\u0627\u0646\u0647"},
	{"fa: heh with a hamza mark", "\u062e\u0627\u0646\u0647\u0654", "\u062e\u0627\u0646\u0647"},
	{"fa: half space in the name, closed when typed", "\u0639\u0644\u06cc" + zwnj + "\u0631\u0636\u0627", "\u0639\u0644\u06cc\u0631\u0636\u0627"},
	{"fa: closed in the name, half space when typed", "\u0639\u0644\u06cc\u0631\u0636\u0627", "\u0639\u0644\u06cc" + zwnj + "\u0631\u0636\u0627"},
	{"fa: half space in the name, open when typed", "\u0639\u0644\u06cc" + zwnj + "\u0631\u0636\u0627", "\u0639\u0644\u06cc \u0631\u0636\u0627"},
	{"fa: open in the name, half space when typed", "\u0639\u0644\u06cc \u0631\u0636\u0627", "\u0639\u0644\u06cc" + zwnj + "\u0631\u0636\u0627"},
	{"fa: open in the name, closed when typed", "\u0639\u0644\u06cc \u0631\u0636\u0627", "\u0639\u0644\u06cc\u0631\u0636\u0627"},
	{"fa: the half space typed twice", "\u0639\u0644\u06cc" + zwnj + "\u0631\u0636\u0627", "\u0639\u0644\u06cc" + zwnj + zwnj + "\u0631\u0636\u0627"},
	{"fa: half space and a space", "\u0639\u0644\u06cc" + zwnj + " \u0631\u0636\u0627", "\u0639\u0644\u06cc \u0631\u0636\u0627"},
	{"fa: a word of three parts, closed", "\u0645\u06cc" + zwnj + "\u0631\u0648\u0646\u062f" + zwnj + "\u0647\u0627", "\u0645\u06cc\u0631\u0648\u0646\u062f\u0647\u0627"},
	{"fa: short vowels", "\u0645\u064f\u062d\u064e\u0645\u0651\u064e\u062f", "\u0645\u062d\u0645\u062f"},
	{"fa: tatweel", "\u062a\u0640\u0640\u0647\u0631\u0627\u0646", "\u062a\u0647\u0631\u0627\u0646"},
	{"fa: digits", "\u06f1\u06f4\u06f0\u06f2", "1402"},
	{"fa: presentation forms of an old encoding", "\ufe97\ufeec\ufeae\ufe8d\ufee5", "\u062a\u0647\u0631\u0627\u0646"},
	{"fa: the lam-alef ligature", "\u0627\u0633\ufefc\u0645", "\u0627\u0633\u0644\u0627\u0645"},
	{"fa: guillemets around the name", "\u00ab\u062a\u0647\u0631\u0627\u0646\u00bb", "\u062a\u0647\u0631\u0627\u0646"},
	{"fa: direction marks", "\u200f\u062a\u0647\u0631\u0627\u0646\u200e", "\u062a\u0647\u0631\u0627\u0646"},
	// Arabic
	{"ar: alef with hamza above", "\u0623\u0643\u0627\u062f\u064a\u0645\u064a\u0629", "\u0627\u06a9\u0627\u062f\u06cc\u0645\u06cc\u0647"},
	{"ar: alef with hamza below", "\u0625\u064a\u0631\u0627\u0646", "\u0627\u06cc\u0631\u0627\u0646"},
	{"ar: alef wasla", "\u0671\u0644\u0639\u0644\u0648\u0645", "\u0627\u0644\u0639\u0644\u0648\u0645"},
	{"ar: teh marbuta as heh", "\u062c\u0627\u0645\u0639\u0629", "\u062c\u0627\u0645\u0639\u0647"},
	{"ar: teh marbuta as teh", "\u062d\u0643\u0648\u0645\u0629", "\u062d\u06a9\u0648\u0645\u062a"},
	{"ar: digits", "\u0661\u0662\u0663", "123"},
	{"ar: a hamza that stands alone", "\u0639\u0644\u0645\u0627\u0621", "\u0639\u0644\u0645\u0627"},
	// Urdu and Kurdish
	{"ur: heh goal", "\u062c\u0627\u0645\u0639\u06c1", "\u062c\u0627\u0645\u0639\u0647"},
	{"ur: heh doachashmee", "\u0628\u06be\u0627\u0631\u062a", "\u0628\u0647\u0627\u0631\u062a"},
	{"ur: yeh barree", "\u0628\u0691\u06d2", "\u0628\u0691\u06cc"},
	{"ur: teh marbuta goal", "\u062c\u0627\u0645\u0639\u06c3", "\u062c\u0627\u0645\u0639\u062a"},
	{"ur: noon ghunna", "\u062c\u06c1\u0627\u06ba", "\u062c\u06c1\u0627\u0646"},
	{"ckb: ae for heh", "\u06d5\u0648\u0644\u06ce\u0631", "\u0647\u0648\u0644\u06cc\u0631"},
	// Chinese
	{"zh: the middle of a name", "中国科学院大学", "科学院"},
	{"zh: one character inside", "中国科学院", "科"},
	{"zh: the last character", "中国科学院", "院"},
	{"zh: traditional in the name, simplified when typed", "國立臺灣大學", "台湾大学"},
	{"zh: simplified in the name, traditional when typed", "清华大学", "清華大學"},
	{"ja: a form of its own, typed in Chinese", "広島大学", "广岛大学"},
	{"ja: a form of its own, typed in the old one", "図書館", "圖書館"},
	{"zh: beside Latin letters", "ABC科技", "abc 科技"},
	{"zh: beside Latin letters, the tail only", "ABC科技", "科技"},
	{"zh: full-width letters", "ＡＢＣ科技", "abc"},
	{"zh: with a digit inside", "第5研究所", "研究所"},
	{"zh: pinyin with tones", "Běijīng Dàxué", "beijing daxue"},
	{"zh: the dividing apostrophe of pinyin left out", "Xi'an Jiaotong University", "xian jiaotong"},
	{"zh: the dividing apostrophe of pinyin typed", "Xian Jiaotong University", "Xi’an"},
	// Japanese and Korean
	{"ja: half-width katakana", "アジア", "ｱｼﾞｱ"},
	{"ja: hiragana for katakana", "アジア", "あじあ"},
	{"ja: decomposed voicing", "ガス", "カ\u3099ス"},
	{"ja: kanji and kana in one word", "お茶の水女子大学", "茶の水"},
	{"ja: kana inside a name", "東京ナノテクセンター", "センター"},
	{"ko: a part of a compound", "한국과학기술원", "과학기술"},
	{"ko: decomposed syllables", "한국", "\u1112\u1161\u11ab\u1100\u116e\u11a8"},
	// Thai
	{"th: a part of a name without spaces", "มหาวิทยาลัยเชียงใหม่", "เชียงใหม่"},
	// Cyrillic
	{"ru: io as ie", "Королёв", "королев"},
	{"ru: io decomposed", "Короле\u0308в", "королёв"},
	{"ru: capital letters", "РОССИЙСКАЯ АКАДЕМИЯ НАУК", "российская академия"},
	{"ru: the beginning of the last word", "Российская академия наук", "российская акад"},
	{"uk: the apostrophe left out", "Кам\u2019янець", "камянець"},
	{"uk: the letter apostrophe", "Кам\u02bcянець", "кам'янець"},
	{"uk: ghe with upturn", "Ґалаґан", "галаган"},
	{"kk: letters typed on a Russian keyboard", "Қазақстан ғылым", "казакстан гылым"},
	// German, Nordic, Polish
	{"de: sharp s", "Straße", "strasse"},
	{"de: capital sharp s", "STRAẞE", "straße"},
	{"de: umlaut left out", "Universität Zürich", "universitat zurich"},
	{"de: umlaut as two letters", "Universität Zürich", "universitaet zuerich"},
	{"de: umlaut decomposed", "Zu\u0308rich", "zürich"},
	{"da: slashed o", "København", "kobenhavn"},
	{"da: slashed o as two letters", "København", "koebenhavn"},
	{"da: ring as two letters", "Århus", "aarhus"},
	{"da: ash", "Læsø", "laeso"},
	{"is: thorn and eth", "Þjóð", "thjod"},
	{"pl: barred l", "Łódź", "lodz"},
	// French, Italian, Catalan
	{"fr: accents", "École Supérieure", "ecole superieure"},
	{"fr: an elided article in the name", "Institut de l'Énergie", "energie"},
	{"fr: an elided article typed", "Énergie atomique", "l’énergie"},
	{"fr: an elided article on both sides", "Côte d’Ivoire", "cote d'ivoire"},
	{"fr: an elided article apart", "Côte d’Ivoire", "cote d ivoire"},
	{"fr: the oe ligature", "Œuvre", "oeuvre"},
	{"fr: a hyphen as a space", "Saint-Étienne", "saint etienne"},
	{"fr: a space as a hyphen", "Saint Étienne", "saint-etienne"},
	{"it: an articulated preposition", "Ministero dell'Università", "universita"},
	{"ca: the raised dot", "Intel·ligència", "intelligencia"},
	// Turkish, Azerbaijani, Vietnamese
	{"tr: capital dotted i", "İSTANBUL", "istanbul"},
	{"tr: dotless i", "Işık", "isik"},
	{"tr: capital dotless i", "IŞIK", "ışık"},
	{"tr: soft g and cedilla", "Boğaziçi", "bogazici"},
	{"az: schwa", "Azərbaycan", "azerbaycan"},
	{"vi: tones and barred d", "Đại học Đà Nẵng", "dai hoc da nang"},
	{"vi: horned letters", "Trường Đại học Cần Thơ", "truong can tho"},
	// Greek, Hebrew, Hindi
	{"el: final sigma", "ΕΛΛΑΣ", "ελλας"},
	{"el: accents", "Αθήνα", "αθηνα"},
	{"he: points", "\u05e9\u05b8\u05c1\u05dc\u05d5\u05b9\u05dd", "\u05e9\u05dc\u05d5\u05dd"},
	{"he: the mark of an acronym", "\u05e6\u05d4\u05f4\u05dc", "\u05e6\u05d4\u05dc"},
	{"hi: digits", "\u0967\u0968", "12"},
	// English and signs
	{"en: letters and digits apart", "COP27", "cop 27"},
	{"en: letters and digits together", "COP 27", "cop27"},
	{"en: letters and digits with a hyphen", "COVID-19", "covid19"},
	{"en: full stops of an acronym", "U.S.A.", "usa"},
	{"en: full stops typed", "USA", "u.s.a."},
	{"en: initials without a space", "J.Smith Institute", "j. smith"},
	{"en: a hyphen left out", "e-mail", "email"},
	{"en: a dash for a hyphen", "Asia\u2013Pacific", "asia-pacific"},
	{"en: a possessive", "People's Friendship", "peoples friendship"},
	{"en: an ampersand", "R&D Centre", "R & D centre"},
	{"en: superscripts", "CO\u2082", "co2"},
	{"en: mathematical letters", "\U0001d400\U0001d401", "ab"},
	{"en: a soft hyphen", "Tech\u00adnology", "technology"},
	{"en: a transliteration with half rings", "Jāmi\u02bfat al-\u02bfUlūm", "jamiat al-ulum"},
	{"en: words in another order", "University of Tehran", "tehran university"},
}

func TestSpellings(t *testing.T) {
	if len(spellings) < 60 {
		t.Fatalf("got %d spelling cases, want at least 60", len(spellings))
	}
	for _, c := range spellings {
		t.Run(c.why, func(t *testing.T) {
			if !matches(c.typed, c.name) {
				t.Errorf("%q does not find %q: asked %q, held %q", c.typed, c.name, token.Query(c.typed), token.Of(c.name))
			}
			if got := token.Score(c.typed, c.name); got <= 0 || got > 1 {
				t.Errorf("Score(%q, %q): got %v, want in (0,1]", c.typed, c.name, got)
			}
			if !matches(c.name, c.name) {
				t.Errorf("%q does not find itself: asked %q, held %q", c.name, token.Query(c.name), token.Of(c.name))
			}
		})
	}
}

func TestDifferentNamesAreKeptApart(t *testing.T) {
	for _, c := range []struct{ why, name, typed string }{
		{"a word that is not there", "University of Tehran", "university of shiraz"},
		{"the beginning of a word that is not the last typed", "University of Tehran", "univ tehran"},
		{"a single letter is no beginning", "University of Tehran", "u"},
		{"a part from the middle of a word", "University", "versity"},
		{"pairs that do not touch", "中国科学院", "中科"},
		{"voiced and unvoiced kana", "ガス", "カス"},
		{"another number", "Resolution 2231", "resolution 2232"},
		{"nothing but signs", "University", "«…»"},
		{"nothing at all", "University", ""},
	} {
		t.Run(c.why, func(t *testing.T) {
			if matches(c.typed, c.name) {
				t.Errorf("%q finds %q: asked %q, held %q", c.typed, c.name, token.Query(c.typed), token.Of(c.name))
			}
		})
	}
}
