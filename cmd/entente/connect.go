package main

import (
	"context"
	"fmt"

	"entente/engine"
	"entente/graph"
	"entente/sentence"
)

type connectCommand struct {
	storeFlag
	filterFlags
	assumeFlags
	Entities []string `arg:"" help:"Whom to bring together: ids or names, at most 50."`
	Optional []string `placeholder:"ID" help:"Entities to take into the circle where it is no larger for it."`
	MaxHops  int      `default:"6" help:"The longest way by which parts of the circle are joined, at most 15 hops."`
	Language string   `enum:"en,fa" default:"en" help:"Language of the sentences and of names (en, fa)."`
}

// Run prints the smallest circle that joins the entities, and who could convene it.
func (c connectCommand) Run(ctx context.Context, term terminal) error {
	where, err := c.filter()
	if err != nil {
		return err
	}
	g, err := c.open(ctx, term, true)
	if err != nil {
		return err
	}
	defer g.Close()
	if g, err = c.under(ctx, g, term); err != nil {
		return err
	}
	members, err := entitiesNamed(ctx, g, c.Entities)
	if err != nil {
		return err
	}
	found, err := g.Connect(ctx, engine.ConnectQuery{Members: members, Optional: ids(c.Optional), MaxHops: c.MaxHops, Where: where})
	if err != nil {
		return err
	}
	for i := range found.Circles {
		if i > 0 {
			fmt.Fprintln(term.out)
		}
		if err := c.print(ctx, g, term, &found.Circles[i]); err != nil {
			return err
		}
	}
	if found.Truncated {
		fmt.Fprintln(term.out, "\nThe search ended at its bound; the circle may be larger than need be.")
	}
	if err := printPartiesLeftOut(ctx, g, term, c.Language, found.LeftOut); err != nil {
		return err
	}
	if found.Diagnosis != nil {
		fmt.Fprintf(term.out, "\nThese cannot be joined. %s\n", found.Diagnosis.Message(c.Language))
	}
	return nil
}

// print tells who is in a circle, each tie as a sentence, and who could convene it.
func (c connectCommand) print(ctx context.Context, g *engine.Graph, term terminal, circle *engine.Circle) error {
	all := circle.Entities()
	for _, convener := range circle.Conveners {
		all = append(all, convener.Entity)
	}
	names, err := byID(ctx, g.Entities, all)
	if err != nil {
		return err
	}
	list := func(title string, members []graph.ID) {
		for i, id := range members {
			if i == 0 {
				fmt.Fprintln(term.out, title)
			}
			fmt.Fprintf(term.out, "  %s (%s)\n", names[id].Name(c.Language).Value, id)
		}
	}
	list("A circle of:", circle.Members)
	list("With:", circle.Optional)
	list("Joined by:", circle.Others)
	for _, hop := range circle.Hops {
		step := engine.Path{Entities: []graph.ID{hop.From, hop.To}, Hops: []engine.Hop{hop}}
		evidence, err := gather(ctx, g, step)
		if err != nil {
			return err
		}
		fmt.Fprintf(term.out, "%s\n", sentence.Path(c.Language, evidence.steps(step)))
	}
	for i, convener := range circle.Conveners {
		if i == 0 {
			fmt.Fprintln(term.out, "Who could convene it:")
		}
		fmt.Fprintf(term.out, "  %s (%s), %d hops from all members together, %d of them known directly\n",
			names[convener.Entity].Name(c.Language).Value, convener.Entity, convener.Hops, len(convener.Ties))
	}
	return restrictionsOn(ctx, g, term.out, c.Language, all)
}
