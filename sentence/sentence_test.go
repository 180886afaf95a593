package sentence_test

import (
	"fmt"
	"strings"
	"testing"

	"entente/graph"
	"entente/sentence"
)

func TestStatuses(t *testing.T) {
	const a, b, c = graph.ConfidenceA, graph.ConfidenceB, graph.ConfidenceC
	for _, row := range []struct {
		why              string
		kind             graph.RelationshipKind
		role             string
		claim            graph.Claim
		english, persian string
	}{
		{"active, since a year", graph.MemberOf, "member", claim(a, graph.Active, "2018", ""),
			"Invented Institute is a member of Invented Body (since 2018).",
			"مؤسسهٔ ساختگی از ۲۰۱۸ میلادی عضو نهاد ساختگی است."},
		{"active, without a date", graph.MemberOf, "member", claim(b, graph.Active, "", ""),
			"Invented Institute is a member of Invented Body.",
			"مؤسسهٔ ساختگی عضو نهاد ساختگی است."},
		{"active, with both dates", graph.MemberOf, "member", claim(a, graph.Active, "2018-11", "2024-11-04"),
			"Invented Institute is a member of Invented Body (November 2018 to 4 November 2024).",
			"مؤسسهٔ ساختگی از نوامبر ۲۰۱۸ میلادی تا ۱۴ آبان ۱۴۰۳ عضو نهاد ساختگی است."},
		{"active, up to a day", graph.MemberOf, "board", claim(a, graph.Active, "", "2024-11-04"),
			"Invented Institute sits on the board of Invented Body (until 4 November 2024).",
			"مؤسسهٔ ساختگی تا ۱۴ آبان ۱۴۰۳ عضو هیئت\u200cمدیرهٔ نهاد ساختگی است."},
		{"ended, with both dates", graph.MemberOf, "member", claim(a, graph.Ended, "2003", "2012"),
			"Invented Institute was a member of Invented Body from 2003 to 2012.",
			"مؤسسهٔ ساختگی از ۲۰۰۳ تا ۲۰۱۲ میلادی عضو نهاد ساختگی بود."},
		{"ended, at a date", graph.MemberOf, "member", claim(a, graph.Ended, "", "2019"),
			"Invented Institute was a member of Invented Body until 2019.",
			"مؤسسهٔ ساختگی تا ۲۰۱۹ میلادی عضو نهاد ساختگی بود."},
		{"ended, nobody says when", graph.MemberOf, "member", claim(a, graph.Ended, "", ""),
			"Invented Institute was a member of Invented Body (ended).",
			"مؤسسهٔ ساختگی پیش\u200cتر عضو نهاد ساختگی بود."},
		{"ended, only the start is known", graph.MemberOf, "member", claim(a, graph.Ended, "2003", ""),
			"Invented Institute was a member of Invented Body from 2003 (since ended).",
			"مؤسسهٔ ساختگی از ۲۰۰۳ میلادی عضو نهاد ساختگی بود (اکنون پایان یافته)."},
		{"ended, what went on for a time", graph.PartnerOf, "support", claim(a, graph.Ended, "2003", "2012"),
			"Invented Institute supported Invented Body from 2003 to 2012.",
			"مؤسسهٔ ساختگی از ۲۰۰۳ تا ۲۰۱۲ میلادی از نهاد ساختگی پشتیبانی می\u200cکرد."},
		{"done, on a day", graph.TookPartIn, "participant", claim(a, graph.Done, "2019-05-11", ""),
			"Invented Institute took part in Invented Body on 11 May 2019.",
			"مؤسسهٔ ساختگی در ۲۱ اردیبهشت ۱۳۹۸ در نهاد ساختگی شرکت کرد."},
		{"done, over days", graph.TookPartIn, "organizer", claim(a, graph.Done, "2019-05-11", "2019-05-12"),
			"Invented Institute organized Invented Body from 11 May 2019 to 12 May 2019.",
			"مؤسسهٔ ساختگی از ۲۱ اردیبهشت ۱۳۹۸ تا ۲۲ اردیبهشت ۱۳۹۸ برگزارکنندهٔ نهاد ساختگی بود."},
		{"a founding is done and the membership need not be over", graph.MemberOf, "founder", claim(a, graph.Done, "2018", ""),
			"Invented Institute co-founded Invented Body in 2018.",
			"مؤسسهٔ ساختگی در ۲۰۱۸ میلادی در بنیان\u200cگذاری نهاد ساختگی مشارکت کرد."},
		{"signed, not known to be in force", graph.PartyTo, "party", claim(a, graph.Signed, "2013-11-13", ""),
			"Invented Institute signed Invented Body on 13 November 2013 (entry into force not recorded).",
			"مؤسسهٔ ساختگی در ۲۲ آبان ۱۳۹۲ نهاد ساختگی را امضا کرد (لازم\u200cالاجرا شدن آن ثبت نشده است)."},
		{"signed, of a role that does not sign", graph.PartyTo, "implementer", claim(a, graph.Signed, "2024-03", ""),
			"Invented Institute implements Invented Body (signed March 2024, entry into force not recorded).",
			"مؤسسهٔ ساختگی مجری نهاد ساختگی است (امضا: مارس ۲۰۲۴ میلادی؛ لازم\u200cالاجرا شدن آن ثبت نشده است)."},
		{"signed, nobody says when", graph.PartyTo, "implementer", claim(a, graph.Signed, "", ""),
			"Invented Institute implements Invented Body (signed, entry into force not recorded).",
			"مؤسسهٔ ساختگی مجری نهاد ساختگی است (امضاشده؛ لازم\u200cالاجرا شدن آن ثبت نشده است)."},
		{"suspended", graph.MemberOf, "member", claim(a, graph.Suspended, "2010", ""),
			"Invented Institute is a member of Invented Body (since 2010, suspended).",
			"مؤسسهٔ ساختگی از ۲۰۱۰ میلادی عضو نهاد ساختگی است (اکنون در حال تعلیق)."},
		{"contested", graph.MemberOf, "member", claim(a, graph.Contested, "2024-01-01", ""),
			"Invented Institute is said by some, and disputed by others, to be a member of Invented Body (since 1 January 2024).",
			"مؤسسهٔ ساختگی به گفتهٔ برخی و برخلاف نظر برخی دیگر از ۱۱ دی ۱۴۰۲ عضو نهاد ساختگی است."},
		{"planned", graph.Funds, "", claim(a, graph.Planned, "2012-03", ""),
			"Invented Institute is to fund Invented Body (planned, March 2012).",
			"مؤسسهٔ ساختگی قرار است تأمین\u200cکنندهٔ مالی نهاد ساختگی باشد (برنامه\u200cریزی\u200cشده، مارس ۲۰۱۲ میلادی)."},
		{"proposed", graph.MemberOf, "member", claim(a, graph.Proposed, "2012-03-16", ""),
			"Invented Institute would be a member of Invented Body under a proposal of 16 March 2012.",
			"مؤسسهٔ ساختگی بنا بر پیشنهادی از ۲۶ اسفند ۱۳۹۰ عضو نهاد ساختگی خواهد بود."},
		{"drafted", graph.PartyTo, "party", claim(a, graph.Draft, "", ""),
			"Invented Institute would be a party to Invented Body under a draft.",
			"مؤسسهٔ ساختگی بنا بر پیش\u200cنویسی طرف نهاد ساختگی خواهد بود."},
		{"applied for", graph.MemberOf, "applicant", claim(a, graph.Active, "2020", ""),
			"Invented Institute has applied for membership of Invented Body (since 2020).",
			"مؤسسهٔ ساختگی از ۲۰۲۰ میلادی متقاضی عضویت در نهاد ساختگی است."},
		{"plans to apply", graph.MemberOf, "applicant", claim(a, graph.Planned, "2018", ""),
			"Invented Institute plans to join Invented Body (as of 2018).",
			"مؤسسهٔ ساختگی در پی پیوستن به نهاد ساختگی است (به تاریخ ۲۰۱۸ میلادی)."},
		{"in talks", graph.PartnerOf, "negotiation", claim(a, graph.Proposed, "2023-07", ""),
			"Invented Institute is in negotiation with Invented Body (proposed, July 2023).",
			"مؤسسهٔ ساختگی با نهاد ساختگی در حال مذاکره است (پیشنهادی، ژوئیهٔ ۲۰۲۳ میلادی)."},
		{"no word on how it stands", graph.OfficerOf, "director", claim(a, graph.Unknown, "2019-05", ""),
			"Invented Institute is director of Invented Body (as of May 2019).",
			"مؤسسهٔ ساختگی مدیر نهاد ساختگی است (به تاریخ مهٔ ۲۰۱۹ میلادی)."},
		{"no word on how it stands or when", graph.OfficerOf, "director", claim(a, graph.Unknown, "", ""),
			"Invented Institute is director of Invented Body (standing not recorded).",
			"مؤسسهٔ ساختگی مدیر نهاد ساختگی است (وضعیت کنونی ثبت نشده است)."},
		{"a weak source, behind the auxiliary", graph.MemberOf, "member", claim(c, graph.Active, "", ""),
			"Invented Institute is reportedly a member of Invented Body.",
			"مؤسسهٔ ساختگی بنا بر گزارش\u200cها عضو نهاد ساختگی است."},
		{"a weak source, before the verb", graph.Funds, "", claim(c, graph.Active, "", ""),
			"Invented Institute reportedly funds Invented Body.",
			"مؤسسهٔ ساختگی بنا بر گزارش\u200cها تأمین\u200cکنندهٔ مالی نهاد ساختگی است."},
		{"contested by a weak source is hedged once", graph.MemberOf, "member", claim(c, graph.Contested, "", ""),
			"Invented Institute is said by some, and disputed by others, to be a member of Invented Body.",
			"مؤسسهٔ ساختگی به گفتهٔ برخی و برخلاف نظر برخی دیگر عضو نهاد ساختگی است."},
		{"before the exact Jalali years", graph.PartyTo, "party", claim(a, graph.Active, "1648-10-24", ""),
			"Invented Institute is a party to Invented Body (since 24 October 1648).",
			"مؤسسهٔ ساختگی از ۲۴ اکتبر ۱۶۴۸ میلادی طرف نهاد ساختگی است."},
	} {
		t.Run(row.why, func(t *testing.T) {
			steps := []sentence.Step{hop(row.kind, row.role, true, row.claim)}
			if got := sentence.Path("en", steps); got != row.english {
				t.Errorf("in English\n got %s\nwant %s", got, row.english)
			}
			if got := sentence.Path("fa", steps); got != row.persian {
				t.Errorf("in Persian\n got %s\nwant %s", got, row.persian)
			}
		})
	}
}

var third = entity("org:invented-centre", graph.Organization, "Invented Point", "نقطهٔ ساختگی")

// two makes the path institute – body – point; each hop is a forward or a backward member.
func two(firstForward, secondForward bool, first, second graph.Claim) []sentence.Step {
	step := sentence.Step{From: alliance, To: third, Forward: secondForward, Tie: tie(graph.MemberOf, alliance.ID, third.ID, "member", second)}
	if !secondForward {
		step.Tie = tie(graph.MemberOf, third.ID, alliance.ID, "member", second)
	}
	return []sentence.Step{hop(graph.MemberOf, "member", firstForward, first), step}
}

func TestTwoHopsAreToldTogether(t *testing.T) {
	since := func(year string) graph.Claim { return claim(graph.ConfidenceA, graph.Active, year, "") }
	for _, c := range []struct {
		why              string
		steps            []sentence.Step
		english, persian string
	}{
		{"members of one body, of the same date", two(true, false, since("2018"), since("2018")),
			"Invented Institute is a member of Invented Body (since 2018), and so is Invented Point.",
			"مؤسسهٔ ساختگی و نقطهٔ ساختگی هر دو از ۲۰۱۸ میلادی عضو نهاد ساختگی هستند."},
		{"members of one body, of two dates", two(true, false, since("2018"), since("2019")),
			"Invented Institute is a member of Invented Body (since 2018), and so is Invented Point (since 2019).",
			"مؤسسهٔ ساختگی از ۲۰۱۸ میلادی عضو نهاد ساختگی است و نقطهٔ ساختگی نیز از ۲۰۱۹ میلادی عضو آن است."},
		{"a missing date is not borrowed from the other hop", two(true, false, since("2018"), since("")),
			"Invented Institute is a member of Invented Body (since 2018), and so is Invented Point (no date given).",
			"مؤسسهٔ ساختگی از ۲۰۱۸ میلادی عضو نهاد ساختگی است و نقطهٔ ساختگی نیز عضو آن است."},
		{"one is no longer a member", two(true, false, since("2018"), claim(graph.ConfidenceA, graph.Ended, "", "2019")),
			"Invented Institute is a member of Invented Body (since 2018), and Invented Point was a member of the latter until 2019.",
			"مؤسسهٔ ساختگی از ۲۰۱۸ میلادی عضو نهاد ساختگی است و نقطهٔ ساختگی تا ۲۰۱۹ میلادی عضو آن بود."},
		{"one of the two is only reported", two(true, false, since(""), claim(graph.ConfidenceC, graph.Active, "", "")),
			"Invented Institute is a member of Invented Body, and Invented Point is reportedly a member of the latter.",
			"مؤسسهٔ ساختگی عضو نهاد ساختگی است و نقطهٔ ساختگی بنا بر گزارش\u200cها عضو آن است."},
		{"a member of two", two(false, true, since(""), since("")),
			"Invented Body is a member of both Invented Institute and Invented Point.",
			"نهاد ساختگی عضو مؤسسهٔ ساختگی و نقطهٔ ساختگی است."},
		{"a member of two, of two dates", two(false, true, since("2018"), since("2019")),
			"Invented Body is a member of Invented Institute (since 2018) and is a member of Invented Point (since 2019).",
			"نهاد ساختگی از ۲۰۱۸ میلادی عضو مؤسسهٔ ساختگی است و از ۲۰۱۹ میلادی عضو نقطهٔ ساختگی است."},
		{"a member of a member", two(true, true, since("2018"), since("")),
			"Invented Institute is a member of Invented Body (since 2018), which is a member of Invented Point.",
			"مؤسسهٔ ساختگی از ۲۰۱۸ میلادی عضو نهاد ساختگی است که خود عضو نقطهٔ ساختگی است."},
		{"down to a member's member", two(false, false, since(""), since("")),
			"Invented Body is a member of Invented Institute, and Invented Point is a member of Invented Body.",
			"نهاد ساختگی عضو مؤسسهٔ ساختگی است و نقطهٔ ساختگی عضو نهاد ساختگی است."},
	} {
		t.Run(c.why, func(t *testing.T) {
			if got := sentence.Path("en", c.steps); got != c.english {
				t.Errorf("in English\n got %s\nwant %s", got, c.english)
			}
			if got := sentence.Path("fa", c.steps); got != c.persian {
				t.Errorf("in Persian\n got %s\nwant %s", got, c.persian)
			}
		})
	}
}

func TestLengths(t *testing.T) {
	t.Run("a path without hops is told as nothing", func(t *testing.T) {
		if got := sentence.Path("en", nil) + sentence.Path("fa", nil); got != "" {
			t.Errorf("got %q, want nothing", got)
		}
	})
	for hops := 1; hops <= 15; hops++ {
		t.Run(fmt.Sprintf("a path of %d hops names each entity", hops), func(t *testing.T) {
			var steps []sentence.Step
			for i := range hops {
				from, to := numbered(i), numbered(i+1)
				forward := i%3 != 1
				step := sentence.Step{From: from, To: to, Forward: forward, Tie: tie(graph.MemberOf, from.ID, to.ID, "member", claim(graph.ConfidenceA, graph.Active, "", ""))}
				if !forward {
					step.Tie.From, step.Tie.To = to.ID, from.ID
				}
				steps = append(steps, step)
			}
			english, persian := sentence.Path("en", steps), sentence.Path("fa", steps)
			for i := range hops + 1 {
				if name := fmt.Sprintf("Invented-%02d", i); !strings.Contains(english, name) || !strings.Contains(persian, name) {
					t.Errorf("%s is missing in %q or %q", name, english, persian)
				}
			}
			if got, want := strings.Count(english, "."), (hops+1)/2; got != want {
				t.Errorf("got %d sentences, want %d: %q", got, want, english)
			}
		})
	}
}

func numbered(i int) *graph.Entity {
	return entity(graph.ID(fmt.Sprintf("org:invented-%02d", i)), graph.Organization, fmt.Sprintf("Invented-%02d", i), "")
}

func TestAPathIsToldWhateverIsMissing(t *testing.T) {
	member := tie(graph.MemberOf, "org:a", "org:b", "member", claim(graph.ConfidenceA, graph.Active, "", ""))
	for _, c := range []struct {
		why, language string
		step          sentence.Step
		want          string
	}{
		{"an entity that is gone is called by its id", "en", sentence.Step{Tie: member, Forward: true}, "org:a is a member of org:b."},
		{"also when walked backward", "en", sentence.Step{Tie: member}, "org:a is a member of org:b."},
		{"a hop without its tie", "en", sentence.Step{From: institute, To: alliance}, "Invented Institute is tied to Invented Body (standing not recorded)."},
		{"a tie without claims", "en", sentence.Step{From: institute, To: alliance, Forward: true, Tie: tie(graph.MemberOf, institute.ID, alliance.ID, "")},
			"Invented Institute is reportedly a member of Invented Body (standing not recorded)."},
		{"a role that the vocabulary does not know", "en", hop(graph.MemberOf, "invented-role", true, claim(graph.ConfidenceA, graph.Active, "", "")), "Invented Institute is a member of Invented Body."},
		{"a language that is not told", "de", hop(graph.MemberOf, "member", true, claim(graph.ConfidenceA, graph.Active, "", "")), "Invented Institute is a member of Invented Body."},
		{"a regional tag", "fa-IR", hop(graph.MemberOf, "member", true, claim(graph.ConfidenceA, graph.Active, "", "")), "مؤسسهٔ ساختگی عضو نهاد ساختگی است."},
	} {
		t.Run(c.why, func(t *testing.T) {
			if got := sentence.Path(c.language, []sentence.Step{c.step}); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestSymmetricTiesAreToldFromTheFirstEntity(t *testing.T) {
	cooperation := tie(graph.PartnerOf, alliance.ID, institute.ID, "cooperation", claim(graph.ConfidenceA, graph.Active, "", ""))
	got := sentence.Path("en", []sentence.Step{{From: institute, To: alliance, Tie: cooperation}})
	if want := "Invented Institute cooperates with Invented Body."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestNamesKeepTheirOwnDirection(t *testing.T) {
	active := claim(graph.ConfidenceA, graph.Active, "", "")
	english := entity("org:invented-english", graph.Firm, "Invented Works", "")
	mixed := entity("org:invented-mixed", graph.Firm, "Invented Works", "ساختگی (SDN)")
	persianOnly := &graph.Entity{ID: "org:invented-persian", Kind: graph.Firm, Names: []graph.Name{{Value: "ساختگی", Language: "fa", Type: graph.Label}}}
	spoofed := entity("org:invented-spoofed", graph.Firm, "Invented\u202e\nWorks\u2069", "ساختگی")
	for _, c := range []struct {
		why, language string
		from          *graph.Entity
		want          string
	}{
		{"an English name in Persian is isolated", "fa", english, "\u2068Invented Works\u2069 عضو نهاد ساختگی است."},
		{"a Persian name with Latin letters is isolated", "fa", mixed, "\u2068ساختگی (SDN)\u2069 عضو نهاد ساختگی است."},
		{"a Persian name in English is isolated", "en", persianOnly, "\u2068ساختگی\u2069 is a member of Invented Body."},
		{"a name in the language is not", "en", english, "Invented Works is a member of Invented Body."},
		{"direction controls and line breaks of a name are dropped", "en", spoofed, "Invented Works is a member of Invented Body."},
	} {
		t.Run(c.why, func(t *testing.T) {
			step := sentence.Step{From: c.from, To: alliance, Forward: true, Tie: tie(graph.MemberOf, c.from.ID, alliance.ID, "member", active)}
			if got := sentence.Path(c.language, []sentence.Step{step}); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestArticles(t *testing.T) {
	active := claim(graph.ConfidenceA, graph.Active, "", "")
	for _, c := range []struct {
		kind       graph.EntityKind
		name, want string
	}{
		{graph.Academy, "Chinese Academy of Sciences", "the Chinese Academy of Sciences"},
		{graph.Academy, "The World Academy of Sciences", "The World Academy of Sciences"},
		{graph.Organization, "UN Security Council", "the UN Security Council"},
		{graph.Organization, "BRICS", "BRICS"},
		{graph.Organization, "Pardis Technology Park", "Pardis Technology Park"},
		{graph.Organization, "National Petrochemical Company (Iran)", "National Petrochemical Company (Iran)"},
		{graph.Organization, "Conference on Interaction and Confidence-Building Measures in Asia", "the Conference on Interaction and Confidence-Building Measures in Asia"},
		{graph.Agreement, "INSF-RFBR MoU", "the INSF-RFBR MoU"},
		{graph.Project, "Innovation and technology development in Iran's mature industries", "Innovation and technology development in Iran's mature industries"},
		{graph.Country, "United Arab Emirates", "the United Arab Emirates"},
		{graph.Country, "China", "China"},
		{graph.Firm, "Advanced Technologies Company of Iran", "Advanced Technologies Company of Iran"},
	} {
		t.Run(c.name, func(t *testing.T) {
			object := entity("x:object", c.kind, c.name, "")
			step := sentence.Step{From: institute, To: object, Forward: true, Tie: tie(graph.MemberOf, institute.ID, object.ID, "member", active)}
			if got, want := sentence.Path("en", []sentence.Step{step}), "Invented Institute is a member of "+c.want+"."; got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

func TestOfficesOfACountryAreItsOwnInPersian(t *testing.T) {
	country := entity("iso:XX", graph.Country, "Inventedland", "کشور ساختگی")
	step := sentence.Step{From: institute, To: country, Forward: true, Tie: tie(graph.OfficerOf, institute.ID, country.ID, "president", claim(graph.ConfidenceA, graph.Active, "", ""))}
	if got, want := sentence.Path("fa", []sentence.Step{step}), "مؤسسهٔ ساختگی رئیس\u200cجمهور کشور ساختگی است."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
