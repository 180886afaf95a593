package sentence_test

import (
	"testing"

	"entente/graph"
	"entente/sentence"
)

func TestHowLongAPathHoldsIsTold(t *testing.T) {
	interval := func(start, end string) *graph.Interval { return &graph.Interval{Start: date(start), End: date(end)} }
	ends := &sentence.Step{From: entity("academy:cas", graph.Academy, "Chinese Academy of Sciences", "آکادمی علوم چین"),
		To: entity("agreement:center-cas-mou", graph.Agreement, "MoU between the Center and the Chinese Academy of Sciences", "")}
	cases := []struct {
		name, language string
		window         *graph.Interval
		ends           *sentence.Step
		want           string
	}{
		{"at no time", "en", nil, ends, "There is no time at which all hops hold at once."},
		{"without bounds", "en", interval("", ""), nil, "Nothing that is known bounds the time for which all hops hold."},
		{"from a year", "en", interval("2018", ""), nil, "All hops hold at once from 2018 on."},
		{"until a day", "en", interval("", "2030-02-03"), ends,
			"All hops hold at once until 3 February 2030; then the tie between the Chinese Academy of Sciences and the MoU between the Center and the Chinese Academy of Sciences ends."},
		{"from a month until a year", "en-GB", interval("2023-05", "2030"), nil, "All hops hold at once from May 2023 until 2030."},
		{"at no time, in Persian", "fa", nil, nil, "زمانی نیست که همهٔ گام\u200cها با هم برقرار باشند."},
		{"without bounds, in Persian", "fa", interval("", ""), nil, "هیچ تاریخ شناخته\u200cشده\u200cای زمان برقراری همهٔ گام\u200cها را محدود نمی\u200cکند."},
		{"from a year, in Persian", "fa", interval("2018", ""), nil, "همهٔ گام\u200cها از ۲۰۱۸ میلادی به بعد با هم برقرارند."},
		{"until a day, in Persian", "fa", interval("", "2030-02-03"), ends, "همهٔ گام\u200cها تا ۱۵ بهمن ۱۴۰۸ با هم برقرارند؛ سپس پیوند میان آکادمی علوم چین و " +
			"\u2068MoU between the Center and the Chinese Academy of Sciences\u2069 پایان می\u200cیابد."},
		{"between years, in Persian", "fa", interval("2023", "2030"), nil, "همهٔ گام\u200cها از ۲۰۲۳ تا ۲۰۳۰ میلادی با هم برقرارند."},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := sentence.Validity(c.language, c.window, c.ends); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestWhatIsAssumedIsToldAsSuch(t *testing.T) {
	cas := entity("academy:cas", graph.Academy, "Chinese Academy of Sciences", "آکادمی علوم چین")
	pakistan := entity("academy:pakistan", graph.Academy, "Pakistan Academy of Sciences", "آکادمی علوم پاکستان")
	recorded := tie(graph.PartnerOf, cas.ID, pakistan.ID, "cooperation", claim(graph.ConfidenceA, graph.Active, "2018", ""))
	steps := []sentence.Step{{From: cas, To: pakistan, Tie: recorded.Assume(recorded.Resolve()), Forward: true}}
	told := map[string]string{
		"en": "The Chinese Academy of Sciences would cooperate with the Pakistan Academy of Sciences (from 2018). " +
			"The tie between the Chinese Academy of Sciences and the Pakistan Academy of Sciences is assumed here and not recorded so.",
		"fa": "آکادمی علوم چین در این فرض از ۲۰۱۸ میلادی با آکادمی علوم پاکستان همکاری می\u200cداشت. پیوند میان آکادمی علوم چین و آکادمی علوم پاکستان در اینجا فرض شده و چنین ثبت نشده است.",
	}
	for language, want := range told {
		if got := sentence.Path(language, steps); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
	if recorded.Assumed() {
		t.Error("the recorded tie says that it is assumed")
	}
}
