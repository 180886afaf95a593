package main

import (
	"fmt"
	"io"

	"entente/engine"
	"entente/sentence"
)

// printBreak says how long a path holds, when it breaks and for the end of
// what; nothing for a path whose end is not known.
func (e *evidence) printBreak(out io.Writer, language string, path engine.Path) {
	if path.Break == nil {
		return
	}
	hop := path.Hops[path.EndsWith]
	ends := sentence.Step{From: e.entities[hop.From], To: e.entities[hop.To]}
	fmt.Fprintln(out, sentence.Validity(language, path.Valid, &ends))
	fmt.Fprintf(out, "It breaks on %s, %s%s, with the end of:\n", path.Break.On, inDays(path.Break.Days), perhapsFrom(path.Break))
	for _, id := range path.Break.Because {
		fmt.Fprintf(out, "  %s\n", id)
	}
	for i, id := range path.Break.Renewals {
		if i == 0 {
			fmt.Fprintln(out, renewed(path.Break))
		}
		fmt.Fprintf(out, "  %s\n", id)
	}
}

func inDays(days int) string {
	switch {
	case days == 1:
		return "in 1 day"
	case days > 0:
		return fmt.Sprintf("in %d days", days)
	}
	return fmt.Sprintf("%d days before the day asked about", -days)
}

// perhapsFrom tells that the end is known to the month or year only.
func perhapsFrom(b *engine.Break) string {
	if b.Earliest == b.On {
		return ""
	}
	return " (perhaps from " + b.Earliest.String() + ", for no day is known)"
}

func renewed(b *engine.Break) string {
	if b.Renewed {
		return "It goes on by:"
	}
	return "Of what ends, only a part goes on by:"
}
