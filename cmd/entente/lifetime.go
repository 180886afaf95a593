package main

import (
	"entente/engine"
	"entente/sentence"
)

// printBreak says how long a path holds, when it breaks and for the end of
// what; nothing for a path whose end is not known.
func (e *evidence) printBreak(path engine.Path) {
	if path.Break == nil {
		return
	}
	hop := path.Hops[path.EndsWith]
	ends := sentence.Step{From: e.entities[hop.From], To: e.entities[hop.To]}
	e.line("%s", sentence.Validity(e.language, path.Valid, &ends))
	e.line("It breaks on %s, %s%s, with the end of:", e.date(path.Break.On), e.inDays(path.Break.Days), e.perhapsFrom(path.Break))
	for _, id := range path.Break.Because {
		e.line("  %s", id)
	}
	for i, id := range path.Break.Renewals {
		if i == 0 {
			e.line("%s", e.renewed(path.Break))
		}
		e.line("  %s", id)
	}
}

func (p page) inDays(days int) string {
	switch {
	case days == 1:
		return p.text("in 1 day")
	case days > 0:
		return p.text("in %d days", days)
	}
	return p.text("%d days before the day asked about", -days)
}

// perhapsFrom tells that the end is known to the month or year only.
func (p page) perhapsFrom(b *engine.Break) string {
	if b.Earliest == b.On {
		return ""
	}
	return p.text(" (perhaps from %s, for no day is known)", p.date(b.Earliest))
}

func (p page) renewed(b *engine.Break) string {
	if b.Renewed {
		return p.text("It goes on by:")
	}
	return p.text("Of what ends, only a part goes on by:")
}
