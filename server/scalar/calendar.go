package scalar

import "github.com/99designs/gqlgen/graphql"

// Calendar is one in which a date is written.
type Calendar uint8

// The calendars; null asks for the Gregorian one.
const (
	Gregorian Calendar = iota
	Jalali
)

// MarshalCalendar writes a Calendar.
func MarshalCalendar(v Calendar) graphql.Marshaler { return calendars.marshal(v) }

// UnmarshalCalendar reads a Calendar; null is GREGORIAN.
func UnmarshalCalendar(v any) (Calendar, error) { return calendars.unmarshal(v) }
