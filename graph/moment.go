package graph

import "time"

// ParseMoment reads an instant such as "2026-03-01T12:00:00Z", or a date, which
// stands for its last instant in UTC: "2026-03-01" is the end of that day,
// "2026" the end of that year. Invalid for anything else.
func ParseMoment(text string) (time.Time, error) {
	if at, err := time.Parse(time.RFC3339, text); err == nil {
		return at, nil
	}
	date, err := ParseDate(text)
	if err != nil || date.IsZero() {
		return time.Time{}, Errorf(Invalid, "%q is no time; a time is 2026-03-01T12:00:00Z, or a date such as 2026-03-01, which stands for its end", Excerpt(text))
	}
	last := date.Last().Date()
	return time.Date(int(last.Year), time.Month(last.Month), int(last.Day)+1, 0, 0, 0, -1, time.UTC), nil
}
