package sentence

import (
	"fmt"
	"strings"

	"entente/graph"
)

// Agreement is how an agreement stands on a day.
type Agreement struct {
	State graph.AgreementState
	Terms graph.Terms
	// Term is nil where nothing says when it ends.
	Term *graph.Term
}

// agreementWords are the sentences of one language. {end} is the last day of the
// term, {for} the length of the next one, {by} the last safe day for notice, {next} the one after it.
type agreementWords struct {
	states                                 [4]string
	until, over, term, renews, unless      string
	wasDue, byAgreement, notice, unlimited string
	date                                   func(graph.Date) string
	units                                  [3][2]string
	and                                    string
}

var englishAgreement = agreementWords{
	states:      [4]string{"Nothing says whether it is in force", "No entry into force is recorded", "In force", "Ended: fewer than two parties remain"},
	until:       "In force until {end}",
	over:        "Ended; the last term ran until {end}",
	term:        "; the term ends: {end}",
	renews:      "; then it renews itself for {for}",
	unless:      " unless notice is given by {by}",
	wasDue:      ", for notice was due by {by}; the next is due by {next}",
	byAgreement: "; it goes on only if the parties agree so",
	notice:      "; notice is due by {by}",
	unlimited:   "; no end is recorded",
	date:        englishDate,
	units:       [3][2]string{{"year", "years"}, {"month", "months"}, {"day", "days"}},
	and:         " and ",
}

var persianAgreement = agreementWords{
	states:      [4]string{"معلوم نیست که جاری است یا نه", "لازم‌الاجرا شدن آن ثبت نشده است", "جاری است", "پایان یافته است: کمتر از دو طرف مانده‌اند"},
	until:       "تا {end} جاری است",
	over:        "پایان یافته است؛ آخرین دوره تا {end} بود",
	term:        "؛ پایان دوره: {end}",
	renews:      "؛ سپس خودبه‌خود برای {for} تمدید می‌شود",
	unless:      "، مگر آنکه تا {by} اعلام خاتمه شود",
	wasDue:      "، زیرا مهلت اعلام خاتمه تا {by} بود؛ مهلت بعدی تا {next} است",
	byAgreement: "؛ تنها با توافق طرف‌ها ادامه می‌یابد",
	notice:      "؛ مهلت اعلام: {by}",
	unlimited:   "؛ پایانی ثبت نشده است",
	date:        persianDate,
	units:       [3][2]string{{"سال", "سال"}, {"ماه", "ماه"}, {"روز", "روز"}},
	and:         " و ",
}

// Sentence tells it in a language, "en" or "fa", any other in English.
func (a Agreement) Sentence(language string) string {
	words, stop, digits := englishAgreement, ".", func(s string) string { return s }
	if primary(language) == "fa" {
		words, digits = persianAgreement, persianDigits
	}
	term := graph.Term{}
	if a.Term != nil {
		term = *a.Term
	}
	fill := strings.NewReplacer("{end}", words.date(term.Ends), "{for}", digits(words.period(a.Terms.RenewalTerm)),
		"{by}", words.date(term.NoticeBy), "{next}", words.date(term.NextNoticeBy))
	return fill.Replace(a.template(words) + stop)
}

func (a Agreement) template(words agreementWords) string {
	switch {
	case a.Term == nil && a.State == graph.AgreementInForce:
		return words.states[a.State] + words.unlimited
	case a.Term == nil:
		return words.states[a.State]
	case a.State == graph.AgreementEnded && a.Term.Over:
		return words.over
	case a.State == graph.AgreementEnded:
		return words.states[a.State]
	}
	text := words.states[a.State] + words.term
	if a.State == graph.AgreementInForce && !a.Terms.Renews() {
		text = words.until
	}
	return text + a.onward(words)
}

// onward says what comes after the term.
func (a Agreement) onward(words agreementWords) string {
	due := !a.Term.NoticeBy.IsZero()
	switch {
	case a.Terms.Renews() && due && a.Term.NoticeBy != a.Term.NextNoticeBy:
		return words.renews + words.wasDue
	case a.Terms.Renews() && due:
		return words.renews + words.unless
	case a.Terms.Renews():
		return words.renews
	}
	text := ""
	if a.Terms.Renewal == byAgreement {
		text = words.byAgreement
	}
	if due {
		text += words.notice
	}
	return text
}

const byAgreement = "BY_AGREEMENT"

// period gives "2 years and 6 months".
func (w agreementWords) period(p graph.Period) string {
	var parts []string
	for i, n := range [...]int{p.Months / 12, p.Months % 12, p.Days} {
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, w.units[i][min(n, 2)-1]))
		}
	}
	return strings.Join(parts, w.and)
}
