package names_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/names"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

const (
	tehran     = "\u062a\u0647\u0631\u0627\u0646"
	university = "\u062f\u0627\u0646\u0634\u06af\u0627\u0647"
)

// invented are entities of which only the names matter here; none exists.
var invented = map[graph.ID]string{
	"org:a":    "Invented University of Tehran|" + university + " " + tehran + "|-Higher School of Tehran",
	"org:bb":   "Invented Academy of Sciences|+IAS|Выдуманная академия наук",
	"org:ccc":  "Academy of Invented Sciences",
	"org:dddd": "Mehr Invented Works",
	"org:e":    "Мехр",
	"org:f":    "Chinese Invented Laboratory of Optics|虚构科学院光学实验室",
	"org:g":    "Universität Erfunden",
}

func TestNamesAreFound(t *testing.T) {
	x := of(invented).index(t)
	for _, c := range []struct {
		why, text string
		want      []string
	}{
		{"a name word for word", "academy of invented sciences", []string{"org:ccc EXACT", "org:bb WORDS"}},
		{"a former name", "higher school of tehran", []string{"org:a EXACT"}},
		{"a word of a name", "tehran", []string{"org:a WORDS"}},
		{"the beginning of a word", "univ", []string{"org:g PREFIX", "org:a PREFIX"}},
		{"only the last word may be a beginning", "mehr inv", []string{"org:dddd PREFIX"}},
		{"any word may be one where nothing is found otherwise", "univ erfunden", []string{"org:g PREFIX"}},
		{"small words are left out where nothing is found otherwise", "the academy of invented sciences", []string{"org:ccc WORDS", "org:bb WORDS"}},
		{"a slip", "univercity", []string{"org:a SPELLING"}},
		{"Latin typed for Persian", "daneshgah tehran", []string{"org:a TRANSLITERATED"}},
		{"Persian typed for Latin", "\u0645\u0647\u0631", []string{"org:e TRANSLITERATED", "org:dddd TRANSLITERATED"}},
		{"Russian typed for Latin, the Russian name first", "Мехр", []string{"org:e EXACT", "org:dddd TRANSLITERATED"}},
		{"Latin typed for Russian, the Latin name first", "Mehr", []string{"org:dddd WORDS", "org:e TRANSLITERATED"}},
		{"the beginning of a Russian word in Latin letters", "vydum", []string{"org:bb TRANSLITERATED"}},
		{"a recorded acronym, then initials", "ias", []string{"org:bb EXACT"}},
		{"initials without small words", "cilo", []string{"org:f INITIALS"}},
		{"initials with them", "iuot", []string{"org:a INITIALS"}},
		{"initials are no beginning", "cil", nil},
		{"a word of vowels in another script", "va", nil},
		{"Han inside of a name", "科学院", []string{"org:f WORDS"}},
		{"another language", "\u062f\u0627\u0646\u0634\u06af\u0627\u0647 erfunden", []string{"org:g TRANSLATED"}},
		{"another language and another script", "\u062f\u0627\u0646\u0634\u06af\u0627\u0647 \u0627\u0631\u0641\u0648\u0646\u062f\u0646", []string{"org:g TRANSLATED"}},
		{"a translation leaves small words out", "academia de invented", []string{"org:ccc TRANSLATED", "org:bb TRANSLATED"}},
		{"a translation goes behind the words themselves", "Universit\u00e4t Tehran", []string{"org:a TRANSLATED"}},
		{"an adjective of a name", "\u0442\u0435\u0433\u0435\u0440\u0430\u043d\u0441\u043a\u0438\u0439 university", []string{"org:a TRANSLATED"}},
		{"Han cut into words", "\u5fb7\u9ed1\u5170\u5927\u5b66", []string{"org:a TRANSLATED"}},
		{"a single word is not translated when somebody answers", "academy", []string{"org:ccc WORDS", "org:bb WORDS"}},
		{"a translation goes before a slip", "universidad erfunden", []string{"org:g TRANSLATED"}},
		{"Han in traditional form", "虛構科學院", []string{"org:f WORDS"}},
		{"pinyin, two characters", "guangxue", []string{"org:f TRANSLITERATED"}},
		{"pinyin, three characters", "kexueyuan", []string{"org:f TRANSLITERATED"}},
		{"pinyin, words in order", "xugou kexueyuan", []string{"org:f TRANSLITERATED"}},
		{"pinyin, syllable by syllable", "xu gou ke xue yuan", []string{"org:f TRANSLITERATED"}},
		{"pinyin, with a character left out between", "shishi", nil},
		{"the beginning of a syllable", "xugou kex", []string{"org:f TRANSLITERATED"}},
		{"the last character of a run, after others", "shiyan shi", []string{"org:f TRANSLITERATED"}},
		{"one syllable alone says nothing", "xue", nil},
		{"characters that are not together", "xugouyuan", nil},
		{"Wade-Giles", "hsukou kohsuehyuan", []string{"org:f TRANSLITERATED"}},
		{"an umlaut written out", "universitaet", []string{"org:g WORDS"}},
		{"every word must be there", "invented nonsense", nil},
		{"no words", "…", nil},
	} {
		t.Run(c.why, func(t *testing.T) {
			if diff := cmp.Diff(c.want, found(t, x, c.text), cmp.Transformer("empty", func(l []string) string { return strings.Join(l, ", ") })); diff != "" {
				t.Errorf("Find(%q) (-want +got):\n%s", c.text, diff)
			}
		})
	}
}

func TestOfEqualMatchesTheOneWithMoreStandingGoesFirst(t *testing.T) {
	x := of(map[graph.ID]string{"a:1": "Invented Institute", "b:2": "Invented Institute", "c:3": "Invented Institute"}).index(t)
	standing := map[graph.ID]uint32{"a:1": 1, "b:2": 7, "c:3": 7}
	page, err := x.Find(t.Context(), names.Query{Text: "institute", First: 5, Judge: func(n names.Number) (uint32, bool) { return standing[x.ID(n)], true }})
	if err != nil {
		t.Fatal(err)
	}
	var got []graph.ID
	for _, hit := range page.Hits {
		got = append(got, hit.ID)
	}
	if want := []graph.ID{"b:2", "c:3", "a:1"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestWhoIsNotAdmittedIsNotCounted(t *testing.T) {
	x := of(invented).index(t)
	page, err := x.Find(t.Context(), names.Query{Text: "invented", First: 2, Judge: func(n names.Number) (uint32, bool) { return 0, x.ID(n) != "org:bb" }})
	if err != nil {
		t.Fatal(err)
	}
	if page.Total != 4 || len(page.Hits) != 2 || !page.More {
		t.Errorf("got %d hits of %d, more: %v, want 2 of 4 and more", len(page.Hits), page.Total, page.More)
	}
}

func TestAQueryThatSomebodyAnswersIsNotLoosened(t *testing.T) {
	x := of(invented).index(t)
	page, err := x.Find(t.Context(), names.Query{Text: "academy", First: 5, Judge: func(n names.Number) (uint32, bool) { return 0, x.ID(n) == "org:a" }})
	if err != nil || page.Total != 0 {
		t.Errorf("got %d of those who are admitted, %v, want none", page.Total, err)
	}
}

func TestAPlaceOfAnotherListIsRefused(t *testing.T) {
	x := of(invented).index(t)
	for _, key := range []string{"", "0.5", strings.Repeat("\xff", 12)} {
		_, err := x.Find(t.Context(), names.Query{Text: "invented", First: 2, Judge: everybody(x), After: &graph.Place{Key: key}})
		if graph.CodeOf(err) != graph.Invalid {
			t.Errorf("the key %q: got %v, want Invalid", key, err)
		}
	}
}

func TestEntitiesOutOfOrderAreRefused(t *testing.T) {
	b := names.NewBuilder()
	b.Add("org:b", nil)
	b.Add("org:a", nil)
	if _, err := b.Build(); graph.CodeOf(err) != graph.Internal {
		t.Errorf("got %v, want Internal", err)
	}
}

// words are what drawn names and queries are made of: alike enough for slips and beginnings.
var words = []string{"academy", "academic", "akademy", "tehran", "tehrani", "of", "sciences", "science", "Asia-Pacific", "pacific", "über", "ueber", "xi'an", "科学院", "2026", "2025", "s", "sc"}

func drawName(t *rapid.T, label string) string {
	list := rapid.SliceOfN(rapid.SampledFrom(words), 1, 5).Draw(t, label)
	return strings.Join(list, " ")
}

func drawWorld(t *rapid.T) world {
	w := world{}
	for i := range rapid.IntRange(1, 12).Draw(t, "entities") {
		id := graph.ID(fmt.Sprintf("org:%c%s", 'a'+i, strings.Repeat("x", i%3)))
		// with an acronym, so that no initials are derived
		w[id] = []graph.Name{{Value: drawName(t, "name"), Type: graph.Label}, {Value: drawName(t, "name"), Type: graph.Acronym}}
	}
	return w
}

func drawText(t *rapid.T) string {
	text := drawName(t, "text")
	cut := rapid.IntRange(0, min(3, len(text)-1)).Draw(t, "cut")
	return strings.ToValidUTF8(text[:len(text)-cut], "")
}

func TestTheIndexAgreesWithThePlainRule(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		checkAgainstModel(t, w.index(t), newModel(w), drawText(t))
	})
}

func checkAgainstModel(t *rapid.T, x *names.Index, m model, text string) {
	want := m.scores(text)
	page, err := x.Find(t.Context(), names.Query{Text: text, Judge: everybody(x), First: 100})
	if err != nil {
		t.Fatal(err)
	}
	got := map[graph.ID]float64{}
	translated := false
	for _, hit := range page.Hits {
		if hit.Match == names.Translated { // the rule knows nothing of it
			translated = true
			delete(want, hit.ID)
			continue
		}
		got[hit.ID] = hit.Score
	}
	if translated { // then nobody is found by a slip, and Han characters weigh as words
		maps.DeleteFunc(want, func(id graph.ID, _ float64) bool { _, found := got[id]; return !found })
		maps.Copy(got, want)
	}
	if diff := cmp.Diff(want, got); diff != "" && len(want) > 0 { // else the query was loosened
		t.Fatalf("%q (-rule +index):\n%s", text, diff)
	}
	if !slices.IsSortedFunc(page.Hits, inOrder) {
		t.Fatalf("%q is out of order: %v", text, page.Hits)
	}
}

// inOrder is the order of the package comment, with the standing that everybody has.
func inOrder(a, b names.Hit) int {
	step := func(h names.Hit) int { return int(h.Score * 20) }
	for _, c := range []int{step(b) - step(a), len(b.ID) - len(a.ID)} {
		if c != 0 {
			return c
		}
	}
	switch {
	case a.Score > b.Score:
		return -1
	case a.Score < b.Score:
		return 1
	}
	return strings.Compare(string(a.ID), string(b.ID))
}

func TestPagesHoldTheWholeListBothWays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := drawWorld(t).index(t)
		text, size := drawText(t), rapid.IntRange(1, 4).Draw(t, "size")
		whole, err := x.Find(t.Context(), names.Query{Text: text, Judge: everybody(x), First: 100})
		if err != nil {
			t.Fatal(err)
		}
		for _, backward := range []bool{false, true} {
			if diff := cmp.Diff(whole.Hits, walk(t, x, text, size, backward)); diff != "" {
				t.Fatalf("%q by pages of %d, backward: %v (-whole +pages):\n%s", text, size, backward, diff)
			}
		}
	})
}

func walk(t *rapid.T, x *names.Index, text string, size int, backward bool) (hits []names.Hit) {
	var after *graph.Place
	for {
		page, err := x.Find(t.Context(), names.Query{Text: text, Judge: everybody(x), First: size, After: after, Backward: backward})
		if err != nil {
			t.Fatal(err)
		}
		if backward {
			hits = append(slices.Clone(page.Hits), hits...)
		} else {
			hits = append(hits, page.Hits...)
		}
		if !page.More {
			return hits
		}
		after = &page.Hits[len(page.Hits)-1].Place
		if backward {
			after = &page.Hits[0].Place
		}
	}
}

func TestAnIndexThatFollowedChangesEqualsOneBuiltAnew(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before, after := drawWorld(t), drawWorld(t)
		x := before.index(t)
		var changes []names.Entity
		for _, id := range before.ids() {
			if after[id] == nil {
				changes = append(changes, names.Entity{ID: id})
			}
		}
		for _, id := range after.ids() {
			changes = append(changes, names.Entity{ID: id, Names: after[id]})
		}
		cut := rapid.IntRange(0, len(changes)).Draw(t, "cut")
		x = x.With(changes[:cut]).With(changes[cut:])
		checkAgainstModel(t, x, newModel(after), drawText(t))
		if x.Pending() != len(after) {
			t.Fatalf("got %d pending, want %d", x.Pending(), len(after))
		}
	})
}
