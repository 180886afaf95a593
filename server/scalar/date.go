package scalar

import (
	"context"
	"io"
	"strconv"

	"entente/graph"

	"github.com/99designs/gqlgen/graphql"
)

// MarshalDate writes a Date at its own precision, in the calendar that the field
// asks for; no date is null.
func MarshalDate(v graph.Date) graphql.ContextMarshaler {
	return graphql.ContextWriterFunc(func(ctx context.Context, w io.Writer) error {
		text, err := written(v, calendarOf(ctx))
		if err == nil {
			_, err = io.WriteString(w, text)
		}
		return err
	})
}

// calendarOf gives the calendar that the field at hand asks for. The argument is
// read as the query has it, for the generated code hands none to a plain method.
func calendarOf(ctx context.Context) Calendar {
	field := graphql.GetFieldContext(ctx)
	if field == nil || field.Field.Field == nil || len(field.Field.Arguments) == 0 {
		return Gregorian
	}
	var variables map[string]any
	if graphql.HasOperationContext(ctx) {
		variables = graphql.GetOperationContext(ctx).Variables
	}
	calendar, err := UnmarshalCalendar(field.Field.ArgumentMap(variables)["calendar"])
	if err != nil {
		return Gregorian
	}
	return calendar
}

func written(v graph.Date, calendar Calendar) (string, error) {
	switch {
	case v.IsZero():
		return "null", nil
	case calendar == Jalali:
		text, err := jalali(v)
		return `"` + text + `"`, err
	}
	return `"` + v.String() + `"`, nil
}

// jalali writes a day in the Jalali calendar, and what is known to the month or
// the year as the days from which to which it may be.
func jalali(v graph.Date) (string, error) {
	first, known := graph.JalaliOf(v.First().Date())
	last, alsoKnown := graph.JalaliOf(v.Last().Date())
	switch {
	case !known || !alsoKnown:
		return "", graph.Errorf(graph.Invalid, "the date %s has no exact Jalali counterpart; those from 1800 to 2250 have", v)
	case v.Day == 0:
		return first.String() + "/" + last.String(), nil
	}
	return first.String(), nil
}

// UnmarshalDate reads a Date; a whole number of four digits is a year; null is no date.
func UnmarshalDate(_ context.Context, v any) (graph.Date, error) {
	if v == nil {
		return graph.Date{}, nil
	}
	text, ok := v.(string)
	if n, whole := integer(v); !ok && whole {
		text, ok = strconv.FormatInt(n, 10), true
	}
	if !ok {
		return graph.Date{}, graph.Errorf(graph.Invalid, "%s is no date; dates are 2018, 2018-11 or 2018-11-04", excerpt(v))
	}
	return graph.ParseDate(text)
}
