package token_test

import (
	"testing"

	"entente/graph/token"

	"pgregory.net/rapid"
)

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		why, a, b string
		limit     int
		want      int
		ok        bool
	}{
		{"equal", "tehran", "tehran", 0, 0, true},
		{"both empty", "", "", 0, 0, true},
		{"one character missing", "tehran", "tehan", 1, 1, true},
		{"one character added", "tehran", "tehrran", 1, 1, true},
		{"one character replaced", "tehran", "tahran", 1, 1, true},
		{"two neighbours swapped", "tehran", "tehrna", 1, 1, true},
		{"a swap at the start", "ab", "ba", 1, 1, true},
		{"a swap touched twice is not optimal string alignment", "ca", "abc", 3, 3, true},
		{"two slips", "academy", "acdemie", 2, 2, false},
		{"beyond the limit", "academy", "akademie", 2, 0, false},
		{"beyond the limit by length", "ab", "abcdef", 3, 0, false},
		{"characters, not bytes", "\u062a\u0647\u0631\u0627\u0646", "\u062a\u0647\u0631\u0646", 1, 1, true},
		{"from nothing", "", "abc", 3, 3, true},
		{"from nothing, beyond the limit", "", "abc", 2, 0, false},
		{"a limit below zero admits nothing", "a", "a", -1, 0, false},
	} {
		t.Run(c.why, func(t *testing.T) {
			got, ok := token.Distance(c.a, c.b, c.limit)
			want := reference([]rune(c.a), []rune(c.b))
			if c.limit < 0 || want > c.limit {
				if ok {
					t.Errorf("Distance(%q, %q, %d): got %d, want none", c.a, c.b, c.limit, got)
				}
				return
			}
			if !ok || got != want || c.ok && got != c.want {
				t.Errorf("Distance(%q, %q, %d): got %d, %v, want %d", c.a, c.b, c.limit, got, ok, want)
			}
		})
	}
}

// reference is the textbook table, whole and without a limit.
func reference(a, b []rune) int {
	table := make([][]int, len(a)+1)
	for i := range table {
		table[i] = make([]int, len(b)+1)
		table[i][0] = i
	}
	for j := range table[0] {
		table[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			replaced := table[i-1][j-1]
			if a[i-1] != b[j-1] {
				replaced++
			}
			table[i][j] = min(replaced, table[i-1][j]+1, table[i][j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				table[i][j] = min(table[i][j], table[i-2][j-2]+1)
			}
		}
	}
	return table[len(a)][len(b)]
}

func TestDistanceAgreesWithTheWholeTable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringOfN(rapid.RuneFrom([]rune("abc\u0639")), 0, 12, -1)
		a, b, limit := word.Draw(t, "a"), word.Draw(t, "b"), rapid.IntRange(0, 6).Draw(t, "limit")
		want := reference([]rune(a), []rune(b))
		got, ok := token.Distance(a, b, limit)
		if ok != (want <= limit) || ok && got != want {
			t.Fatalf("Distance(%q, %q, %d): got %d, %v, want %d", a, b, limit, got, ok, want)
		}
		if !ok && got != 0 {
			t.Fatalf("Distance(%q, %q, %d): got %d beyond the limit, want 0", a, b, limit, got)
		}
		back, backOK := token.Distance(b, a, limit)
		if back != got || backOK != ok {
			t.Fatalf("Distance(%q, %q, %d) is not that of the reverse", a, b, limit)
		}
	})
}

func TestTolerance(t *testing.T) {
	for tok, want := range map[string]int{
		"": 0, "ab": 0, "abc": 0, "abcd": 1, "abcdef": 1, "abcdefg": 2, "abcdefghij": 2,
		"\u062a\u0647\u0631": 0, "\u062a\u0647\u0631\u0627\u0646": 1,
		// A number with a slip is another number.
		"1234": 0, "20262027": 0,
	} {
		if got := token.Tolerance(tok); got != want {
			t.Errorf("Tolerance(%q): got %d, want %d", tok, got, want)
		}
	}
}

func BenchmarkDistance(b *testing.B) {
	for b.Loop() {
		token.Distance("technology", "tehnologie", 2)
		token.Distance("technology", "university", 2)
	}
}
