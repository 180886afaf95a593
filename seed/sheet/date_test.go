package sheet_test

import (
	"strings"
	"testing"

	"entente/graph"
	"entente/seed/sheet"
)

func TestDatesAsOfficesWriteThem(t *testing.T) {
	for _, c := range []struct{ text, calendar, order, want string }{
		{"2018-11-04", "", "", "2018-11-04"},
		{"2018/11/4", "", "", "2018-11-04"},
		{"4.11.2018", "", "dmy", "2018-11-04"},
		{"11/04/2018", "", "mdy", "2018-11-04"},
		{"20181104", "", "", "2018-11-04"},
		{"2018-11-04 00:00:00", "", "", "2018-11-04"},
		{"2018-11-04T10:30:00Z", "", "", "2018-11-04"},
		{"2018", "", "", "2018"},
		{"11/2018", "", "", "2018-11"},
		{"1397/08/13", "jalali", "", "2018-11-04"},
		{"۱۳۹۷/۰۸/۱۳", "jalali", "", "2018-11-04"},
		{"١٣٩٧/٠٨/١٣", "jalali", "", "2018-11-04"},
		{"۱۳/۸/۱۳۹۷", "jalali", "dmy", "2018-11-04"},
		{"1403/12/30", "jalali", "", "2025-03-20"},
		{"1351-08-01", "gregorian", "", "1351-08-01"},
	} {
		got, warning, err := sheet.ParseDate(c.text, c.calendar, c.order)
		if err != nil || warning != nil || got.String() != c.want {
			t.Errorf("%s %s %s: got %s, %v, %v, want %s", c.text, c.calendar, c.order, got, warning, err, c.want)
		}
	}
}

func TestAYearOrMonthOfTheJalaliCalendarIsKeptWithAWord(t *testing.T) {
	for text, want := range map[string]string{"1397": "2018", "۱۳۹۷/۰۷": "2018-10"} {
		got, warning, err := sheet.ParseDate(text, sheet.Jalali, "")
		if err != nil || got.String() != want || warning == nil || !strings.Contains(warning.Message, "is kept as "+want) {
			t.Errorf("%s: got %s, %v, %v, want %s and a warning", text, got, warning, err, want)
		}
	}
}

func TestDatesThatCannotBeAreRefused(t *testing.T) {
	for _, c := range []struct{ text, calendar, order, says string }{
		{"1403-12-31", "jalali", "", "the Jalali date 1403-12-31 does not exist"},
		{"1402/12/30", "jalali", "", "does not exist"},
		{"1403/07/31", "jalali", "", "does not exist"},
		{"2018-02-30", "", "", "does not exist"},
		{"2018-13-01", "", "", "does not exist"},
		{"2018-00-01", "", "", "does not exist"},
		{"2018-1-300", "", "", "does not exist"},
		{"9999/12/29", "jalali", "", "outside"},
		{"1397/08/13", "", "", "must say calendar"},
		{"4/11/2018", "", "", "must say order"},
		{"18-11-04", "", "", "four digits"},
		{"97/8/13", "jalali", "", "four digits"},
		{"last week", "", "", "is no date"},
		{"2018-11-04-05", "", "", "is no date"},
		{"2018-11-", "", "", ""},
		{"", "", "", "is no date"},
		{"99999999999", "", "", "is no date"},
	} {
		got, _, err := sheet.ParseDate(c.text, c.calendar, c.order)
		if c.says == "" {
			continue
		}
		if err == nil || err.Code != graph.Invalid || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%q: got %s, %v, want it to say %q", c.text, got, err, c.says)
		}
	}
}

func TestTextsThatLookTheSameAreTheSame(t *testing.T) {
	want := sheet.Fold("می\u200cرود کتاب ۱۲")
	for _, text := range []string{"مي رود كتاب 12", "می رود  کتاب ١٢", "\u200fمی رود کتاب 12 "} {
		if got := sheet.Fold(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func FuzzParseDate(f *testing.F) {
	for _, seed := range []string{"1397/08/13", "۱۳۹۷/۰۸/۱۳", "4.11.2018", "2018-11-04T10:30:00Z", "20181104"} {
		f.Add(seed, "jalali", "dmy")
		f.Add(seed, "", "")
	}
	f.Fuzz(func(t *testing.T, text, calendar, order string) {
		date, _, err := sheet.ParseDate(text, calendar, order)
		if err != nil {
			return
		}
		if again, err := graph.ParseDate(date.String()); err != nil || again != date {
			t.Errorf("%q: got %s, which is no date: %v", text, date, err)
		}
	})
}
