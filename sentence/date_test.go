package sentence

import (
	"testing"

	"entente/graph"
)

func TestDatesInWords(t *testing.T) {
	for _, c := range []struct {
		date             string
		english, persian string
	}{
		{"2018", "2018", "۲۰۱۸ میلادی"},
		{"2018-05", "May 2018", "مهٔ ۲۰۱۸ میلادی"},
		{"2018-11-04", "4 November 2018", "۱۳ آبان ۱۳۹۷"},
	} {
		date, err := graph.ParseDate(c.date)
		if err != nil {
			t.Fatal(err)
		}
		if got := Date("en", date); got != c.english {
			t.Errorf("%s in English: got %q, want %q", c.date, got, c.english)
		}
		if got := Date("fa-IR", date); got != c.persian {
			t.Errorf("%s in Persian: got %q, want %q", c.date, got, c.persian)
		}
	}
}
