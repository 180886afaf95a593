package graph_test

import (
	"testing"

	"entente/graph"
)

func TestJalaliOfKnownDays(t *testing.T) {
	for _, c := range []struct {
		why  string
		day  graph.Date
		want graph.Jalali
	}{
		{"Nowruz of a leap year", graph.Date{Year: 2024, Month: 3, Day: 20}, graph.Jalali{Year: 1403, Month: 1, Day: 1}},
		{"the thirtieth of Esfand", graph.Date{Year: 2025, Month: 3, Day: 20}, graph.Jalali{Year: 1403, Month: 12, Day: 30}},
		{"the day behind it", graph.Date{Year: 2025, Month: 3, Day: 21}, graph.Jalali{Year: 1404, Month: 1, Day: 1}},
		{"Nowruz behind a common year", graph.Date{Year: 2026, Month: 3, Day: 21}, graph.Jalali{Year: 1405, Month: 1, Day: 1}},
		{"22 Bahman 1357", graph.Date{Year: 1979, Month: 2, Day: 11}, graph.Jalali{Year: 1357, Month: 11, Day: 22}},
		{"the first day of 1300", graph.Date{Year: 1921, Month: 3, Day: 21}, graph.Jalali{Year: 1300, Month: 1, Day: 1}},
		{"a leap year after five years", graph.Date{Year: 2030, Month: 3, Day: 20}, graph.Jalali{Year: 1408, Month: 12, Day: 30}},
		{"1970-01-01", graph.Date{Year: 1970, Month: 1, Day: 1}, graph.Jalali{Year: 1348, Month: 10, Day: 11}},
	} {
		t.Run(c.why, func(t *testing.T) {
			if got, ok := graph.JalaliOf(c.day); !ok || got != c.want {
				t.Errorf("JalaliOf(%s): got %v, %v, want %v", c.day, got, ok, c.want)
			}
		})
	}
}

// next gives the day behind a day by the calendar's own rules, so that the
// test does not lean on the arithmetic of the conversion.
func next(j graph.Jalali) graph.Jalali {
	length := uint8(31)
	if j.Month > 6 {
		length = 30
	}
	if j.Month == 12 {
		length = 29
		switch j.Year % 33 {
		case 1, 5, 9, 13, 17, 22, 26, 30:
			length = 30
		}
	}
	switch {
	case j.Day < length:
		return graph.Jalali{Year: j.Year, Month: j.Month, Day: j.Day + 1}
	case j.Month < 12:
		return graph.Jalali{Year: j.Year, Month: j.Month + 1, Day: 1}
	}
	return graph.Jalali{Year: j.Year + 1, Month: 1, Day: 1}
}

func TestEveryDayFollowsTheDayBefore(t *testing.T) {
	first, last := graph.Date{Year: 1800, Month: 1, Day: 1}, graph.Date{Year: 2250, Month: 12, Day: 31}
	before, ok := graph.JalaliOf(first)
	if !ok {
		t.Fatalf("no day for %s", first)
	}
	for day := first.First() + 1; day <= last.First(); day++ {
		got, ok := graph.JalaliOf(day.Date())
		if want := next(before); !ok || got != want {
			t.Fatalf("JalaliOf(%s): got %v, %v, want %v", day.Date(), got, ok, want)
		}
		if back, err := got.Date(); err != nil || back != day.Date() {
			t.Fatalf("%v: got %s, %v, want %s", got, back, err, day.Date())
		}
		before = got
	}
}

func TestWhatHasNoExactJalaliDay(t *testing.T) {
	for _, date := range []graph.Date{{}, {Year: 2018}, {Year: 2018, Month: 11}, {Year: 1799, Month: 12, Day: 31}, {Year: 2251, Month: 1, Day: 1}} {
		if got, ok := graph.JalaliOf(date); ok {
			t.Errorf("JalaliOf(%s): got %v, want none", date, got)
		}
	}
}

func TestJalaliDatesBecomeGregorian(t *testing.T) {
	for _, c := range []struct {
		jalali graph.Jalali
		want   string
	}{
		{graph.Jalali{Year: 1403, Month: 12, Day: 30}, "2025-03-20"},
		{graph.Jalali{Year: 1397, Month: 8, Day: 13}, "2018-11-04"},
		{graph.Jalali{Year: 1397, Month: 7}, "2018-10"},
		{graph.Jalali{Year: 1397, Month: 10}, "2019-01"},
		{graph.Jalali{Year: 1397}, "2018"},
		{graph.Jalali{Year: 1178}, "1799"},
	} {
		if got, err := c.jalali.Date(); err != nil || got.String() != c.want {
			t.Errorf("%s: got %s, %v, want %s", c.jalali, got, err, c.want)
		}
	}
}

func TestJalaliDatesThatDoNotExistAreRefused(t *testing.T) {
	for _, j := range []graph.Jalali{
		{}, {Year: 1402, Month: 12, Day: 30}, {Year: 1403, Month: 12, Day: 31}, {Year: 1403, Month: 7, Day: 31}, {Year: 1403, Month: 13},
		{Year: 1403, Day: 1}, {Year: 1177}, {Year: 1630}, {Year: 1403, Month: 1, Day: 32},
	} {
		if got, err := j.Date(); err == nil || graph.CodeOf(err) != graph.Invalid {
			t.Errorf("%v: got %s, %v, want INVALID", j, got, err)
		}
	}
}
