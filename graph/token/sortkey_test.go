package token_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"entente/graph/token"

	"github.com/google/go-cmp/cmp"
)

func TestSortKeyOrder(t *testing.T) {
	for _, c := range []struct {
		why  string
		want []string
	}{
		{"letters before case", []string{"academy", "Academy", "academz"}},
		{"letters before marks", []string{"Ecole", "École", "Ecolf"}},
		{"digits before letters", []string{"1", "2", "A"}},
		{"a shorter name first", []string{"Iran", "Iran and", "Irand"}},
		{"Latin, Cyrillic, Arabic, Han", []string{"Zürich", "Киев", "\u062a\u0647\u0631\u0627\u0646", "中国"}},
		{"Persian letters in their place", []string{"\u0628\u0627\u0645", "\u067e\u0627\u06cc", "\u062a\u0647\u0631\u0627\u0646", "\u062c\u0627\u0645"}},
		{"what differs only in ignored characters still has an order", []string{"ab", "a\u00adb"}},
	} {
		t.Run(c.why, func(t *testing.T) {
			got := slices.Clone(c.want)
			rand.Shuffle(len(got), func(i, j int) { got[i], got[j] = got[j], got[i] })
			slices.SortFunc(got, func(a, b string) int {
				switch ka, kb := token.SortKey(a), token.SortKey(b); {
				case ka < kb:
					return -1
				case ka > kb:
					return 1
				}
				return 0
			})
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("order (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSortKeyTellsNamesApart(t *testing.T) {
	seen := map[string]string{}
	for _, c := range spellings {
		for _, name := range []string{c.name, c.typed} {
			key := token.SortKey(name)
			if other, ok := seen[key]; ok && other != name {
				t.Errorf("%q and %q have the same key", other, name)
			}
			seen[key] = name
		}
	}
}

func BenchmarkSortKey(b *testing.B) {
	for b.Loop() {
		token.SortKey("University of Science and Technology IR")
	}
}
