package index_test

import (
	"fmt"
	"testing"

	"entente/graph"
	"entente/graph/index"
)

// everyRole is a world with a relationship of every kind and role, and of every
// status and confidence in turn.
func everyRole() *world {
	w, n := newWorld(), 0
	for _, kind := range graph.RelationshipKinds() {
		for _, role := range append(kind.Roles(), "") {
			from, to := graph.ID(fmt.Sprintf("org:from%03d", n)), graph.ID(fmt.Sprintf("org:to%03d", n))
			w.putNode(organization(from))
			w.putNode(graph.Node{ID: to, Kind: graph.EntityKinds()[n%len(graph.EntityKinds())]})
			w.putTie(graph.Tie{Kind: kind, From: from, To: to, Role: role, Resolution: graph.Resolution{
				Status: graph.Statuses()[n%len(graph.Statuses())], Confidence: graph.Confidence(1 + n%3),
				Start: graph.Date{Year: int16(1900 + n), Month: uint8(1 + n%12)},
			}})
			n++
		}
	}
	return w
}

func TestWhenARelationshipBegins(t *testing.T) {
	day := func(year int16, month, day uint8) graph.Day {
		return graph.Date{Year: year, Month: month, Day: day}.First()
	}
	cases := []struct {
		name       string
		start, end graph.Date
		after      graph.Day
		want       graph.Day
		ok         bool
	}{
		{"on its day", graph.Date{Year: 2018, Month: 11, Day: 4}, graph.Date{}, day(2018, 1, 1), day(2018, 11, 4), true},
		{"on the same day", graph.Date{Year: 2018, Month: 11, Day: 4}, graph.Date{}, day(2018, 11, 4), day(2018, 11, 4), true},
		{"and not later", graph.Date{Year: 2018, Month: 11, Day: 4}, graph.Date{}, day(2018, 11, 5), 0, false},
		{"on any day of its year", graph.Date{Year: 2018}, graph.Date{}, day(2018, 11, 5), day(2018, 11, 5), true},
		{"and not in the next year", graph.Date{Year: 2018}, graph.Date{}, day(2019, 1, 1), 0, false},
		{"on the last day of its month", graph.Date{Year: 2018, Month: 2}, graph.Date{}, day(2018, 2, 28), day(2018, 2, 28), true},
		{"not after its end", graph.Date{Year: 2018}, graph.Date{Year: 2018, Month: 3}, day(2018, 4, 1), 0, false},
		{"on any day when no start is known", graph.Date{}, graph.Date{}, day(2018, 4, 1), day(2018, 4, 1), true},
		{"until its end when no start is known", graph.Date{}, graph.Date{Year: 2017}, day(2018, 4, 1), 0, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld()
			w.putNode(graph.Node{ID: "academy:hub", Kind: graph.Academy})
			tie := member("org:m0000", "academy:hub")
			w.putNode(graph.Node{ID: "org:m0000", Kind: graph.Organization})
			tie.Start, tie.End = c.start, c.end
			w.putTie(tie)
			s := w.build(t)
			if got, ok := s.Words[0].Begins(c.after); got != c.want || ok != c.ok {
				t.Errorf("got %s, %v; want %s, %v", got.Date(), ok, c.want.Date(), c.ok)
			}
		})
	}
}

func TestWord(t *testing.T) {
	t.Run("a relationship of every kind and role comes back as it went in", func(t *testing.T) {
		w := everyRole()
		agree(t, w.build(t), w)
	})
	t.Run("the parts of a word are those of its relationship", func(t *testing.T) {
		w := everyRole()
		s := w.build(t)
		eachEntry(s, func(v index.Vertex, p uint32) {
			word, tie := s.Words[p], s.Tie(v, p)
			record := w.ties[tie.ID]
			first, last := word.Days()
			if word.Kind() != record.Kind || word.Status() != record.Status || word.Confidence() != record.Confidence ||
				word.Other() != s.Kind(s.Adjacent[p]) || word.Forward() != (s.ID(v) == record.From) || word.Named() ||
				first != record.Start.First() || last != graph.LastDay {
				t.Errorf("%+v has the word %x", record, word)
			}
		})
	})
	t.Run("roles have the numbers that their bits can hold", func(t *testing.T) {
		s := newWorld().build(t)
		for i, role := range graph.Roles() {
			if number, ok := s.Role(role); !ok || int(number) != i+1 || number > 127 {
				t.Errorf("Role(%q) = %d, %v; want %d, at most 127", role, number, ok, i+1)
			}
		}
		if number, ok := s.Role(""); !ok || number != 0 {
			t.Errorf(`Role("") = %d, %v; want 0`, number, ok)
		}
		if _, ok := s.Role("friend"); ok {
			t.Error("Role knows a friend")
		}
	})
	t.Run("the vocabulary fits into the bits of a word", func(t *testing.T) {
		for what, n := range map[string]int{
			"relationship kinds": len(graph.RelationshipKinds()) - 32, "statuses": len(graph.Statuses()) - 16,
			"entity kinds": len(graph.EntityKinds()) - 16,
		} {
			if n >= 0 {
				t.Errorf("%d %s too many", n+1, what)
			}
		}
	})
}

func TestDays(t *testing.T) {
	rows := []struct {
		name        string
		start, end  graph.Date
		first, last graph.Day
	}{
		{"open sides are open", graph.Date{}, graph.Date{}, graph.FirstDay, graph.LastDay},
		{"a year reaches from its first day to its last", graph.Date{Year: 2018}, graph.Date{Year: 2018},
			graph.Date{Year: 2018, Month: 1, Day: 1}.First(), graph.Date{Year: 2018, Month: 12, Day: 31}.First()},
		{"the first day that is told", graph.Date{Year: 1800, Month: 1, Day: 3}, graph.Date{Year: 1800, Month: 1, Day: 3},
			graph.Date{Year: 1800, Month: 1, Day: 3}.First(), graph.Date{Year: 1800, Month: 1, Day: 3}.First()},
		{"a start before what can be told is open", graph.Date{Year: 1648}, graph.Date{Year: 1900, Month: 1, Day: 1},
			graph.FirstDay, graph.Date{Year: 1900, Month: 1, Day: 1}.First()},
		{"the last day that is told", graph.Date{Year: 2158, Month: 11, Day: 8}, graph.Date{Year: 2158, Month: 11, Day: 8},
			graph.Date{Year: 2158, Month: 11, Day: 8}.First(), graph.Date{Year: 2158, Month: 11, Day: 8}.First()},
		{"an end behind what can be told is open", graph.Date{Year: 2000, Month: 1, Day: 1}, graph.Date{Year: 9999},
			graph.Date{Year: 2000, Month: 1, Day: 1}.First(), graph.LastDay},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			w := hub(1)
			tie := member("org:m0000", "academy:hub")
			tie.Start, tie.End = row.start, row.end
			w.putTie(tie)
			if first, last := w.build(t).Words[0].Days(); first != row.first || last != row.last {
				t.Errorf("Days() = %d, %d; want %d, %d", first, last, row.first, row.last)
			}
		})
	}
}

// What lies beyond the days of a word must still age as its records say.
func TestStrengthOfDistantDates(t *testing.T) {
	for _, start := range []graph.Date{{}, {Year: 1}, {Year: 1648}, {Year: 1799, Month: 12, Day: 31}, {Year: 1800, Month: 1, Day: 1}, {Year: 2025, Month: 12, Day: 31}, {Year: 2158, Month: 12}, {Year: 2300}} {
		for _, end := range []graph.Date{{}, {Year: 9999, Month: 12, Day: 31}, {Year: 2159}} {
			w := hub(1)
			tie := member("org:m0000", "academy:hub")
			tie.Start, tie.End = start, end
			if tie.Interval().Validate() != nil {
				continue
			}
			id := w.putTie(tie)
			s := w.build(t)
			got, want := s.Tie(0, 0).Strength, w.line(w.ties[id], "academy:hub", 1).Strength
			if got != want {
				t.Errorf("from %s to %s the strength is %v, want %v", start, end, got, want)
			}
		}
	}
}

// Relationships that differ in nothing but one date have their own strengths.
func TestStrengthsSideBySide(t *testing.T) {
	w := hub(0)
	for i, interval := range []graph.Interval{
		{}, {Start: graph.Date{Year: 2000}}, {Start: graph.Date{Year: 2000}, End: graph.Date{Year: 2030}},
		{Start: graph.Date{Year: 2010}}, {Start: graph.Date{Year: 2026}}, {End: graph.Date{Year: 2030}},
	} {
		id := graph.ID(fmt.Sprintf("org:m%d", i))
		w.putNode(organization(id))
		tie := member(id, "academy:hub")
		tie.Start, tie.End = interval.Start, interval.End
		w.putTie(tie)
	}
	agree(t, w.build(t), w)
}

func TestIntervalKeepsThePrecisionOfTheSource(t *testing.T) {
	dates := []graph.Date{{}, {Year: 2018}, {Year: 2018, Month: 11}, {Year: 2018, Month: 11, Day: 4}, {Year: 2024, Month: 2}}
	for _, start := range dates {
		for _, end := range dates {
			if (graph.Interval{Start: start, End: end}).Validate() != nil {
				continue
			}
			w := newWorld()
			w.putNode(organization("org:a"))
			w.putNode(organization("org:b"))
			w.putTie(graph.Tie{Kind: graph.PartOf, From: "org:a", To: "org:b",
				Resolution: graph.Resolution{Status: graph.Active, Confidence: graph.ConfidenceA, Start: start, End: end}})
			s := w.build(t)
			eachEntry(s, func(_ index.Vertex, p uint32) {
				if got, want := s.Words[p].Interval(), (graph.Interval{Start: start, End: end}); got != want {
					t.Errorf("%s to %s comes back as %s to %s", want.Start, want.End, got.Start, got.End)
				}
			})
		}
	}
}
