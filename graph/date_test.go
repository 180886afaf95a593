package graph_test

import (
	"testing"
	"time"

	"entente/graph"
)

func date(t *testing.T, text string) graph.Date {
	t.Helper()
	if text == "" {
		return graph.Date{}
	}
	parsed, err := graph.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

func TestADateKeepsThePrecisionOfItsSource(t *testing.T) {
	cases := []struct{ text, first, last string }{
		{"2018", "2018-01-01", "2018-12-31"},
		{"2018-11", "2018-11-01", "2018-11-30"},
		{"2018-11-04", "2018-11-04", "2018-11-04"},
		{"2024-02", "2024-02-01", "2024-02-29"},
		{"1900-02", "1900-02-01", "1900-02-28"},
		{"0001", "0001-01-01", "0001-12-31"},
		{"9999", "9999-01-01", "9999-12-31"},
	}
	for _, c := range cases {
		t.Run(c.text, func(t *testing.T) {
			got := date(t, c.text)
			if got.String() != c.text {
				t.Errorf("String() = %q, want %q", got, c.text)
			}
			if first := got.First().Date().String(); first != c.first {
				t.Errorf("First() = %s, want %s", first, c.first)
			}
			if last := got.Last().Date().String(); last != c.last {
				t.Errorf("Last() = %s, want %s", last, c.last)
			}
		})
	}
}

func TestADateThatCannotBeIsRefused(t *testing.T) {
	for _, text := range []string{"", "18", "2018-1", "2018-13", "2018-00", "2018-02-30", "2023-02-29", "2018-11-00",
		"2018-11-31", "2018/11/04", "2018-11-4", "20181104", "0000", "-001", "+201", "2018-11-04T00:00", "۲۰۱۸", "2018-1a"} {
		if got, err := graph.ParseDate(text); err == nil || graph.CodeOf(err) != graph.Invalid {
			t.Errorf("ParseDate(%q) = %v, %v, want an INVALID error", text, got, err)
		}
	}
}

func TestDaysCountFromTheEpoch(t *testing.T) {
	cases := []struct {
		at   time.Time
		want graph.Day
	}{
		{time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC), 0},
		{time.Date(1970, 1, 1, 23, 59, 59, 0, time.UTC), 0},
		{time.Date(1969, 12, 31, 23, 59, 59, 0, time.UTC), -1},
		{time.Date(2000, 3, 1, 12, 0, 0, 0, time.UTC), 11017},
	}
	for _, c := range cases {
		if got := graph.DayOf(c.at); got != c.want {
			t.Errorf("DayOf(%s) = %d, want %d", c.at, got, c.want)
		}
	}
}

func TestAnIntervalHoldsOnEachDayThatItsDatesMayMean(t *testing.T) {
	cases := []struct {
		start, end, day string
		want            bool
	}{
		{"", "", "2026-11-24", true},
		{"2018", "", "2018-01-01", true},
		{"2018", "", "2017-12-31", false},
		{"", "2018-06", "2018-06-30", true},
		{"", "2018-06", "2018-07-01", false},
		{"2018-11-04", "2018-11-04", "2018-11-04", true},
	}
	for _, c := range cases {
		interval := graph.Interval{Start: date(t, c.start), End: date(t, c.end)}
		if got := interval.Holds(date(t, c.day).First()); got != c.want {
			t.Errorf("[%s, %s] holds on %s = %v, want %v", c.start, c.end, c.day, got, c.want)
		}
	}
}

func TestAnIntervalEndsNoEarlierThanItMayStart(t *testing.T) {
	cases := []struct {
		start, end string
		valid      bool
	}{
		{"2018", "2018", true},
		{"2018-11", "2018", true},
		{"2018", "2017", false},
		{"2018-11-04", "2018-11-03", false},
		{"", "1900", true},
	}
	for _, c := range cases {
		err := graph.Interval{Start: date(t, c.start), End: date(t, c.end)}.Validate()
		if (err == nil) != c.valid {
			t.Errorf("[%s, %s]: %v, want valid = %v", c.start, c.end, err, c.valid)
		}
	}
}

func FuzzParseDate(f *testing.F) {
	for _, seed := range []string{"2018", "2018-11", "2018-11-04", "0000-00-00", "9999-99-99"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		parsed, err := graph.ParseDate(text)
		if err == nil && parsed.String() != text {
			t.Errorf("ParseDate(%q).String() = %q", text, parsed)
		}
		if err == nil && parsed.First() > parsed.Last() {
			t.Errorf("%q begins after it ends", text)
		}
	})
}
