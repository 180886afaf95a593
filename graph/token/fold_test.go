package token_test

import (
	"slices"
	"testing"
	"unicode"

	"entente/graph/token"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// letters calls f with every letter of Unicode.
func letters(f func(r rune)) {
	for r := rune(0); r <= 0x323AF; r++ {
		if unicode.IsLetter(r) {
			f(r)
		}
	}
}

func TestEveryLetterFoldsToItself(t *testing.T) {
	letters(func(r rune) {
		for _, tok := range token.Of(string(r)) {
			if again := token.Of(tok); len(again) == 0 || again[0] != tok {
				t.Errorf("%q (U+%04X) is indexed as %q, and that as %q", r, r, tok, again)
			}
		}
	})
}

func TestOnlyStatedLettersAreSilent(t *testing.T) {
	var got []rune
	letters(func(r rune) {
		// Above are presentation forms of marks, as old encodings have them.
		if r < 0xFC00 && len(token.Of(string(r))) == 0 {
			got = append(got, r)
		}
	})
	want := []rune{'\u02b9', '\u02ba', '\u02bb', '\u02bc', '\u02bd', '\u02be', '\u02bf', '\u0374', '\u037a', '\u0621', '\u0640'}
	if !slices.Equal(got, want) {
		t.Errorf("got %U, want %U", got, want)
	}
}

func TestCaseNeverMatters(t *testing.T) {
	letters(func(r rune) {
		for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
			if unicode.IsLetter(other) && !slices.Equal(token.Query(string(r)), token.Query(string(other))) {
				t.Errorf("%q (U+%04X) and %q (U+%04X) are one letter: got %q and %q", r, r, other, other, token.Query(string(r)), token.Query(string(other)))
			}
		}
	})
}

func TestDigitsOfEveryScript(t *testing.T) {
	for _, block := range unicode.Nd.R16 {
		checkDigits(t, rune(block.Lo), rune(block.Hi))
	}
	for _, block := range unicode.Nd.R32 {
		checkDigits(t, rune(block.Lo), rune(block.Hi))
	}
}

func checkDigits(t *testing.T, first, last rune) {
	t.Helper()
	if (last-first+1)%10 != 0 {
		t.Fatalf("the digits U+%04X to U+%04X are not tens", first, last)
	}
	for r := first; r <= last; r++ {
		want := []string{string('0' + (r-first)%10)}
		if got := token.Of(string(r)); !slices.Equal(got, want) {
			t.Errorf("Of(%q): got %q, want %q", r, got, want)
		}
	}
}

// text draws names from letters, marks and joints of many scripts.
func text() *rapid.Generator[string] {
	return rapid.StringOfN(rapid.RuneFrom([]rune("aeéüßøİıLА\u0451йёґ\u0627\u0622\u0626\u0629\u064a\u06cc\u06c0\u0640\u064e\u0654\u0301\u0308가한中ガぱﾊﾟ7\u06f7 -'.\u200c")), 0, 24, -1)
}

func TestCompositionNeverMatters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := text().Draw(t, "name")
		want := token.Of(norm.NFC.String(name))
		for form, other := range map[string]string{"NFD": norm.NFD.String(name), "NFKC": norm.NFKC.String(name), "NFKD": norm.NFKD.String(name)} {
			if got := token.Of(other); !slices.Equal(got, want) {
				t.Fatalf("Of(%q): composed %q, as %s %q", name, want, form, got)
			}
		}
	})
}

func TestSpaceAroundANameNeverMatters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := text().Draw(t, "name")
		if got, want := token.Query(" \u200f"+name+"\n"), token.Query(name); !slices.Equal(got, want) {
			t.Fatalf("Query(%q): got %q with space around it, %q without", name, got, want)
		}
	})
}

func TestANameFindsItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := text().Draw(t, "name")
		if len(token.Query(name)) > 0 && !matches(name, name) {
			t.Fatalf("%q does not find itself: asked %q, held %q", name, token.Query(name), token.Of(name))
		}
	})
}
