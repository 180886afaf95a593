package main

import (
	"context"

	"entente/engine"
	"entente/graph"
	"entente/sentence"
)

type intermediariesCommand struct {
	question
	From    []string `required:"" sep:"none" placeholder:"ENTITY" help:"Who stands on the one side: an id or a name; may be given several times."`
	To      []string `required:"" sep:"none" placeholder:"ENTITY" help:"Who stands on the other side; may be given several times."`
	Via     []string `placeholder:"ID" help:"Entities that every path must contain."`
	Slack   int      `default:"0" help:"How many hops longer than the shortest a path may be, at most 3."`
	MaxHops int      `default:"6" help:"The longest path, at most 15 hops."`
	Group   string   `enum:"country,kind" default:"country" help:"What the roles are between (country, kind)."`
	First   int      `default:"10" help:"How many to tell, at most 100."`
}

// Run prints who lies between two sides, with the reason for each number.
func (c intermediariesCommand) Run(ctx context.Context, term terminal) error {
	return c.ask(ctx, term, c.reply)
}

func (c intermediariesCommand) reply(ctx context.Context, a answer) error {
	query := engine.IntermediaryQuery{MaxHops: c.MaxHops, Slack: c.Slack, Group: c.group(), Where: a.where, Page: engine.PageQuery{First: c.First}}
	query.Where.Via = ids(c.Via)
	var err error
	if query.From, err = entitiesNamed(ctx, a.Graph, c.From); err != nil {
		return err
	}
	if query.To, err = entitiesNamed(ctx, a.Graph, c.To); err != nil {
		return err
	}
	found, err := a.Intermediaries(ctx, query)
	if err != nil {
		return err
	}
	return c.print(ctx, a, found)
}

func (c intermediariesCommand) group() engine.Grouping {
	if c.Group == "kind" {
		return engine.ByKind
	}
	return engine.ByCountry
}

func (c intermediariesCommand) print(ctx context.Context, a answer, found engine.IntermediaryPage) error {
	if len(found.Lengths) > 0 {
		a.line("Paths between the sides: %s. On them %d of %d intermediaries:", a.lengths(found.Lengths), len(found.Items), found.Total)
	}
	var parties []graph.ID
	for i := range found.Items {
		parties = append(parties, found.Items[i].Best.Entities...)
		if err := c.printOne(ctx, a, i, &found.Items[i]); err != nil {
			return err
		}
	}
	if found.Truncated {
		a.line("\nThe search ended at its bound; longer paths were not counted.")
	}
	if err := a.partiesLeftOut(ctx, found.LeftOut); err != nil {
		return err
	}
	a.diagnosis(found.Diagnosis)
	return a.restrictionsOn(ctx, parties)
}

// printOne tells one intermediary, how its numbers came about and its best path.
func (c intermediariesCommand) printOne(ctx context.Context, a answer, i int, item *engine.IntermediaryItem) error {
	path, err := a.gather(ctx, item.Best)
	if err != nil {
		return err
	}
	note := ""
	if item.Restricted {
		note = a.text(", under restrictions")
	}
	a.line("\n%d. %s, share %.3f%s", i+1, path.name(item.Entity), item.Share, note)
	a.line("   %s", item.Explanation(c.Language))
	for _, pair := range item.Pairs {
		if item.PairTotal > 1 {
			a.line("   %s of %s from %s to %s", a.count(pair.Paths), a.count(pair.Of), pair.From, pair.To)
		}
	}
	if more := item.PairTotal - len(item.Pairs); more > 0 {
		a.line("   and %d more pairs", more)
	}
	a.line("   %s", sentence.Path(c.Language, path.steps(item.Best)))
	return nil
}

// lengths is "2 with 2 hops, 3 with 3 hops".
func (p page) lengths(counts []engine.LengthCount) string {
	texts := make([]string, len(counts))
	for i, count := range counts {
		texts[i] = p.text("%s with %d hops", p.count(count.Paths), count.Hops)
	}
	return p.list(texts)
}
