package sentence

import (
	"cmp"
	"strings"
)

// englishVerb is a verb phrase in the infinitive: "be" "a member of".
type englishVerb struct {
	verb, rest string
	// conditional puts "would" before every form.
	conditional bool
}

// irregular are the verbs of the lexicon whose third person or past is not made
// with s and ed; the participle is named where it is not the past.
var irregular = map[string]struct{ third, past, participle string }{
	"apply":   {"applies", "applied", ""},
	"be":      {"is", "was", "been"},
	"build":   {"builds", "built", ""},
	"fall":    {"falls", "fell", "fallen"},
	"give":    {"gives", "gave", "given"},
	"have":    {"has", "had", ""},
	"hold":    {"holds", "held", ""},
	"keep":    {"keeps", "kept", ""},
	"lead":    {"leads", "led", ""},
	"lend":    {"lends", "lent", ""},
	"make":    {"makes", "made", ""},
	"plan":    {"plans", "planned", ""},
	"run":     {"runs", "ran", "run"},
	"seek":    {"seeks", "sought", ""},
	"sit":     {"sits", "sat", ""},
	"take":    {"takes", "took", "taken"},
	"possess": {"possesses", "possessed", ""},
}

func englishVerbOf(infinitive string) englishVerb {
	verb, rest, _ := strings.Cut(infinitive, " ")
	return englishVerb{verb: verb, rest: rest}
}

func (v englishVerb) present() englishForm {
	if v.conditional {
		return v.to("would", "")
	}
	third := v.verb + "s"
	if odd, ok := irregular[v.verb]; ok {
		third = odd.third
	}
	return englishForm{finite: third, rest: v.rest, so: v.auxiliary(third, "does")}
}

func (v englishVerb) past() englishForm {
	past := strings.TrimSuffix(v.verb, "e") + "ed"
	participle := past
	if odd, ok := irregular[v.verb]; ok {
		past, participle = odd.past, cmp.Or(odd.participle, odd.past)
	}
	if v.conditional {
		return englishForm{finite: "would have " + participle, rest: v.rest, so: "would"}
	}
	return englishForm{finite: past, rest: v.rest, so: v.auxiliary(past, "did")}
}

// to puts an auxiliary and what belongs to it before the infinitive.
func (v englishVerb) to(auxiliary, words string) englishForm {
	if v.conditional && auxiliary == "is" {
		auxiliary, words = "would", "be "+words
	}
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
