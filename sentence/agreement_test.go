package sentence_test

import (
	"testing"

	"entente/graph"
	"entente/sentence"
)

// The agreements are invented; the day is 25 November 2026.
func TestAgreementsInWords(t *testing.T) {
	date := func(text string) graph.Date {
		d, err := graph.ParseDate(text)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	period := func(text string) graph.Period {
		p, err := graph.ParsePeriod(text)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	renewing := graph.Terms{Ends: date("2027-02-28"), Renewal: "AUTOMATIC", RenewalTerm: period("P2Y6M")}
	noticed, late := renewing, renewing
	noticed.Notice, late.Notice = period("P1M"), period("P6M")
	for _, c := range []struct {
		why              string
		state            graph.AgreementState
		terms            graph.Terms
		english, persian string
	}{
		{"nothing known", graph.AgreementUnknown, graph.Terms{}, "Nothing says whether it is in force.", "معلوم نیست که جاری است یا نه."},
		{"signed only", graph.AgreementPending, graph.Terms{}, "No entry into force is recorded.", "لازم\u200cالاجرا شدن آن ثبت نشده است."},
		{"no end", graph.AgreementInForce, graph.Terms{}, "In force; no end is recorded.", "جاری است؛ پایانی ثبت نشده است."},
		{"an end", graph.AgreementInForce, graph.Terms{Ends: date("2028-10-03")}, "In force until 3 October 2028.", "تا ۱۲ مهر ۱۴۰۷ جاری است."},
		{"an end in a month", graph.AgreementInForce, graph.Terms{Ends: date("2028-10")}, "In force until October 2028.", "تا اکتبر ۲۰۲۸ میلادی جاری است."},
		{"an end unless agreed otherwise, with notice", graph.AgreementInForce, graph.Terms{Ends: date("2027-02-28"), Renewal: "BY_AGREEMENT", Notice: period("P90D")},
			"In force until 28 February 2027; it goes on only if the parties agree so; notice is due by 30 November 2026.",
			"تا ۹ اسفند ۱۴۰۵ جاری است؛ تنها با توافق طرف\u200cها ادامه می\u200cیابد؛ مهلت اعلام: ۹ آذر ۱۴۰۵."},
		{"renewing itself", graph.AgreementInForce, renewing, "In force; the term ends: 28 February 2027; then it renews itself for 2 years and 6 months.",
			"جاری است؛ پایان دوره: ۹ اسفند ۱۴۰۵؛ سپس خودبه\u200cخود برای ۲ سال و ۶ ماه تمدید می\u200cشود."},
		{"renewing itself, and notice to come", graph.AgreementInForce, noticed,
			"In force; the term ends: 28 February 2027; then it renews itself for 2 years and 6 months unless notice is given by 28 January 2027.",
			"جاری است؛ پایان دوره: ۹ اسفند ۱۴۰۵؛ سپس خودبه\u200cخود برای ۲ سال و ۶ ماه تمدید می\u200cشود، مگر آنکه تا ۸ بهمن ۱۴۰۵ اعلام خاتمه شود."},
		{"renewing itself, and notice past", graph.AgreementInForce, late,
			"In force; the term ends: 28 February 2027; then it renews itself for 2 years and 6 months, for notice was due by 28 August 2026; the next is due by 28 February 2029.",
			"جاری است؛ پایان دوره: ۹ اسفند ۱۴۰۵؛ سپس خودبه\u200cخود برای ۲ سال و ۶ ماه تمدید می\u200cشود، زیرا مهلت اعلام خاتمه تا ۶ شهریور ۱۴۰۵ بود؛ مهلت بعدی تا ۱۰ اسفند ۱۴۰۷ است."},
		{"over", graph.AgreementEnded, graph.Terms{Ends: date("2005")}, "Ended; the last term ran until 2005.", "پایان یافته است؛ آخرین دوره تا ۲۰۰۵ میلادی بود."},
		{"deserted", graph.AgreementEnded, renewing, "Ended: fewer than two parties remain.", "پایان یافته است: کمتر از دو طرف مانده\u200cاند."},
	} {
		t.Run(c.why, func(t *testing.T) {
			told := sentence.Agreement{State: c.state, Terms: c.terms}
			if term, ok := c.terms.At(date("2026-11-25").First()); ok {
				told.Term = &term
			}
			if got := told.Sentence("en"); got != c.english {
				t.Errorf("got  %s\nwant %s", got, c.english)
			}
			if got := told.Sentence("fa-IR"); got != c.persian {
				t.Errorf("got  %s\nwant %s", got, c.persian)
			}
		})
	}
}
