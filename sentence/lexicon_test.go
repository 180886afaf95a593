package sentence

import (
	"slices"
	"strings"
	"testing"

	"entente/graph"
)

func TestLexiconsHoldTheVocabulary(t *testing.T) {
	t.Run("English", func(t *testing.T) { checkLexicon(t, englishLexicon) })
	t.Run("Persian", func(t *testing.T) { checkLexicon(t, persianLexicon) })
}

// checkLexicon wants a row for every kind without a role and for every role, and no other.
func checkLexicon[P any](t *testing.T, l lexicon[P]) {
	t.Helper()
	for _, kind := range graph.RelationshipKinds() {
		for _, role := range append([]string{""}, kind.Roles()...) {
			if _, ok := l[kind][role]; !ok {
				t.Errorf("%s %q has no row", kind, role)
			}
		}
	}
	for kind, rows := range l {
		for role := range rows {
			if kind != 0 && !kind.HasRole(role) {
				t.Errorf("the row %s %q is not in the vocabulary", kind, role)
			}
		}
	}
}

func TestLabelsAreOfTheVocabulary(t *testing.T) {
	for name, l := range map[string]labels{"English": englishLabels, "Persian": persianLabels} {
		for role := range l.roles {
			if !slices.Contains(graph.Roles(), role) {
				t.Errorf("the %s label of the role %q is of no use", name, role)
			}
		}
	}
}

func (w wording[P]) all() []P {
	list := []P{w.always}
	for _, words := range w.when {
		list = append(list, words)
	}
	for _, words := range w.with {
		list = append(list, words)
	}
	return list
}

func TestPersianPhrasesHaveOnePlaceAndAVerb(t *testing.T) {
	for kind, rows := range persianLexicon {
		for role, row := range rows {
			for _, phrase := range row.all() {
				if strings.Count(phrase.words, "{}") != 1 {
					t.Errorf("%s %q: %q has not one place for the object", kind, role, phrase.words)
				}
				if persianVerbs[phrase.verb].now == "" {
					t.Errorf("%s %q: the verb %q is not in the table", kind, role, phrase.verb)
				}
			}
		}
	}
}

func TestIrregularVerbs(t *testing.T) {
	used := map[string]bool{}
	for _, rows := range englishLexicon {
		for _, row := range rows {
			for _, words := range row.all() {
				used[englishVerbOf(words).verb] = true
			}
		}
	}
	t.Run("every one is used", func(t *testing.T) {
		for verb := range irregular {
			if !used[verb] {
				t.Errorf("no row uses %q", verb)
			}
		}
	})
	t.Run("regular ones end as the rule can take them", func(t *testing.T) {
		for verb := range used {
			_, odd := irregular[verb]
			if !odd && (strings.HasSuffix(verb, "y") || strings.HasSuffix(verb, "s") || strings.HasSuffix(verb, "ch") || strings.HasSuffix(verb, "sh")) {
				t.Errorf("%q is not made with s and ed", verb)
			}
		}
	})
}
