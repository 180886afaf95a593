package main

import (
	"context"

	"entente/engine"
	"entente/graph"
)

// reading is what a command has that reads the graph and answers in words.
type reading struct {
	storeFlag
	pastFlags
	Language string `enum:"en,fa" default:"en" help:"Language of the answer (en, fa)."`
}

// answer is what a command answers from and what it writes on.
type answer struct {
	*engine.Graph
	page
	// where is the filter of a question.
	where graph.RouteFilter
}

// reply writes an answer.
type reply func(context.Context, answer) error

// read opens the graph for a reply.
func (r reading) read(ctx context.Context, term terminal, write reply) error {
	g, err := r.open(ctx, term, true)
	if err != nil {
		return err
	}
	defer g.Close()
	if g, err = r.then(ctx, g, term); err != nil {
		return err
	}
	return write(ctx, answer{Graph: g, page: newPage(term.out, r.Language)})
}

// question is what every question about routes has besides what it asks: by
// which ties, and what it assumes.
type question struct {
	reading
	filterFlags
	assumeFlags
}

// ask opens the graph as it would be under the assumptions, which are told, for a reply.
func (q question) ask(ctx context.Context, term terminal, write reply) error {
	where, err := q.filter()
	if err != nil {
		return err
	}
	return q.read(ctx, term, func(ctx context.Context, a answer) error {
		if a.Graph, err = q.under(ctx, a); err != nil {
			return err
		}
		a.where = where
		return write(ctx, a)
	})
}

// between are the ends of a question about two entities.
type between struct {
	From string `arg:"" help:"Where the route starts: an id or a name."`
	To   string `arg:"" help:"Where it leads: an id or a name."`
}

// ends finds the two entities.
func (b between) ends(ctx context.Context, a answer) (from, to graph.ID, err error) {
	found, err := entitiesNamed(ctx, a.Graph, []string{b.From, b.To})
	if err != nil {
		return "", "", err
	}
	return found[0], found[1], nil
}
