package sentence_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"entente/graph"
	"entente/sentence"
)

func FuzzPath(f *testing.F) {
	for _, e := range factEntities {
		f.Add(e.Name("en").Value, e.Name("fa").Value, uint8(e.Kind), int16(2018), uint8(11), uint8(4))
	}
	f.Add("a\u2069\u202e\nb", "\u2068", uint8(3), int16(1), uint8(0), uint8(0))
	f.Fuzz(func(t *testing.T, english, persian string, kind uint8, year int16, month, day uint8) {
		if !utf8.ValidString(english) || !utf8.ValidString(persian) {
			return
		}
		start, err := graph.ParseDate(graph.Date{Year: year, Month: month, Day: day}.String())
		if err != nil {
			return
		}
		from := entity("x:from", graph.EntityKind(kind), english, persian)
		member := tie(graph.MemberOf, from.ID, alliance.ID, "member", graph.Claim{Confidence: graph.ConfidenceA, Status: graph.Active, Start: start})
		for _, language := range []string{"en", "fa"} {
			told := sentence.Path(language, []sentence.Step{{From: from, To: alliance, Tie: member, Forward: true}})
			if strings.ContainsFunc(told, unicode.IsControl) || !utf8.ValidString(told) {
				t.Errorf("in %s got %q, want one line of text", language, told)
			}
			if strings.Count(told, "\u2068") != strings.Count(told, "\u2069") || strings.ContainsAny(told, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067") {
				t.Errorf("in %s got %q, want isolates in pairs and no other direction control", language, told)
			}
		}
	})
}
