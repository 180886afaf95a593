package sentence

import (
	"testing"

	"entente/graph"
)

func TestJalaliOfKnownDays(t *testing.T) {
	for _, c := range []struct {
		why  string
		day  graph.Date
		want jalali
	}{
		{"Nowruz of a leap year", graph.Date{Year: 2024, Month: 3, Day: 20}, jalali{1403, 1, 1}},
		{"the thirtieth of Esfand", graph.Date{Year: 2025, Month: 3, Day: 20}, jalali{1403, 12, 30}},
		{"the day behind it", graph.Date{Year: 2025, Month: 3, Day: 21}, jalali{1404, 1, 1}},
		{"Nowruz behind a common year", graph.Date{Year: 2026, Month: 3, Day: 21}, jalali{1405, 1, 1}},
		{"22 Bahman 1357", graph.Date{Year: 1979, Month: 2, Day: 11}, jalali{1357, 11, 22}},
		{"the first day of 1300", graph.Date{Year: 1921, Month: 3, Day: 21}, jalali{1300, 1, 1}},
		{"a leap year after five years", graph.Date{Year: 2030, Month: 3, Day: 20}, jalali{1408, 12, 30}},
		{"1970-01-01", graph.Date{Year: 1970, Month: 1, Day: 1}, jalali{1348, 10, 11}},
	} {
		t.Run(c.why, func(t *testing.T) {
			if got, ok := jalaliOf(c.day); !ok || got != c.want {
				t.Errorf("jalaliOf(%s): got %v, %v, want %v", c.day, got, ok, c.want)
			}
		})
	}
}

// next gives the day behind a day by the calendar's own rules, so that the
// test does not lean on the arithmetic of the conversion.
func (j jalali) next() jalali {
	length := 31
	if j.month > 6 {
		length = 30
	}
	if j.month == 12 {
		length = 29
		switch j.year % 33 {
		case 1, 5, 9, 13, 17, 22, 26, 30:
			length = 30
		}
	}
	switch {
	case j.day < length:
		return jalali{j.year, j.month, j.day + 1}
	case j.month < 12:
		return jalali{j.year, j.month + 1, 1}
	}
	return jalali{j.year + 1, 1, 1}
}

func TestEveryDayFollowsTheDayBefore(t *testing.T) {
	first, last := graph.Date{Year: jalaliFirst, Month: 1, Day: 1}, graph.Date{Year: jalaliLast, Month: 12, Day: 31}
	before, ok := jalaliOf(first)
	if !ok {
		t.Fatalf("no day for %s", first)
	}
	for day := first.First() + 1; day <= last.First(); day++ {
		got, ok := jalaliOf(day.Date())
		if want := before.next(); !ok || got != want {
			t.Fatalf("jalaliOf(%s): got %v, %v, want %v", day.Date(), got, ok, want)
		}
		before = got
	}
}

func TestWhatHasNoExactJalaliDay(t *testing.T) {
	for _, date := range []graph.Date{{}, {Year: 2018}, {Year: 2018, Month: 11}, {Year: 1799, Month: 12, Day: 31}, {Year: 2251, Month: 1, Day: 1}} {
		if got, ok := jalaliOf(date); ok {
			t.Errorf("jalaliOf(%s): got %v, want none", date, got)
		}
	}
}

func TestDatesInWords(t *testing.T) {
	for _, c := range []struct {
		date             string
		english, persian string
	}{
		{"2018", "2018", "۲۰۱۸ میلادی"},
		{"2018-05", "May 2018", "مهٔ ۲۰۱۸ میلادی"},
		{"2018-11-04", "4 November 2018", "۱۳ آبان ۱۳۹۷"},
	} {
		date, err := graph.ParseDate(c.date)
		if err != nil {
			t.Fatal(err)
		}
		if got := englishDate(date); got != c.english {
			t.Errorf("%s in English: got %q, want %q", c.date, got, c.english)
		}
		if got := persianDate(date); got != c.persian {
			t.Errorf("%s in Persian: got %q, want %q", c.date, got, c.persian)
		}
	}
}
