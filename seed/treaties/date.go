package treaties

import (
	"strings"

	"entente/graph"
)

// forever is what the data set writes for an end that is open.
const forever = "9999-12-31"

// parseDate reads a date of the data set, which writes them in the Extended
// Date/Time Format (ISO 8601-2): "1973-12-15", "1973-12", "1973?" for an
// uncertain and "1973~" for an approximate one, "1964-XX-16" for a month that
// nobody knows, "1981-09..1981-10" for some day between the two. The date is as
// precise as all of that allows; forever is no date.
func parseDate(text string) (date graph.Date, unsure bool, err *graph.Error) {
	if text == "" || text == forever {
		return graph.Date{}, false, nil
	}
	if first, last, isRange := strings.Cut(text, ".."); isRange {
		date, err = between(first, last, text)
		return date, true, err
	}
	certain := strings.TrimRight(text, "?~%")
	date, err = exact(certain, text)
	return date, certain != text, err
}

func exact(text, whole string) (graph.Date, *graph.Error) {
	known, _, _ := strings.Cut(text, "-X")
	date, err := graph.ParseDate(known)
	if err != nil {
		return graph.Date{}, graph.Errorf(graph.Invalid, "%q is no date, or one that cannot be", graph.Excerpt(whole))
	}
	return date, nil
}

// between gives what two dates have in common.
func between(first, last, whole string) (graph.Date, *graph.Error) {
	a, err := exact(first, whole)
	if err != nil {
		return graph.Date{}, err
	}
	b, err := exact(last, whole)
	switch {
	case err != nil:
		return graph.Date{}, err
	case a.Year != b.Year:
		return graph.Date{}, graph.Errorf(graph.Invalid, "%q runs over more than a year", graph.Excerpt(whole))
	case a.Month != b.Month:
		return graph.Date{Year: a.Year}, nil
	case a.Day != b.Day:
		return graph.Date{Year: a.Year, Month: a.Month}, nil
	}
	return a, nil
}
