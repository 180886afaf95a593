package sentence

import "entente/graph"

// jalali is a day of the solar Hijri calendar of Iran.
type jalali struct {
	year, month, day int
}

const (
	// The cycle of 33 years with 8 leap years gives the official calendar
	// between these Gregorian years.
	jalaliFirst, jalaliLast = 1800, 2250

	daysOf33Years = 33*365 + 8
	daysOf4Years  = 4*365 + 1
)

// jalaliOf converts a date of day precision; it gives false for any other and
// outside the years for which the rule is exact.
//
// Source: the 33-year rule (leap years are those whose remainder by 33 is 1,
// 5, 9, 13, 17, 22, 26 or 30) as compared with the astronomical calendar in
// K. M. Borkowski, The Persian calendar for 3000 years, Earth, Moon, and
// Planets 74 (1996) 223–230. The count starts at 1 Farvardin 979, 20 March 1600.
func jalaliOf(d graph.Date) (jalali, bool) {
	if d.Day == 0 || d.Year < jalaliFirst || d.Year > jalaliLast {
		return jalali{}, false
	}
	start := graph.Date{Year: 1600, Month: 3, Day: 20}
	days := int(d.First() - start.First())
	year := 979 + 33*(days/daysOf33Years)
	days %= daysOf33Years
	year += 4 * (days / daysOf4Years)
	days %= daysOf4Years
	if days > 365 {
		year += (days - 1) / 365
		days = (days - 1) % 365
	}
	if days < 6*31 {
		return jalali{year, days/31 + 1, days%31 + 1}, true
	}
	days -= 6 * 31
	return jalali{year, days/30 + 7, days%30 + 1}, true
}
