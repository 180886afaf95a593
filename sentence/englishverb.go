package sentence

import "strings"

// englishVerb is a verb phrase in the infinitive: "be" "a member of".
type englishVerb struct {
	verb, rest string
}

// irregular are the verbs of the lexicon whose third person or past is not made with s and ed.
var irregular = map[string]struct{ third, past string }{
	"apply":   {"applies", "applied"},
	"be":      {"is", "was"},
	"build":   {"builds", "built"},
	"fall":    {"falls", "fell"},
	"give":    {"gives", "gave"},
	"have":    {"has", "had"},
	"hold":    {"holds", "held"},
	"keep":    {"keeps", "kept"},
	"lead":    {"leads", "led"},
	"lend":    {"lends", "lent"},
	"make":    {"makes", "made"},
	"plan":    {"plans", "planned"},
	"run":     {"runs", "ran"},
	"seek":    {"seeks", "sought"},
	"sit":     {"sits", "sat"},
	"take":    {"takes", "took"},
	"possess": {"possesses", "possessed"},
}

func englishVerbOf(infinitive string) englishVerb {
	verb, rest, _ := strings.Cut(infinitive, " ")
	return englishVerb{verb, rest}
}

func (v englishVerb) present() englishForm {
	third := v.verb + "s"
	if odd, ok := irregular[v.verb]; ok {
		third = odd.third
	}
	return englishForm{finite: third, rest: v.rest, so: v.auxiliary(third, "does")}
}

func (v englishVerb) past() englishForm {
	past := strings.TrimSuffix(v.verb, "e") + "ed"
	if odd, ok := irregular[v.verb]; ok {
		past = odd.past
	}
	return englishForm{finite: past, rest: v.rest, so: v.auxiliary(past, "did")}
}

// to puts an auxiliary and what belongs to it before the infinitive.
func (v englishVerb) to(auxiliary, words string) englishForm {
	return englishForm{finite: join(auxiliary, words, v.verb), rest: v.rest, so: auxiliary}
}

// auxiliary is the form itself of be and of have, which the lexicon uses for
// the perfect only, else that of do.
func (v englishVerb) auxiliary(form, do string) string {
	if v.verb == "be" || v.verb == "have" {
		return form
	}
	return do
}
