package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"entente/engine"
	"entente/graph"
	"entente/sentence"
)

type intermediariesCommand struct {
	storeFlag
	filterFlags
	assumeFlags
	From     []string `required:"" sep:"none" placeholder:"ENTITY" help:"Who stands on the one side: an id or a name; may be given several times."`
	To       []string `required:"" sep:"none" placeholder:"ENTITY" help:"Who stands on the other side; may be given several times."`
	Via      []string `placeholder:"ID" help:"Entities that every path must contain."`
	Slack    int      `default:"0" help:"How many hops longer than the shortest a path may be, at most 3."`
	MaxHops  int      `default:"6" help:"The longest path, at most 15 hops."`
	Group    string   `enum:"country,kind" default:"country" help:"What the roles are between (country, kind)."`
	First    int      `default:"10" help:"How many to tell, at most 100."`
	Language string   `enum:"en,fa" default:"en" help:"Language of the sentences and of names (en, fa)."`
}

// Run prints who lies between two sides, with the reason for each number.
func (c intermediariesCommand) Run(ctx context.Context, term terminal) error {
	where, err := c.filter()
	if err != nil {
		return err
	}
	where.Via = ids(c.Via)
	g, err := c.open(ctx, term, true)
	if err != nil {
		return err
	}
	defer g.Close()
	if g, err = c.under(ctx, g, term); err != nil {
		return err
	}
	query := engine.IntermediaryQuery{MaxHops: c.MaxHops, Slack: c.Slack, Group: c.group(), Where: where, Page: engine.PageQuery{First: c.First}}
	if query.From, err = entitiesNamed(ctx, g, c.From); err != nil {
		return err
	}
	if query.To, err = entitiesNamed(ctx, g, c.To); err != nil {
		return err
	}
	found, err := g.Intermediaries(ctx, query)
	if err != nil {
		return err
	}
	return c.print(ctx, g, term, found)
}

func (c intermediariesCommand) group() engine.Grouping {
	if c.Group == "kind" {
		return engine.ByKind
	}
	return engine.ByCountry
}

func (c intermediariesCommand) print(ctx context.Context, g *engine.Graph, term terminal, found engine.IntermediaryPage) error {
	if len(found.Lengths) > 0 {
		fmt.Fprintf(term.out, "Paths between the sides: %s. On them %d of %d intermediaries:\n", lengths(found.Lengths), len(found.Items), found.Total)
	}
	var parties []graph.ID
	for i := range found.Items {
		parties = append(parties, found.Items[i].Best.Entities...)
		if err := c.printOne(ctx, g, term, i, &found.Items[i]); err != nil {
			return err
		}
	}
	if found.Truncated {
		fmt.Fprintln(term.out, "\nThe search ended at its bound; longer paths were not counted.")
	}
	if err := printPartiesLeftOut(ctx, g, term, c.Language, found.LeftOut); err != nil {
		return err
	}
	if found.Diagnosis != nil {
		fmt.Fprintf(term.out, "\n%s\n", found.Diagnosis.Message(c.Language))
	}
	return restrictionsOn(ctx, g, term.out, c.Language, parties)
}

// printOne tells one intermediary, how its numbers came about and its best path.
func (c intermediariesCommand) printOne(ctx context.Context, g *engine.Graph, term terminal, i int, item *engine.IntermediaryItem) error {
	path, err := gather(ctx, g, item.Best)
	if err != nil {
		return err
	}
	note := ""
	if item.Restricted {
		note = ", under restrictions"
	}
	fmt.Fprintf(term.out, "\n%d. %s, share %.3f%s\n   %s\n", i+1, path.name(item.Entity, c.Language), item.Share, note, item.Explanation(c.Language))
	for _, pair := range item.Pairs {
		if item.PairTotal > 1 {
			fmt.Fprintf(term.out, "   %s of %s from %s to %s\n", number(pair.Paths), number(pair.Of), pair.From, pair.To)
		}
	}
	if more := item.PairTotal - len(item.Pairs); more > 0 {
		fmt.Fprintf(term.out, "   and %d more pairs\n", more)
	}
	fmt.Fprintf(term.out, "   %s\n", sentence.Path(c.Language, path.steps(item.Best)))
	return nil
}

// lengths is "2 with 2 hops, 3 with 3 hops".
func lengths(counts []engine.LengthCount) string {
	texts := make([]string, len(counts))
	for i, count := range counts {
		texts[i] = fmt.Sprintf("%s with %d hops", number(count.Paths), count.Hops)
	}
	return strings.Join(texts, ", ")
}

// number writes a count that may be beyond what whole numbers hold.
func number(n float64) string { return strconv.FormatFloat(n, 'g', 15, 64) }
