package graph

import "fmt"

// Jalali is a day of the solar Hijri calendar of Iran, a month of it (Day is 0) or
// a year (Month is 0 too). The zero value is no date.
type Jalali struct {
	Year       int16
	Month, Day uint8
}

const (
	// The rule of 33 years gives the official calendar between these Gregorian years.
	jalaliFirst, jalaliLast = 1800, 2250
	// FirstJalaliYear and LastJalaliYear are the first and the last that touch them.
	FirstJalaliYear, LastJalaliYear = 1178, 1629

	daysOf33Years = 33*365 + 8
	daysOf4Years  = 4*365 + 1
)

// jalaliEpoch is 1 Farvardin 979, the first day of a cycle of 33 years.
var jalaliEpoch = Date{Year: 1600, Month: 3, Day: 20}

// JalaliOf converts a date of day precision. It gives false for any other, and
// outside the Gregorian years 1800 to 2250, for which the rule is exact.
//
// Source: the 33-year rule (leap years are those whose remainder by 33 is 1,
// 5, 9, 13, 17, 22, 26 or 30) as compared with the astronomical calendar in
// K. M. Borkowski, The Persian calendar for 3000 years, Earth, Moon, and
// Planets 74 (1996) 223–230. The count starts at 1 Farvardin 979, 20 March 1600.
func JalaliOf(d Date) (Jalali, bool) {
	if d.Day == 0 || d.Year < jalaliFirst || d.Year > jalaliLast {
		return Jalali{}, false
	}
	days := int(d.First() - jalaliEpoch.First())
	year := 979 + 33*(days/daysOf33Years)
	days %= daysOf33Years
	year += 4 * (days / daysOf4Years)
	days %= daysOf4Years
	if days > 365 {
		year += (days - 1) / 365
		days = (days - 1) % 365
	}
	if days < 6*31 {
		return Jalali{int16(year), uint8(days/31 + 1), uint8(days%31 + 1)}, true
	}
	days -= 6 * 31
	return Jalali{int16(year), uint8(days/30 + 7), uint8(days%30 + 1)}, true
}

// Date converts to the Gregorian calendar. A month or a year of the one is none of
// the other: it becomes the one in which most of its days lie, so 1397 becomes 2018
// and Mehr 1397 October 2018. Code: Invalid for a date that does not exist, such as
// 1402-12-30, and for years outside FirstJalaliYear to LastJalaliYear.
func (j Jalali) Date() (Date, error) {
	switch {
	case j.Year < FirstJalaliYear || j.Year > LastJalaliYear:
		return Date{}, Errorf(Invalid, "the Jalali year %d is outside %d to %d", j.Year, FirstJalaliYear, LastJalaliYear)
	case j.Month > 12, j.Month == 0 && j.Day != 0, j.Day > j.daysInMonth():
		return Date{}, Errorf(Invalid, "the Jalali date %s does not exist", j)
	case j.Month == 0:
		return Date{Year: j.Year + 621}, nil
	case j.Day == 0:
		// From its 16th day on, a month lies in the Gregorian month that has most of it.
		middle := (j.firstDay() + 15).Date()
		return Date{Year: middle.Year, Month: middle.Month}, nil
	}
	return (j.firstDay() + Day(j.Day) - 1).Date(), nil
}

// firstDay is the first day of the month.
func (j Jalali) firstDay() Day {
	cycles, year := int(j.Year-979)/33, int(j.Year-979)%33
	days := cycles*daysOf33Years + 365*year + (year+3)/4
	month := int(j.Month) - 1
	return jalaliEpoch.First() + Day(days+30*month+min(month, 6))
}

func (j Jalali) daysInMonth() uint8 {
	switch {
	case j.Month <= 6:
		return 31
	case j.Month < 12 || j.leap():
		return 30
	}
	return 29
}

// leap tells whether Esfand has thirty days.
func (j Jalali) leap() bool {
	switch j.Year % 33 {
	case 1, 5, 9, 13, 17, 22, 26, 30:
		return true
	}
	return false
}

// String is the date at its own precision, such as "1397-08-13"; "" for no date.
func (j Jalali) String() string {
	switch {
	case j == Jalali{}:
		return ""
	case j.Month == 0 && j.Day == 0:
		return fmt.Sprintf("%04d", j.Year)
	case j.Day == 0:
		return fmt.Sprintf("%04d-%02d", j.Year, j.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", j.Year, j.Month, j.Day)
}
