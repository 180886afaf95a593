package sheet

import (
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"entente/graph"
)

// approximate says how a month or year of the Jalali calendar is kept.
const approximate = "the Jalali %s is kept as %s of the Gregorian calendar, in which most of its days lie"

// ParseDate reads a date of a calendar: a year, year and month, or day, parted by
// - / . or spaces, in Latin, Persian or Arabic digits; where the year stands last the order
// says which part is the day. A time of the day behind it is left out. Without a calendar
// a year that may be of either is refused. The warning says what was kept otherwise
// than it is written; it is nil in most cases. Code: Invalid.
func ParseDate(text, calendar, order string) (date graph.Date, warning, refused *graph.Error) {
	parts, ok := dateParts(Latin(text))
	if !ok {
		return graph.Date{}, nil, graph.Errorf(graph.Invalid, "%q is no date; dates are 2018, 2018-11, 2018-11-04 or 1397/08/13", graph.Excerpt(text))
	}
	if len(parts[0]) != 4 {
		if parts, refused = reordered(parts, text, order); refused != nil {
			return graph.Date{}, nil, refused
		}
	}
	var numbers [3]int
	for i, part := range parts {
		if numbers[i], _ = strconv.Atoi(part); numbers[i] == 0 || i > 0 && numbers[i] > 31 {
			return graph.Date{}, nil, graph.Errorf(graph.Invalid, "the date %q does not exist", graph.Excerpt(text))
		}
	}
	if year := numbers[0]; calendar == "" && year >= 1200 && year < 1500 {
		return graph.Date{}, nil, graph.Errorf(graph.Invalid, "the year of %q may be of either calendar; the mapping must say calendar: jalali or calendar: gregorian", graph.Excerpt(text))
	}
	if calendar == Jalali {
		return fromJalali(graph.Jalali{Year: int16(numbers[0]), Month: uint8(numbers[1]), Day: uint8(numbers[2])})
	}
	date = graph.Date{Year: int16(numbers[0]), Month: uint8(numbers[1]), Day: uint8(numbers[2])}
	if date, err := graph.ParseDate(date.String()); err == nil {
		return date, nil, nil
	}
	return graph.Date{}, nil, graph.Errorf(graph.Invalid, "the date %q does not exist", graph.Excerpt(text))
}

func fromJalali(jalali graph.Jalali) (date graph.Date, warning, refused *graph.Error) {
	date, err := jalali.Date()
	switch {
	case err != nil:
		return graph.Date{}, nil, graph.Errorf(graph.Invalid, "%w", err)
	case jalali.Day == 0:
		warning = graph.Errorf(graph.Invalid, approximate, jalali, date)
	}
	return date, warning, nil
}

// dateParts gives the one to three numbers of a date.
func dateParts(text string) ([]string, bool) {
	text = withoutTime(strings.TrimSpace(text))
	if len(text) == 8 && strings.Trim(text, "0123456789") == "" {
		text = text[:4] + "-" + text[4:6] + "-" + text[6:]
	}
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("-/. \u060c\u200c\u200e\u200f", r) })
	for _, part := range parts {
		if len(part) > 4 || strings.Trim(part, "0123456789") != "" {
			return nil, false
		}
	}
	return parts, len(parts) >= 1 && len(parts) <= 3
}

func withoutTime(text string) string {
	if at := strings.IndexAny(text, "T "); at >= 8 && strings.Contains(text[at:], ":") && strings.Trim(text[at+1:], "0123456789:.Z+- ") == "" {
		return text[:at]
	}
	return text
}

// reordered puts a year that stands last first.
func reordered(parts []string, text, order string) ([]string, *graph.Error) {
	last := len(parts) - 1
	switch {
	case last == 0 || len(parts[last]) != 4:
		return nil, graph.Errorf(graph.Invalid, "the year of %q must have four digits", graph.Excerpt(text))
	case last == 1:
		return []string{parts[1], parts[0]}, nil
	case order == DayFirst:
		return []string{parts[2], parts[1], parts[0]}, nil
	case order == MonthFirst:
		return []string{parts[2], parts[0], parts[1]}, nil
	}
	return nil, graph.Errorf(graph.Invalid, "the year of %q stands last; the mapping must say order: dmy or order: mdy", graph.Excerpt(text))
}

// Latin gives a text with Persian and Arabic digits as Latin ones.
func Latin(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case '\u06f0' <= r && r <= '\u06f9':
			return r - '\u06f0' + '0'
		case '\u0660' <= r && r <= '\u0669':
			return r - '\u0660' + '0'
		}
		return r
	}, text)
}

// Fold gives the form in which two texts that look the same are the same: without
// regard to case, white space, joiners, and Arabic or Persian forms of yeh, kaf and digits.
func Fold(text string) string {
	return norm.NFC.String(strings.ToLower(strings.Join(strings.Fields(alike.Replace(Latin(text))), " ")))
}

// alike leads from what looks like something else to that.
var alike = strings.NewReplacer("\u064a", "\u06cc", "\u0643", "\u06a9", "\u200c", " ", "\u200d", "", "\u200e", "", "\u200f", "", "\u00a0", " ")
