package index_test

import (
	"testing"

	"entente/graph"
)

func TestGateAtADate(t *testing.T) {
	date := func(text string) graph.Date {
		if text == "" {
			return graph.Date{}
		}
		d, err := graph.ParseDate(text)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	rows := []struct {
		start, end, at string
		want           bool
	}{
		{"", "", "1500", true},
		{"2018", "", "2018-01-01", true},
		{"2018", "", "2017-12-31", false},
		{"2018-06", "", "2018", true},
		{"2018-06", "", "2018-05", false},
		{"2018-06-15", "", "2018-06", true},
		{"", "2018", "2018-12-31", true},
		{"", "2018", "2019", false},
		{"", "2018-06-15", "2018-06-16", false},
		{"2010", "2012", "2011", true},
		{"2026-03-02", "", "", false},
		{"2026-03-01", "2026-03-01", "", true},
		{"", "2026-02", "", false},
		{"1648-10-24", "", "1850", true},
		{"1648-10-24", "1790", "1700", true},
		{"1648-10-24", "1790", "1850", false},
		{"2020", "9999-12-31", "2500", true},
		{"2200", "", "2100", false},
		{"2200", "", "2300", true},
	}
	for _, row := range rows {
		t.Run("from "+row.start+" to "+row.end+" at "+row.at, func(t *testing.T) {
			w := newWorld()
			w.putNode(organization("org:a"))
			w.putNode(organization("org:b"))
			tie := member("org:a", "org:b")
			tie.Start, tie.End = date(row.start), date(row.end)
			w.putTie(tie)
			s := w.build(t)
			gate := gateOf(t, s, graph.RouteFilter{At: date(row.at)})
			if got := gate.Admits(s.Words[0]); got != row.want {
				t.Errorf("Admits = %v, want %v", got, row.want)
			}
		})
	}
}
