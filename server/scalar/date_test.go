package scalar_test

import (
	"context"
	"testing"

	"entente/graph"
	"entente/server/scalar"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

func readDate(input any) (graph.Date, error) {
	return scalar.UnmarshalDate(context.Background(), input)
}

// asked is the context of a field that is asked with a calendar, "" for without.
func asked(calendar string) context.Context {
	ctx := graphql.WithResponseContext(context.Background(), graphql.DefaultErrorPresenter, graphql.DefaultRecover)
	field := &ast.Field{Definition: &ast.FieldDefinition{Arguments: ast.ArgumentDefinitionList{{Name: "calendar"}}}}
	if calendar != "" {
		kind := ast.EnumValue
		if calendar == "null" {
			kind = ast.NullValue
		}
		field.Arguments = ast.ArgumentList{{Name: "calendar", Value: &ast.Value{Raw: calendar, Kind: kind}}}
	}
	return graphql.WithFieldContext(ctx, &graphql.FieldContext{Field: graphql.CollectedField{Field: field}})
}

func inCalendar(calendar string, date graph.Date) graphql.Marshaler {
	return graphql.WrapContextMarshaler(asked(calendar), scalar.MarshalDate(date))
}

func TestDatesAreWrittenInTheCalendarThatIsAskedFor(t *testing.T) {
	for _, c := range []struct {
		why      string
		calendar string
		date     string
		want     string
	}{
		{"a day without an argument", "", "2018-11-04", `"2018-11-04"`},
		{"a day in the Gregorian calendar", "GREGORIAN", "2018-11-04", `"2018-11-04"`},
		{"a day in the Jalali calendar", "JALALI", "2018-11-04", `"1397-08-13"`},
		{"an argument of null", "null", "2018-11-04", `"2018-11-04"`},
		{"a month covers two of the other calendar", "JALALI", "2018-11", `"1397-08-10/1397-09-09"`},
		{"a year too", "JALALI", "2018", `"1396-10-11/1397-10-10"`},
		{"the thirtieth of Esfand", "JALALI", "2025-03-20", `"1403-12-30"`},
		{"a date before the calendar is exact", "JALALI", "1648-10-24", "null"},
		{"a date after it", "JALALI", "2251", "null"},
	} {
		t.Run(c.why, func(t *testing.T) {
			date, err := graph.ParseDate(c.date)
			if err != nil {
				t.Fatal(err)
			}
			if got := written(inCalendar(c.calendar, date)); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestADateThatACalendarLacksIsAnError(t *testing.T) {
	ctx := asked("JALALI")
	if got := written(graphql.WrapContextMarshaler(ctx, scalar.MarshalDate(graph.Date{Year: 1648}))); got != "null" || len(graphql.GetErrors(ctx)) != 1 {
		t.Errorf("got %s with %v, want null with one error", got, graphql.GetErrors(ctx))
	}
}
