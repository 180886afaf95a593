package scalar

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"time"

	"entente/graph"

	"github.com/99designs/gqlgen/graphql"
)

// excerpt shows a value from outside in an error message.
func excerpt(v any) string { return graph.Excerpt(fmt.Sprintf("%v", v)) }

// integer reads a whole number from the forms in which literals and JSON give it.
func integer(v any) (int64, bool) {
	switch v := v.(type) {
	case int:
		return int64(v), true
	case int64:
		return v, true
	case float64:
		return int64(v), v == math.Trunc(v) && math.Abs(v) < 1<<53
	case json.Number:
		n, err := strconv.ParseInt(string(v), 10, 64)
		return n, err == nil
	}
	return 0, false
}

// MarshalInt writes an Int.
func MarshalInt(v int) graphql.Marshaler { return graphql.MarshalInt(v) }

// UnmarshalInt reads an Int: a whole number of 32 bits; null is 0.
func UnmarshalInt(v any) (int, error) {
	if v == nil {
		return 0, nil
	}
	n, ok := integer(v)
	if !ok || n < math.MinInt32 || n > math.MaxInt32 {
		return 0, graph.Errorf(graph.Invalid, "%s is no whole number of 32 bits", excerpt(v))
	}
	return int(n), nil
}

// MarshalFloat writes a Float; what is not finite is null, for JSON has no word for it.
func MarshalFloat(v float64) graphql.Marshaler {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return graphql.Null
	}
	return literal(strconv.FormatFloat(v, 'g', -1, 64))
}

// UnmarshalFloat reads a Float; null is 0.
func UnmarshalFloat(v any) (float64, error) {
	if f, err := graphql.UnmarshalFloat(v); err == nil && !math.IsInf(f, 0) && !math.IsNaN(f) {
		return f, nil
	}
	return 0, graph.Errorf(graph.Invalid, "%s is no number", excerpt(v))
}

// MarshalBoolean writes a Boolean.
func MarshalBoolean(v bool) graphql.Marshaler { return graphql.MarshalBoolean(v) }

// UnmarshalBoolean reads a Boolean; null is false.
func UnmarshalBoolean(v any) (bool, error) {
	truth, ok := v.(bool)
	if !ok && v != nil {
		return false, graph.Errorf(graph.Invalid, "%s is neither true nor false", excerpt(v))
	}
	return truth, nil
}

// MarshalRevision writes a Revision.
func MarshalRevision(v graph.Revision) graphql.Marshaler {
	return literal(strconv.FormatUint(uint64(v), 10))
}

// UnmarshalRevision reads a Revision: a whole number, or its digits in a string; null is 0.
func UnmarshalRevision(v any) (graph.Revision, error) {
	if v == nil {
		return 0, nil
	}
	if digits, ok := v.(string); ok {
		v = json.Number(digits)
	}
	n, ok := integer(v)
	if !ok || n < 0 {
		return 0, graph.Errorf(graph.Invalid, "%s is no revision", excerpt(v))
	}
	return graph.Revision(n), nil
}

// MarshalDateTime writes an instant in UTC; the zero instant is null.
func MarshalDateTime(v time.Time) graphql.Marshaler {
	if v.IsZero() {
		return graphql.Null
	}
	return literal(`"` + v.UTC().Format(time.RFC3339) + `"`)
}

// UnmarshalDateTime reads an instant; null is the zero instant.
func UnmarshalDateTime(v any) (time.Time, error) {
	if v == nil {
		return time.Time{}, nil
	}
	text, _ := v.(string)
	instant, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return time.Time{}, graph.Errorf(graph.Invalid, "%s is no instant; instants are written 2026-11-22T09:30:00Z", excerpt(v))
	}
	return instant, nil
}

// MarshalMoment writes a time in UTC; the zero one is null.
func MarshalMoment(v time.Time) graphql.Marshaler { return MarshalDateTime(v) }

// UnmarshalMoment reads an instant, or a date, which stands for its end; null is the zero instant.
func UnmarshalMoment(v any) (time.Time, error) {
	text, ok := v.(string)
	switch {
	case v == nil:
		return time.Time{}, nil
	case !ok:
		return time.Time{}, graph.Errorf(graph.Invalid, "%s is no time", excerpt(v))
	}
	return graph.ParseMoment(text)
}
