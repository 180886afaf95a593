package sentence

import "strings"

// persianPhrase is a predicate without its verb; {} is where the object stands.
type persianPhrase struct {
	words string
	// verb is the infinitive of the verb at the end.
	verb string
}

func (p persianPhrase) fill(object string) string {
	return strings.Replace(p.words, "{}", object, 1)
}

// persianTenses are the stems of a verb that differ: present, past, subjunctive.
type persianTenses struct {
	now, nowPlural string
	then           string
	may            string
	// conditional puts the present and the past in the conditional.
	conditional bool
}

// persianVerb is a verb in one tense.
type persianVerb struct {
	singular, plural string
}

// persianVerbs are the verbs of the lexicon by their infinitive.
var persianVerbs = map[string]persianTenses{
	"بودن":     {now: "است", nowPlural: "هستند", then: "بود", may: "باشد"},
	"داشتن":    {now: "دارد", nowPlural: "دارند", then: "داشت", may: "داشته باشد"},
	"کردن":     {now: "می‌کند", nowPlural: "می‌کنند", then: "کرد", may: "کند"},
	"دادن":     {now: "می‌دهد", nowPlural: "می‌دهند", then: "داد", may: "بدهد"},
	"شدن":      {now: "می‌شود", nowPlural: "می‌شوند", then: "شد", may: "شود"},
	"گرفتن":    {now: "می‌گیرد", nowPlural: "می‌گیرند", then: "گرفت", may: "بگیرد"},
	"پرداختن":  {now: "می‌پردازد", nowPlural: "می‌پردازند", then: "پرداخت", may: "بپردازد"},
	"انجامیدن": {now: "می‌انجامد", nowPlural: "می‌انجامند", then: "انجامید", may: "بینجامد"},
}

func (t persianTenses) present() persianVerb {
	if t.conditional {
		return t.would()
	}
	return persianVerb{t.now, t.nowPlural}
}

func (t persianTenses) past() persianVerb {
	if t.conditional {
		return t.would()
	}
	return persianVerb{t.then, t.then + "ند"}
}

// lasting is the past of what went on for a time; is and has know one past only.
func (t persianTenses) lasting() persianVerb {
	if strings.HasPrefix(t.now, "می") {
		return t.would()
	}
	return t.past()
}

// would is the conditional, which is one for present and past.
func (t persianTenses) would() persianVerb {
	return persianVerb{"می\u200c" + t.then, "می\u200c" + t.then + "ند"}
}

func (t persianTenses) future() persianVerb {
	return persianVerb{"خواهد " + t.then, "خواهند " + t.then}
}

// subjunctive has a plural that only puts the ending of the last word in the plural.
func (t persianTenses) subjunctive() persianVerb {
	return persianVerb{t.may, strings.TrimSuffix(t.may, "د") + "ند"}
}
