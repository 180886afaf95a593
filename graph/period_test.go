package graph_test

import (
	"testing"

	"entente/graph"
)

func TestPeriodsAreReadAndWritten(t *testing.T) {
	for text, want := range map[string]string{
		"P5Y": "P5Y", "P6M": "P6M", "P2Y6M": "P2Y6M", "P90D": "P90D", "P2W": "P14D", "P18M": "P1Y6M", "P1Y2M3W4D": "P1Y2M25D", "P1000Y": "P1000Y",
		"": "", "P": "", "5Y": "", "P5": "", "PY": "", "P0Y": "", "P1M1Y": "", "P1Y1Y": "", "P-1Y": "", "P1.5Y": "", "PT5M": "", "P1001Y": "", "P9999999Y": "", "p5y": "", "P5Y ": "",
	} {
		got, err := graph.ParsePeriod(text)
		if got.String() != want || (err != nil) != (want == "") || err != nil && graph.CodeOf(err) != graph.Invalid {
			t.Errorf("%q: got %q, %v, want %q", text, got, err, want)
		}
	}
}

func day(t *testing.T, text string) graph.Day {
	t.Helper()
	date, err := graph.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return date.First()
}

func TestMonthsEndOnTheirLastDay(t *testing.T) {
	for _, c := range []struct{ from, period, after, before string }{
		{"2024-01-31", "P1M", "2024-02-29", "2023-12-31"},
		{"2023-01-31", "P1M", "2023-02-28", "2022-12-31"},
		{"2024-02-29", "P1Y", "2025-02-28", "2023-02-28"},
		{"2026-08-31", "P6M", "2027-02-28", "2026-02-28"},
		{"2026-12-31", "P6M", "2027-06-30", "2026-06-30"},
		{"2026-01-15", "P1M10D", "2026-02-25", "2025-12-05"},
		{"2026-01-01", "P2W", "2026-01-15", "2025-12-18"},
	} {
		period, err := graph.ParsePeriod(c.period)
		if err != nil {
			t.Fatal(err)
		}
		after, before := period.After(day(t, c.from)).Date().String(), period.Before(day(t, c.from)).Date().String()
		if after != c.after || before != c.before {
			t.Errorf("%s from %s: got %s and %s, want %s and %s", c.period, c.from, after, before, c.after, c.before)
		}
	}
}

func FuzzParsePeriod(f *testing.F) {
	for _, text := range []string{"P5Y", "P1Y2M3W4D", "P", "PT1H"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		period, err := graph.ParsePeriod(text)
		if err != nil {
			return
		}
		if again, err := graph.ParsePeriod(period.String()); err != nil || again != period {
			t.Errorf("%q: %v comes back as %v, %v", text, period, again, err)
		}
	})
}
