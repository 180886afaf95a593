package path

import (
	"cmp"
	"slices"

	"entente/graph"
	"entente/graph/index"
)

// Window is a time from a first to a last day, both included; graph.FirstDay
// and graph.LastDay are open sides.
type Window struct {
	First, Last graph.Day
}

// Empty tells that there is no such day.
func (v Window) Empty() bool { return v.Last < v.First }

// always is the window without bounds.
func always() Window { return Window{First: graph.FirstDay, Last: graph.LastDay} }

// Lifetime is the time for which a route holds, and what bounds it. A hop holds
// on each day on which some relationship of it does, so that a strong one which
// ends early does not end the route while a weaker one goes on.
type Lifetime struct {
	// Valid is a time without gaps in which every hop holds: that which meets the
	// days of the question, else the next, else the last before. Empty when there is none.
	Valid Window
	// Sure is the last day on which the route holds for sure, which is before
	// Valid.Last when a date of lower precision than a day ends it.
	Sure graph.Day
	// Begins and Ends are the relationships with which Valid begins and ends, in
	// the order of the hops; none where it is open.
	Begins, Ends []Bound
	// Renewals are the relationships that join the same two as those of Ends and
	// hold on the day after Valid. The filter admits them, but for its days.
	Renewals []Bound
	// From is the first day that the question is about.
	From graph.Day
}

// Bound is a relationship of a hop.
type Bound struct {
	// Hop is the position of the hop, Row and Position are where the relationship stands in the index.
	Hop      int
	Row      index.Vertex
	Position uint32
}

// lifetime works out when all hops hold at once. Cost: the relationships of
// the hops, sorted, and the rows of those that end.
func lifetime(s *index.Snapshot, gate *index.Gate, hops []Hop) Lifetime {
	// Most hops hold for one time: these suffice for a path of them.
	var room [3][2 * MostHops]Window
	common, spare, spells := append(room[0][:0], always()), room[1][:0], room[2][:0]
	ends := append(make([]int, 0, MostHops+1), 0)
	for i := range hops {
		spells = spellsOf(s, hops[i].Ties, spells)
		common, spare = overlap(common, spells[ends[i]:], spare[:0]), common
		ends = append(ends, len(spells))
	}
	if len(common) == 0 {
		return Lifetime{Valid: Window{First: graph.LastDay, Last: graph.FirstDay}, Sure: graph.FirstDay}
	}
	first, last := gate.Days()
	life := Lifetime{Valid: nearestTo(common, first, last), Sure: graph.LastDay, From: first}
	timeless := gate.Timeless()
	for i := range hops {
		around := containing(spells[ends[i]:ends[i+1]], life.Valid.Last)
		life.bound(s, i, &hops[i], around)
		if around.Last == life.Valid.Last && around.Last != graph.LastDay {
			life.renew(s, &timeless, i, &hops[i])
		}
	}
	return life
}

// containing gives the first of some times that goes on until a day, which one does.
func containing(spells []Window, day graph.Day) Window {
	return spells[slices.IndexFunc(spells, func(w Window) bool { return w.Last >= day })]
}

// spellsOf appends the times in which one of some relationships holds, in order and without a gap inside.
func spellsOf(s *index.Snapshot, ties []uint32, into []Window) []Window {
	low := len(into)
	for _, position := range ties {
		first, last := s.Words[position].Days()
		into = append(into, Window{First: first, Last: last})
	}
	spells := into[low:]
	if len(spells) == 1 {
		return into
	}
	slices.SortFunc(spells, func(a, b Window) int { return cmp.Compare(a.First, b.First) })
	joined := spells[:1]
	for _, spell := range spells[1:] {
		before := &joined[len(joined)-1]
		if before.Last != graph.LastDay && spell.First > before.Last+1 {
			joined = append(joined, spell)
			continue
		}
		before.Last = max(before.Last, spell.Last)
	}
	return into[:low+len(joined)]
}

// overlap appends the times that lie in both lists, which are in order.
func overlap(a, b, into []Window) []Window {
	for len(a) > 0 && len(b) > 0 {
		if w := (Window{First: max(a[0].First, b[0].First), Last: min(a[0].Last, b[0].Last)}); !w.Empty() {
			into = append(into, w)
		}
		if a[0].Last < b[0].Last {
			a = a[1:]
		} else {
			b = b[1:]
		}
	}
	return into
}

// nearestTo gives the first of the times that meets some days, else the next after them, else the last.
func nearestTo(times []Window, first, last graph.Day) Window {
	for _, w := range times {
		if w.Last >= first && w.First <= last || w.First > last {
			return w
		}
	}
	return times[len(times)-1]
}

// bound takes in what a hop, which holds for the time around, does to the lifetime.
func (l *Lifetime) bound(s *index.Snapshot, at int, hop *Hop, around Window) {
	sure := graph.FirstDay
	for _, position := range hop.Ties {
		first, last := s.Words[position].Days()
		if first > l.Valid.Last || last < l.Valid.First {
			continue
		}
		if first == l.Valid.First && first == around.First && first != graph.FirstDay {
			l.Begins = append(l.Begins, Bound{at, hop.Row, position})
		}
		if last == l.Valid.Last && last == around.Last && last != graph.LastDay {
			l.Ends = append(l.Ends, Bound{at, hop.Row, position})
		}
		if last != graph.LastDay {
			last = s.Words[position].Interval().End.First()
		}
		sure = max(sure, last)
	}
	l.Sure = min(l.Sure, sure)
}

// renew adds the relationships by which a hop goes on after the end.
func (l *Lifetime) renew(s *index.Snapshot, timeless *index.Gate, at int, hop *Hop) {
	other := hop.To
	if hop.Row == hop.To {
		other = hop.From
	}
	for _, position := range between(s, timeless, hop.Row, other, nil) {
		if first, last := s.Words[position].Days(); first <= l.Valid.Last+1 && last > l.Valid.Last {
			l.Renewals = append(l.Renewals, Bound{at, hop.Row, position})
		}
	}
}
