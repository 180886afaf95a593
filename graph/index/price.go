package index

import (
	"math"

	"entente/graph"
)

// calendar holds the packed first day of each year from 1800 to one beyond what a word tells.
type calendar []uint64

func newCalendar() calendar {
	var newYears calendar
	for year := epoch.Date().Year; ; year++ {
		day := uint64(graph.Date{Year: year}.First() - epoch)
		newYears = append(newYears, day)
		if day > dayBits {
			return newYears
		}
	}
}

// year counts the years from 1800 to that of a packed day.
func (c calendar) year(day uint64) int {
	year := int(day * 400 / 146_097)
	for c[year+1] <= day {
		year++
	}
	for c[year] > day {
		year--
	}
	return year
}

// date is the year of a packed day.
func (c calendar) date(day uint64) graph.Date {
	return graph.Date{Year: epoch.Date().Year + int16(c.year(day))}
}

// weight is what the strength of a relationship into a body of the size
// depends on. Start and end stand as years, which is all that a strength looks at.
func (v *vocabulary) weight(w Word, size int, today graph.Day) graph.Weight {
	weight := graph.Weight{Kind: w.Kind(), Role: v.roles[w.role()], Size: size, Today: today}
	weight.Status, weight.Confidence = w.Status(), w.Confidence()
	if start := w.start(); start != openStart {
		weight.Start = v.calendar.date(start)
	}
	if end := w.end(); end != openEnd {
		weight.End = v.calendar.date(end)
	}
	return weight
}

// pricer turns words into costs. Few different ones occur in a graph, so it
// remembers what it has computed.
type pricer struct {
	words *vocabulary
	today graph.Day
	costs map[uint64]float32
}

func newPricer(words *vocabulary, today graph.Day) *pricer {
	return &pricer{words: words, today: today, costs: map[uint64]float32{}}
}

// cost is −ln of the strength of a relationship into a body of the size.
func (p *pricer) cost(w Word, size int) float32 {
	const said = kindBits | statusBits<<statusShift | confidenceBits<<confidenceShift | roleBits<<roleShift
	key := uint64(w&said) | uint64(graph.SizeBucket(w.Kind(), size))<<24
	if w.end() != openEnd {
		key |= 1 << 32
	}
	if start := w.start(); start != openStart {
		key |= uint64(p.words.calendar.year(start)+1) << 33
	}
	cost, ok := p.costs[key]
	if !ok {
		cost = float32(-math.Log(p.words.weight(w, size, p.today).Product()))
		p.costs[key] = cost
	}
	return cost
}
