package main

import (
	"context"

	"entente/engine"
	"entente/graph"
	"entente/sentence"
)

type connectCommand struct {
	question
	Entities []string `arg:"" help:"Whom to bring together: ids or names, at most 50."`
	Optional []string `placeholder:"ID" help:"Entities to take into the circle where it is no larger for it."`
	MaxHops  int      `default:"6" help:"The longest way by which parts of the circle are joined, at most 15 hops."`
}

// Run prints the smallest circle that joins the entities, and who could convene it.
func (c connectCommand) Run(ctx context.Context, term terminal) error {
	return c.ask(ctx, term, c.reply)
}

func (c connectCommand) reply(ctx context.Context, a answer) error {
	members, err := entitiesNamed(ctx, a.Graph, c.Entities)
	if err != nil {
		return err
	}
	found, err := a.Connect(ctx, engine.ConnectQuery{Members: members, Optional: ids(c.Optional), MaxHops: c.MaxHops, Where: a.where})
	if err != nil {
		return err
	}
	for i := range found.Circles {
		if i > 0 {
			a.line("")
		}
		if err := c.print(ctx, a, &found.Circles[i]); err != nil {
			return err
		}
	}
	if found.Truncated {
		a.line("\nThe search ended at its bound; the circle may be larger than need be.")
	}
	if err := a.partiesLeftOut(ctx, found.LeftOut); err != nil {
		return err
	}
	if found.Diagnosis != nil {
		a.line("\nThese cannot be joined. %s", found.Diagnosis.Message(c.Language))
	}
	return nil
}

// print tells who is in a circle, each tie as a sentence, and who could convene it.
func (c connectCommand) print(ctx context.Context, a answer, circle *engine.Circle) error {
	all := circle.Entities()
	for _, convener := range circle.Conveners {
		all = append(all, convener.Entity)
	}
	e, err := a.named(ctx, all)
	if err != nil {
		return err
	}
	e.members(a.text("A circle of:"), circle.Members)
	e.members(a.text("With:"), circle.Optional)
	e.members(a.text("Joined by:"), circle.Others)
	for _, hop := range circle.Hops {
		step := engine.Path{Entities: []graph.ID{hop.From, hop.To}, Hops: []engine.Hop{hop}}
		evidence, err := a.gather(ctx, step)
		if err != nil {
			return err
		}
		a.line("%s", sentence.Path(c.Language, evidence.steps(step)))
	}
	for i, convener := range circle.Conveners {
		if i == 0 {
			a.line("Who could convene it:")
		}
		a.line("  %s, %d hops from all members together, %d of them known directly", e.name(convener.Entity), convener.Hops, len(convener.Ties))
	}
	return a.restrictionsOn(ctx, all)
}

// members names entities under a title; nothing for none.
func (e *evidence) members(title string, members []graph.ID) {
	for i, id := range members {
		if i == 0 {
			e.line("%s", title)
		}
		e.line("  %s", e.name(id))
	}
}
