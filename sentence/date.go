package sentence

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"entente/graph"
)

// Date tells a date in a language, "en" or "fa", any other in English, by the
// rule of the package; "" for none.
func Date(language string, d graph.Date) string {
	if primary(language) == "fa" {
		return persianDate(d)
	}
	return englishDate(d)
}

// englishDate gives "2018", "May 2019" or "13 November 2013".
func englishDate(d graph.Date) string {
	year := strconv.Itoa(int(d.Year))
	switch {
	case d.IsZero():
		return ""
	case d.Month == 0:
		return year
	case d.Day == 0:
		return time.Month(d.Month).String() + " " + year
	}
	return fmt.Sprintf("%d %s %s", d.Day, time.Month(d.Month), year)
}

// englishAt gives "in 2018", "in May 2019" or "on 13 November 2013".
func englishAt(d graph.Date) string {
	switch {
	case d.IsZero():
		return ""
	case d.Day == 0:
		return "in " + englishDate(d)
	}
	return "on " + englishDate(d)
}

var gregorianMonths = [...]string{"", "ژانویهٔ", "فوریهٔ", "مارس", "آوریل", "مهٔ", "ژوئن", "ژوئیهٔ", "اوت", "سپتامبر", "اکتبر", "نوامبر", "دسامبر"}

var jalaliMonths = [...]string{"", "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"}

// persianDate gives a day in the Jalali calendar, as far as that is exact, and
// everything else in the Gregorian one, marked as such.
func persianDate(d graph.Date) string {
	if d.IsZero() {
		return ""
	}
	if j, ok := graph.JalaliOf(d); ok {
		return persianDigits(fmt.Sprintf("%d %s %d", j.Day, jalaliMonths[j.Month], j.Year))
	}
	return gregorianInPersian(d) + " میلادی"
}

func gregorianInPersian(d graph.Date) string {
	switch {
	case d.Month == 0:
		return persianDigits(strconv.Itoa(int(d.Year)))
	case d.Day == 0:
		return persianDigits(fmt.Sprintf("%s %d", gregorianMonths[d.Month], d.Year))
	}
	return persianDigits(fmt.Sprintf("%d %s %d", d.Day, gregorianMonths[d.Month], d.Year))
}

// persianSpan gives "از … تا …", marking the calendar once where both are Gregorian.
func persianSpan(start, end graph.Date) string {
	if start.Day == 0 && end.Day == 0 {
		return "از " + gregorianInPersian(start) + " تا " + persianDate(end)
	}
	return "از " + persianDate(start) + " تا " + persianDate(end)
}

func persianDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return r - '0' + '۰'
		}
		return r
	}, s)
}
