package sentence_test

import (
	"testing"

	"entente/graph"
	"entente/sentence"
)

func TestTextsOfOthersStandAmongWords(t *testing.T) {
	both := entity("org:invented", graph.Organization, "Invented Body", "\u0646\u0647\u0627\u062f \u0633\u0627\u062e\u062a\u06af\u06cc")
	english := entity("org:invented", graph.Organization, "Invented Body", "")
	for _, c := range []struct{ why, got, want string }{
		{"a name of the language is as it is", sentence.Name("fa", both), "\u0646\u0647\u0627\u062f \u0633\u0627\u062e\u062a\u06af\u06cc"},
		{"a name of the other direction is isolated", sentence.Name("fa-IR", english), "\u2068Invented Body\u2069"},
		{"so it is the other way round", sentence.Quote("en", "\u0646\u0647\u0627\u062f"), "\u2068\u0646\u0647\u0627\u062f\u2069"},
		{"Latin among English is not", sentence.Quote("en", "Invented Body"), "Invented Body"},
		{"figures have no direction of their own", sentence.Quote("fa", "12 (3)"), "12 (3)"},
		{"direction controls are dropped", sentence.Quote("en", "a\u202eb\nc"), "ab c"},
	} {
		t.Run(c.why, func(t *testing.T) {
			if c.got != c.want {
				t.Errorf("got %q, want %q", c.got, c.want)
			}
		})
	}
}
