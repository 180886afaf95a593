package token_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"entente/graph/token"
)

// seeds are the spelling cases and text that is no text.
func seeds(f *testing.F) {
	for _, c := range spellings {
		f.Add(c.name)
		f.Add(c.typed)
	}
	for _, s := range []string{"\xff\xfe", "a\x00b", "\u0301\u0301", "\U0010ffff", strings.Repeat("a-", 300), "ǅ ﬀ ŉ ℡ ㎏ ½ ﷺ"} {
		f.Add(s)
	}
}

func FuzzOf(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, name string) {
		tokens := token.Of(name)
		if len(tokens) > token.MaxTokens {
			t.Errorf("Of(%q): got %d tokens, want at most %d", name, len(tokens), token.MaxTokens)
		}
		for i, tok := range tokens {
			checkToken(t, tok)
			if slices.Contains(tokens[:i], tok) {
				t.Errorf("Of(%q): %q stands twice", name, tok)
			}
			if again := token.Of(tok); len(again) == 0 || again[0] != tok {
				t.Errorf("Of(%q): its token %q folds again, to %q", name, tok, again)
			}
		}
	})
}

func checkToken(t *testing.T, tok string) {
	t.Helper()
	if tok == "" || len(tok) > token.MaxBytes || !utf8.ValidString(tok) {
		t.Errorf("token %q is empty, longer than %d bytes or no UTF-8", tok, token.MaxBytes)
	}
	if strings.ContainsFunc(tok, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsPunct(r) || unicode.IsControl(r) }) {
		t.Errorf("token %q holds a separator", tok)
	}
}

func FuzzQuery(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, text string) {
		asked := token.Query(text)
		if len(asked) > token.MaxQuery {
			t.Errorf("Query(%q): got %d tokens, want at most %d", text, len(asked), token.MaxQuery)
		}
		held := token.Of(text)
		for _, tok := range asked {
			checkToken(t, tok)
			if len(held) < token.MaxTokens && !slices.Contains(held, tok) {
				t.Errorf("%q does not find itself: asked %q, held %q", text, asked, held)
			}
		}
		if got := token.Score(text, text); len(asked) > 0 && got != 1 || len(asked) == 0 && got != 0 {
			t.Errorf("Score of %q with itself: got %v", text, got)
		}
	})
}

func FuzzDistance(f *testing.F) {
	f.Add("tehran", "tehrna", 1)
	f.Add("\xff", "a", 2)
	f.Fuzz(func(t *testing.T, a, b string, limit int) {
		if len(a)+len(b) > 200 {
			return
		}
		limit %= 8
		want := reference([]rune(a), []rune(b))
		got, ok := token.Distance(a, b, limit)
		if ok != (want <= limit) || ok && got != want {
			t.Errorf("Distance(%q, %q, %d): got %d, %v, want %d", a, b, limit, got, ok, want)
		}
	})
}

func FuzzSortKey(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, name string) {
		if token.SortKey(name) != token.SortKey(name) {
			t.Errorf("SortKey(%q) differs from one call to the next", name)
		}
		if token.SortKey(name) == token.SortKey(name+"a") {
			t.Errorf("SortKey(%q) is that of another name", name)
		}
	})
}
