package main

import (
	"fmt"

	"entente/graph"
)

// filterFlags say which ties and entities a question may use.
type filterFlags struct {
	At              string   `placeholder:"DATE" help:"Only ties that can be valid on this date; without it today."`
	AnyTime         bool     `help:"Ties of any time."`
	HoldsFor        int      `placeholder:"DAYS" help:"Only ties that still hold so many days later, at most 36525."`
	Avoid           []string `placeholder:"ID" help:"Entities that no path may contain."`
	AvoidRestricted bool     `help:"Keep clear of entities under restrictions."`
}

func (f filterFlags) filter() (graph.RouteFilter, error) {
	where := graph.RouteFilter{AnyTime: f.AnyTime, HoldsFor: f.HoldsFor, AvoidRestricted: f.AvoidRestricted, Avoid: ids(f.Avoid)}
	if f.At == "" {
		return where, nil
	}
	at, err := graph.ParseDate(f.At)
	if err != nil {
		return where, fmt.Errorf("--at: %w: %w", err, errUsage)
	}
	where.At = at
	return where, nil
}

func ids(texts []string) []graph.ID {
	list := make([]graph.ID, len(texts))
	for i, text := range texts {
		list[i] = graph.ID(text)
	}
	return list
}
