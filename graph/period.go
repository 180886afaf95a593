package graph

import (
	"fmt"
	"strings"
	"time"
)

// Period is a length of time by the calendar: a year is what leads to the same
// day of the next one, however many days that takes. The zero value is no period.
type Period struct {
	Months, Days int
}

// MaxPeriod bounds a Period in years.
const MaxPeriod = 1000

// periodUnits are the designators of ISO 8601 in the order in which they stand.
var periodUnits = [...]struct {
	letter       byte
	months, days int
}{{'Y', 12, 0}, {'M', 1, 0}, {'W', 0, 7}, {'D', 0, 1}}

// ParsePeriod reads an ISO 8601 duration of whole years, months, weeks and
// days: "P5Y", "P6M", "P2Y6M", "P90D". Invalid for anything else, for no time at
// all and for more than MaxPeriod years.
func ParsePeriod(text string) (Period, error) {
	period, ok := scanPeriod(text)
	if !ok {
		return Period{}, notPeriod(text)
	}
	return period, nil
}

func notPeriod(text string) *Error {
	return Errorf(Invalid, "%q is no length of time; P5Y, P6M and P90D are", Excerpt(text))
}

func scanPeriod(text string) (period Period, ok bool) {
	rest, ok := strings.CutPrefix(text, "P")
	unit := 0
	for ok && rest != "" {
		figures := 0
		for figures < len(rest) && '0' <= rest[figures] && rest[figures] <= '9' {
			figures++
		}
		n, _ := digits(rest[:min(figures, 6)])
		if ok = 0 < figures && figures <= 6 && figures < len(rest); !ok {
			break
		}
		for unit < len(periodUnits) && periodUnits[unit].letter != rest[figures] {
			unit++
		}
		if ok = unit < len(periodUnits); ok {
			period.Months += n * periodUnits[unit].months
			period.Days += n * periodUnits[unit].days
			unit, rest = unit+1, rest[figures+1:]
		}
	}
	ok = ok && period != (Period{}) && period.Months <= 12*MaxPeriod && period.Days <= 366*MaxPeriod
	return period, ok
}

// String is the period as ISO 8601 writes it; "" for none.
func (p Period) String() string {
	var text strings.Builder
	for _, part := range []struct {
		n      int
		letter byte
	}{{p.Months / 12, 'Y'}, {p.Months % 12, 'M'}, {p.Days, 'D'}} {
		if part.n != 0 {
			fmt.Fprintf(&text, "%d%c", part.n, part.letter)
		}
	}
	if text.Len() == 0 {
		return ""
	}
	return "P" + text.String()
}

// Times is the period so many times over.
func (p Period) Times(n int) Period { return Period{p.Months * n, p.Days * n} }

// After gives the day a period after another: first the months, then the days. A
// month without that day ends on its last: a month after 31 January is 28 or 29 February.
func (p Period) After(day Day) Day {
	date := day.Date()
	months := 12*int(date.Year) + int(date.Month) - 1 + p.Months
	year, month := months/12, months%12+1
	last := time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
	return DayOf(time.Date(year, time.Month(month), min(int(date.Day), last), 0, 0, 0, 0, time.UTC)) + Day(p.Days)
}

// Before gives the day a period before another, by the same rule.
func (p Period) Before(day Day) Day { return p.Times(-1).After(day) }
