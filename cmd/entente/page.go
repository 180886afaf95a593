package main

import (
	"fmt"
	"io"

	"entente/graph"
)

// page is what an answer is written on, in its language.
type page struct {
	out      io.Writer
	language string
}

// line writes a phrase on a line of its own.
func (p page) line(phrase string, args ...any) { fmt.Fprintf(p.out, phrase+"\n", args...) }

// text is a phrase as a part of another.
func (p page) text(phrase string, args ...any) string { return fmt.Sprintf(phrase, args...) }

// period is " from 2018 to 2024", with what is known of it.
func (p page) period(i graph.Interval) string {
	told := ""
	if !i.Start.IsZero() {
		told += p.text(" from %s", i.Start)
	}
	if !i.End.IsZero() {
		told += p.text(" to %s", i.End)
	}
	return told
}

func (p page) validity(window *graph.Interval) string {
	switch {
	case window == nil:
		return p.text("there is no time at which all hops are valid at once")
	case *window == graph.Interval{}:
		return p.text("nothing bounds the time at which all hops are valid")
	}
	return p.text("all hops are valid at once%s", p.period(*window))
}
