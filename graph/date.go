package graph

import (
	"cmp"
	"fmt"
	"time"
)

// Date is a day, a month or a year, kept at the precision that its source
// gives. Month 0 means that only the year is known, Day 0 that only the month
// is. The zero value is no date.
type Date struct {
	Year  int16
	Month uint8
	Day   uint8
}

// Day numbers the days, 0 is 1970-01-01. It is what dates are compared by.
type Day int32

const (
	// FirstDay is the start of an interval without a start.
	FirstDay Day = -1 << 31
	// LastDay is the end of an interval without an end.
	LastDay Day = 1<<31 - 1
)

// DayOf gives the day of an instant, in UTC.
func DayOf(t time.Time) Day {
	return Day(floorDiv(t.Unix(), 24*60*60))
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// Date gives the day as a date of day precision.
func (d Day) Date() Date {
	t := time.Unix(int64(d)*24*60*60, 0).UTC()
	return Date{Year: int16(t.Year()), Month: uint8(t.Month()), Day: uint8(t.Day())}
}

// ParseDate reads "2018", "2018-11" or "2018-11-04", years 0001 to 9999. A
// date that cannot be, such as 2018-02-30, is refused and not moved.
func ParseDate(s string) (Date, error) {
	date, ok := scanDate(s)
	if !ok {
		return Date{}, Errorf(Invalid, "%q is no date; dates are 2018, 2018-11 or 2018-11-04", Excerpt(s))
	}
	if !date.exists() {
		return Date{}, Errorf(Invalid, "the date %s does not exist", s)
	}
	return date, nil
}

func scanDate(s string) (date Date, ok bool) {
	if len(s) != 4 && len(s) != 7 && len(s) != 10 {
		return Date{}, false
	}
	year, ok := digits(s[:4])
	date.Year = int16(year)
	if ok && len(s) >= 7 {
		var month int
		month, ok = digits(s[5:7])
		date.Month, ok = uint8(month), ok && s[4] == '-' && month > 0
	}
	if ok && len(s) == 10 {
		var day int
		day, ok = digits(s[8:])
		date.Day, ok = uint8(day), ok && s[7] == '-' && day > 0
	}
	return date, ok
}

func digits(s string) (n int, ok bool) {
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = 10*n + int(c-'0')
	}
	return n, true
}

func (d Date) exists() bool {
	if d.Year < 1 || d.Year > 9999 || d.Month > 12 || (d.Month == 0 && d.Day != 0) {
		return false
	}
	return d.Day == 0 || d.Day <= daysIn(d.Year, d.Month)
}

// validate refuses a date that cannot be; no date is fine.
func (d Date) validate() *Error {
	if !d.IsZero() && !d.exists() {
		return Errorf(Invalid, "the date %s does not exist", d)
	}
	return nil
}

func daysIn(year int16, month uint8) uint8 {
	return uint8(time.Date(int(year), time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day())
}

// IsZero tells whether there is no date.
func (d Date) IsZero() bool { return d == Date{} }

// String is the date at its own precision, ISO 8601; "" for no date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	if d.Year < 0 || d.Year > 9999 || d.Month > 99 || d.Day > 99 { // no date, but an error may name it
		return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
	}
	text := [...]byte{digit(int(d.Year) / 1000), digit(int(d.Year) / 100), digit(int(d.Year) / 10), digit(int(d.Year)),
		'-', digit(int(d.Month) / 10), digit(int(d.Month)), '-', digit(int(d.Day) / 10), digit(int(d.Day))}
	switch {
	case d.Month == 0:
		return string(text[:4])
	case d.Day == 0:
		return string(text[:7])
	}
	return string(text[:])
}

// digit is the last decimal digit of a number.
func digit(n int) byte { return byte('0' + n%10) }

// First is the first day that the date may mean: of 2018, 1 January.
func (d Date) First() Day {
	return dayOf(d.Year, max(d.Month, 1), max(d.Day, 1))
}

// Last is the last day that the date may mean: of 2018, 31 December.
func (d Date) Last() Day {
	month := d.Month
	if month == 0 {
		month = 12
	}
	day := d.Day
	if day == 0 {
		day = daysIn(d.Year, month)
	}
	return dayOf(d.Year, month, day)
}

func dayOf(year int16, month, day uint8) Day {
	return DayOf(time.Date(int(year), time.Month(month), int(day), 0, 0, 0, 0, time.UTC))
}

// Interval is the time from a start to an end, both included; a zero Date
// leaves that side open.
type Interval struct {
	Start, End Date
}

// Days gives the first and the last day on which something of this interval
// can be valid: a date of lower precision counts as possible on each of its days.
func (i Interval) Days() (first, last Day) {
	first, last = FirstDay, LastDay
	if !i.Start.IsZero() {
		first = i.Start.First()
	}
	if !i.End.IsZero() {
		last = i.End.Last()
	}
	return first, last
}

// Holds tells whether the interval can be valid on the day.
func (i Interval) Holds(day Day) bool {
	first, last := i.Days()
	return first <= day && day <= last
}

// Validate refuses an interval whose end lies wholly before its start, and
// dates that cannot be.
func (i Interval) Validate() *Error {
	if err := cmp.Or(i.Start.validate(), i.End.validate()); err != nil {
		return err
	}
	if first, last := i.Days(); last < first {
		return Errorf(Invalid, "the end %s lies before the start %s", i.End, i.Start)
	}
	return nil
}
